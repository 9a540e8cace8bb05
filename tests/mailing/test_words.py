"""An officer changes the words of a mail: checked before they are kept, shown as they look, put back by one button."""

import pytest
from django.core.exceptions import PermissionDenied

from compact_portal.audit.models import Event
from compact_portal.days import DAY, today
from compact_portal.mailing import actions
from compact_portal.mailing.wordings import BY_KEY, WORDINGS
from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import spoken_values
from reviews.actions.running import send_invitations
from signatories.actions.refreshing import remind, start_round
from signatories.models import MailWords, RefreshRound
from tests.reviews.conftest import OPENS, at, draft_survey, survey  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
PAGE = "/wealdshire/mail/words/survey-invitation/"
TEXT = "Dear {organisation},\n\nplease answer by {day}:\n\n{link}\n\nYours, {contact}"


def test_portals_own_words_are_right():
    assert [(wording.key, wording.problems(wording.subject, wording.text)) for wording in WORDINGS] == [(key, []) for key in BY_KEY]
    for wording in WORDINGS:
        subject, text = wording.fill(wording.subject, wording.text, wording.example())
        assert "{" not in subject + text
        assert [each.name for each in wording.placeholders if each.needed and spoken_values(wording.example())[each.name] not in text] == []


@pytest.mark.parametrize(("subject", "text", "said"), [
    ("Hello", "{organisation} {lnk} {link}", "There is no placeholder {lnk}. There are: {came}, {link}, {organisation}, {day}"),
    ("Hello {name}", "{link}", "There is no placeholder {name}."),
    ("Hello", "{organisation}", "Put {link} back"),
    ("Hello", "{link} and {organisation", "A curly bracket stands alone."),
    ("Open {link}", "{link}", "The link stands in the text alone"),
    ("Hello", "https://elsewhere.example/?{link}", "Put a space or a line end before {link}"),
    ("Hello", "{link}\n\n(elsewhere.example/({link}", "Put a space or a line end before {link}"),
    ("Hello", "{link} {organisation}{link}", "Put a space or a line end before {link}"),
])  # fmt: skip
def test_wrong_words_are_said_and_not_kept(sign_in, cast, subject, text, said):
    page = sign_in(cast.officer).post(PAGE, {"subject": subject, "text": text}).content.decode()
    assert said in page and text.split("{")[0] in page
    assert not MailWords.objects.exists()


@pytest.mark.parametrize("text", ["{link}", "Open it ({link}).", "Here:\r\n{link}\r\n", "“{link}”", "<{link}>"])
def test_a_link_may_stand_by_itself(text):
    assert BY_KEY["survey-invitation"].problems("Hello", text) == []


def test_a_control_character_in_a_subject_stops_no_mail(sign_in, cast, survey):  # noqa: F811
    sign_in(cast.officer).post(PAGE, {"subject": "Please\x07 answer\x1b", "text": TEXT})
    fresh = type(survey).objects.get(pk=survey.pk)
    send_invitations(survey=fresh, by=cast.officer, at=at(OPENS))
    assert set(Message.objects.filter(about__startswith="reviews.invitation").values_list("subject", flat=True)) == {"Please answer"}


def test_preview_keeps_nothing_and_shows_example_values(sign_in, cast):
    page = sign_in(cast.officer).post(PAGE, {"subject": "By {short_day}", "text": TEXT, "preview": "1"}).content.decode()
    assert "By 26 October" in page and "Dear Bramble Lane Befriending," in page and "Not saved yet" in page
    assert not MailWords.objects.exists()


def test_mails_go_out_in_the_agreements_own_words_until_they_are_put_back(sign_in, cast, survey):  # noqa: F811
    browser = sign_in(cast.officer)
    browser.post(PAGE, {"subject": "{compact}: by {short_day}", "text": TEXT})
    assert "Words of your own" in browser.get("/wealdshire/mail/").content.decode()
    survey = type(survey).objects.get(pk=survey.pk)
    send_invitations(survey=survey, by=cast.officer, organisations=type(cast.charity).objects.filter(pk=cast.charity.pk), at=at(OPENS))
    mail = Message.objects.get(to=cast.charity.contact_email)
    assert mail.subject == "Wealdshire Compact: by 26 October"
    assert mail.text.startswith("Dear Bramble Lane Befriending,\n\nplease answer by 26 October 2009:\n\nhttp://localhost:8000/i/")
    assert "Yours, Compact office, compact@example.org" in mail.text
    browser.post(f"{PAGE}back/")
    assert not MailWords.objects.exists() and "Once a year every" in browser.get(PAGE).content.decode()
    assert [event.verb for event in Event.objects.filter(verb__startswith="mail.").order_by("pk")] == ["mail.words_changed", "mail.words_put_back"]


def test_a_name_with_a_placeholder_in_it_is_not_filled_again(cast):
    wording = BY_KEY["survey-reminder"]
    values = wording.example() | {"organisation": "{link} and {nothing}"}
    assert wording.fill("{organisation}", "{organisation}", values) == ("{link} and {nothing}", "{link} and {nothing}")


def test_only_officers_change_words(cast):
    for person in (cast.vcs_member, cast.lead, cast.superuser):
        with pytest.raises(PermissionDenied):
            actions.change_words(compact=cast.compact, wording=BY_KEY["survey-invitation"], subject="x", text="{link}", by=person)


def test_refresh_and_its_reminder_have_words_of_their_own(cast):
    MailWords.objects.create(compact=cast.compact, key="refresh-reminder", subject="Again: {organisation}", text="{link}")
    round = RefreshRound.objects.create(compact=cast.compact, year=2030, due_on=today() + 30 * DAY, lapses_on=today() + 90 * DAY)
    start_round(round=round, by=cast.officer)
    first = Message.objects.get(to=cast.charity.contact_email)
    assert remind(round.reminder_days[0]) == 4
    second = Message.objects.filter(to=cast.charity.contact_email).latest("pk")
    assert second.subject == f"Again: {cast.charity}" and second.kind == "reminder"
    link = second.text.split()[0]
    assert link in first.text  # the link of the request works on, though the reminder may wait or never leave
