"""Mail to many waits for an officer where the agreement wishes it: looked at, let go or thrown away, never sent to who has answered."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.mailing import actions
from compact_portal.messaging.models import Message, Round
from reviews.actions.running import send_invitations
from tests.reviews.answers import invitation_of
from tests.reviews.conftest import DURING, OPENS, at, draft_survey, survey, today_is  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
PATH = "/wealdshire/mail/"


@pytest.fixture
def held(cast, survey, sign_in):  # noqa: F811
    sign_in(cast.officer).post(f"{PATH}hold/", {"hold": "yes"})
    fresh = type(survey).objects.get(pk=survey.pk)
    send_invitations(survey=fresh, by=cast.officer, at=at(OPENS))
    return Round.objects.get()


def test_a_round_waits_and_is_shown_by_three_without_links(cast, held, sign_in):
    assert set(Message.objects.filter(round=held).values_list("status", flat=True)) == {"held"}
    page = sign_in(cast.officer).get(f"{PATH}rounds/{held.pk}/").content.decode()
    assert "<strong>4</strong> messages" in page and page.count("To ") >= 3
    assert "http://localhost:8000/i/…" in page
    links = [word for text in Message.objects.values_list("text", flat=True) for word in text.split() if "/i/" in word]
    assert len(links) == 4 and not any(link in page for link in links)
    home = sign_in(cast.officer).get("/home/").content.decode()
    assert "Look at mail that waits to go out" in home


def test_the_page_sends_and_says_how_many(cast, held, sign_in, monkeypatch):
    monkeypatch.setattr("compact_portal.mailing.wanted.today", lambda: DURING)
    browser = sign_in(cast.officer)
    assert "Send 4 messages?" in browser.get(f"{PATH}rounds/{held.pk}/send/").content.decode()
    assert "On their way: 4." in browser.post(f"{PATH}rounds/{held.pk}/send/", follow=True).content.decode()
    held.refresh_from_db()
    assert held.decided_by == cast.officer and browser.get(f"{PATH}rounds/{held.pk}/").status_code == 404


def test_still_wanted_follows_what_was_done(cast, held, monkeypatch):
    monkeypatch.setattr("compact_portal.mailing.wanted.today", lambda: DURING)
    type(invitation_of()).objects.filter(organisation=cast.police).update(declined="not_now", declined_on=DURING)
    assert actions.let_go(round=held, by=cast.officer) == (3, 1)
    by_status = dict(Message.objects.filter(round=held).values_list("to", "status"))
    assert by_status.pop(cast.police.contact_email) == "thrown" and set(by_status.values()) == {"waiting"}
    mail = Message.objects.get(to=cast.charity.contact_email)
    assert "You receive this because" in mail.text and mail.html
    assert Event.objects.get(verb="mail.round_sent").detail == {"what": held.what, "sent": 3, "not_needed": 1}
    with pytest.raises(ValidationError):
        actions.let_go(round=held, by=cast.officer)


def test_thrown_away_with_a_reason_and_invited_anew(cast, held, survey):  # noqa: F811
    with pytest.raises(ValidationError):
        actions.throw_away(round=held, because=" ", by=cast.officer)
    assert actions.throw_away(round=held, because="The dates are wrong.", by=cast.officer) == 4
    assert set(Message.objects.values_list("status", "text")) == {("thrown", "")}
    fresh = type(survey).objects.get(pk=survey.pk)
    assert send_invitations(survey=fresh, by=cast.officer, at=at(OPENS))[0] == 4
    assert Message.objects.filter(status="held").count() == 4


def test_only_an_officer_decides(cast, held):
    for person in (cast.vcs_member, cast.superuser, cast.lead):
        with pytest.raises(PermissionDenied):
            actions.let_go(round=held, by=person)
        with pytest.raises(PermissionDenied):
            actions.throw_away(round=held, because="x", by=person)


def test_what_one_person_asked_for_is_never_held(cast, held):
    from compact_portal.accounts.emails import tell_of_new_address

    tell_of_new_address(cast.lead, "old@example.org")
    assert Message.objects.get(to="old@example.org").status == "waiting"
