"""A paper is checked, issued and frozen; its PDF is accessible, its Word document numbers itself."""

import datetime
import hashlib
import io
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from reviews.actions.approving import give_approval
from reviews.actions.board import issuing, writing
from reviews.board.assemble import assemble
from reviews.board.checking import problems_of
from reviews.models import Paper, Proposal, PublishedReport, Review
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, words
from tests.reviews.board.conftest import MEETING, issue_it

pytestmark = pytest.mark.django_db
BEFORE = MEETING - datetime.timedelta(days=30)
WAITS = "Both sectors have not approved the report of the review 2031 yet, and this paper presents it."


def found(paper, on=BEFORE) -> list[str]:
    return [problem.text for problem in problems_of(Paper.objects.select_related("compact", "review").get(pk=paper.pk), on)]


def test_a_whole_paper_has_no_problems(paper):
    assert found(paper) == []


def test_the_check_warns_and_each_line_leads_to_its_place(cast, paper, add, sign_in):
    writing.save_head(paper=paper, author_employer="", council_tables=True, by=cast.officer)
    writing.save_row(paper=paper, thing="recommendation", row=paper.recommendations.first(), owner="", by=cast.officer)
    for title, sought, included in (("Finance", True, False), ("Legal", True, True), ("Procurement", False, False)):
        writing.save_row(paper=paper, thing="consulted", row=None, title=title, sought=sought, included=included, by=cast.officer)
    add("live", live="vision")
    add("paragraph", text="It closed on 11 September 20008.")
    assert found(paper) == [
        "It does not say who employs the author.",
        "The audit trail names no lead officer.",
        "The audit trail does not say whether this is a key decision.",
        "20008 is no year that can be meant.",
        "The records have nothing for “its vision”, so nothing is printed there.",
        "Nobody carries out recommendation 1.",
        "Comments of Finance were sought and are not included.",
    ]
    page = sign_in(cast.officer).get(reverse("reviews:paper_check", args=["wealdshire", paper.pk])).content.decode()
    assert all(problem.address in page for problem in problems_of(paper, BEFORE))


def test_faults_stop_it(cast, paper, add):
    add("paragraph", text="[Still to be written.]")
    writing.save_head(paper=paper, meeting_on=None, by=cast.officer)
    assert found(paper)[:2] == ["The day of the meeting is missing.", "Something is still to be written: [Still to be written.]"]
    with pytest.raises(ValidationError, match="day of the meeting"):
        issuing.check_paper(paper=paper, by=cast.officer)


def test_the_final_paper_waits_for_its_report(cast, paper):
    review = Review.objects.create(compact=cast.compact, year=2031, label="2031")
    writing.save_head(paper=paper, kind="final", review=review, by=cast.officer)
    assert found(paper) == [WAITS]
    proposal = Proposal.objects.create(review=review, number=1, content={}, sha256="0" * 64, proposed_at=timezone.now(), proposed_by=cast.officer)
    give_approval(proposal=proposal, verdict="approve", by=cast.vcs_member, on=BEFORE)
    assert found(paper) == [WAITS]
    give_approval(proposal=proposal, verdict="approve", by=cast.statutory_member, on=BEFORE)
    assert found(paper) == [] and not PublishedReport.objects.exists()  # it may be published after the board has had it
    Proposal.objects.create(review=review, number=2, content={}, sha256="1" * 64, proposed_at=timezone.now(), proposed_by=cast.officer)
    assert found(paper) == [WAITS]


def test_what_was_not_checked_or_was_changed_since_is_not_issued(cast, paper):
    with pytest.raises(ValidationError, match="Check the paper first"):
        issuing.issue_paper(paper=paper, by=cast.officer)
    issuing.check_paper(paper=paper, by=cast.officer)
    writing.save_head(paper=paper, item="12", by=cast.officer)
    with pytest.raises(ValidationError, match="Check the paper first"):
        issuing.issue_paper(paper=paper, by=cast.officer)


def test_a_template_is_never_issued(cast):
    template = writing.begin_paper(compact=cast.compact, source="council", template=True, by=cast.officer)
    with pytest.raises(ValidationError, match="A template is not issued"):
        issuing.check_paper(paper=template, by=cast.officer)


def test_an_issued_paper_stands_whoever_writes(cast, issued, client, sign_in):
    issue = issued.issue
    for document in (issue.page, issue.pdf, issue.docx):
        assert hashlib.sha256(bytes(document.content)).hexdigest() == document.sha256
    for change in (
        lambda: writing.save_head(paper=issued, item="1", by=cast.officer),
        lambda: writing.remove_paper(paper=issued, by=cast.officer),
    ):
        with pytest.raises(ValidationError, match="has been issued"):
            change()
    for change in (
        lambda: Paper.objects.filter(pk=issued.pk).update(title="Other"),
        lambda: issued.parts.update(text="Other"),
        lambda: issued.recommendations.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="has been issued"), transaction.atomic():
            change()
    pdf = client.get(reverse("reviews:paper_pdf", args=["wealdshire", issued.pk]))
    assert pdf.content == bytes(issue.pdf.content) and pdf["ETag"] == f'"{issue.pdf.sha256}"'
    assert "Draft" not in client.get(issued.get_absolute_url()).content.decode()


def test_issuing_by_its_pages(cast, paper, sign_in, client):
    client = sign_in(cast.officer)
    client.post(reverse("reviews:paper_check", args=["wealdshire", paper.pk]))
    assert "Nobody outside" not in client.get(reverse("reviews:paper_issue", args=["wealdshire", paper.pk])).content.decode()
    page = client.post(reverse("reviews:paper_issue", args=["wealdshire", paper.pk]), follow=True).content.decode()
    assert "The paper is issued" in page
    paper.refresh_from_db()
    assert paper.is_public


def test_a_paper_for_the_board_alone_is_seen_by_it_and_the_group_alone(cast, paper, client, sign_in):
    writing.save_head(paper=paper, closed=True, by=cast.officer)
    closed = issue_it(paper, cast.officer)
    addresses = [closed.get_absolute_url(), *(reverse(f"reviews:paper_{kind}", args=["wealdshire", paper.pk]) for kind in ("pdf", "docx"))]
    assert [client.get(address).status_code for address in addresses] == [404] * 3
    for page in ("papers", "board"):
        assert "Review 2031" not in client.get(reverse(f"reviews:{page}", args=["wealdshire"])).content.decode()
    for person in (cast.stranger, cast.superuser, cast.lead):
        assert sign_in(person).get(addresses[0]).status_code == 404
    for person in (cast.board_member, cast.vcs_member, cast.officer):
        assert sign_in(person).get(addresses[0]).status_code == 200


def test_the_pdf_is_tagged_and_says_what_the_page_says(issued):
    pdf = bytes(issued.issue.pdf.content)
    with opened(pdf) as document:
        tagged = elements(document)
        levels = [int(kind[1]) for kind, _ in tagged if kind in ("H1", "H2", "H3")]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        assert marks_without_owner(document) == 0
        assert [kind for kind, _ in tagged].count("TH") == 6
        assert str(document.Root.Lang) == "en-GB"
    text = words(" ".join(pages_of_text(pdf)))
    for said in ("Agenda item 11", "18 September 2031", "2.1 Small groups are wary.", "of forms; and", "3.1 As paragraph 2.1 says", "Page 1 of 1"):
        assert said in text


def test_the_word_document_has_real_headings_numbers_and_pointers(issued):
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(io.BytesIO(bytes(issued.issue.docx.content)))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert headings == [("Title", "Review 2031"), ("Heading 1", "Recommendation"), ("Heading 1", "1. Introduction"), ("Heading 1", "3. What follows")]
    body = document.element.body
    assert [field.get(qn("w:instr")).strip() for field in body.iter(qn("w:fldSimple"))] == ["REF p_wary \\n \\h"]
    assert [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))] == ["p_wary"]
    levels = {level.get(qn("w:val")) for level in document.part.numbering_part.element.iter(qn("w:lvlText"))}
    assert {"2.%1", "3.%1", "%1."} <= levels
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Agenda item", "11"]
    assert document.core_properties.language == "en-GB"


def test_council_tables_print_background_trail_and_consultation(cast, paper, add):
    writing.save_layout(
        paper=paper, numbering="through", header=[["title", "Report title"]], recommendation_heading="Asked", council_tables=True, by=cast.officer
    )
    day = datetime.date(2031, 9, 1)
    trail = {
        "lead_officer": "Head of Partnerships",
        "version": "Final",
        "dated_on": day,
        "key_decision": True,
        "sent_to": "Committee services",
        "sent_on": day,
    }
    writing.save_head(paper=paper, by=cast.officer, **trail)
    writing.save_row(paper=paper, thing="background", row=None, title="The text", held_at="Town hall", contact="Desk, 01323 000000", by=cast.officer)
    add("paragraph", text="No cost.", tag="cost")
    advice = {"title": "Finance", "sought": True, "included": True, "advice": "As paragraph [[cost]] says."}
    writing.save_row(paper=paper, thing="consulted", row=None, by=cast.officer, **advice)
    add("live", live="advice")
    whole = assemble(Paper.objects.select_related("compact").get(pk=paper.pk))
    assert [(table.caption, table.rows) for table in whole.tables] == [
        ("Background papers", [["The text", "Town hall", "Desk, 01323 000000"]]),
        ("Audit trail", [["Lead officer", "Head of Partnerships"], ["Report author", "Ada Finch, Manager, Bramble Lane Befriending"],
                         ["Version", "Final"], ["Dated", "1 September 2031"], ["Key decision", "Yes"]]),
        ("Consultation with other officers", [["Finance", "Yes", "Yes"], ["Date final report sent to Committee services", "1 September 2031", ""]]),
    ]  # fmt: skip
    assert [(block.number, block.text) for block in whole.blocks[-2:]] == [("", "Finance"), ("6", "As paragraph 5 says.")]
