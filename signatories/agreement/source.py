"""An edition as the readable file that `load_edition` takes: the start of the next one, changed in any text editor."""

import textwrap

from django.utils.translation import gettext as _

from signatories.editions import ENTRIES, STATEMENTS, TEXTS
from signatories.models import Edition, Part

WIDTH = 120
LONG = 100  # characters; a longer text is written over several lines


def source_of(edition: Edition) -> str:
    """TOML that read_edition understands as the same text."""
    rows = {name: list(edition.statements.filter(kind=kind)) for name, kind in STATEMENTS.items()}
    rows |= {"undertakings": list(edition.undertakings.all()), "codes": list(edition.codes.prefetch_related("commitments"))}
    lines = [f"# {edition.compact}", f"# {_('Change the label when you change the text: a published edition never changes.')}", ""]
    lines += [_pair(key, getattr(edition, key)) for key in ["label", *TEXTS] if getattr(edition, key)]
    for part in edition.parts.all():
        hidden = {"kind"} if part.kind == Part.Kind.TEXT else {"text"}
        lines += _entry("parts", part, [key for key in ENTRIES["parts"][2] if key not in hidden and (key != "marker" or part.marker != "numbers")])
    for name in ("aims", "principles", "undertakings", "codes", "next_steps"):
        for row in rows[name]:
            lines += _entry(name, row, _keys(name))
            if name == "codes":
                for commitment in row.commitments.all():
                    lines += _entry("codes.commitments", commitment, _keys("commitments"))
    return "\n".join(lines) + "\n"


def _keys(name: str) -> list[str]:
    _, required, optional = ENTRIES[name]
    return [key for key in (*required, *optional) if key != "commitments"]


def _entry(name: str, row, keys: list[str]) -> list[str]:
    return ["", f"[[{name}]]", *(_pair(key, getattr(row, key)) for key in keys if getattr(row, key))]


def _pair(key: str, value) -> str:
    if value is True:
        return f"{key} = true"
    if len(value) <= LONG and "\n" not in value:
        return f'{key} = "{_escaped(value)}"'
    wrapped = ["\n".join(textwrap.wrap(part, WIDTH, break_long_words=False, break_on_hyphens=False)) for part in value.split("\n\n")]
    text = _escaped("\n\n".join(wrapped), several=True)
    return f'{key} = """\n{text}\n"""'


def _escaped(text: str, *, several: bool = False) -> str:
    """TOML's basic strings: a backslash or a quotation mark is escaped; a control character cannot stand in a name or a text."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(char if (char >= " " and char != "\x7f") or (several and char == "\n") else f"\\u{ord(char):04x}" for char in text)
