"""axe-core over every address as everybody who may see it, at 320 and 1280 px. `script/prove accessibility` runs all; the suite a sample."""

import pytest

from tests.accessibility.screen import is_page, print_of
from tests.site import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def site(cast):
    sweep.prepare(cast)
    return cast


def look_at(screen, client, address: str, seen: set[str]) -> list[str]:
    """What is wrong at `address`, led on to where it leads. Empty too where it is a file, or was looked at before."""
    answer = client.get(address, follow=True)
    if answer.status_code >= 500 or not is_page(answer) or print_of(answer) in seen:
        return []
    seen.add(print_of(answer))
    screen.show(answer, address)
    return [f"{address}: {line}" for line in screen.findings()]


class Looked:
    """What the whole proof has looked at: pairs of an address and a person, different documents, faults."""

    def __init__(self):
        self.addresses, self.pairs, self.documents, self.faults = set(), 0, set(), 0


@pytest.fixture(scope="module")
def looked(figure):
    """Says at the end, in one line, what was looked at."""
    seen = Looked()
    yield seen
    pairs = f"{len(seen.addresses):,} addresses, {seen.pairs:,} addresses × roles, {len(seen.documents):,} different pages"
    figure(f"accessibility: {pairs}, each at 320 and 1280 px, {seen.faults} violations")


def test_a_sample_of_addresses(site, browse, screen):
    """Every 40th address of the officer and of the lead, and six that everybody meets."""
    wrong, seen = [], set()
    for name in ("officer", "lead"):
        theirs = [rule for rule in sweep.rules().values() if name in rule.admits and not rule.only_post]
        for rule in sorted(theirs, key=lambda rule: rule.name)[::40]:
            wrong += look_at(screen, browse(name), rule.address(site), seen)
    for address in ("/", "/accessibility/", "/which/", "/wealdshire/", "/wealdshire/join/", "/no-such-page/"):
        wrong += look_at(screen, browse("anonymous"), address, seen)
    assert len(seen) > 15
    assert not wrong, "\n".join(wrong)


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(sweep.EVERYBODY))
def test_every_address_as(name, site, browse, screen, looked):
    wrong, client = [], browse(name)
    for rule in sweep.rules().values():
        if name in rule.admits and not rule.only_post:
            looked.pairs += 1
            looked.addresses.add(rule.name)
            wrong += look_at(screen, client, rule.address(site), looked.documents)
    looked.faults += len(wrong)
    assert not wrong, "\n".join(wrong)
