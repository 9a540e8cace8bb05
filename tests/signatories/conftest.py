"""A second agreement, whose officer has no business with the first one's signatories."""

import datetime
from types import SimpleNamespace

import pytest

from signatories.models import Area, Compact, Edition, Signature
from tests.cast import person


@pytest.fixture
def elsewhere(cast):
    """It has invited the cast's charity: `signature` is that invitation."""
    area = Area.objects.create(name="Elsewhere", level="county")
    compact = Compact.objects.create(
        slug="elsewhere", name="Elsewhere Compact", area=area, level="county", status="in_force", summary="S",
        controller="C", contact_email="else@example.org"
    )  # fmt: skip
    edition = Edition.objects.create(compact=compact, label="Edition")
    officer = person("other officer")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=officer)
    edition.refresh_from_db()
    compact.officers.create(person=officer, sector="statutory", since=datetime.date(2009, 1, 1))
    signature = Signature.objects.create(compact=compact, organisation=cast.charity)
    return SimpleNamespace(compact=compact, edition=edition, officer=officer, signature=signature)
