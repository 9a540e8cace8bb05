"""Chasing answers without learning any: reminders, links that stop and come anew, what people say instead of answering."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions import changing_invitations as actions
from reviews.actions.declining import decline
from reviews.actions.inviting import send_reminders
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, open_survey, release_survey, send_invitations
from reviews.designing import create_survey
from reviews.due import do_due
from reviews.models import Finding, Invitation, NamedAnswer, Response, Review, Tally
from reviews.tasks import tasks_of
from signatories.models import Membership, Organisation
from tests.cast import organisation
from tests.reviews.conftest import AFTER, CLOSES, DURING, OPENS, at

pytestmark = pytest.mark.django_db
BASE = "/wealdshire/survey/2009/"
DAY = datetime.timedelta(days=1)
HALF, TWO_WEEKS, THREE_DAYS = OPENS + 39 * DAY, CLOSES - 14 * DAY, CLOSES - 3 * DAY


def link_in(message: Message) -> str:
    return next(word for word in message.text.split() if "/i/" in word).split("://")[-1].partition("/")[2]


def latest(to: str) -> Message:
    return Message.objects.filter(to=to).latest("id")


def invitation_of(organisation) -> Invitation:
    return Invitation.objects.select_related("survey__compact", "survey__review", "organisation", "message").get(organisation=organisation)


def send(organisation) -> None:
    Response.objects.create(
        survey=invitation_of(organisation).survey, organisation=organisation, sector=organisation.sector, status="submitted", submitted_on=DURING
    )


def test_reminders_go_at_their_days_to_those_who_have_not_answered(cast, invited):
    assert list(invited.nudges.values_list("days_before", flat=True)) == [38, 14, 3]
    send(cast.council)
    reminded = []
    for day in (OPENS, HALF - DAY, HALF, HALF + DAY, TWO_WEEKS, THREE_DAYS, CLOSES):
        before = Message.objects.count()
        do_due(at(day))
        do_due(at(day))
        reminded.append(Message.objects.count() - before)
    assert reminded == [0, 0, 3, 0, 3, 3, 0]
    assert not Message.objects.filter(to="council@example.org").exclude(subject__contains="your organisation").exists()
    words = latest("bramble@example.org")
    assert "has not sent its answers yet" in words.text and "26 October 2009" in words.text


def test_reminder_repeats_the_link_and_does_not_stop_it(cast, invited, client, today_is):
    first = link_in(latest("bramble@example.org"))
    do_due(at(HALF))
    assert link_in(latest("bramble@example.org")) == first
    client.post(f"/{first}")
    assert client.get(BASE).status_code == 200
    do_due(at(TWO_WEEKS))
    assert client.get(BASE).status_code == 200


def test_link_is_made_anew_when_the_portals_key_has_changed(cast, invited, settings):
    first = link_in(latest("bramble@example.org"))
    settings.SECRET_KEY = "another key that nobody knew before"
    do_due(at(HALF))
    assert link_in(latest("bramble@example.org")) != first


def test_seed_and_hash_alone_open_nothing(cast, invited, client):
    invitation = invitation_of(cast.charity)
    for guess in (invitation.seed, invitation.token_hash):
        assert client.get(f"/i/{guess}/").status_code == 404


def test_missed_reminders_come_as_one(cast, invited):
    before = Message.objects.count()
    do_due(at(THREE_DAYS))
    assert Message.objects.count() - before == 4
    assert not invited.nudges.filter(sent_on__isnull=True).exists()


def test_who_was_excused_declined_got_time_or_has_a_dead_address_is_left_alone(cast, invited):
    actions.excuse(invitation=invitation_of(cast.charity), reason="Closed", by=cast.officer)
    decline(invitation=invitation_of(cast.other_charity), how="not_now", on=DURING)
    actions.give_extra_time(invitation=invitation_of(cast.council), until=AFTER, reason="x", by=cast.officer, at=at(DURING))
    Message.objects.filter(pk=invitation_of(cast.police).message_id).update(status="failed")
    before = Message.objects.count()
    do_due(at(HALF))
    assert Message.objects.count() == before


def test_invitation_goes_to_the_lead_where_the_organisation_has_no_address(cast, survey):
    Organisation.objects.filter(pk=cast.charity.pk).update(contact_email="")
    Membership.objects.create(person=cast.stranger, organisation=cast.charity, role="lead", since=DURING)
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    assert invitation_of(cast.charity).sent_to == cast.lead.email  # the one who has served longest


def test_link_that_was_stopped_opens_nothing_and_a_new_one_does(cast, invited, client, sign_in, today_is):
    old = link_in(latest("bramble@example.org"))
    client.post(f"/{old}")
    page = f"{BASE}invitations/{invitation_of(cast.charity).pk}/"
    officer = sign_in(cast.officer)
    assert "The link has stopped." in officer.post(f"{page}revoke/", follow=True).content.decode()
    officer.logout()
    assert client.get(f"/{old}").status_code == 404
    assert client.get(BASE).status_code == 403
    Organisation.objects.filter(pk=cast.charity.pk).update(contact_email="new@example.org")
    assert "A new link is on the way" in sign_in(cast.officer).post(f"{page}reissue/", follow=True).content.decode()
    client.logout()
    new = link_in(latest("new@example.org"))
    assert client.get(f"/{old}").status_code == 404 and client.get(f"/{new}").status_code == 200
    assert "no longer works" in latest("bramble@example.org").text and "/i/" not in latest("bramble@example.org").text


def test_link_to_another_address_never_opens_what_was_begun(cast, invited, sign_in, today_is):
    """An officer can enter an address of their own, so a new link must not show the draft."""
    one = invitation_of(cast.charity)
    Response.objects.create(survey=one.survey, organisation=cast.charity, sector="voluntary", draft={"q4": "CANARY"})
    page, client = f"{BASE}invitations/{one.pk}/", sign_in(cast.officer)
    assert "A new link is on the way" in client.post(f"{page}reissue/", follow=True).content.decode()  # the same address
    assert Response.objects.get().draft == {"q4": "CANARY"}
    Organisation.objects.filter(pk=cast.charity.pk).update(contact_email="new@example.org")
    link = invitation_of(cast.charity).token_hash
    shown = client.post(f"{page}reissue/", follow=True).content.decode()
    assert "has begun to answer with the link sent to bramble@example.org" in shown and "Send a new link, to begin anew" in shown
    assert (invitation_of(cast.charity).token_hash, Response.objects.count()) == (link, 1)
    client.post(f"{page}reissue/", {"forget": "yes"})
    assert (invitation_of(cast.charity).sent_to, Response.objects.count()) == ("new@example.org", 0)


def test_looking_at_the_link_changes_nothing(cast, invited, client, today_is):
    link = link_in(latest("bramble@example.org"))
    before = Invitation.objects.filter(organisation=cast.charity).values().get()
    for _ in range(3):
        client.get(f"/{link}")
        client.head(f"/{link}")
    assert client.get(f"/{link}decline/").status_code == 405
    assert Invitation.objects.filter(organisation=cast.charity).values().get() == before
    assert client.post(f"/{link}").status_code == 302


def test_we_are_not_that_organisation(cast, invited, client, sign_in, today_is):
    link = link_in(latest("bramble@example.org"))
    assert "We are not Bramble Lane Befriending" in client.get(f"/{link}").content.decode()
    assert "This link no longer works" in client.post(f"/{link}decline/", {"how": "not_us"}).content.decode()
    assert client.get(f"/{link}").status_code == 404 and client.post(f"/{link}decline/", {"how": "not_us"}).status_code == 404
    page = sign_in(cast.officer).get(f"{BASE}chasing/").content.decode()
    assert "Says it is not this organisation" in page and "These did not get their invitation" in page
    actions.reissue_invitation(invitation=invitation_of(cast.charity), by=cast.officer)
    assert invitation_of(cast.charity).declined == ""


def test_not_this_year_stops_reminders_and_not_the_link(cast, invited, client, sign_in, today_is):
    link = link_in(latest("bramble@example.org"))
    assert "No further reminder comes this year" in client.post(f"/{link}decline/", {"how": "not_now"}).content.decode()
    assert client.get(f"/{link}").status_code == 200
    one = invitation_of(cast.charity)
    assert (one.declined, one.declined_on) == ("not_now", today())
    assert not Invitation.objects.waiting().filter(pk=one.pk).exists()
    assert client.post(f"/{link}decline/", {"how": "CANARY"}).status_code == 302


def test_more_time_is_reminded_of_by_its_own_last_day(cast, invited):
    """Reminders 38, 14 and 3 days before: the others' are over when this one's come, and it gets none of theirs."""
    until = CLOSES + datetime.timedelta(days=20)
    actions.give_extra_time(invitation=invitation_of(cast.council), until=until, reason="x", by=cast.officer, at=at(DURING))
    told = Message.objects.filter(to="council@example.org").count()
    sent = []
    for days in range((until - DURING).days + 3):
        day = DURING + datetime.timedelta(days=days)
        before = Message.objects.filter(to="council@example.org").count()
        send_reminders(survey=invited, at=at(day))
        send_reminders(survey=invited, at=at(day))  # twice a day, as the hourly tick does
        sent += [(until - day).days] * (Message.objects.filter(to="council@example.org").count() - before)
    assert sent == [38, 14, 3] and told == 2
    mail = Message.objects.filter(to="council@example.org").latest("id")
    assert f"asked for by {until:%-d %B %Y}" in mail.text and mail.subject.endswith(f"{until:%-d %B}")
    assert Message.objects.filter(to="oak@example.org", subject__contains="asked for by").count() == 3


def test_invitation_says_how_long_it_takes_and_what_came_of_last_year(cast, invited, draft_survey):
    text = latest("oak@example.org").text
    assert f"It takes about {invited.minutes} minutes." in text and "What came of" not in text
    Tally.objects.filter(survey=invited).update(minutes={"20": 9, "25": 9}, responses={"statutory": 20, "voluntary": 20})
    question = invited.sections.get(title="This survey").questions.get(key="q23a")
    NamedAnswer.objects.create(survey=invited, organisation=cast.charity, question=question, body={"text": "CANARY-NAMED"})
    Finding.objects.create(review=invited.review, number=1, text="CANARY-FINDING")
    close_survey(survey=invited, by=cast.officer, at=at(AFTER))
    release_survey(survey=invited, by=cast.officer, at=at(AFTER))
    later = Review.objects.create(compact=cast.compact, year=2010, label="2010 – 2011")
    days = {"opens_on": OPENS.replace(year=2010), "closes_on": CLOSES.replace(year=2010)}
    survey = open_survey(survey=create_survey(review=later, **days, documents=[], by=cast.officer), by=cast.officer, at=at(days["opens_on"]))
    send_invitations(survey=survey, by=cast.officer, at=at(days["opens_on"]))
    text = latest("oak@example.org").text
    assert text.startswith("What came of the answers of 2009:\n- About 40 of the 4 signatories asked answered.\n\nOnce a year")
    assert "It takes about 20 minutes, as half of those who answered last year needed no more." in text
    assert "CANARY" not in text and "1 finding" not in text  # the report that tells of it is not published
    assert "about 20 minutes" in {task.takes for task in tasks_of(cast.lead, days["opens_on"])}


def test_excused_and_wrong_ones_do_not_count_as_asked(cast, invited):
    actions.excuse(invitation=invitation_of(cast.police), reason="x", by=cast.officer)
    decline(invitation=invitation_of(cast.other_charity), how="not_us", on=DURING)
    assert sorted(one.organisation.name for one in invited.invitations.expected()) == ["Bramble Lane Befriending", "Wealdshire Council"]
    Response.objects.create(survey=invited, organisation=cast.police, sector="statutory", status="submitted", submitted_on=DURING)
    assert invited.invitations.expected().count() == 3  # it answered all the same
    close_survey(survey=invited, by=cast.officer, at=at(AFTER))
    assert release_survey(survey=invited, by=cast.officer, at=at(AFTER)).figures["invited"] == 3


def test_excuse_needs_a_reason_and_can_be_taken_back(cast, invited, sign_in):
    page = f"{BASE}invitations/{invitation_of(cast.charity).pk}/"
    client = sign_in(cast.officer)
    assert "Enter why it need not answer" in client.post(f"{page}excuse/", {"reason": ""}).content.decode()
    with pytest.raises(ValidationError):
        actions.excuse(invitation=invitation_of(cast.charity), reason=" ", by=cast.officer)
    client.post(f"{page}excuse/", {"reason": "CANARY-FIRE"})
    one = invitation_of(cast.charity)
    assert (one.excused_by, one.excused_reason) == (cast.officer, "CANARY-FIRE")
    assert "CANARY-FIRE" in client.get(page).content.decode()
    client.post(f"{page}expect/")
    one.refresh_from_db()
    assert (one.excused_at, one.excused_by, one.excused_reason) == (None, None, "")


def test_nothing_is_done_to_who_has_answered(cast, invited):
    send(cast.charity)
    one = invitation_of(cast.charity)
    for verb in (
        lambda: actions.revoke_invitation(invitation=one, by=cast.officer),
        lambda: actions.reissue_invitation(invitation=one, by=cast.officer),
        lambda: actions.excuse(invitation=one, reason="x", by=cast.officer),
        lambda: actions.give_extra_time(invitation=one, until=AFTER, reason="x", by=cast.officer, at=at(DURING)),
        lambda: decline(invitation=one, how="not_now", on=DURING),
    ):
        with pytest.raises(NotNow, match="has answered already"):
            verb()


def test_only_the_officer_acts_for_an_organisation(cast, invited):
    one = invitation_of(cast.charity)
    for by in (cast.vcs_member, cast.superuser):
        for verb in (actions.revoke_invitation, actions.reissue_invitation, actions.expect_again):
            with pytest.raises(PermissionDenied):
                verb(invitation=one, by=by)
        with pytest.raises(PermissionDenied):
            actions.excuse(invitation=one, reason="x", by=by)
        with pytest.raises(PermissionDenied):
            actions.give_extra_time(invitation=one, until=AFTER, reason="x", by=by)


def test_list_names_who_is_waited_for_by_sector(cast, invited, sign_in):
    send(cast.council)
    Response.objects.create(survey=invited, organisation=cast.charity, sector="voluntary", draft={"q2": "CANARY-DRAFT"})
    Message.objects.filter(pk=invitation_of(cast.police).message_id).update(status="failed", last_error="SMTPRecipientsRefused 550")
    client = sign_in(cast.officer)
    page = client.get(f"{BASE}chasing/").content.decode()
    assert "Mail did not arrive" in page and "Begun" in page and "CANARY" not in page
    chased = client.get(f"{BASE}chasing/?state=chase").content.decode()
    assert "Oak Hill Allotments" in chased and "Wealdshire Council</a></th>" not in chased
    assert "Nobody has this status" in client.get(f"{BASE}chasing/?state=typed").content.decode()
    assert "550" in client.get(f"{BASE}invitations/{invitation_of(cast.police).pk}/").content.decode()
    rows = list(csv.reader(io.StringIO(client.get(f"{BASE}chasing.csv").content.decode("utf-8-sig"))))
    assert [row[:4] for row in rows[1:]] == [
        ["public sector", "Wealdshire Council", "Answered", "2009-09-01"],
        ["public sector", "Wealdshire Police", "Mail did not arrive", ""],
        ["voluntary and community sector", "Bramble Lane Befriending", "Begun", ""],
        ["voluntary and community sector", "Oak Hill Allotments", "Not yet", ""],
    ]
    assert "CANARY" not in str(rows)


@pytest.mark.parametrize("more", [0, 3])
def test_list_costs_the_same_for_any_number(cast, survey, sign_in, django_assert_num_queries, more):
    for n in range(more):
        organisation(cast.compact, f"Extra {n}", "voluntary", "charity", contact_email=f"x{n}@example.org")
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    client = sign_in(cast.officer)
    client.get(f"{BASE}chasing/")
    with django_assert_num_queries(4):
        client.get(f"{BASE}chasing/")


def test_small_body_goes_from_the_short_form_to_the_whole_and_back(cast, draft_survey, client, today_is):
    from reviews.actions.running import open_survey

    draft_survey.short_form = True
    draft_survey.save(update_fields=["short_form"])
    Organisation.objects.filter(pk=cast.charity.pk).update(size="small")
    survey = open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    client.post(f"/{link_in(latest('bramble@example.org'))}")
    page = client.get(BASE).content.decode()
    assert "This is the short form" in page and "Information Folder" not in page
    sent = {"invitation": invitation_of(cast.charity).pk}
    page = client.post(f"{BASE}form/", sent | {"whole": "1"}, follow=True).content.decode()
    assert "You are shown all questions" in page and "Information Folder" in page
    assert "This is the short form" in client.post(f"{BASE}form/", sent | {"short": "1"}, follow=True).content.decode()


def test_officer_is_asked_to_find_an_address_and_the_lead_no_longer_to_answer(cast, invited):
    tasks = {task.what for task in tasks_of(cast.officer, DURING)}
    assert not [what for what in tasks if "Find another address" in what]
    Message.objects.filter(pk=invitation_of(cast.police).message_id).update(status="failed")
    assert "Find another address for those whom the survey 2009 did not reach: 1" in {task.what for task in tasks_of(cast.officer, DURING)}
    assert len(tasks_of(cast.lead, DURING)) == 1
    actions.excuse(invitation=invitation_of(cast.charity), reason="x", by=cast.officer)
    assert tasks_of(cast.lead, DURING) == []
