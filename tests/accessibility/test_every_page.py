"""axe-core over every address as everybody who may see it, at 320 and 1280 px. `script/prove accessibility` runs all; the suite a sample."""

import pytest

from tests.accessibility.looking import Look, Looked
from tests.site import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def site(cast):
    sweep.prepare(cast)
    return cast


def test_a_sample_of_addresses(site, browse, screen):
    """Every 40th address of the officer and of the lead, and six that everybody meets."""
    look = Look(screen, Looked())
    for name in ("officer", "lead"):
        theirs = [rule for rule in sweep.rules().values() if name in rule.admits and not rule.only_post]
        for rule in sorted(theirs, key=lambda rule: rule.name)[::40]:
            look.at(browse(name), rule.address(site), name)
    for address in ("/", "/accessibility/", "/which/", "/wealdshire/", "/wealdshire/join/", "/no-such-page/"):
        look.at(browse("anonymous"), address, "anonymous")
    assert len(look.looked.documents) > 15
    assert not look.wrong, "\n".join(look.wrong)


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(sweep.EVERYBODY))
def test_every_address_as(name, site, browse, look):
    client = browse(name)
    for rule in sweep.rules().values():
        if name in rule.admits and not rule.only_post:
            look.at(client, rule.address(site), name)
    look.looked.people.add(name)
