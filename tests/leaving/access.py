"""Who may see the pages from which everything can be taken along: officers."""

from django.utils import timezone

from compact_portal.leaving.models import Pack, PackPiece

PLACE = {"compact": "wealdshire"}


def prepare(cast) -> None:
    now = timezone.now()
    cast.pack = Pack.objects.create(
        compact=cast.compact, asked_at=now, asked_by=cast.officer, status="ready", made_at=now, size=3, sha256="a" * 64, attempts=1
    )
    PackPiece.objects.create(pack=cast.pack, number=0, content=b"zip")


def _pack(cast) -> int:
    return cast.pack.pk


ACCESS = {
    "leaving:pack": ("officer", PLACE),
    "leaving:ask": ("officer", PLACE),
    "leaving:download": ("post:officer", PLACE | {"pk": _pack}),
    "leaving:remove": ("post:officer", PLACE | {"pk": _pack}),
}
