"""While a pack is made: others see how far it is, and what they change meanwhile does not come into it."""

import io
import zipfile

from django.utils import timezone

from compact_portal.leaving import packing
from compact_portal.leaving.models import Pack, PackPiece
from tests.cast import make_cast

LATER = "UPDATE signatories_compact SET summary = 'changed in the middle' WHERE id = %s"


def test_progress_is_seen_and_all_is_of_one_moment(committed, monkeypatch):
    cast = make_cast()
    Pack.objects.create(compact=cast.compact, asked_at=timezone.now(), asked_by=cast.officer)
    seen = []

    class Watching(packing.Teller):
        def __call__(self, done, steps):
            super().__call__(done, steps)
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT done, steps FROM leaving_pack")
                seen.append(cursor.fetchone())
                cursor.execute(LATER, [cast.compact.pk])

    monkeypatch.setattr(packing, "Teller", Watching)
    assert packing.make_due() == 1

    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert {steps for _, steps in seen} == {len(seen)}
    content = b"".join(bytes(piece.content) for piece in PackPiece.objects.all())
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        past = [name for name in pack.namelist() if name.startswith("history/signatories-compact")]
        assert past
        assert not [name for name in pack.namelist() if b"changed in the middle" in pack.read(name)]
    cast.compact.refresh_from_db()
    assert cast.compact.summary == "changed in the middle"
