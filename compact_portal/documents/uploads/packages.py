"""Word, Excel, PowerPoint and OpenDocument files are packages of parts: each is looked at, and those that tell of the writer are emptied."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from django.utils.translation import gettext as _

from compact_portal.documents.tables_package import MAX_PARTS, MAX_RATIO, MAX_UNPACKED

from .images import without_notes
from .reading import UploadRefused, is_program, not_what_it_says

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that a package can note
EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}
# Who wrote a comment or a change that waits to be accepted: the words stay, the name goes.
AUTHORS = re.compile(rb'(\b(?:\w+:)?(?:author|initials|userId|providerId|lastModifiedBy)=)("[^"]*"|\'[^\']*\')')
CREATORS = re.compile(rb"(<(dc:creator|meta:initial-creator|author)\b[^>]*>)[^<]*(</\2>)")
MACROS = re.compile(r"(?i)(vbaProject\.bin|vbaData\.xml|^Basic/|^Scripts/|activeX|/embeddings/.*\.(bin|exe)$)")
DEFINITIONS = b"<!DOCTYPE"
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, struct.error, UnicodeError)


def office(main: str) -> Callable[[str, bytes], bytes]:
    """The cleaner of a package whose content is its part `main`."""
    return lambda name, content: rewritten(name, content, lambda package: main in package.namelist())


def open_document(media_type: str) -> Callable[[str, bytes], bytes]:
    """The cleaner of a package that says itself, in its first part, what it is."""

    def fits(package: zipfile.ZipFile) -> bool:
        first = package.infolist()[:1]
        return bool(first) and first[0].filename == "mimetype" and first[0].file_size < 200 and package.read("mimetype").decode() == media_type

    return lambda name, content: rewritten(name, content, fits)


def rewritten(name: str, content: bytes, fits: Callable[[zipfile.ZipFile], bool]) -> bytes:
    """The package part by part in its order, without times, notes and names of writers. Raises UploadRefused."""
    if not content.startswith(b"PK\x03\x04"):
        raise not_what_it_says(name, _("the document that its name says"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if is_bomb(package):
                raise UploadRefused(_("%(name)s unpacks to far more than a document needs: save it again with smaller pictures.") % {"name": name})
            if not fits(package):
                raise not_what_it_says(name, _("the document that its name says"))
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as clean:
                for part in package.infolist():
                    if not part.is_dir():
                        kept = zipfile.ZipInfo(part.filename, EPOCH)
                        kept.compress_type = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
                        clean.writestr(kept, cleaned(name, part.filename, package.read(part)))
    except BROKEN as error:
        raise UploadRefused(_("%(name)s is damaged or protected by a password: save it again without a password.") % {"name": name}) from error
    return out.getvalue()


def is_bomb(package: zipfile.ZipFile) -> bool:
    """By its table of contents; a part that holds more than the table says cannot be read beyond that (zipfile checks)."""
    parts = package.infolist()
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    return len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1)


def cleaned(name: str, part: str, content: bytes) -> bytes:
    if MACROS.search(part) or is_program(content):
        raise UploadRefused(_("%(name)s holds a program (a macro): save it without macros.") % {"name": name})
    if part in EMPTY:
        return EMPTY[part]
    if part.endswith((".xml", ".rels")):
        if DEFINITIONS in content[:4096].replace(b"\x00", b""):
            raise UploadRefused(_("%(name)s holds definitions that no document needs: copy its text into a new file and save that.") % {"name": name})
        return CREATORS.sub(rb"\1\3", AUTHORS.sub(rb'\1""', content))
    return without_notes(content)
