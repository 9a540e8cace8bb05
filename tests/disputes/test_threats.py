"""The table of threats in docs/security.md names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_threat_names_tests_that_exist():
    table = (ROOT / "docs/security.md").read_text().partition("## Threats")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 28
    for row in rows:
        named, path = 0, None
        for file, test in re.findall(r"`([\w/]+\.py)?(?:::(\w+))?`", row):
            path = (ROOT / file if "/" in file else Path(__file__).parent / file) if file else path
            assert path.is_file(), row
            assert f"def {test}(" in path.read_text() if test else True, (path, test)
            named += 1
        assert named or "not prevented" in row, row
