"""“Could this identify us?”: what is marked in a text, and the page that shows it before sending."""

import time

import pytest

from reviews.answering.identifying import CONTACT, DATE, OWN, PERSON, PLACE, SUM, Known, look
from reviews.models import Bundle, Response
from signatories.models import Area, OrganisationName
from tests.reviews.answers import BASE, STATED, draft, invitation_of, numbers, save, send

KNOWN = Known(names=("Bramble Lane Befriending", "BLB", "The Befrienders"), places=("Wealdshire",), people=("Ann Marsh",))


def found(text: str) -> list[tuple[str, str]]:
    return [(words, reason) for words, reason in look(text, KNOWN).parts if reason]


@pytest.mark.parametrize(("text", "words", "reason"), [
    ("We at Bramble Lane Befriending asked", "Bramble Lane Befriending", OWN),
    ("we at bramble  lane befriending asked", "bramble  lane befriending", OWN),
    ("so Brambel Lane Befreinding asked", "Brambel Lane Befreinding", OWN),
    ("They told BLB nothing", "BLB", OWN),
    ("what the befrienders do", "the befrienders", OWN),
    ("all over wealdshire", "wealdshire", PLACE),
    ("our room in Upper Dicker is cold", "Upper Dicker", PLACE),
    ("the group near Stratford-upon-Avon met", "Stratford-upon-Avon", PLACE),
    ("we meet at 12 Mill Road now", "12 Mill Road", PLACE),
    ("write to BN7 1UE", "BN7 1UE", PLACE),
    ("then ann marsh left", "ann marsh", PERSON),
    ("we were told by Mrs Hale", "Mrs Hale", PERSON),
    ("the officer Cllr. J. Brown refused", "Cllr. J. Brown", PERSON),
    ("we spoke to Peter Holloway about it", "Peter Holloway", PERSON),
    ("they cut £12,500 from us", "£12,500", SUM),
    ("a grant of £3.5k", "£3.5k", SUM),
    ("we lost 4,000 pounds", "4,000 pounds", SUM),
    ("two thousand pounds went", "two thousand pounds", SUM),
    ("on 12 March 2009 they wrote", "12 March 2009", DATE),
    ("on 3rd of May we met", "3rd of May", DATE),
    ("by 01/04/2009 it was over", "01/04/2009", DATE),
    ("in October 2008 it began", "October 2008", DATE),
    ("it was in June that", "June", DATE),
    ("ask jo@example.org", "jo@example.org", CONTACT),
    ("see www.example.org/us", "www.example.org/us", CONTACT),
    ("ring 01273 555 123", "01273 555 123", CONTACT),
    ("we are charity no. 123456", "charity no. 123456", CONTACT),
])  # fmt: skip
def test_words_are_marked_with_their_reason(text, words, reason):
    assert (words, reason) in found(text)


@pytest.mark.parametrize("text", [
    "", "They asked us early, and it worked.", "Too long. The Council asked twice. We may march on.", "Payments come late 3 times in 10.",
    "The Action Plan is clear. Each Code of practice is short.", "Better 🙂 than last year\nthank you", "May we be asked earlier?",
])  # fmt: skip
def test_plain_words_are_left_alone(text):
    assert found(text) == []


def test_pieces_put_together_are_the_text():
    text = "On 12 March 2009 Mrs Hale of Bramble Lane Befriending, 12 Mill Road, lost £4,000 <b>\n"
    flagged = look(text, KNOWN)
    assert "".join(words for words, _ in flagged.parts) == text
    assert [mark.reason for mark in flagged.marks] == [DATE, PERSON, OWN, PLACE, SUM]
    assert flagged.reasons[1] == "“Mrs Hale” may be a person"


@pytest.mark.parametrize("text", ["Aa " * 500, "a" * 1500, "£1,1" * 375, "in St. " * 200, "A. " * 500, "0 " * 750, "a.b@" * 375])
def test_text_made_to_be_slow_is_looked_at_in_no_time(text):
    start = time.process_time()
    look(text, KNOWN)
    assert time.process_time() - start < 1


# --- the page


@pytest.fixture
def telling(respondent, invited, cast):
    """A response with one text that tells, one that does not, one that is named and one that nobody reads."""
    OrganisationName.objects.create(organisation=cast.charity, name="The Befrienders")
    Area.objects.create(name="Nettlefold", level="district")
    pages = numbers(invited)
    save(respondent, pages["Information Folder"], q12="Ask the befrienders of <i>Nettlefold</i>", q12_openness="steering")
    save(respondent, pages["Action Plan 2009"], q14="We, Bramble Lane Befriending, say so", q14_openness="named")
    save(respondent, pages["This survey"], q23a="Mrs Hale knows", q23a_openness="counted")
    example = {"what": "They paid £4,000 late", "when": "last spring", "openness": "sector"}
    save(respondent, pages["Examples of working together"], **{f"q16-1-{name}": words for name, words in example.items()})
    return respondent


@pytest.mark.django_db
def test_texts_that_others_read_without_a_name_are_shown_with_their_marks(telling):
    page = telling.get(f"{BASE}look/").content.decode()
    assert "<mark>the befrienders</mark>" in page
    assert "&lt;i&gt;<mark>Nettlefold</mark>&lt;/i&gt;" in page
    assert "“£4,000” may be a sum of money" in page
    assert "Mrs Hale" not in page and "say so" not in page


@pytest.mark.django_db
def test_nobody_sends_without_having_been_shown(telling):
    assert telling.get(f"{BASE}submit/").headers["Location"] == f"{BASE}look/"


def look_at(client, **words):
    seal = Response.objects.get().seal
    given = {"invitation": invitation_of().pk, "seal": seal, "q12": draft()["q12"]["text"], "q16-1-what": draft()["q16"][0]["what"]} | words
    return client.post(f"{BASE}look/", given)


@pytest.mark.django_db
def test_words_may_be_left_as_they_are(telling):
    go_on = look_at(telling)
    assert go_on.headers["Location"].startswith(f"{BASE}submit/?looked=")
    assert telling.get(go_on.headers["Location"]).status_code == 200
    assert send(telling).status_code == 200
    assert "the befrienders" in str([bundle.texts for bundle in Bundle.objects.all()])


@pytest.mark.django_db
def test_words_may_be_changed_and_are_looked_at_again(telling):
    again = look_at(telling, q12="Ask us", **{"q16-1-what": "They paid £5,000 late"})
    assert again.headers["Location"] == f"{BASE}look/"
    page = telling.get(f"{BASE}look/").content.decode()
    assert "Your new words are saved." in page
    assert "<mark>£5,000</mark>" in page and "befrienders" not in page
    assert (draft()["q12"]["text"], draft()["q16"][0]["what"]) == ("Ask us", "They paid £5,000 late")
    assert draft()["q16"][0]["when"] == "last spring"


@pytest.mark.django_db
def test_text_may_be_emptied_but_not_what_happened_in_an_example(telling):
    assert "Say what happened, or remove the example on its own page" in look_at(telling, **{"q16-1-what": ""}).content.decode()
    look_at(telling, q12="")
    assert draft()["q12"] is None
    assert draft()["q16"][0]["what"] == "They paid £4,000 late"


@pytest.mark.django_db
def test_words_beyond_their_limit_are_refused_and_kept_on_the_page(telling):
    page = look_at(telling, q12="x" * 1001).content.decode()
    assert "Use 1000 characters or fewer; you have used 1001" in page
    assert "x" * 1001 in page


@pytest.mark.django_db
def test_words_are_not_put_into_answers_that_changed_meanwhile(telling, invited):
    seal = Response.objects.get().seal
    save(telling, numbers(invited)["Information Folder"], version=1, q12="Other words, of a colleague", q12_openness="steering")
    page = telling.post(f"{BASE}look/", {"invitation": invitation_of().pk, "seal": seal, "q12": "Mine"}, follow=True).content.decode()
    assert "Somebody changed an answer" in page
    assert draft()["q12"]["text"] == "Other words, of a colleague"


@pytest.mark.django_db
def test_texts_that_tell_nothing_are_not_asked_about(respondent, invited):
    save(respondent, numbers(invited)["This survey"], q23a="Shorter, please", q23a_openness="sector")
    assert respondent.get(f"{BASE}look/").headers["Location"].startswith(f"{BASE}submit/?looked=")


# --- the statement


@pytest.mark.django_db
@pytest.mark.parametrize(("missing", "sentence"), [
    ("name", "Enter your name"), ("post", "Enter your post or role"), ("sure", "Tick that these are the answers of Bramble Lane Befriending"),
])  # fmt: skip
def test_nothing_is_sent_without_a_whole_statement(respondent, invited, missing, sentence):
    save(respondent, numbers(invited)["This survey"], q23="agree")
    page = send(respondent, **{missing: ""} if missing != "sure" else {"sure": ""}).content.decode()
    assert sentence in page
    assert not Response.objects.get().is_submitted


@pytest.mark.django_db
def test_statement_is_kept_with_the_fact_of_answering_alone(respondent, invited):
    save(respondent, numbers(invited)["This survey"], q23a="CANARY-TEXT", q23a_openness="steering")
    send(respondent, name="  Jo\tMarsh ", post="Secretary")
    response = Response.objects.get()
    assert (response.sender_name, response.sender_post, response.draft, response.changes) == ("Jo Marsh", "Secretary", {}, {})
    page = respondent.get(f"{BASE}submit/", follow=True)
    assert page.status_code == 403
    assert STATED["name"] not in str([bundle.texts for bundle in Bundle.objects.all()])


@pytest.mark.django_db
def test_answers_can_be_kept_as_a_file_while_they_are_a_draft(respondent, invited):
    save(respondent, numbers(invited)["This survey"], q23a="Kept & <dear>", q23a_openness="steering")
    copy = respondent.get(f"{BASE}check.txt")
    assert "Kept & <dear>" in copy.content.decode()
    assert copy.headers["Content-Disposition"] == 'attachment; filename="answers-2009.txt"'
    send(respondent)
    assert respondent.get(f"{BASE}check.txt").status_code == 403
