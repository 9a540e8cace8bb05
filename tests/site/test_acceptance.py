"""docs/acceptance.md tells the truth about its tests: every line has its row, and every test that a row names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "acceptance.md"
LINES = {"A15.0": 28, "A15.1": 42, "A15.2": 30, "A15.3": 33, "A15.4": 33}
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:tests|docs|script)/[\w./-]+)`")


def lists() -> dict[str, list[tuple[int, str]]]:
    """{list: [(number, what proves it)]}, in the order of the page."""
    found: dict[str, list[tuple[int, str]]] = {}
    rows: list[tuple[int, str]] = []
    for line in PAGE.read_text().splitlines():
        if line.startswith("#"):
            rows = found.setdefault(line.split()[1], []) if line.startswith("### A15.") else []
        elif row := re.fullmatch(r"\| (\d+) \| (.+?) \| (.+) \|", line):
            rows.append((int(row[1]), row[3]))
    return found


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def missing(text: str) -> list[str]:
    return [f"{path}::{name}" for path, name in NAMED.findall(text) if not (ROOT / path).is_file() or name not in names_in(path)]


def test_every_line_has_its_row():
    assert {name: [number for number, _ in rows] for name, rows in lists().items()} == {
        name: list(range(1, count + 1)) for name, count in LINES.items()
    }


def test_every_named_test_exists():
    assert missing(PAGE.read_text()) == []


def test_a_test_that_is_not_there_is_found():
    assert missing("`tests/site/test_acceptance.py::test_nobody_wrote_this`, `tests/none.py::test_x`") == [
        "tests/site/test_acceptance.py::test_nobody_wrote_this", "tests/none.py::test_x",
    ]  # fmt: skip


def test_every_named_file_exists():
    assert [path for path in FILE.findall(PAGE.read_text()) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", LINES)
def test_every_row_is_proved_in_part_or_not_yet(name):
    """A whole proof names tests; a part names tests and what is missing; anything else says so."""
    for number, proof in lists()[name]:
        whole = re.fullmatch(rf"{NAMED.pattern}(, {NAMED.pattern})*", proof)
        part = proof.startswith("part: ") and NAMED.search(proof) and "; missing: " in proof
        assert whole or part or proof.startswith("not yet"), (name, number, proof)


def test_summary_counts_the_rows(request):
    """The page's own summary is right; the run says it."""
    page, totals = PAGE.read_text(), [0, 0, 0]
    for name, rows in lists().items():
        proved, part = (sum(proof.startswith(word) for _, proof in rows) for word in ("`", "part: "))
        counts = (proved, part, len(rows) - proved - part)
        assert f"| {name} | {len(rows)} | {counts[0]} | {counts[1]} | {counts[2]} |" in page, (name, counts)
        totals = [sum(pair) for pair in zip(totals, counts, strict=True)]
    said = f"{sum(totals)} lines: {totals[0]} proved, {totals[1]} in part, {totals[2]} not yet"
    assert said in page
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        request.config.get_terminal_writer().line(f"Acceptance: {said}.")
