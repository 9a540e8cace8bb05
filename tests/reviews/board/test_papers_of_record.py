"""The board update of 2008 and the executive's paper of 2009, each produced from data: header, numbers, lists, pointers and tables."""

import pytest

from compact_portal.demo.content import read
from reviews.board.assemble import assemble
from reviews.board.templates import from_content
from reviews.models import Paper
from signatories.editions import STARTING_CONTENT, read_edition
from signatories.models import Compact
from tests.reviews.board.conftest import agree_on

pytestmark = pytest.mark.django_db
NOT_OF_THE_PAPER = ("key", "compact", "decisions", "decided_on", "follows", "author_seat")


def produced(cast, key: str):
    entry = next(entry for entry in read("board")["papers"] if entry["key"] == key)
    agree_on(cast, **read_edition(STARTING_CONTENT / f"{entry['compact']}.toml") | {"label": "Edition of record"})
    facts = {name: value for name, value in entry.items() if name not in NOT_OF_THE_PAPER}
    paper = from_content(facts, compact=Compact.objects.get(pk=cast.compact.pk))
    return assemble(Paper.objects.select_related("compact", "author_seat").get(pk=paper.pk))


def test_the_board_update_of_2008(cast):
    paper = produced(cast, "es-2008-09")
    assert [words for words, _ in paper.header] == ["Agenda item", "Report to", "Date", "Title", "Author", "Purpose"]
    assert dict(paper.header)["Agenda item"] == "11" and dict(paper.header)["Date"] == "18 September 2008"
    assert [(block.number, block.text[-5:]) for block in paper.recommendations] == [("1", "; and"), ("2", "unty.")] and paper.stem.endswith(":")
    assert [(block.number, block.text) for block in paper.blocks if block.level] == [("1", "Introduction"), ("3", "Review Update")]
    numbers = [block.number for block in paper.blocks if not block.level]
    assert numbers == [*(f"2.{number}" for number in range(1, 7)), *(f"3.{number}" for number in range(1, 6)), "", "", "3.6", "3.7"]
    lists = [["".join(run.text for run in item) for item in block.items] for block in paper.blocks if block.items]
    assert [len(items) for items in lists] == [4, 4, 6, 4]  # aims, principles, codes, purposes of the review
    assert lists[2][-2:] == ["Community Groups; and", "Black and Minority Ethnic Voluntary and Community Groups."]
    assert next(block.text for block in paper.blocks if block.number == "2.6").endswith("Getting it right together, rather than wrong alone.")
    assert [run.text for block in paper.blocks for run in block.runs if run.to] == ["3.2"]


def test_the_executives_paper_of_2009(cast):
    paper = produced(cast, "southwark-2009")
    assert dict(paper.header) == {
        "Item No.": "9", "Classification": "Open", "Date": "20 October 2009", "Meeting name": "Executive", "Report title": "Southwark Compact",
        "Ward(s) or groups affected": "All", "From": "Strategic Director of Law, Communities & Governance",
    }  # fmt: skip
    numbers = [int(block.number) for block in [*paper.recommendations, *paper.blocks] if block.number]
    assert numbers == list(range(1, 20))
    headings = [(block.level, block.text) for block in paper.blocks if block.level]
    assert headings == [
        (2, "Background information"), (2, "Key issues for consideration"), (3, "Community Impact Statement"), (3, "Resource implications"),
        (3, "Consultation"), (2, "Supplementary advice from other officers"), (3, "Finance Department"),
    ]  # fmt: skip
    national = next(place for place, block in enumerate(paper.blocks) if block.number == "5")
    assert paper.blocks[national].text.endswith("what they intend:")
    assert (paper.blocks[national + 1].number, paper.blocks[national + 1].text[0], paper.blocks[national + 1].text[-1]) == ("", "“", "”")
    resources = next(place for place, block in enumerate(paper.blocks) if block.text == "Resource implications")
    assert paper.blocks[resources + 1].number == "17"  # where the paper of record says 15 (domain.md Q11)
    assert [run.text for run in paper.blocks[-1].runs if run.to] == ["17"]
    assert [len(table.rows) for table in paper.tables] == [2, 5, 5]
    assert paper.tables[2].rows[2] == ["Head of Procurement", "No", "No"]
