"""Writing a pack into a file, from one moment of the database, with as much of it in memory as one slice of a table."""

import hashlib
import json
import re
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from compact_portal.documents.datasets import Dataset
from compact_portal.documents.models import IssuedDocument, Upload, UploadChunk
from compact_portal.leaving import sealed
from compact_portal.leaving.contents import Named, Table, named_tables, tables
from compact_portal.leaving.tables import LEFT_BEHIND, ONLY_WHERE_NAMED
from compact_portal.open_data.registry import VERSION as OPEN_DATA_VERSION
from signatories.models import Compact

VERSION = "1.0.0"
PIECE = 256 * 1024
NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
SEALED = "sealed/disagreements.age"


class Package:
    """A ZIP that remembers of each file how long it is and by which hash it is known."""

    def __init__(self, out, at: datetime):
        self.zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self.day = timezone.localtime(at).timetuple()[:6]
        self.files: list[dict] = []

    def put(self, path: str, pieces: Iterable[bytes]) -> None:
        info = zipfile.ZipInfo(path, date_time=self.day)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        size, digest = 0, hashlib.sha256()
        with self.zip.open(info, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append({"path": path, "size": size, "sha256": digest.hexdigest()})


@contextmanager
def one_moment():
    """All that is read inside is of one moment, whatever is written meanwhile; nothing can be written inside."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def write_pack(compact: Compact, out, *, at: datetime, tell: Callable[[int, int], None] = lambda done, steps: None) -> None:
    """Everything into the file `out`. `tell` hears after each step how many of how many are done."""
    package, named, shapes = Package(out, at), defaultdict(set, {model: set() for model in ONLY_WHERE_NAMED}), []
    with one_moment(), package.zip:
        first = list(tables(compact))
        steps, done = len(first) + len(ONLY_WHERE_NAMED) + 3, 0  # documents, uploads, what is sealed
        for table in first:
            shapes.append(put_table(package, compact, table, named))
            tell(done := done + 1, steps)
        for table in named_tables(named):
            shapes.append(put_table(package, compact, table, named))
            tell(done := done + 1, steps)
        for document in issued(named[IssuedDocument]):
            package.put(f"documents/{document.pk}-{plain_name(document.name)}", in_pieces(document.content))
            tell(done, steps)
        tell(done := done + 1, steps)
        for upload in Named(Upload, named[Upload])[:]:
            package.put(f"uploads/{upload.pk}-{plain_name(upload.name)}", chunks_of(upload))
            tell(done, steps)
        tell(done := done + 1, steps)
        if sealed.can_be_sealed():
            package.put(SEALED, wrapped(compact))
        package.put("shape.json", [as_json({"version": VERSION, "open_data_version": OPEN_DATA_VERSION, "tables": shapes})])
        package.put("README.txt", [readme(compact, at).encode()])
        about = {"version": VERSION, "agreement": compact.slug, "name": compact.name, "made_at": at.isoformat(), "files": package.files}
        package.zip.writestr("manifest.json", as_json(about))
        tell(done + 1, steps)


def put_table(package: Package, compact: Compact, table: Table, named: dict[type, set]) -> dict:
    """The table twice, for spreadsheets and for programs; notes what it names. Returns its description."""
    dataset = table.dataset
    package.put(f"{table.path}.csv", dataset.csv_lines(compact))
    package.put(f"{table.path}.json", noting(dataset, table.names, named).json_lines(compact))
    columns = [{"name": each.name, "meaning": str(each.meaning), "kind": each.kind, "always": each.always} for each in dataset.columns]
    return {"path": table.path, "title": str(dataset.title), "about": str(dataset.about), "columns": columns}


def noting(dataset: Dataset, names: dict[int, type], named: dict[type, set]) -> Dataset:
    """The same dataset; what its rows name is noted in `named` as they are read."""

    def read(compact, rows) -> Iterator:
        for values in dataset.read(compact, rows):
            for place, model in names.items():
                value = values[place]
                named[model].update(value if isinstance(value, list) else () if value is None else (value,))
            yield values

    return replace(dataset, read=read)


def issued(keys: set) -> Iterator[IssuedDocument]:
    """One at a time: a report is long."""
    for pk in Named(IssuedDocument, keys).keys:
        yield IssuedDocument.objects.get(pk=pk)


def chunks_of(upload: Upload) -> Iterator[bytes]:
    for content in UploadChunk.objects.filter(upload=upload).order_by("number").values_list("content", flat=True).iterator(chunk_size=4):
        yield bytes(content)


def wrapped(compact: Compact) -> Iterator[bytes]:
    """What is sealed, encrypted once more. What lies on the disk meanwhile is sealed already, and has no name."""
    from pyrage import encrypt_io

    with tempfile.TemporaryFile() as inner, tempfile.TemporaryFile() as outer:
        sealed.write(compact, inner)
        inner.seek(0)
        encrypt_io(inner, outer, sealed.keys_of_wrapping())
        outer.seek(0)
        yield from iter(lambda: outer.read(PIECE), b"")


def in_pieces(content) -> Iterator[bytes]:
    view = memoryview(content)
    return (bytes(view[start : start + PIECE]) for start in range(0, len(view), PIECE))


def plain_name(name: str) -> str:
    """For any computer, and never a path."""
    return NOT_IN_A_NAME.sub("-", name).strip(".-")[-100:] or "file"


def as_json(content: dict) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def readme(compact: Compact, at: datetime) -> str:
    left = [(reason, sorted({str(model._meta.verbose_name_plural) for model in models})) for reason, models in LEFT_BEHIND.items()]
    people = get_user_model()._meta
    context = {"compact": compact, "at": at, "left": left, "sealed": sealed.can_be_sealed(), "people": f"{people.app_label}-{people.model_name}"}
    return render_to_string("leaving/README.txt", context)
