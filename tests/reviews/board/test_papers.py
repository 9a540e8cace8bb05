"""How a paper is written: numbers, lists and pointers that come by themselves, live parts, templates, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from compact_portal.audit.models import Event
from reviews.actions.board import writing
from reviews.board.assemble import assemble
from reviews.board.checking import problems_of
from reviews.board.lists import joined
from reviews.models import Paper
from signatories.models import Compact
from tests.reviews.board.conftest import agree_on

pytestmark = pytest.mark.django_db


def fresh(paper) -> Paper:
    return Paper.objects.select_related("compact__area", "author_seat__seat__organisation").get(pk=paper.pk)


def printed(paper) -> list[str]:
    """Each heading and paragraph with its number, and its list."""
    return [
        " ".join([block.number, "".join(run.text for run in block.runs), *("".join(run.text for run in item) for item in block.items)]).strip()
        for block in assemble(fresh(paper)).blocks
    ]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (["a", "b", "c"], ["a;", "b; and", "c."]),
        (["a; and", "b,", "c."], ["a;", "b; and", "c."]),
        (["a"], ["a."]),
        (["a", "why?"], ["a; and", "why?"]),
        (["Sussex and", "and"], ["Sussex; and", "and."]),
        ([], []),
    ],
)
def test_items_are_joined_as_one_sentence(items, said):
    assert joined(items) == said


def test_paragraphs_are_numbered_by_section_from_a_chosen_number(paper):
    assert printed(paper) == [
        "1 Introduction",
        "2.1 Small groups are wary. of grants; of forms; and of meetings.",
        "3 What follows",
        "This has no number.",
        "3.1 As paragraph 2.1 says, more is to come.",
    ]


def test_through_numbering_counts_on_from_the_recommendations(paper, cast):
    header = [["title", "Report title"], ["wards", "Wards"]]
    writing.save_layout(paper=paper, numbering="through", header=header, recommendation_heading="Asked", council_tables=True, by=cast.officer)
    assert [line.split(" ")[0] for line in printed(paper) if line[0].isdigit()] == ["3", "4"]
    assert printed(paper)[-1] == "4 As paragraph 3 says, more is to come."
    whole = assemble(fresh(paper))
    assert whole.header == [("Report title", "Review 2031")]
    assert [block.number for block in whole.recommendations] == ["1", "2"]


def test_pointers_stay_right_when_paragraphs_move(paper, cast, add):
    first = add("paragraph", text="New at the end.")
    for _ in range(4):
        writing.move_row(paper=paper, thing="part", row=first, up=True, by=cast.officer)
    assert printed(paper)[1:3] == ["2.1 New at the end.", "2.2 Small groups are wary. of grants; of forms; and of meetings."]
    assert printed(paper)[-1] == "3.1 As paragraph 2.2 says, more is to come."


def test_a_new_paragraph_can_stand_after_another(paper, cast):
    writing.save_row(paper=paper, thing="part", row=None, behind=2, kind="paragraph", text="Between.", by=cast.officer)
    assert printed(paper)[2] == "2.2 Between."
    assert [row.number for row in paper.parts.all()] == [1, 2, 3, 4, 5, 6]


def test_pointer_to_nowhere_is_refused_in_a_sentence(paper, add):
    with pytest.raises(ValidationError, match="“nowhere” first\\. Names that are there: wary"):
        add("paragraph", text="See [[nowhere]].")
    with pytest.raises(ValidationError, match="points nowhere"):
        add("paragraph", text="Fine.", items=["See [[ Nowhere ]]"])
    assert paper.parts.count() == 5


def test_paragraph_that_is_pointed_to_stays_and_keeps_its_name_and_number(paper, cast):
    row = paper.parts.get(tag="wary")
    for change in (
        lambda: writing.remove_row(paper=paper, thing="part", row=row, by=cast.officer),
        lambda: writing.save_row(paper=paper, thing="part", row=row, tag="", by=cast.officer),
        lambda: writing.save_row(paper=paper, thing="part", row=row, tag="wary", numbered=False, by=cast.officer),
    ):
        with pytest.raises(ValidationError, match=r"\[\[wary\]\]"):
            change()
    assert printed(paper)[-1] == "3.1 As paragraph 2.1 says, more is to come."


def test_a_name_is_taken_once_and_recommendations_can_be_pointed_to(paper, cast, add):
    one = paper.recommendations.first()
    writing.save_row(paper=paper, thing="recommendation", row=one, tag="hear", by=cast.officer)
    add("paragraph", text="Recommendation [[hear]] needs no money.")
    assert printed(paper)[-1] == "3.2 Recommendation 1 needs no money."
    with pytest.raises(ValidationError, match="is called “hear” already"):
        add("paragraph", text="Again.", tag="hear")


def test_live_parts_draw_from_the_edition(paper, cast, add):
    Compact.objects.filter(pk=cast.compact.pk).update(launched="October 2003", revised="July 2005")
    aims = [{"number": number, "text": text} for number, text in enumerate(["Trust.", "Respect."], 1)]
    codes = [{"number": number, "title": f"Code {number}", "commitments": []} for number in range(1, 7)]
    agree_on(cast, aims=aims, codes=codes, vision="Side by side", strapline="Together, not alone", way_of_working="Openly.")
    for live in ("aims", "codes", "vision", "way_of_working", "principles"):
        add("live", live=live)
    assert printed(paper)[5:] == [
        "3.2 The Wealdshire Compact was launched in October 2003 and was last revised in July 2005. Its aims are: Trust; and Respect.",
        "3.3 Six codes of practice belong to it: Code 1; Code 2; Code 3; Code 4; Code 5; and Code 6.",
        "3.4 Our vision: Side by side. Together, not alone.",
        "3.5 Openly.",
    ]  # there are no principles: nothing is printed


def test_the_head_prints_the_author_with_post_employer_and_seat_apart(paper, cast):
    seat = cast.compact.seats.get(organisation=cast.council).holders.get()
    writing.save_head(paper=paper, author_seat=seat, by=cast.officer)
    assert dict(assemble(fresh(paper)).header)["Author"] == (
        "Ada Finch, Manager, Bramble Lane Befriending (in the steering group for Wealdshire Council)"
    )


@pytest.mark.parametrize(
    ("kind", "posted", "said"),
    [
        ("section", {"text": "A", "prefix": "0"}, "Numbers of paragraphs begin with 1"),
        ("section", {"text": "A", "heading_number": "0"}, "Numbers of sections begin with 1"),
        ("section", {"text": ""}, "Enter the heading"),
        ("paragraph", {"text": "See [[nothing]]", "marks": "letters", "numbered": "on"}, "points nowhere"),
        ("paragraph", {"text": "A", "marks": "letters", "tag": "x"}, "cannot be pointed to"),
        ("paragraph", {"text": "A", "marks": "letters", "numbered": "on", "tag": "No Good"}, "Use small letters"),
        ("paragraph", {"text": "A", "marks": "letters", "after": "And so on"}, "no list that these words could follow"),
        ("live", {"marks": "letters"}, "Choose what is to stand here"),
        ("recommendation", {"text": " "}, "Write what the board is asked to do"),
        ("consulted", {"title": "Finance", "included": "on"}, "Comments that are included were sought"),
    ],
)
def test_wrong_parts_are_given_back_with_a_sentence(cast, paper, sign_in, kind, posted, said):
    answer = sign_in(cast.officer).post(reverse("reviews:paper_add", args=["wealdshire", paper.pk, kind]), posted)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert said in page and "There is a problem" in page
    assert paper.parts.count() == 5


def test_a_part_is_added_and_changed_by_its_page(cast, paper, sign_in):
    client = sign_in(cast.officer)
    add = reverse("reviews:paper_add", args=["wealdshire", paper.pk, "paragraph"])
    client.post(add + "?after=1", {"text": "Hello\r\nthere", "items": "one\r\n\r\ntwo", "marks": "letters", "numbered": "on", "tag": "hello"})
    row = paper.parts.get(tag="hello")
    assert (row.number, row.text, row.items) == (2, "Hello\nthere", ["one", "two"])
    change = reverse("reviews:paper_row", args=["wealdshire", paper.pk, "part", row.pk])
    assert "one\ntwo" in client.get(change).content.decode()
    client.post(change, {"text": "Bye", "items": "", "marks": "bullets", "numbered": "on", "tag": "hello"})
    row.refresh_from_db()
    assert (row.text, row.items, row.marks) == ("Bye", [], "bullets")


def test_head_refuses_days_out_of_order_and_impossible_years(cast, paper, sign_in):
    client, address = sign_in(cast.officer), reverse("reviews:paper_head", args=["wealdshire", paper.pk])
    posted = {"title": "T", "kind": "update", "meeting_on-day": "11", "meeting_on-month": "9", "meeting_on-year": "20008"}
    assert "Write the year with 4 figures" in client.post(address, posted).content.decode()
    posted |= {"meeting_on-year": "2031", "next_by-day": "1", "next_by-month": "9", "next_by-year": "2031"}
    assert "The day of the further paper cannot be before the day of the meeting" in client.post(address, posted).content.decode().replace(
        "the day of the further", "The day of the further"
    )


def test_a_template_is_copied_changed_and_used_without_code(cast, sign_in):
    client = sign_in(cast.officer)
    client.post(reverse("reviews:template_new", args=["wealdshire"]), {"source": "council", "title": "Ours"})
    template = Paper.objects.templates().get()
    layout = {
        "numbering": "sections",
        "recommendation_heading": "We ask",
        "words_title": "Subject",
        "place_title": "2",
        "words_item": "No.",
        "place_item": "1",
    }
    client.post(reverse("reviews:paper_layout", args=["wealdshire", template.pk]), layout)
    started = {"source": str(template.pk), "title": "Real", "kind": "other", "report_to": "The Board"}
    client.post(reverse("reviews:paper_new", args=["wealdshire"]), started)
    paper = Paper.objects.papers().get()
    assert (paper.title, paper.header, paper.recommendation_heading, paper.numbering) == (
        "Real",
        [["item", "No."], ["title", "Subject"]],
        "We ask",
        "sections",
    )
    assert paper.parts.count() == template.parts.count() > 10
    assert set(Event.objects.values_list("verb", flat=True)) >= {"template.begun", "paper.begun", "paper.laid_out"}


@pytest.mark.parametrize("name", ["partnership", "council"])
def test_starting_content_says_what_is_still_to_be_written(cast, name):
    paper = writing.begin_paper(compact=cast.compact, source=name, by=cast.officer)
    faults = [problem.text for problem in problems_of(paper, datetime.date(2031, 1, 1)) if problem.stops]
    assert any("still to be written" in fault for fault in faults)


def test_nobody_but_the_officer_writes(cast, paper, sign_in):
    with pytest.raises(PermissionDenied):
        writing.save_head(paper=paper, title="Mine", by=cast.vcs_member)
    with pytest.raises(PermissionDenied):
        writing.begin_paper(compact=cast.compact, source="council", by=cast.superuser)
    page = sign_in(cast.vcs_member).get(paper.get_absolute_url()).content.decode()
    assert "Small groups are wary" in page and "Write</a>" not in page
    assert sign_in(cast.board_member).get(paper.get_absolute_url()).status_code == 404


def test_the_database_itself_refuses_a_number_from_0(paper):
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.parts.filter(kind="section").update(prefix=0)


def test_hostile_and_endless_words_stay_words(cast, paper, add, sign_in):
    evil = '<script>x()</script> url(file:///etc/passwd) <img src="http://127.0.0.1:9/x">'
    add("paragraph", text=f"{evil} {'w' * 400}", items=[evil])
    add("section", text=evil)
    writing.save_head(paper=paper, author_name=evil, stem=evil, by=cast.officer)
    client = sign_in(cast.officer)
    body = client.get(paper.get_absolute_url()).content.decode()
    assert "<script>x()" not in body and "<img src=" not in body and "&lt;script&gt;x()" in body
    for ending in ("pdf", "docx"):
        answer = client.get(reverse(f"reviews:paper_{ending}", args=["wealdshire", paper.pk]))
        assert answer.status_code == 200 and b"root:" not in answer.content


@pytest.mark.parametrize("parts", [2, 30])
def test_pages_cost_the_same_queries_however_long_the_paper_is(cast, paper, add, sign_in, django_assert_num_queries, parts):
    for number in range(parts):
        add("paragraph", text=f"Paragraph {number}.")
    client = sign_in(cast.officer)
    with django_assert_num_queries(12):
        client.get(reverse("reviews:paper_page", args=["wealdshire", paper.pk]))
    with django_assert_num_queries(8):
        client.get(reverse("reviews:paper_write", args=["wealdshire", paper.pk]))
