"""What the parser prints back means the same days: for a sample of generated phrases here, for thousands in `script/prove`."""

from hypothesis import given, settings

from actionplans.by_when import ByWhen, parse_by_when
from actionplans.by_when_said import explained, said
from tests.actionplans.phrases import END, START, Phrase, phrases


def parse(text: str) -> ByWhen:
    return parse_by_when(text, plan_start=START, plan_end=END)


def meaning(of) -> tuple:
    return of.starts_on, of.due_on, of.milestones, of.ongoing


def check(phrase: Phrase) -> None:
    found = parse(phrase.text)
    assert meaning(found) == meaning(phrase), phrase.text
    printed = said(found)
    again = parse(printed)
    assert meaning(again) == meaning(found), printed
    assert said(again) == printed


@settings(max_examples=300)
@given(phrases)
def test_what_is_printed_back_means_the_same_days(phrase):
    check(phrase)


def test_recurring_meetings_keep_their_words():
    found = parse("At quarterly meetings of the Partnership. Ongoing")
    assert said(found) == "At quarterly meetings of the Partnership & ongoing"
    assert (parse(said(found)).recurrence, parse(said(found)).ongoing) == (found.recurrence, True)


class Written:
    """A ByWhen as an action holds it."""

    def __init__(self, text: str):
        found = parse(text)
        self.__dict__.update(vars(found), by_when=found.text)


def test_explained_in_a_sentence():
    assert explained(Written("April-June & Ongoing")) == "“April-June & Ongoing” is understood as: 1 April 2008 to 30 June 2008 & ongoing."
    assert explained(Written("May 2009")) == "“May 2009” is understood as: 31 May 2009; after the end of the plan."
    assert explained(Written("when funds allow")).startswith("No day was understood in “when funds allow”")
    assert explained(Written("")) == "It has no date, so nobody is reminded of it."
