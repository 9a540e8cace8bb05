"""A report whose parts have been drawn: plain data that can be kept, signed and printed again in any form without asking the records."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, replace

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reviews.report.blocks import Report


@dataclass(frozen=True)
class Part:
    """`html` is everything below the part's heading."""

    anchor: str
    title: str
    html: str
    wide: bool = False


@dataclass(frozen=True)
class Printed:
    title: str
    agreement: str
    edition: str
    dated: str = ""
    draft: bool = True
    parts: list[Part] = field(default_factory=list)

    @property
    def sections(self) -> list[Part]:
        return self.parts

    def issued(self, dated: str, *, before: list[Part] = (), after: list[Part] = ()) -> "Printed":
        """The same, no longer a draft, with parts that came after it was frozen."""
        return replace(self, dated=dated, draft=False, parts=[*before, *self.parts, *after])


def printed(report: Report) -> Printed:
    parts = [
        Part(section.anchor, section.title, safe(section.words + render_to_string(section.template, {"data": section.data})), section.wide)
        for section in report.sections
    ]
    return Printed(report.title, report.agreement, report.edition, report.dated, report.draft, parts)


def kept(forms: dict[str, Printed]) -> dict:
    """As JSON keeps it. The day of the draft is no part of what is signed."""
    return {name: asdict(replace(form, dated="", draft=True)) for name, form in forms.items()}


def read(content: dict) -> dict[str, Printed]:
    return {
        name: Printed(**form | {"parts": [Part(**part | {"html": safe(part["html"])}) for part in form["parts"]]}) for name, form in content.items()
    }


def one_level_lower(html: str) -> str:
    """Headings of what we drew, one step down, so that it can stand below a further heading."""
    return re.sub(r"(</?h)([3-5])(?=[ >])", lambda found: f"{found[1]}{int(found[2]) + 1}", html)


def safe(html: str):
    return mark_safe(html)  # noqa: S308 (drawn by our templates before it was kept)


def fingerprint(content: dict) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
