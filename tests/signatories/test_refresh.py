"""The yearly round: one page without a password, reminders to who has not answered, help before anything lapses."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.mailing.actions import let_go
from compact_portal.messaging.models import Message, Round
from signatories.actions import refreshing as actions
from signatories.actions.champions import end_champion
from signatories.due import do_due
from signatories.models import Area, Champion, Compact, Membership, Refresh, RefreshLink, RefreshRound, Signature
from signatories.reports_refresh import rates, unreachable
from signatories.tasks import tasks_of
from tests.cast import organisation

DAY = datetime.timedelta(days=1)
STEERING = "/wealdshire/steering/refresh/"


@pytest.fixture
def prepared(cast):
    days = {"due_on": today() + 40 * DAY, "lapses_on": today() + 80 * DAY, "remind_before": [28, 7]}
    return actions.prepare_round(compact=cast.compact, year=2026, by=cast.officer, **days)


@pytest.fixture
def round(prepared, cast):
    actions.start_round(round=prepared, by=cast.officer)
    prepared.refresh_from_db()
    return prepared


@pytest.fixture
def part(cast, round):
    return Refresh.objects.get(signature__organisation=cast.charity)


def link_to(address: str) -> str:
    return re.search(r"http\S+(/wealdshire/refresh/i/\S+)", Message.objects.filter(to=address).first().text)[1]


def answer(cast, **changed) -> dict:
    """What somebody posts who finds everything right."""
    return {
        "website": "", "contact_email": "bramble@example.org", "areas": [], "champion": "kept", "codes": [cast.codes[1].pk],
        "renewed_by_name": "Ada Chair", "renewed_by_post": "Chair of trustees", "renewed": "on", "remark": "",
    } | changed  # fmt: skip


def move(round, days: int):
    """As if the round had begun `days` earlier."""
    RefreshRound.objects.filter(pk=round.pk).update(due_on=round.due_on - days * DAY, lapses_on=round.lapses_on - days * DAY)


# --- preparing and starting ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["vcs_member", "lead", "champion", "superuser"])
def test_only_an_officer_runs_a_round(cast, prepared, who):
    by = getattr(cast, who)
    days = {"due_on": prepared.due_on, "lapses_on": prepared.lapses_on, "remind_before": []}
    for call in (
        lambda: actions.prepare_round(compact=cast.compact, year=2027, by=by, **days),
        lambda: actions.change_round(round=prepared, by=by, **days),
        lambda: actions.start_round(round=prepared, by=by),
        lambda: actions.close_round(round=prepared, by=by),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_nothing_is_sent_before_the_start_and_who_cannot_be_reached_is_listed(cast, prepared, sign_in):
    cast.police.contact_email = ""
    cast.police.save()
    Message.objects.create(to="oak@example.org", subject="S", text="T", reason="R", status="failed", next_attempt_at=timezone.now())
    Message.objects.create(to="council@example.org", subject="S", text="T", reason="R", status="failed", next_attempt_at=timezone.now())
    Message.objects.create(to="council@example.org", subject="S", text="T", reason="R", status="sent", next_attempt_at=timezone.now())
    assert [(each.signature.organisation.name, each.why) for each in unreachable(cast.compact)] == [
        ("Oak Hill Allotments", "The last mail to its address came to nothing."),
        ("Wealdshire Police", "There is no address, and nobody acts for it here."),
    ]
    page = sign_in(cast.officer).get(f"{STEERING}2026/").content.decode()
    assert "Oak Hill Allotments" in page and "4 signatories are asked" in " ".join(page.split())
    assert Refresh.objects.count() == 0
    assert actions.start_round(round=prepared, by=cast.officer) == (3, 1)


def test_start_asks_every_signature_in_force_once(cast, prepared):
    Signature.objects.filter(organisation=cast.police).update(status="lapsed")
    assert actions.start_round(round=prepared, by=cast.officer) == (3, 0)
    assert set(Message.objects.values_list("to", flat=True)) == {"bramble@example.org", "oak@example.org", "council@example.org"}
    assert RefreshLink.objects.exclude(token_hash="").count() == 3
    with pytest.raises(ValidationError, match="has started already"):
        actions.start_round(round=prepared, by=cast.officer)


def test_days_are_in_order_and_one_round_is_under_way(cast, round, sign_in):
    days = {"due_on": round.due_on, "lapses_on": round.lapses_on, "remind_before": []}
    with pytest.raises(ValidationError, match="Close the round before first"):
        actions.prepare_round(compact=cast.compact, year=2027, by=cast.officer, **days)
    with pytest.raises(ValidationError, match="later, not earlier"):
        actions.change_round(round=round, by=cast.officer, **(days | {"due_on": round.due_on - DAY}))
    moved = actions.change_round(round=round, by=cast.officer, **(days | {"due_on": round.due_on + DAY}))
    assert Event.objects.get(verb="refresh.changed").detail == {"due_before": round.due_on.isoformat()}
    assert moved.due_on == round.due_on + DAY
    actions.close_round(round=round, by=cast.officer)
    form = {"year": "2027", "remind_before": "many"}
    for name, days in (("due_on", 20), ("lapses_on", 10)):
        day = today() + days * DAY
        form |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    page = sign_in(cast.officer).post(f"{STEERING}new/", form).content.decode()
    assert "Write up to 4 numbers of days" in page and "choose a later day" in page


# --- the page ----------------------------------------------------------------------------------------------------------
def test_page_is_filled_in_and_opening_it_changes_nothing(cast, round, client, part):
    Champion.objects.get().codes.set(cast.codes[:1])
    before = list(Refresh.objects.values()) + list(RefreshLink.objects.values())
    answered = client.get(link_to("bramble@example.org"))
    page = answered.content.decode()
    assert "Champion is still in post" in page and 'value="bramble@example.org"' in page
    assert re.search(rf'value="{cast.codes[0].pk}"[^>]* checked', page)
    assert (answered["Referrer-Policy"], "no-store" in answered["Cache-Control"]) == ("strict-origin", True)
    assert list(Refresh.objects.values()) + list(RefreshLink.objects.values()) == before
    assert client.get("/wealdshire/refresh/i/nonsense/").status_code == 404


def test_one_post_renews_whole(cast, round, client, part):
    district = Area.objects.create(name="Weald District", level="district", parent=cast.area)
    elsewhere = Area.objects.create(name="Elsewhere", level="county")
    cast.charity.areas.set([elsewhere])
    page = link_to("bramble@example.org")
    done = client.post(page, answer(cast, areas=[district.pk], website="bramble.example.org", remark="We have moved."))
    assert done.status_code == 302
    part.refresh_from_db()
    cast.charity.refresh_from_db()
    signature = Signature.objects.get(organisation=cast.charity)
    assert (part.answered_on, part.answered_by, part.renewed_by_name, part.renewed_by_post) == (today(), None, "Ada Chair", "Chair of trustees")
    assert (part.champion, part.remark, signature.status, signature.edition) == ("kept", "We have moved.", "refreshed", cast.edition)
    assert cast.charity.website == "https://bramble.example.org"
    assert set(cast.charity.areas.all()) == {district, elsewhere}  # what lies outside this agreement stays
    assert list(Champion.objects.get().codes.all()) == cast.codes[1:]
    assert Message.objects.first().subject == "Wealdshire Compact: thank you for renewing"
    assert "has renewed its commitment" in client.get(page).content.decode()
    client.post(page, answer(cast, renewed_by_name="Somebody Else"))
    part.refresh_from_db()
    assert part.renewed_by_name == "Ada Chair"


def test_a_successor_takes_over_on_the_same_page(cast, round, client, part):
    Champion.objects.update(notes="Zeppelin")
    client.post(link_to("bramble@example.org"), answer(cast, champion="handed_over", successor_name="Next", successor_email="next@example.org"))
    successor = Champion.objects.serving().get()
    assert (successor.person.email, successor.main, successor.notes, list(successor.codes.all())) == (
        "next@example.org",
        True,
        "Zeppelin",
        cast.codes[1:],
    )
    assert {"next@example.org", cast.champion.email} <= set(Message.objects.values_list("to", flat=True))
    assert Refresh.objects.get(pk=part.pk).champion == "handed_over"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"renewed": ""}, "Tick that you renew your commitment"),
        ({"renewed_by_name": ""}, "Enter the name of the senior person"),
        ({"contact_email": ""}, "Enter an e-mail address for letters"),
        ({"champion": "handed_over"}, "Enter the full name of who takes over"),
        ({"champion": "kept", "successor_name": "Next"}, "You named somebody new"),
        ({"champion": "handed_over", "successor_name": "C", "successor_email": "champion@example.org"}, "enter that of the successor"),
    ],
)
def test_page_refuses_with_a_sentence_and_writes_nothing(cast, round, client, part, changed, words):
    page = client.post(link_to("bramble@example.org"), answer(cast, website="https://new.example.org", **changed)).content.decode()
    assert words in page
    part.refresh_from_db()
    cast.charity.refresh_from_db()
    assert (part.answered_on, cast.charity.website, Champion.objects.serving().get().person) == (None, "", cast.champion)


def test_champion_is_asked_for_where_everybody_names_one(cast, round, client, part):
    end_champion(champion=Champion.objects.get(), by=cast.officer)
    page = link_to("bramble@example.org")
    assert "Nobody for now" in client.get(page).content.decode()
    cast.compact.champion_rule = "required"
    cast.compact.save()
    assert "Nobody for now" not in client.get(page).content.decode()
    client.post(page, answer(cast, champion="named", successor_name="New", successor_email="new@example.org"))
    assert Champion.objects.serving().get().person.email == "new@example.org"
    assert Refresh.objects.get(pk=part.pk).champion == "named"


def test_a_changed_address_is_told_to_both(cast, round, client):
    client.post(link_to("bramble@example.org"), answer(cast, contact_email="office@bramble.example"))
    told = set(Message.objects.filter(subject__startswith="A new address").values_list("to", flat=True))
    assert told == {"bramble@example.org", "office@bramble.example"}
    assert Event.objects.filter(verb="organisation.address_changed").count() == 1


def test_the_lead_answers_after_signing_in_and_a_contributor_does_not(cast, round, part, sign_in):
    page = f"/wealdshire/organisations/{part.signature_id}/refresh/"
    assert [task.address for task in tasks_of(cast.lead, today())] == [page]
    assert tasks_of(cast.volunteer, today()) == []
    assert sign_in(cast.volunteer).post(page, answer(cast)).status_code == 404
    assert sign_in(cast.lead).post(page, answer(cast)).status_code == 302
    assert Refresh.objects.get(pk=part.pk).answered_by == cast.lead
    assert tasks_of(cast.lead, today()) == []


def test_link_of_one_agreement_opens_nothing_in_another(cast, round, elsewhere, client):
    token = link_to("bramble@example.org").split("/")[-2]
    assert client.get(f"/elsewhere/refresh/i/{token}/").status_code == 404


# --- reminders -----------------------------------------------------------------------------------------------------------
def test_reminders_go_on_their_days_only_to_who_has_not_answered(cast, round, client, part):
    client.post(link_to("oak@example.org"), answer(cast, contact_email="oak@example.org", champion="nobody"))
    Message.objects.all().delete()
    assert "Reminders of the refresh sent: 0." in do_due()
    move(round, 12)  # 28 days before
    assert "Reminders of the refresh sent: 3." in do_due()
    assert "Reminders of the refresh sent: 0." in do_due()
    assert set(Message.objects.values_list("to", flat=True)) == {"bramble@example.org", "council@example.org", "police@example.org"}
    assert [message.subject.startswith("Reminder: ") for message in Message.objects.all()] == [True] * 3
    assert client.get(link_to("bramble@example.org")).status_code == 200  # the newest link works
    move(round, 36)
    assert "Reminders of the refresh sent: 3." in do_due()


def test_days_that_were_missed_are_one_mail(cast, round):
    Message.objects.all().delete()
    move(round, 36)
    assert "Reminders of the refresh sent: 4." in do_due()
    assert Message.objects.count() == 4


# --- the ladder ----------------------------------------------------------------------------------------------------------
def test_nothing_lapses_before_help_was_offered_and_had_its_time(cast, round, part, sign_in):
    move(round, 200)
    assert tasks_of(cast.officer, today())[0].what == "Offer help to those who have not renewed (2026)"
    assert "Signatures lapsed: 0." in do_due()
    part.refresh_from_db()
    assert part.standing(today()) == "late"
    part.round.closed_at = timezone.now()
    assert part.standing(today()) == "ended"  # nobody can be helped to answer any more
    part.refresh_from_db()
    sign_in(cast.officer).post(f"{STEERING}2026/{part.pk}/", {"do": "helped"})
    part.refresh_from_db()
    assert (part.helped_by, part.standing(today()), part.lapses_on()) == (cast.officer, "helped", today() + 14 * DAY)
    assert "Signatures lapsed: 0." in do_due()
    assert actions.lapse(today() + 13 * DAY) == 0
    assert actions.lapse(today() + 14 * DAY) == 1
    assert actions.lapse(today() + 14 * DAY) == 0
    part.refresh_from_db()
    assert (part.standing(today()), part.signature.status) == ("lapsed", "lapsed")
    assert Signature.objects.filter(status="lapsed").count() == 1  # nobody else, because nobody else was helped
    assert Message.objects.first().to == "bramble@example.org"


def test_a_lapsed_signature_is_taken_up_again_by_the_same_link(cast, round, part, client):
    page = link_to("bramble@example.org")
    Refresh.objects.filter(pk=part.pk).update(lapsed_on=today())
    Signature.objects.filter(pk=part.signature_id).update(status="lapsed")
    client.post(page, answer(cast))
    part.refresh_from_db()
    assert (part.signature.status, part.lapsed_on, part.standing(today())) == ("refreshed", None, "active")
    assert Event.objects.get(verb="refresh.answered").detail["taken_up_again"] is True


@pytest.mark.parametrize("renews", [False, True])
def test_word_of_a_lapse_waits_as_a_round_and_a_link_sent_to_one_after_it_does_not(cast, prepared, renews, client):
    Compact.objects.update(holds_rounds=True)
    actions.start_round(round=prepared, by=cast.officer)
    let_go(round=Round.objects.get(), by=cast.officer)
    part = Refresh.objects.get(signature__organisation=cast.charity)
    prepared.refresh_from_db()
    move(prepared, 200)
    actions.offer_help(refresh=part, by=cast.officer)
    assert actions.lapse(today() + 14 * DAY) == 1
    lapsed = Message.objects.get(about=f"signatories.lapsed:{part.pk}")
    part.refresh_from_db()
    actions.send_again(refresh=part, by=cast.officer)  # pressed for this one: it does not wait
    assert (lapsed.status, Message.objects.filter(to=cast.charity.contact_email).latest("pk").status) == ("held", "waiting")
    if renews:
        client.post(link_to("bramble@example.org"), answer(cast))
    assert let_go(round=lapsed.round, by=cast.officer) == ((0, 1) if renews else (1, 0))


def test_more_time_has_a_reason_and_moves_the_day(cast, round, part, sign_in):
    until = round.due_on + 30 * DAY
    form = {"do": "time", "until-day": until.day, "until-month": until.month, "until-year": until.year}
    page = f"{STEERING}2026/{part.pk}/"
    assert "Enter the reason" in sign_in(cast.officer).post(page, form).content.decode()
    sign_in(cast.officer).post(page, form | {"because": "The chair is in hospital"})
    part.refresh_from_db()
    assert (part.more_time_until, part.standing(round.due_on + DAY), part.standing(until + DAY)) == (until, "due", "late")
    detail = Event.objects.get(verb="refresh.more_time").detail
    assert detail == {"before": round.due_on.isoformat(), "until": until.isoformat()}
    with pytest.raises(ValidationError, match="More time means a day after"):
        actions.give_more_time(refresh=part, until=until, because="Again", by=cast.officer)


def test_withdrawn_answers_no_more_and_closing_ends_every_link(cast, round, part, client):
    page, other = link_to("bramble@example.org"), link_to("oak@example.org")
    Signature.objects.filter(pk=part.signature_id).update(status="withdrawn")
    assert "This round is over" in client.get(page).content.decode()
    actions.close_round(round=round, by=cast.officer)
    assert client.get(other).status_code == 404
    assert Signature.objects.in_force().count() == 3  # closing lapses nobody


def test_nobody_is_shamed_in_public(cast, round, part, client, sign_in):
    move(round, 60)
    Refresh.objects.update(remark="Quixotic")
    anonymous = Client()
    for page in ("/wealdshire/", "/wealdshire/signatories/", "/wealdshire/champions/", "/wealdshire/data/signatories.csv"):
        shown = anonymous.get(page).content.decode()
        assert not re.search(r"\b(late|lapsed|overdue|due by|not renewed)\b", shown), page
    member = sign_in(cast.vcs_member).get(f"{STEERING}2026/").content.decode()
    assert "0</strong> of 4" in member and "Oak Hill" not in member and "Quixotic" not in member  # rates, no names
    assert "By sector" not in member  # of two, a share would tell of each
    officer = sign_in(cast.officer).get(f"{STEERING}2026/").content.decode()
    assert "Late: offer help" in officer and "Oak Hill" in officer


# --- figures -------------------------------------------------------------------------------------------------------------
def test_rates_by_sector_and_area(cast, round, part, client):
    cast.charity.areas.add(cast.area)
    cast.council.areas.add(cast.area)
    client.post(link_to("bramble@example.org"), answer(cast, areas=[cast.area.pk]))
    found = rates(round)
    assert (found["all"].asked, found["all"].answered, found["all"].share) == (4, 1, 25)
    assert [(rate.label, rate.asked, rate.answered) for rate in found["sectors"]] == [
        ("public sector", 2, 0),
        ("voluntary and community sector", 2, 1),
    ]
    assert [(rate.label, rate.asked, rate.answered) for rate in found["areas"]] == [("Wealdshire", 2, 1), ("No area given", 2, 0)]


def test_small_groups_are_not_told_nor_to_be_worked_out(cast, round):
    """Of two sectors, one below the floor, neither is told beside all; nor an area in which all but few work."""
    for n in range(12):
        made = organisation(cast.compact, f"Group {n}", "voluntary", "charity")
        made.areas.add(cast.area)
        Refresh.objects.create(round=round, signature=made.signatures.get())
    found = rates(round, floor=10)
    assert (found["all"].asked, found["sectors"], found["areas"]) == (16, [], [])
    for n in range(8):
        Refresh.objects.create(round=round, signature=organisation(cast.compact, f"Body {n}", "statutory", "police").signatures.get())
    found = rates(round, floor=10)
    assert [rate.asked for rate in found["sectors"]] == [10, 14] and [rate.asked for rate in found["areas"]] == [12, 12]


def test_send_again_goes_to_the_address_of_now(cast, round, part, client, sign_in):
    old = link_to("bramble@example.org")
    cast.charity.contact_email = "office@bramble.example"
    cast.charity.save()
    sign_in(cast.officer).post(f"{STEERING}2026/{part.pk}/", {"do": "send"})
    client.logout()
    assert (client.get(old).status_code, client.get(link_to("office@bramble.example")).status_code) == (404, 200)


def test_round_page_needs_as_many_queries_for_many(cast, prepared, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.officer)
    before = Client()
    before.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    with django_assert_max_num_queries(60) as preparing:
        client.get(f"{STEERING}2026/")
    actions.start_round(round=prepared, by=cast.officer)
    with django_assert_max_num_queries(60) as few:
        client.get(f"{STEERING}2026/")
    Refresh.objects.all().delete()
    RefreshRound.objects.update(started_at=None, started_by=None)
    for number in range(5):
        body = organisation(cast.compact, f"Body {number}", "statutory", "health")
        Membership.objects.create(person=cast.volunteer, organisation=body, role="lead")
    with django_assert_num_queries(len(preparing)):
        client.get(f"{STEERING}2026/")
    prepared.refresh_from_db()
    actions.start_round(round=prepared, by=cast.officer)
    with django_assert_num_queries(len(few)):
        client.get(f"{STEERING}2026/")
