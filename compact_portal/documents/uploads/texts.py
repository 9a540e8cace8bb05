"""Plain text: kept as UTF-8."""

from django.utils.translation import gettext as _

from compact_portal.documents.tables_grid import CONTROL

from .reading import not_what_it_says


def clean(name: str, content: bytes) -> bytes:
    """Raises UploadRefused where it is no text that a person reads."""
    for encoding in encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text.encode()
    raise not_what_it_says(name, _("a text"))


def encodings(content: bytes) -> list[str]:
    return ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
