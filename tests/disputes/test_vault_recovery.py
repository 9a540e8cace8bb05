"""A key in two halves, one for each sector: alone, each is noise."""

import itertools

import pytest
from nacl.public import PrivateKey

from disputes.vault import CannotOpen, audiences, keys, recovery


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Argon2id at its least cost, so that the suite does not wait; what is stored says which cost it was locked with."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)


def pair() -> tuple[bytes, bytes]:
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


CUSTODIANS = ["statutory 1", "statutory 2", "voluntary 1", "voluntary 2"]
GROUPS = [group for size in range(5) for group in itertools.combinations(range(4), size)]


@pytest.mark.parametrize("group", GROUPS, ids=[" + ".join(CUSTODIANS[n] for n in group) or "nobody" for group in GROUPS])
def test_only_both_sectors_together_recover_a_key(group):
    """Every one of the 16 groups of four custodians tries every pair of halves it can open: the 9 with both sectors succeed."""
    pairs = [pair() for _ in CUSTODIANS]
    key = audiences.new_key()
    cut = recovery.cut(key, statutory=[public for _, public in pairs[:2]], voluntary=[public for _, public in pairs[2:]])
    sealed = [*cut.statutory, *cut.voluntary]
    opened = []
    for half in sealed:
        for member in group:
            try:
                opened.append(audiences.unseal(half, pairs[member][0]))
            except CannotOpen:
                continue
    found = set()
    for one, other in itertools.product(opened, repeat=2):
        try:
            found.add(recovery.joined(one, other, expected=audiences.fingerprint(key)))
        except CannotOpen:
            continue
    both = bool({0, 1} & set(group)) and bool({2, 3} & set(group))
    assert found == ({key} if both else set())


def test_there_are_nine_groups_with_both_sectors():
    assert sum(bool({0, 1} & set(group)) and bool({2, 3} & set(group)) for group in GROUPS) == 9


def test_half_says_nothing_of_the_key():
    key, (private, public) = bytes(32), pair()
    halves = {audiences.unseal(recovery.cut(key, statutory=[public], voluntary=[]).statutory[0], private) for _ in range(20)}
    assert len(halves) == 20
    with pytest.raises(CannotOpen):
        recovery.joined(b"short", bytes(32), expected=audiences.fingerprint(key))
