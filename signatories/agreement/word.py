"""The agreement as a Word document: real headings, lists that number themselves, the language, title and emphasis."""

import dataclasses
import io

from django.utils.translation import gettext as _

from compact_portal.documents.docx_begin import begin
from compact_portal.documents.docx_lists import NOT_XML, new_list, put_in_list
from signatories.agreement.printed import Printed
from signatories.agreement.sections import Entry, Section

FORMATS = {"numbers": ("decimal", "%1."), "letters": ("lowerLetter", "%1)"), "bullets": ("bullet", "•")}


def to_docx(printed: Printed) -> bytes:
    printed = _printable(printed)
    document = begin(printed.title, subject=printed.dated, author=printed.author, language=printed.language)
    if printed.strapline:
        document.add_paragraph(printed.strapline, style="Subtitle")
    document.add_paragraph(printed.dated)
    document.add_paragraph(printed.standing)
    for section in printed.sections:
        _section(document, section)
    if printed.signatories:
        document.add_heading(printed.signatories_heading, level=1)
        for sector, names in printed.signatories:
            document.add_heading(sector, level=2)
            marks = _list(document, "bullets")
            for name in names:
                _item(document, name, marks)
    if printed.endorsements:
        document.add_heading(_("Endorsed by"), level=1)
        marks = _list(document, "numbers")
        for line in printed.endorsements:
            _item(document, line, marks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _printable(thing):
    """The same with every text fit for XML."""
    if isinstance(thing, str):
        return NOT_XML.sub("", thing)
    if isinstance(thing, list | tuple):
        return type(thing)(_printable(part) for part in thing)
    if dataclasses.is_dataclass(thing):
        return dataclasses.replace(thing, **{f.name: _printable(getattr(thing, f.name)) for f in dataclasses.fields(thing)})
    return thing


def _section(document, section: Section) -> None:
    document.add_heading(f"{section.number}. {section.heading}", level=1)
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    if section.entries:
        _entries(document, section.entries, section.marker)
    for code in section.codes:
        document.add_heading(f"{section.number}.{code.number} {code.title}", level=2)
        for paragraph in code.introduction:
            document.add_paragraph(paragraph)
        _entries(document, code.commitments, section.marker)


def _entries(document, entries: list[Entry], marker: str) -> None:
    """A list whose numbers are the agreement's: a gap begins the count anew at the right number."""
    marks, due = None, None
    for entry in entries:
        if marks is None or (entry.number != due and marker != "bullets"):
            marks = _list(document, marker, start=entry.number)
        due = entry.number + 1
        paragraph = _item(document, entry.text, marks)
        for run in paragraph.runs:
            run.bold = run.italic = entry.emphasised or None
        if entry.after:
            paragraph.add_run(entry.after)


def _item(document, text: str, marks: int):
    return put_in_list(document.add_paragraph(text, style="List Paragraph"), marks)


def _list(document, marker: str, *, start: int = 1) -> int:
    kind, text = FORMATS[marker]
    return new_list(document, kind, text, start=start)
