"""A draft is written in the browser, part by part: begun, added to, changed, put in order; a text that stands still is not touched."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from signatories.actions import drafting as actions
from signatories.agreement.lists import LISTS
from signatories.agreement.sections import sections_of
from signatories.agreement.source import source_of
from signatories.models import Edition
from tests.signatories.test_steering_pages import text
from tests.signatories.texts import a_text, with_parts

TEXTS = "/wealdshire/steering/text/"


@pytest.fixture
def draft(cast) -> Edition:
    return a_text(cast.compact)


def read(edition: Edition) -> dict[str, list[str]]:
    """What stands under each heading."""
    edition.refresh_from_db()
    sections = sections_of(edition)
    return {
        one.heading: one.paragraphs + [e.plain for e in one.entries] + [f"{c.title}: {len(c.commitments)}" for c in one.codes] for one in sections
    }


def test_an_edition_is_written_from_nothing_without_a_file(cast, sign_in):
    client = sign_in(cast.officer)
    began = client.post(f"{TEXTS}begin/", {"label": "Edition of 2012", "after": ""})
    edition = Edition.objects.get(label="Edition of 2012")
    page = began["Location"]
    client.post(f"{page}texts/", {"label": "Edition of 2012", "vision": "A fair\r\ncounty.\r\n\r\nFor all."})
    client.post(f"{page}aims/new/", {"text": "To meet."})
    client.post(f"{page}principles/new/", {"text": "Trust.", "emphasised": "on"})
    client.post(f"{page}undertakings/new/", {"text": "Pay on time", "binds": "statutory", "qualifier": "where agreed"})
    client.post(f"{page}codes/new/", {"title": "Funding"})
    code = edition.codes.get()
    said = text(client.post(f"{page}codes/{code.pk}/commitments/new/", {"text": "Three years", "binds": "both", "measure": "36 months"}, follow=True))
    assert "The commitment stands as number 1." in said and "Three years (36 months)" in said
    assert read(edition) == {
        "Vision": ["A fair county.", "For all."],
        "Aims": ["To meet."],
        "Shared principles": ["Trust."],
        "Undertakings by the public sector": ["Pay on time (where agreed)"],
        "Codes of practice": ["Funding: 1"],
    }
    assert edition.statements.get(kind="principle").emphasised
    written = Event.objects.filter(verb="edition.written", actor=cast.officer).order_by("id")
    assert [event.detail["what"] for event in written] == ["texts", "aims", "principles", "undertakings", "codes", "commitments"]


def test_a_draft_begins_as_a_copy_that_says_the_same(cast, sign_in, draft):
    with_parts(draft)
    sign_in(cast.officer).post(f"{TEXTS}begin/", {"label": "Next", "after": draft.pk})
    copy = Edition.objects.get(label="Next")
    assert source_of(copy).replace('"Next"', f'"{draft.label}"') == source_of(draft)
    again = sign_in(cast.officer).post(f"{TEXTS}begin/", {"label": "Next", "after": ""})
    assert "There is a text called “Next” already" in text(again)


def test_entries_move_change_and_go_and_numbers_follow(cast, sign_in, draft):
    client, page = sign_in(cast.officer), f"{TEXTS}{draft.pk}/write/"
    first, second, third = draft.undertakings.all()
    client.post(f"{page}undertakings/{third.pk}/move/", {"to": "up"})
    assert client.post(f"{page}undertakings/{first.pk}/move/", {"to": "up"})["Location"].endswith(f"#undertakings-{first.pk}")
    assert list(draft.undertakings.values_list("pk", "number")) == [(first.pk, 1), (third.pk, 2), (second.pk, 3)]
    client.post(f"{page}undertakings/{second.pk}/", {"text": "Consult very early.", "binds": "both"})
    second.refresh_from_db()
    assert (second.text, second.binds, second.emphasised, second.qualifier) == ("Consult very early.", "both", False, "")
    assert "Remove it" in text(client.get(f"{page}undertakings/{first.pk}/remove/"))
    client.post(f"{page}undertakings/{first.pk}/remove/")
    assert list(draft.undertakings.values_list("pk", "number")) == [(third.pk, 1), (second.pk, 2)]
    code = draft.codes.get()
    assert "Its commitments go with it" in text(client.get(f"{page}codes/{code.pk}/remove/"))
    client.post(f"{page}codes/{code.pk}/remove/")
    assert not draft.codes.exists()


def test_what_is_new_gets_a_place_in_a_text_of_its_own_order(cast, sign_in, draft):
    with_parts(draft)
    client, page = sign_in(cast.officer), f"{TEXTS}{draft.pk}/write/"
    client.post(f"{page}aims/new/", {"text": "To meet."})
    assert list(read(draft))[-1] == "Aims"
    vision = draft.parts.get(kind="vision")
    refused = client.post(f"{page}parts/{vision.pk}/remove/")
    assert "is the place of what is written there" in text(refused)
    assert "Words</label>" not in text(client.get(f"{page}parts/{vision.pk}/"))
    client.post(f"{page}parts/{vision.pk}/", {"heading": "What we want", "marker": "numbers"})
    client.post(f"{page}parts/new/", {"heading": "In short", "text": "We work together.", "marker": "numbers"})
    shown = read(draft)
    assert shown["What we want"] == ["Work side by side.", "And be seen to."] and list(shown)[-1] == "In short"
    assert "has a heading and a text" in text(client.post(f"{page}parts/new/", {"heading": "", "text": "Alone", "marker": "numbers"}))


def test_the_usual_order_becomes_one_of_its_own(cast, sign_in, draft):
    before = read(draft)
    client, page = sign_in(cast.officer), f"{TEXTS}{draft.pk}/write/"
    assert "Choose an order and headings of our own" in text(client.get(page))
    client.post(f"{page}arrange/")
    assert read(draft) == before and draft.parts.count() == 6
    last = draft.parts.last()
    client.post(f"{page}parts/{last.pk}/move/", {"to": "up"})
    assert list(read(draft)) == [*list(before)[:-2], list(before)[-1], list(before)[-2]]


@pytest.mark.parametrize("status", ["consulted", "final", "published", "superseded"])
def test_a_text_that_stands_still_has_no_such_page_and_no_such_verb(cast, sign_in, draft, status):
    if status == "published":
        Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=draft.pk).update(
        status=status, **({"published_at": "2010-01-01T12:00Z", "published_by": cast.officer} if status in ("published", "superseded") else {})
    )
    assert sign_in(cast.officer).get(f"{TEXTS}{draft.pk}/write/").status_code == 404
    row = draft.undertakings.first()
    verbs = [
        lambda: actions.change_texts(edition=draft, vision="x", by=cast.officer),
        lambda: actions.add_entry(edition=draft, listed=LISTS["aims"], text="x", by=cast.officer),
        lambda: actions.change_entry(edition=draft, listed=LISTS["undertakings"], row=row, text="x", by=cast.officer),
        lambda: actions.move_entry(edition=draft, listed=LISTS["undertakings"], row=row, up=False, by=cast.officer),
        lambda: actions.remove_entry(edition=draft, listed=LISTS["undertakings"], row=row, by=cast.officer),
        lambda: actions.arrange(edition=draft, by=cast.officer),
    ]
    for verb in verbs:
        with pytest.raises(ValidationError, match="Edition of 2010"):
            verb()
    assert not Event.objects.filter(verb="edition.written").exists()


@pytest.mark.parametrize("who", ["vcs_member", "lead", "superuser"])
def test_only_officers_write(cast, draft, who):
    by = getattr(cast, who)
    for verb in (lambda: actions.begin(compact=cast.compact, label="x", by=by), lambda: actions.change_texts(edition=draft, vision="x", by=by)):
        with pytest.raises(PermissionDenied):
            verb()


def test_a_character_that_cannot_be_printed_is_refused(cast, draft):
    with pytest.raises(ValidationError, match="cannot be printed"):
        actions.add_entry(edition=draft, listed=LISTS["aims"], text="To\u202emeet", by=cast.officer)
    assert not draft.statements.filter(kind="aim").exists()


def test_page_needs_as_many_queries_for_many_entries(cast, draft, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client, page = sign_in(cast.officer), f"{TEXTS}{draft.pk}/write/"
    with django_assert_max_num_queries(40) as few:
        client.get(page)
    for number in range(4, 30):
        draft.undertakings.create(number=number, text="More.", binds="both")
        draft.codes.create(number=number, title="More").commitments.create(number=1, text="One.", binds="both")
    with django_assert_num_queries(len(few)):
        client.get(page)
