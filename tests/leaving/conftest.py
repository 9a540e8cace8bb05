"""Packs of the standing cast's agreement and of the demonstration, opened."""

import datetime
import io
import json
import zipfile
from dataclasses import dataclass

import pytest
from django.utils import timezone

from compact_portal.demo.loading import load_demonstration
from compact_portal.leaving.making import write_pack
from signatories.models import Compact
from tests.transactional import committed, emptied_by_owner  # noqa: F401  fixtures


@dataclass(frozen=True)
class Opened:
    zip: zipfile.ZipFile

    def text(self, path: str) -> str:
        return self.zip.read(path).decode("utf-8-sig")

    def rows(self, path: str) -> list[dict]:
        return json.loads(self.text(f"{path}.json"))

    def everything(self) -> bytes:
        return b"\n".join(self.zip.read(name) for name in self.zip.namelist())


def packed(compact: Compact) -> Opened:
    out = io.BytesIO()
    write_pack(compact, out, at=timezone.now())
    return Opened(zipfile.ZipFile(out))


@pytest.fixture
def east_sussex(db):
    load_demonstration(on=datetime.date(2026, 5, 20))
    return Compact.objects.get(slug="east-sussex")
