"""Files in chunks: a row of a table holds a piece, so that one backup has everything and no page reads a file it does not show."""

import hashlib

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from compact_portal.documents.models import Upload, UploadChunk

from .reading import Clean

CHUNK = 256 * 1024


@transaction.atomic
def keep(file: Clean, *, by, at) -> Upload:
    """Store it. `by` is a User; None is for whoever answers by a link and has no account."""
    upload = Upload.objects.create(
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=hashlib.sha256(file.content).hexdigest(),
        uploaded_at=at,
        uploaded_by=by,
    )
    pieces = range(0, len(file.content), CHUNK)
    UploadChunk.objects.bulk_create(
        (UploadChunk(upload=upload, number=number, content=file.content[start : start + CHUNK]) for number, start in enumerate(pieces)),
        batch_size=8,
    )
    return upload


def content_of(upload: Upload) -> bytes:
    return b"".join(bytes(chunk) for chunk in upload.chunks.order_by("number").values_list("content", flat=True))


def discard(upload: Upload) -> None:
    """Delete the file whole. What still points at it forbids that."""
    upload.delete()


def as_download(upload: Upload) -> HttpResponse:
    """The file, always as a download: a browser never opens it as a page of the portal's."""
    return HttpResponse(
        content_of(upload),
        content_type=upload.media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, upload.name),
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
