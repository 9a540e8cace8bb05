"""XLSX and DOCX are packages of parts. What one holds is looked at before anything of it is unpacked."""

import io
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _

from compact_portal.documents.tables_grid import TableError

MAX_UNPACKED = 100 * 1024 * 1024
MAX_RATIO = 200  # a real sheet packs to between a fifth and a fortieth; a bomb to a thousandth
MAX_PARTS = 2000


def kind_of_package(name: str, data: bytes) -> str:
    """ "xlsx" or "docx", by the package's table of contents. Raises TableError for any other, and for one made to do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
            if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
                raise TableError(_("%(name)s unpacks to far more than a table needs: copy the cells into a new file and save that.") % {"name": name})
            if not names & {"word/document.xml", "xl/workbook.xml"}:
                raise TableError(
                    _("%(name)s is a package of another kind, no workbook and no Word document: save the table as XLSX or CSV.") % {"name": name}
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as stream:
                        if b"<!DOCTYPE" in stream.read(4096).replace(b"\x00", b""):
                            raise TableError(
                                _("%(name)s holds definitions that no table needs: copy the cells into a new file and save that.") % {"name": name}
                            )
            return "docx" if "word/document.xml" in names else "xlsx"
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, struct.error) as error:
        raise damaged(name) from error


def damaged(name: str) -> TableError:
    return TableError(_("%(name)s is damaged or protected by a password: save it again without a password, as XLSX or CSV.") % {"name": name})
