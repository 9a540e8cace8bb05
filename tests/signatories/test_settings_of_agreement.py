"""An officer sets what the agreement says of itself, its days and rules, and its own words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from signatories.actions.settings import SETTINGS, set_up, set_words
from signatories.forms_settings import WORDS
from signatories.models import Compact
from signatories.terms import NAMES, terms_of

pytestmark = pytest.mark.django_db
PAGE, WORDS_PAGE = "/wealdshire/steering/settings/", "/wealdshire/steering/words/"


def as_it_stands(compact: Compact) -> dict:
    said = {name: getattr(compact, name) for name in SETTINGS}
    return {name: "on" if value is True else value for name, value in said.items() if value is not False}


def test_officer_sets_it_up_on_its_page(cast, sign_in):
    client = sign_in(cast.officer)
    assert client.get(PAGE).status_code == 200
    client.post(
        PAGE, as_it_stands(cast.compact) | {"summary": "How we work together in Wealdshire.", "board": "Wealdshire Together", "survey_days": "56"}
    )
    cast.compact.refresh_from_db()
    assert (cast.compact.summary, cast.compact.board, cast.compact.survey_days) == ("How we work together in Wealdshire.", "Wealdshire Together", 56)
    assert Event.objects.get(verb="compact.set_up").detail["fields"] == ["summary", "board", "survey_days"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"summary": ""}, "Say in one or two sentences what it is"),
        ({"survey_days": "0"}, "Enter how many days a survey stays open, such as 84"),
        ({"enquiry_days": "soon"}, "Enter in how many days a question is answered, such as 10"),
        ({"contact_email": "at home"}, "Enter an e-mail address"),
        ({"status": "ended"}, "Choose from the answers offered"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(cast, sign_in, wrong, said):
    before = as_it_stands(cast.compact)
    answer = sign_in(cast.officer).post(PAGE, before | {"board": "Somewhere"} | wrong)
    assert said in answer.content.decode()
    assert as_it_stands(Compact.objects.get(pk=cast.compact.pk)) == before


def test_new_address_is_told_to_the_old_one_the_new_one_and_every_officer(cast):
    Compact.objects.filter(pk=cast.compact.pk).update(contact_email="old@example.org")
    set_up(compact=cast.compact, contact_email="new@example.org", by=cast.officer)
    told = dict(Message.objects.filter(subject__contains="address was changed").values_list("to", "text"))
    assert set(told) == {"old@example.org", "new@example.org", "officer@example.org"}
    assert all("It was reached at old@example.org before." in text for text in told.values())


def test_nothing_is_told_of_what_stays(cast):
    assert set_up(compact=cast.compact, summary=cast.compact.summary, contact_email=cast.compact.contact_email, by=cast.officer) == []
    assert not Message.objects.exists()
    assert not Event.objects.filter(verb="compact.set_up").exists()


def test_only_officers_set_it_up_and_only_what_is_theirs(cast):
    for act in (lambda: set_up(compact=cast.compact, board="B", by=cast.vcs_member), lambda: set_words(compact=cast.compact, words={}, by=cast.lead)):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(ValidationError, match="ended by whoever runs the portal"):
        set_up(compact=cast.compact, status="ended", by=cast.officer)
    with pytest.raises(TypeError, match="controller"):
        set_up(compact=cast.compact, controller="Nobody", by=cast.officer)


def test_own_words_stand_on_every_page_and_an_empty_box_is_the_usual_one(cast, sign_in):
    client = sign_in(cast.officer)
    assert "Usually: Champion" in client.get(WORDS_PAGE).content.decode()
    client.post(WORDS_PAGE, {"champion": "  Keeper ", "champions": "Keepers", "officer": ""})
    cast.compact.refresh_from_db()
    assert cast.compact.words == {"champion": "Keeper", "champions": "Keepers"}
    assert "<h1" in (page := client.get("/wealdshire/champions/").content.decode())
    assert "Keepers" in page
    assert "Champions" not in page
    client.post(WORDS_PAGE, {"champion": "", "champions": ""})
    cast.compact.refresh_from_db()
    assert cast.compact.words == {}


def test_every_word_has_a_box_that_says_what_it_is_for():
    assert set(WORDS) == NAMES


def test_agreement_of_another_name_has_an_officer_of_that_name():
    assert terms_of({"agreement": "Covenant"}).officer == "Covenant officer"
    assert terms_of({"agreement": "Covenant", "officer": "liaison officer"}).officer == "liaison officer"
    assert terms_of({"champion": "Keeper"}).officer == "Compact officer"
