"""What a file is by what it holds. Its name and what the browser says of it are never enough."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext, gettext_lazy

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
    jpeg = Kind(gettext_lazy("a JPEG picture"), "image/jpeg", images.jpeg)
    return {
        "pdf": Kind(gettext_lazy("a PDF document"), "application/pdf", pdfs.clean),
        "docx": Kind(gettext_lazy("a Word document"), office + "wordprocessingml.document", packages.office("word/document.xml")),
        "xlsx": Kind(gettext_lazy("an Excel workbook"), office + "spreadsheetml.sheet", packages.office("xl/workbook.xml")),
        "pptx": Kind(gettext_lazy("a PowerPoint presentation"), office + "presentationml.presentation", packages.office("ppt/presentation.xml")),
        "odt": Kind(gettext_lazy("an OpenDocument text"), oasis + "text", packages.open_document(oasis + "text")),
        "ods": Kind(gettext_lazy("an OpenDocument spreadsheet"), oasis + "spreadsheet", packages.open_document(oasis + "spreadsheet")),
        "jpg": jpeg,
        "jpeg": jpeg,
        "png": Kind(gettext_lazy("a PNG picture"), "image/png", images.png),
        "txt": Kind(gettext_lazy("a text file"), "text/plain; charset=utf-8", texts.clean),
        "csv": Kind(gettext_lazy("a table in CSV"), "text/csv; charset=utf-8", texts.clean),
    }


ACCEPT = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.jpg,.jpeg,.png,.txt,.csv"
TAKEN = gettext_lazy("PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, text and CSV files")
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
        raise UploadRefused(gettext("%(name)s is empty: choose another file.") % {"name": name})
    kind = kinds().get(PurePosixPath(name).suffix.lower().removeprefix("."))
    if kind is None:
        raise UploadRefused(gettext("%(name)s is of a type that is not taken: use %(kinds)s.") % {"name": name, "kinds": TAKEN})
    if is_program(content):
        raise UploadRefused(gettext("%(name)s holds a program, not %(what)s: choose the document itself.") % {"name": name, "what": kind.what})
    return Clean(name, kind.media_type, kind.clean(name, content))


def too_large(name: str) -> UploadRefused:
    return UploadRefused(
        gettext("%(name)s is larger than %(value)s MB: make it smaller, or give a link to it instead.")
        % {"name": name, "value": MAX_BYTES // 1024 // 1024}
    )


def not_what_it_says(name: str, what: str) -> UploadRefused:
    return UploadRefused(
        gettext("%(name)s is not %(what)s, or it is damaged: open it and save it again under the right type.") % {"name": name, "what": what}
    )


def harmless_name(name: str) -> str:
    """The last part of a path, without marks that nobody sees or that turn the reading direction, and no longer than pages can show."""
    name = re.split(r"[/\\]", name)[-1]
    name = " ".join("".join(mark for mark in name if unicodedata.category(mark)[0] != "C").split()).lstrip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    return name if len(name) <= LONGEST_NAME else f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if stem else name[:LONGEST_NAME]
