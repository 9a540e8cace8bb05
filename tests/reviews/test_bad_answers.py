"""What goes wrong while answering: a clear sentence each, nothing lost, nothing leaked."""

import datetime
import threading
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reviews.actions import running
from reviews.actions.answering import CLOSED, save_section, submit_response
from reviews.answering.words import plain_words
from reviews.models import Bundle, NamedAnswer, Response, Section, Survey, Tally
from tests.reviews.answers import BASE, STATED, draft, invitation_of, link_for, numbers, save, seal_of, send
from tests.reviews.conftest import CLOSES, DURING, at
from tests.transactional import at_once, let_somebody_wait

LONDON = ZoneInfo("Europe/London")
SCRIPT = '<script>alert("x")</script>'
FROM_WORD = (
    "<!--[if gte mso 9]><xml><w:WordDocument>1</w:WordDocument></xml><![endif]--><style>p.MsoNormal {margin:0}</style>"
    '<p class="MsoNormal">Late <b>payments</b><o:p></o:p></p><p class=MsoNormal>\uf0b7 twice &amp; more</p>'
)


@pytest.mark.parametrize(("typed", "kept"), [
    ("plain", "plain"),
    ("a\x00b\x07c\x1bd", "abcd"),
    ("two\r\nlines\x0bthree\u2028four", "two\nlines\nthree\nfour"),
    ("left \u202eright\u202c", "left right"),
    ("family 👩‍👩‍👧 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and ❤️", "family 👩‍👩‍👧 and 🏴󠁧󠁢󠁷󠁬󠁳󠁿 and ❤️"),
    ("we < they, 3 > 2", "we < they, 3 > 2"),
    ("<p>our own mark</p>", "<p>our own mark</p>"),
    (SCRIPT, SCRIPT),
    ("\uf0b7 first\n\uf0b7 second", "• first\n• second"),
    (FROM_WORD, "Late payments\n• twice & more"),
])  # fmt: skip
def test_pasted_words_are_kept_without_what_nobody_typed(typed, kept):
    assert plain_words(typed) == kept


@pytest.mark.django_db
def test_fifty_thousand_characters_are_refused_and_given_back(respondent, invited):
    number, long = numbers(invited)["This survey"], "wörter " * 7142 + "endes."
    assert len(long) == 50_000
    page = save(respondent, number, q23a=long, q23="agree").content.decode()
    assert "Use 1000 characters or fewer; you have used 50000" in page
    assert long in page
    assert draft()["q23"] == "agree"  # what was right is saved all the same


@pytest.mark.django_db
def test_emoji_count_as_one_and_come_back_whole(respondent, invited):
    number = numbers(invited)["This survey"]
    assert save(respondent, number, q23a="🙂" * 1000, q23a_openness="steering").status_code == 302
    assert "🙂" * 1000 in respondent.get(f"{BASE}{number}/").content.decode()


@pytest.mark.django_db
def test_control_characters_and_words_own_markup_fall_away(respondent, invited):
    number = numbers(invited)["This survey"]
    assert save(respondent, number, q23a="a\x00b\x1b\r\n" + FROM_WORD, q23a_openness="steering").status_code == 302
    assert draft()["q23a"]["text"] == "ab\n\nLate payments\n• twice & more"


def every_field(client, number: int) -> dict:
    """Each field of a page with the script in it."""
    form = client.get(f"{BASE}{number}/").context["form"]
    return dict.fromkeys(form.fields, SCRIPT)


@pytest.mark.django_db
def test_script_in_every_field_is_refused_or_shown_as_words(respondent, invited):
    refused = 0
    for number in numbers(invited).values():
        page = save(respondent, number, **every_field(respondent, number)).content.decode()
        assert SCRIPT not in page
        refused += "There is a problem" in page
    assert refused == len(numbers(invited))  # every page has something to choose, and a script is no choice
    text = {"q23a": SCRIPT, "q23a_openness": "steering", "q24": "yes", "q24_email": "me@example.org"}
    save(respondent, numbers(invited)["This survey"], 1, **text)
    save(respondent, numbers(invited)["Examples of working together"], 1, **{f"q16-1-{part}": SCRIPT for part in ("what", "when", "who", "result")})
    save(respondent, numbers(invited)["Action Plan 2009"], 1, q14=f"{SCRIPT} of Bramble Lane Befriending", q14_openness="sector")
    shown = [respondent.get(BASE + part).content.decode() for part in ("check/", "look/", f"{numbers(invited)['This survey']}/")]
    shown.append(send(respondent).content.decode())
    assert [SCRIPT in page for page in shown] == [False] * 4
    assert ["&lt;script&gt;" in page for page in shown] == [True] * 4


@pytest.mark.django_db
def test_file_where_words_are_wanted_is_told_and_the_rest_is_saved(respondent, invited):
    number = numbers(invited)["This survey"]
    file = SimpleUploadedFile("letter.docx", b"PK\x03\x04 CANARY-FILE")
    page = respondent.post(f"{BASE}{number}/", {"invitation": invitation_of().pk, "version": 0, "q23": "agree", "q23a": file}).content.decode()
    assert "Files cannot be sent here." in page
    assert "CANARY-FILE" not in page
    assert draft()["q23"] == "agree"


@pytest.mark.django_db
def test_question_that_is_not_on_the_page_is_told_and_not_saved(respondent, invited):
    number = numbers(invited)["This survey"]
    for forged in ({"q4": "agree"}, {"q999": "x"}, {"q16-²-what": "x"}, {"q16-99-what": "y"}):
        page = save(respondent, number, q23="agree", **forged).content.decode()
        assert "Part of what you sent answers a question that is not on this page" in page
    assert draft() == {"q23": "agree", "q23a": None, "q24": None}


@pytest.mark.django_db
def test_page_that_does_not_exist_leads_to_the_list(respondent):
    assert save(respondent, 99, q4="agree").headers["Location"] == BASE
    assert not Response.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["", "-1", "²", "9" * 30, "1; DROP TABLE"])
def test_forged_version_and_page_are_harmless(respondent, invited, wrong):
    number = numbers(invited)["This survey"]
    assert save(respondent, number, wrong, page=wrong, opened=wrong, q23="agree").status_code == 302
    assert draft()["q23"] == "agree"


@pytest.mark.django_db
def test_other_organisations_page_gives_the_words_back(client, cast, respondent, invited):
    number = numbers(invited)["This survey"]
    client.post(link_for(cast.other_charity))
    page = save(client, number, q23a="Words of Bramble", q23a_openness="named")
    assert page.status_code == 409
    assert "Words of Bramble" in page.content.decode()
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_token_of_another_organisation_never_opens_this_one(cast, invited, today_is):
    ours, theirs = Client(), Client()
    ours.post(link_for(cast.charity))
    theirs.post(link_for(cast.other_charity))
    number = numbers(invited)["This survey"]
    save(ours, number, q23a="CANARY-OURS", q23a_openness="steering")
    for part in ("", f"{number}/", "check/", "check.txt", "look/", "colleagues/"):
        assert "CANARY-OURS" not in theirs.get(BASE + part, follow=True).content.decode()
    assert save(theirs, number, q23a="Theirs", q23a_openness="steering").status_code == 409  # it names our invitation
    assert theirs.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal_of(ours), **STATED}).status_code == 409
    assert draft()["q23a"]["text"] == "CANARY-OURS"
    assert not Response.objects.get().is_submitted


@pytest.mark.django_db
def test_after_the_close_the_token_tells_so_and_the_words_are_given_back(respondent, cast, invited, today_is):
    today_is(CLOSES + datetime.timedelta(days=1))
    assert Client().get(link_for(cast.charity)).status_code == 410
    page = save(respondent, numbers(invited)["This survey"], q23a="Typed too late", q23a_openness="steering")
    assert page.status_code == 410
    assert "The survey is closed" in page.content.decode() and "Typed too late" in page.content.decode()
    assert not Response.objects.exists()


@pytest.mark.django_db
def test_session_that_is_over_gives_the_words_back(cast, invited, today_is):
    page = save(Client(), numbers(invited)["This survey"], q23a="Typed all morning", q23a_openness="steering")
    assert page.status_code == 403
    assert "Open your invitation again" in page.content.decode() and "Typed all morning" in page.content.decode()


# --- the last second


CLOCK_CHANGES = [datetime.date(2009, 10, 25), datetime.date(2010, 3, 28), datetime.date(2010, 10, 31), datetime.date(2011, 3, 27)]


@pytest.mark.django_db
@pytest.mark.parametrize("last_day", CLOCK_CHANGES)
def test_last_second_of_the_last_day_counts_and_the_next_does_not(client, cast, invited, last_day, monkeypatch):
    """23:59:59 and 00:00:00 in London on the days on which clocks change; the server's own clock is UTC."""
    Survey.objects.filter(pk=invited.pk).update(closes_on=last_day)

    def clock(*time):
        moment = datetime.datetime(last_day.year, last_day.month, last_day.day, *time, tzinfo=LONDON).astimezone(datetime.UTC)
        monkeypatch.setattr("compact_portal.days.timezone.now", lambda: moment)
        return moment

    clock(20)
    client.post(link_for(cast.charity))
    save(client, numbers(invited)["This survey"], q23a="In time", q23a_openness="steering")
    seal = seal_of(client)
    midnight = clock(23, 59, 59) + datetime.timedelta(seconds=1)
    assert midnight.astimezone(LONDON).date() == last_day + datetime.timedelta(days=1)
    monkeypatch.setattr("compact_portal.days.timezone.now", lambda: midnight)
    late = client.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal, **STATED})
    assert (late.status_code, "The survey is closed" in late.content.decode()) == (410, True)
    assert draft()["q23a"]["text"] == "In time"  # refused, and nothing lost
    clock(23, 59, 59)
    assert "Thank you" in client.post(f"{BASE}submit/", {"invitation": invitation_of().pk, "seal": seal, **STATED}).content.decode()
    assert Response.objects.get().submitted_on == last_day


# --- at the same moment


def saving(number: int, **answers):
    section, invitation = Section.objects.get(survey__review__year=2009, number=number), invitation_of()
    return lambda: save_section(invitation=invitation, section=section, answers=answers, version=0, on=DURING)


def test_two_who_begin_at_once_lose_nothing(committed, cast, invited):
    one, two = numbers(invited)["This survey"], numbers(invited)["Working with the Compact"]
    results = at_once(saving(one, q23="agree"), saving(two, q4="agree"), saving(one, q24={"answer": "no", "email": ""}))
    assert [result.disputed for result in results] == [{}, {}, {}]
    assert (draft()["q23"], draft()["q4"], draft()["q24"]["answer"]) == ("agree", "agree", "no")


def test_same_answer_changed_at_once_is_disputed_once(committed, cast, invited):
    number = numbers(invited)["This survey"]
    results = at_once(*(saving(number, q23a={"text": f"of {n}", "openness": "steering"}) for n in range(2)))
    assert sorted(len(result.disputed) for result in results) == [0, 1]


def test_two_submits_at_once_store_one_response(committed, cast, invited):
    saving(numbers(invited)["This survey"], q23a={"text": "once", "openness": "steering"}, q24={"answer": "yes", "email": ""})()
    invitation = invitation_of()
    results = at_once(*[lambda: submit_response(invitation=invitation, by=None, on=DURING, name="Jo", post="Secretary")] * 2)
    assert sorted(bool(copy) for _, copy in results) == [False, True]
    assert Tally.objects.get(survey=invited).responses == {"voluntary": 1}
    assert (Bundle.objects.count(), NamedAnswer.objects.count()) == (1, 1)


def test_save_beside_a_submit_is_in_it_or_refused(committed, cast, invited):
    number = numbers(invited)["This survey"]
    saving(number, q23="agree")()
    invitation = invitation_of()
    saved, _ = at_once(
        saving(number, q23a={"text": "late words", "openness": "steering"}), lambda: submit_response(invitation=invitation, by=None, on=DURING)
    )
    sent = "late words" in str([bundle.texts for bundle in Bundle.objects.all()])
    assert sent == (not isinstance(saved, Exception)), saved
    assert Response.objects.get().is_submitted


def test_answer_sent_while_an_officer_closes_early_is_refused_and_not_counted(committed, cast, invited, monkeypatch):
    """It had seen an open survey before it had to wait for the close."""
    saving(numbers(invited)["This survey"], q23="agree", q23a={"text": "late words", "openness": "named"})()
    enough, invitation = {"statutory": cast.compact.release_floor}, invitation_of()
    Tally.objects.filter(survey=invited).update(responses=enough)
    closing, end = threading.Event(), running.end

    def ends_once_an_answer_waits(*args, **kwargs):
        closing.set()
        let_somebody_wait()
        return end(*args, **kwargs)

    def sends():
        closing.wait(timeout=30)
        return submit_response(invitation=invitation, by=None, on=DURING)

    monkeypatch.setattr(running, "end", ends_once_an_answer_waits)
    closed, refused = at_once(lambda: running.close_survey(survey=invited, by=cast.officer, at=at(DURING)), sends)
    assert (closed.status, str(refused)) == (Survey.Status.CLOSED, str(CLOSED))
    assert Tally.objects.get(survey=invited).responses == enough
    assert not Bundle.objects.exists() and not NamedAnswer.objects.exists()
    assert draft()["q23a"]["text"] == "late words"  # as after the last day: kept for two weeks
