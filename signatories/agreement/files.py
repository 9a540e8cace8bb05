"""An edition as a file, in the language of its text throughout. What was made once is made again only when a word of it has changed."""

from django.utils.translation import override

from signatories.agreement.printed import printed, to_pdf
from signatories.agreement.source import source_of
from signatories.agreement.word import to_docx
from signatories.models import Edition

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "toml": "text/plain; charset=utf-8",
}
MOST = 32  # files kept by one process; one has about 60 kB
_made: dict[tuple[str, str], bytes] = {}


def file_of(edition: Edition, kind: str) -> bytes:
    """`kind` is a key of MEDIA. A PDF takes a second, so it is kept under everything that it says."""
    if kind == "toml":
        return source_of(edition).encode()
    with override(edition.language):
        document = printed(edition)
        key = (kind, repr(document))
        if key not in _made:
            if len(_made) >= MOST:
                _made.clear()
            _made[key] = to_pdf(document) if kind == "pdf" else to_docx(document)
        return _made[key]
