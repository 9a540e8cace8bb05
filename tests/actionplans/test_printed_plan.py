"""The landscape table on paper and in Word: the regional plan of the public record, compared cell by cell with its source."""

import csv
import io
import re

import docx
import pytest
from django.urls import reverse

from actionplans.importing import import_action_plan
from actionplans.models import Action, Plan
from actionplans.periods import parse_period
from signatories.models import Compact
from tests.actionplans.samples import public_record
from tests.actionplans.test_plan_pages import make_plan
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, words

pytestmark = pytest.mark.django_db
SOUTH_EAST = "south-east-regional-action-plan-2008-09.csv"
TERMS = {"target": "Objective", "targets": "Objectives", "owner": "Regional Organisation/Partnership"}


@pytest.fixture
def source():
    with public_record(SOUTH_EAST).open(encoding="utf-8", newline="") as file:
        return [tuple(words(cell).strip() for cell in row.values()) for row in csv.DictReader(file) if words(row["Activity"]).strip() != "."]


@pytest.fixture
def plan(cast, source):
    Compact.objects.filter(pk=cast.compact.pk).update(words=TERMS, status="in_development")
    import_action_plan(compact=cast.compact, period=parse_period("2008-04/2009-03"), source=public_record(SOUTH_EAST), by=None)
    Plan.objects.update(status="adopted", introduction="Why we plan.", purpose="What for.", aim="Where to.")
    return Plan.objects.get()


def fetched(client, plan, ending: str) -> bytes:
    response = client.get(reverse(f"actionplans:plan_{ending}", args=["wealdshire", plan.period]))
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="wealdshire-2008-04-2009-03-plan.{ending}"'
    return response.content


def test_word_document_is_the_source_cell_by_cell(client, plan, source):
    document = docx.Document(io.BytesIO(fetched(client, plan, "docx")))
    objectives = [paragraph.text.removeprefix("Objective ") for paragraph in document.paragraphs if paragraph.text.startswith("Objective ")]
    found = [
        (objective, *(words(cell.text).strip() for cell in row.cells))
        for objective, table in zip(objectives, document.tables, strict=True)
        for row in table.rows[1:]
    ]
    assert len(found) == 36
    assert found == source
    assert {tuple(cell.text for cell in table.rows[0].cells) for table in document.tables} == {
        ("Regional Organisation/Partnership", "Activity", "By When")
    }


def test_word_document_is_landscape_and_says_what_it_is(client, plan):
    document = docx.Document(io.BytesIO(fetched(client, plan, "docx")))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert document.core_properties.title == "Wealdshire Compact: Action plan April 2008 – March 2009"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:8] == [
        "Wealdshire Compact: Action plan April 2008 – March 2009", "Wealdshire, 1 April 2008 to 31 March 2009",
        "Introduction", "Why we plan.", "Purpose", "What for.", "Aim", "Where to.",
    ]  # fmt: skip


def test_workbook_and_csv_are_the_source_cell_by_cell(client, plan, source):
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(fetched(client, plan, "xlsx"))).worksheets[0]
    rows = [tuple(cell or "" for cell in row[:4]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    table = list(csv.reader(io.StringIO(client.get(f"{plan.get_absolute_url()[:-1]}.csv").content.decode("utf-8-sig"), newline="")))
    assert rows == source
    assert [tuple(row[:4]) for row in table[1:]] == source


def test_pdf_prints_every_cell_of_the_source(client, plan, source):
    """Read back in the order in which it is drawn: row by row, cell by cell, with nothing but headings between them."""
    pdf = fetched(client, plan, "pdf")
    pages = pages_of_text(pdf)
    assert len(pages) > 3
    sheet = plain(" ".join(raw(pdf)))
    place = 0
    for _, *cells in source:
        row = plain(" ".join(cells))
        found = sheet.find(row, place)
        assert found >= 0, row
        place = found + len(row)
    assert sheet.count(plain("By When")) >= len(pages)


def raw(pdf: bytes) -> list[str]:
    import subprocess

    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")


def plain(text: str) -> str:
    """Letters and digits alone: how a line is broken is no difference."""
    return re.sub(r"[\W_]+", "", text)


def test_pdf_is_tagged_and_landscape(client, plan):
    with opened(fetched(client, plan, "pdf")) as document:
        kinds = [kind for kind, _ in elements(document)]
        assert kinds.count("H2") == 3 + 4  # introduction, purpose, aim; four objectives
        assert kinds.count("TH") >= 12
        assert marks_without_owner(document) == 0
        assert str(document.docinfo["/Title"]) == "Wealdshire Compact: Action plan April 2008 – March 2009"
        box = document.pages[0].MediaBox
        assert box[2] > box[3]


def test_same_plan_is_drawn_once(client, plan, monkeypatch):
    drawn = []
    monkeypatch.setattr("compact_portal.documents.pdf.render_pdf", lambda html: drawn.append(html) or b"%PDF")
    fetched(client, plan, "pdf"), fetched(client, plan, "pdf")
    assert len(drawn) == 1
    Action.objects.filter(number=1).update(status="completed")
    fetched(client, plan, "pdf")
    assert len(drawn) == 2


def test_word_document_comes_back_as_it_was_printed(client, cast, plan, source):
    content = fetched(client, plan, "docx")
    back = import_action_plan(
        compact=cast.compact, period=parse_period("2008-04/2009-03"), source=io.BytesIO(content), name="plan.docx", by=None, beside=True
    ).plan
    actions = Action.objects.filter(target__plan=back).order_by("target__number", "number").prefetch_related("notes").select_related("target")
    assert [(f"{a.target.number}. {a.target.text}", a.owners_as_written, a.text_printed, a.by_when_printed) for a in actions] == source


def test_achievements_and_outcomes_are_printed(client, cast):
    plan = make_plan(cast, actions=2)
    text = words(" ".join(pages_of_text(client.get(f"{plan.get_absolute_url()[:-1]}.pdf").content)))
    assert "Outcome: People meet." in text
    assert re.search(r"i\) Achievement 1\. ii\) Achievement 2\.", text)
    paragraphs = [p.text for p in docx.Document(io.BytesIO(client.get(f"{plan.get_absolute_url()[:-1]}.docx").content)).paragraphs]
    assert "ii) Achievement 2." in paragraphs


def test_dissent_and_amendments_are_printed(client, cast):
    plan = make_plan(cast, actions=1)
    for person, agrees, said in [(cast.statutory_member, True, ""), (cast.vcs_member, False, "Too little for small groups.")]:
        plan.approvals.create(sector="voluntary", agrees=agrees, words=said, content="x", given_at="2009-01-02T12:00Z", given_by=person)
    plan.amendments.create(what="A day.", reason="Rain.", made_at="2009-02-02T12:00Z", made_by=cast.officer)
    address = f"{plan.get_absolute_url()[:-1]}"
    paper = words(" ".join(pages_of_text(client.get(f"{address}.pdf").content)))
    word = words(" ".join(p.text for p in docx.Document(io.BytesIO(client.get(f"{address}.docx").content)).paragraphs))
    for said in (paper, word):
        assert "Vcs Member (voluntary and community sector) does not agree: “Too little for small groups.”" in said
        assert "Statutory Member (voluntary and community sector) agrees." in said
        assert "Amended 1 time since it was adopted." in said


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx"])
def test_draft_says_so_and_is_for_the_steering_group(client, cast, sign_in, ending):
    plan = make_plan(cast, status="draft", actions=1)
    address = reverse(f"actionplans:plan_{ending}", args=["wealdshire", plan.period])
    assert client.get(address).status_code == 404
    response = sign_in(cast.vcs_member).get(address)
    assert "-draft." in response["Content-Disposition"]
    if ending == "pdf":
        assert "Draft: for the steering group, not yet agreed" in words(" ".join(pages_of_text(response.content)))


@pytest.mark.parametrize("actions", [1, 20])
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_files_take_the_same_queries_for_more_rows(client, cast, django_assert_num_queries, ending, actions):
    plan = make_plan(cast, actions=actions)
    with django_assert_num_queries({"docx": 8, "xlsx": 7}[ending]):
        client.get(reverse(f"actionplans:plan_{ending}", args=["wealdshire", plan.period]))
