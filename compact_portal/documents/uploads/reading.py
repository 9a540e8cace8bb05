"""What a file is by what it holds. Its name and what the browser says of it are never enough."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

MAX_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 120


class UploadRefused(Exception):
    """A file that is not kept. The text is one sentence that names the file and the remedy."""


@dataclass(frozen=True)
class Clean:
    """A file that may be kept: its name made harmless, its type as its content says, its bytes without what tells of its writer."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """One type of file. `clean(name, content)` gives the bytes to keep, or raises UploadRefused."""

    what: str
    media_type: str
    clean: Callable[[str, bytes], bytes]


def kinds() -> dict[str, Kind]:
    """By the last part of the name."""
    from . import images, packages, pdfs, texts

    office, oasis = "application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument."
    jpeg = Kind("a JPEG picture", "image/jpeg", images.jpeg)
    return {
        "pdf": Kind("a PDF document", "application/pdf", pdfs.clean),
        "docx": Kind("a Word document", office + "wordprocessingml.document", packages.office("word/document.xml")),
        "xlsx": Kind("an Excel workbook", office + "spreadsheetml.sheet", packages.office("xl/workbook.xml")),
        "pptx": Kind("a PowerPoint presentation", office + "presentationml.presentation", packages.office("ppt/presentation.xml")),
        "odt": Kind("an OpenDocument text", oasis + "text", packages.open_document(oasis + "text")),
        "ods": Kind("an OpenDocument spreadsheet", oasis + "spreadsheet", packages.open_document(oasis + "spreadsheet")),
        "jpg": jpeg,
        "jpeg": jpeg,
        "png": Kind("a PNG picture", "image/png", images.png),
        "txt": Kind("a text file", "text/plain; charset=utf-8", texts.clean),
        "csv": Kind("a table in CSV", "text/csv; charset=utf-8", texts.clean),
    }


ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.jpg,.jpeg,.png,.txt,.csv"
TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, text and CSV files"
# The first bytes of programs: Windows, Linux, macOS (five), Java, a script.
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"#!")


def is_program(content: bytes) -> bool:
    return content.startswith(PROGRAMS)


def clean(name: str, content: bytes) -> Clean:
    """`content` as it may be kept. Raises UploadRefused, which says in one sentence what is wrong with it."""
    name = harmless_name(name)
    if len(content) > MAX_BYTES:
        raise too_large(name)
    if not content.strip():
        raise UploadRefused(f"{name} is empty: choose another file.")
    kind = kinds().get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if kind is None:
        raise UploadRefused(f"{name} is of a type that is not taken: use {TAKEN}.")
    if is_program(content):
        raise UploadRefused(f"{name} holds a program, not {kind.what}: choose the document itself.")
    return Clean(name, kind.media_type, kind.clean(name, content))


def too_large(name: str) -> UploadRefused:
    return UploadRefused(f"{name} is larger than {MAX_BYTES // 1024 // 1024} MB: make it smaller, or give a link to it instead.")


def not_what_it_says(name: str, what: str) -> UploadRefused:
    return UploadRefused(f"{name} is not {what}, or it is damaged: open it and save it again under the right type.")


def harmless_name(name: str) -> str:
    """The last part of a path, without marks that nobody sees or that turn the reading direction, and no longer than pages can show."""
    name = re.split(r"[/\\]", name)[-1]
    name = " ".join("".join(mark for mark in name if unicodedata.category(mark)[0] != "C").split()).lstrip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if stem else name[:LONGEST_NAME]
