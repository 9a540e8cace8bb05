"""The vault opens for the right person, at the right place, or not at all."""

import hashlib
import hmac
import threading
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from disputes.vault import CannotOpen, audiences, keys, sessions, texts
from disputes.vault.places import Place

PLACE = Place(case="c-7f3a", table="statement", row="17", field="body", version=3)
KEY = bytes(range(32))
PEPPERS = {1: b"p" * 32}
PASSPHRASE = "Otter lantern quarry Tuesday"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Argon2id at its least cost, so that the suite does not wait; what is stored says which cost it was locked with."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)


def pair() -> tuple[bytes, bytes]:
    private = PrivateKey.generate()
    return bytes(private), bytes(private.public_key)


# --- texts ---


@given(st.text())
def test_text_comes_back_as_it_was(text):
    assert texts.open_(texts.lock(text, key=KEY, place=PLACE), key=KEY, place=PLACE) == text


def test_texts_locked_in_this_form_open_for_ever(monkeypatch):
    """If this fails, what is stored could no longer be read: raise FORM, and keep the way to open the old one."""
    assert PLACE.bound("text", 1) == b'["compact-portal/disputes","text",1,"c-7f3a","statement","17","body",3]'
    extracted = hmac.digest(bytes(32), KEY, "sha256")  # HKDF by the two steps of RFC 5869
    assert texts.derived(KEY, b"text") == hmac.digest(extracted, b"text\x01", "sha256")
    monkeypatch.setattr(texts.os, "urandom", bytes)
    stored = texts.lock("They cut the grant.", key=KEY, place=PLACE)
    assert stored[:13] == b"\x01" + bytes(12)
    assert hashlib.sha256(stored).hexdigest() == "309c9a532481f7fae51c07f4038d461aaa5bda235775e084c059168dd6025587"


@pytest.mark.parametrize("length", [0, 1, 500, 1000, 1020])
def test_short_texts_look_alike(length):
    assert len(texts.lock("a" * length, key=KEY, place=PLACE)) == 1053


def test_the_same_text_never_looks_the_same():
    assert len({texts.lock("yes", key=KEY, place=PLACE) for _ in range(50)}) == 50


@pytest.mark.parametrize("part", ["case", "table", "row", "field"])
def test_text_opens_in_its_own_place_alone(part):
    stored = texts.lock("They cut the grant.", key=KEY, place=PLACE)
    with pytest.raises(CannotOpen):
        texts.open_(stored, key=KEY, place=replace(PLACE, **{part: "another"}))


@pytest.mark.parametrize("version", [2, 4])
def test_older_text_does_not_open_under_another_version(version):
    stored = texts.lock("They cut the grant.", key=KEY, place=PLACE)
    with pytest.raises(CannotOpen):
        texts.open_(stored, key=KEY, place=replace(PLACE, version=version))


@given(st.data())
def test_changed_text_does_not_open(data):
    stored = bytearray(texts.lock("They cut the grant.", key=KEY, place=PLACE))
    match data.draw(st.sampled_from(["bit", "cut", "longer", "twice"])):
        case "bit":
            stored[data.draw(st.integers(0, len(stored) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        case "cut":
            del stored[data.draw(st.integers(0, len(stored) - 1)) :]
        case "longer":
            stored += data.draw(st.binary(min_size=1, max_size=2000))
        case "twice":
            stored += bytes(stored)
    with pytest.raises(CannotOpen):
        texts.open_(bytes(stored), key=KEY, place=PLACE)


@given(st.binary(max_size=3000))
def test_plain_words_in_the_column_are_not_taken_for_a_text(forged):
    with pytest.raises(CannotOpen):
        texts.open_(forged, key=KEY, place=PLACE)


@pytest.mark.parametrize("typed", [PASSPHRASE, "otter lantern quarry tuesday", "  Otter  LANTERN quarry\tTuesday "])
def test_case_passphrase_opens_however_it_is_typed(typed):
    locked = keys.make_key(PASSPHRASE, peppers=PEPPERS)
    private = keys.unlock_key(locked, typed, peppers=PEPPERS)
    assert bytes(PrivateKey(private).public_key) == locked.public


@pytest.mark.parametrize("typed", ["", "otter lantern quarry", "Otter lantern quarry Tuesdays", "otterlanternquarrytuesday"])
def test_wrong_passphrase_opens_nothing(typed):
    with pytest.raises(CannotOpen):
        keys.unlock_key(keys.make_key(PASSPHRASE, peppers=PEPPERS), typed, peppers=PEPPERS)


def test_passphrase_without_the_pepper_opens_nothing():
    locked = keys.make_key(PASSPHRASE, peppers=PEPPERS)
    for peppers in ({1: b"q" * 32}, {2: PEPPERS[1]}, {}):
        with pytest.raises(CannotOpen):
            keys.unlock_key(locked, PASSPHRASE, peppers=peppers)


def test_new_pepper_and_costs_are_taken_when_the_key_is_open(monkeypatch):
    locked = keys.make_key(PASSPHRASE, peppers=PEPPERS)
    assert not keys.is_dated(locked, peppers=PEPPERS)
    newer = PEPPERS | {2: b"r" * 32}
    assert keys.is_dated(locked, peppers=newer)
    private = keys.unlock_key(locked, PASSPHRASE, peppers=newer)
    again = keys.lock_key(private, PASSPHRASE, peppers=newer)
    assert (again.public, again.pepper) == (locked.public, 2)
    assert keys.unlock_key(again, PASSPHRASE, peppers={2: newer[2]}) == private
    monkeypatch.setattr(keys, "ROUNDS", 2)
    assert keys.is_dated(again, peppers=newer)


def test_forged_pair_is_refused():
    """Somebody with the database puts their own public key beside a person's box."""
    locked = keys.make_key(PASSPHRASE, peppers=PEPPERS)
    with pytest.raises(CannotOpen):
        keys.unlock_key(replace(locked, public=pair()[1]), PASSPHRASE, peppers=PEPPERS)
    for box in (b"", locked.box[:-1], bytes(len(locked.box))):
        with pytest.raises(CannotOpen):
            keys.unlock_key(replace(locked, box=box), PASSPHRASE, peppers=PEPPERS)


def test_costs_of_the_real_portal():
    """As security.md 4.3 asks: Argon2id, 3 rounds, 64 MiB; and no more than four at once in a process."""
    import importlib

    real = importlib.reload(keys)
    assert (real.ROUNDS, real.MEMORY) == (3, 64 * 1024 * 1024)
    taken = [real.AT_ONCE.acquire(blocking=False) for _ in range(5)]
    assert taken == [True] * 4 + [False]
    for _ in range(4):
        real.AT_ONCE.release()


def test_no_more_than_four_are_tried_at_once(monkeypatch):
    running, most, gate = [0], [0], threading.Lock()

    def slow(*args, **kwargs):
        with gate:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.02)
        with gate:
            running[0] -= 1
        return bytes(32)

    monkeypatch.setattr(keys.argon2id, "kdf", slow)
    threads = [threading.Thread(target=keys.make_key, args=(PASSPHRASE,), kwargs={"peppers": PEPPERS}) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most[0] <= 4


# --- audiences and sittings ---


def test_key_of_an_audience_opens_for_its_people_alone():
    key, (private, public), (stranger, _) = audiences.new_key(), pair(), pair()
    sealed = audiences.seal(key, public)
    assert (len(key), len(sealed)) == (32, 80)
    assert audiences.unseal(sealed, private) == key
    for wrong, by in [
        (sealed, stranger),
        (sealed[:-1], private),
        (b"", private),
        (sealed, b"short"),
        (audiences.seal(b"not a key", public), private),
    ]:
        with pytest.raises(CannotOpen):
            audiences.unseal(wrong, by)


def test_fingerprint_knows_a_key():
    assert audiences.fingerprint(KEY) == audiences.fingerprint(bytes(range(32)))
    assert audiences.fingerprint(KEY) != audiences.fingerprint(audiences.new_key())
    assert audiences.fingerprint(KEY) not in KEY


def test_another_key_does_not_open_a_text():
    with pytest.raises(CannotOpen):
        texts.open_(texts.lock("x", key=KEY, place=PLACE), key=audiences.new_key(), place=PLACE)


def test_sitting_needs_the_browsers_half():
    private, _ = pair()
    cookie, kept = sessions.begin(private)
    assert sessions.resume(cookie, kept) == private
    assert private not in kept
    other_cookie, other_kept = sessions.begin(private)
    for wrong in [(other_cookie, kept), (cookie, other_kept), (cookie, kept[:-1]), (b"", kept), (cookie[:-1], kept), (cookie, b"")]:
        with pytest.raises(CannotOpen):
            sessions.resume(*wrong)
