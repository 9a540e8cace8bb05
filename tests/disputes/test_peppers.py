"""The installation’s own secret: made once for whoever develops, never by itself in earnest."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from disputes import peppers
from tests.disputes.conftest import with_key

pytestmark = pytest.mark.django_db


def test_production_makes_no_pepper_and_no_key(cast, settings, sign_in, tmp_path):
    settings.CASE_PEPPERS, settings.PRODUCTION, settings.VAR = "", True, tmp_path
    assert not peppers.are_set()
    with pytest.raises(peppers.NoPepper):
        with_key(cast.lead)
    assert "a setting left to make" in sign_in(cast.lead).get("/passphrase/").content.decode()
    assert not list(tmp_path.iterdir())


def test_development_makes_one_pepper_for_itself(settings, tmp_path):
    settings.CASE_PEPPERS, settings.VAR = "", tmp_path
    first = peppers.peppers()
    peppers.read.cache_clear()
    assert peppers.peppers() == first
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("case-peppers", 0o600)]


@pytest.mark.parametrize("text", ["nonsense", "1:abcd", "1:" + "0" * 64 + " 1:" + "1" * 64, "x:" + "0" * 64])
def test_unreadable_pepper_is_named_and_not_repeated(settings, text):
    settings.CASE_PEPPERS = text
    with pytest.raises(ImproperlyConfigured, match="CASE_PEPPERS cannot be read") as error:
        peppers.peppers()
    assert text not in str(error.value)
