"""The link to the log goes round by itself on its days, as an ordinary reminder, and stops where nobody wants it."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from compact_portal.accounts.actions import change_email, close_account
from compact_portal.audit.models import Event
from compact_portal.mailing.wanted import still_wanted
from compact_portal.messaging.bundling import bundle_due
from compact_portal.messaging.models import Message, Round, Wish
from reviews.actions import noting
from reviews.actions.log_rounds import remind_of_log, set_log_rounds
from reviews.log.rounds import days_of, next_day, to_whom
from reviews.models import LogLink, Review, Survey
from signatories.models import Champion, Compact, Membership, Organisation

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/wealdshire/log/by-link/\S+/")
MARCH, JUNE, SEPTEMBER, DECEMBER = (datetime.date(2026, month, day) for month, day in ((3, 2), (6, 1), (9, 7), (12, 7)))


def at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(9), tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def roles_then(cast):
    """Those of the cast began on the day of the test."""
    for model in (Champion, Membership):
        model.objects.update(since="2009-01-01")


def reminders():
    return Message.objects.filter(about__startswith="reviews.loglink", kind="reminder")


def test_days_are_first_mondays_that_are_working_days():
    assert days_of("quarterly", 2026) == [MARCH, JUNE, SEPTEMBER, DECEMBER]
    assert days_of("half_yearly", 2026) == [MARCH, SEPTEMBER]
    assert days_of("never", 2026) == []


@pytest.mark.parametrize(
    ("every", "sent", "on", "then"),
    [
        ("quarterly", None, datetime.date(2026, 4, 1), JUNE),
        ("quarterly", None, JUNE, JUNE),
        ("quarterly", JUNE, JUNE, SEPTEMBER),
        ("quarterly", None, datetime.date(2026, 6, 15), datetime.date(2026, 6, 15)),  # a portal that stood still for a fortnight
        ("quarterly", None, datetime.date(2026, 6, 16), SEPTEMBER),
        ("quarterly", datetime.date(2026, 5, 4), datetime.date(2026, 5, 20), SEPTEMBER),  # by hand, four weeks before
        ("quarterly", datetime.date(2026, 5, 3), datetime.date(2026, 5, 20), JUNE),
        ("half_yearly", MARCH, datetime.date(2026, 3, 20), SEPTEMBER),
        ("quarterly", DECEMBER, datetime.date(2026, 12, 24), datetime.date(2027, 3, 1)),
        ("never", None, JUNE, None),
    ],
)
def test_next_day(every, sent, on, then):
    assert next_day(Compact(log_links=every, log_links_sent_on=sent), on) == then


def test_every_champion_and_the_lead_where_there_is_none_is_reminded_once_a_quarter(cast):
    assert remind_of_log(at=at(MARCH - datetime.timedelta(days=1))) == 0
    assert [remind_of_log(at=at(MARCH)), remind_of_log(at=at(MARCH)), remind_of_log(at=at(MARCH + datetime.timedelta(days=5)))] == [2, 0, 0]
    assert set(reminders().values_list("to", "status")) == {(cast.champion.email, "gathered"), (cast.council_lead.email, "gathered")}
    assert remind_of_log(at=at(JUNE)) == 2
    event = Event.objects.filter(verb="log.links_sent").first()
    assert (event.actor, event.detail) == (None, {"sent": 2})


def test_lead_of_what_was_merged_is_reminded_for_the_one_it_is_kept_under(cast):
    before = Organisation.objects.create(name="Wealdshire CC", sector="statutory", kind="county_council", merged_into=cast.council)
    Membership.objects.filter(person=cast.council_lead).update(organisation=before)
    assert cast.council in {signature.organisation for person, signature in to_whom(cast.compact, MARCH) if person == cast.council_lead}


def test_link_of_the_reminder_works_and_the_one_before_goes_on_working(cast, client):
    remind_of_log(at=at(MARCH))
    bundle_due(at=timezone.now() + datetime.timedelta(days=9))
    mail = reminders().get(to=cast.champion.email)
    first = LINK.search(mail.text)[0]
    assert mail.status == "waiting" and "/mail/" in mail.text  # where its reader chooses what comes
    remind_of_log(at=at(JUNE))
    second = LINK.search(reminders().get(to=cast.champion.email, status="gathered").text)[0]
    assert first == second and client.get(first).status_code == 200
    LogLink.objects.update(revoked_at=timezone.now())
    remind_of_log(at=at(SEPTEMBER))
    assert client.get(first).status_code == 404


def test_who_wants_no_reminders_gets_none_and_keeps_the_link(cast, client):
    signature = next(signature for person, signature in to_whom(cast.compact, MARCH) if person == cast.champion)
    noting.send_own_link(signature=signature, by=cast.champion)
    kept = LINK.search(Message.objects.get(to=cast.champion.email).text)[0]
    Wish.objects.create(address=cast.champion.email, reminders="never")
    assert remind_of_log(at=at(MARCH)) == 2
    assert reminders().get(to=cast.champion.email).status == "unwanted"
    assert client.get(kept).status_code == 200


def test_round_is_held_where_the_agreement_holds_rounds(cast):
    Compact.objects.update(holds_rounds=True)
    remind_of_log(at=at(MARCH))
    assert set(reminders().values_list("status", "round")) == {("held", Round.objects.get(what="Links to the log").pk)}


def test_round_waits_while_the_survey_asks_for_the_same(cast):
    survey = Survey.objects.create(
        review=Review.objects.create(compact=cast.compact, year=2026, label="2026"), compact=cast.compact, opens_on=JUNE,
        closes_on=SEPTEMBER + datetime.timedelta(days=3), status="open", opened_at=at(JUNE), opened_by=cast.officer,
    )  # fmt: skip
    assert remind_of_log(at=at(SEPTEMBER)) == 0
    after = SEPTEMBER + datetime.timedelta(days=4)
    survey.status, survey.closed_at = "closed", at(after)
    survey.save()
    assert remind_of_log(at=at(after)) == 2


@pytest.mark.parametrize("status", ["in_development", "in_consultation", "ended"])
def test_nobody_is_reminded_of_an_agreement_that_is_not_in_force(cast, status):
    Compact.objects.update(status=status)
    assert remind_of_log(at=at(MARCH)) == 0


def test_link_sent_by_hand_stands_for_the_round_of_that_month(cast):
    assert noting.send_links(compact=cast.compact, by=cast.officer, at=at(datetime.date(2026, 2, 20))) == 2
    assert [remind_of_log(at=at(MARCH)), remind_of_log(at=at(JUNE))] == [0, 2]


def test_officer_turns_it_off_and_on_and_sees_when_it_goes_next(cast, sign_in):
    browser = sign_in(cast.officer)
    goes = re.compile(r"It goes next on \w+ \d+ (March|June|September|December) 20\d\d|It goes within the hour")
    for page in ("/wealdshire/log/figures/", "/wealdshire/year/"):
        assert goes.search(browser.get(page).content.decode()), page
    said = browser.post("/wealdshire/log/rounds/", {"every": "never"}, follow=True).content.decode()
    assert "Nobody is reminded of the log by itself." in said and "Turn it on" in said
    assert remind_of_log(at=at(MARCH)) == 0
    browser.post("/wealdshire/log/rounds/", {"every": "half_yearly"})
    assert remind_of_log(at=at(JUNE)) == 0 and remind_of_log(at=at(SEPTEMBER)) == 2
    assert [event.detail["every"] for event in Event.objects.filter(verb="log.rounds_set").order_by("pk")] == ["never", "half_yearly"]
    with pytest.raises(PermissionDenied):
        set_log_rounds(compact=cast.compact, every="never", by=cast.champion)


def test_member_of_the_steering_group_sees_when_and_cannot_change_it(cast, sign_in):
    page = sign_in(cast.vcs_member).get("/wealdshire/log/figures/").content.decode()
    assert "is mailed a link to note with" in page and "/log/rounds/" not in page


def test_asking_who_is_reminded_costs_the_same_however_many(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert len(to_whom(cast.compact, MARCH)) == 2


def test_link_in_a_mailbox_that_was_left_opens_nothing_and_is_not_repeated(cast, client):
    remind_of_log(at=at(MARCH))
    first = LINK.search(reminders().get(to=cast.champion.email).text)[0]
    before = cast.champion.email
    change_email(person=cast.champion, email="now@example.org", by=cast.champion)
    assert client.get(first).status_code == 404
    assert reminders().get(to=before).about not in still_wanted([one.about for one in reminders()])
    remind_of_log(at=at(JUNE))
    second = LINK.search(reminders().get(to="now@example.org").text)[0]
    assert first != second and client.get(second).status_code == 200 and client.get(first).status_code == 404


def test_whose_account_was_closed_notes_no_more_and_is_not_reminded(cast, client):
    remind_of_log(at=at(MARCH))
    link = LINK.search(reminders().get(to=cast.champion.email).text)[0]
    close_account(person=cast.champion, by=cast.superuser)
    assert client.get(link).status_code == 404
    assert cast.champion not in {person for person, signature in to_whom(cast.compact, JUNE)}
