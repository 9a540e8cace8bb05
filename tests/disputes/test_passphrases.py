"""A case passphrase is made, entered, changed and lost; an unlocked key lasts for one sitting and serves no copy of the sessions."""

import re
import time

import pytest
from django.conf import settings as portal
from django.contrib.sessions.models import Session
from django.test import Client

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from disputes import keeping, offered, sittings, wall
from disputes.actions import passphrases
from disputes.models import Audience, KeyLock, PersonKey
from disputes.sheet import as_printed, new_code
from disputes.vault import CannotOpen
from disputes.vault import keys as vault_keys
from tests.disputes.conftest import BACKEND, PASSPHRASE, unlocked_client, with_key

pytestmark = pytest.mark.django_db


def keys_page(concern) -> str:
    return f"/wealdshire/cases/{concern.case.reference}/keys/"


def test_four_words_are_offered_and_taken(cast, sign_in):
    client = sign_in(cast.lead)
    page = client.get("/passphrase/new/")
    words = page.context["offered"]
    assert len(words.split()) == 4
    assert words in page.content.decode()
    answer = client.post("/passphrase/new/", {"passphrase": words.upper(), "again": f"  {words} ", "next": "/home/"})
    assert (answer.status_code, answer.url) == (302, "/home/")
    assert passphrases.open_key(person=cast.lead, passphrase=words)


def test_offered_words_are_many_and_plain():
    assert len(offered.known_words()) > 7000
    assert all(re.fullmatch("[a-z-]{3,9}", word) for word in offered.known_words())


@pytest.mark.parametrize(
    ("typed", "again", "said"),
    [
        ("short", "short", "15 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa", "Too many people use this"),
        ("passwordpassword", "passwordpassword", "Too many people use this"),
        ("a long enough phrase", "another long phrase", "not the same as above"),
        ("", "", "Enter case passphrase"),
    ],
)
def test_weak_or_mistyped_passphrase_is_refused(cast, sign_in, typed, again, said):
    page = sign_in(cast.lead).post("/passphrase/new/", {"passphrase": typed, "again": again})
    assert said in page.content.decode()
    assert not PersonKey.objects.exists()
    assert typed == "" or f'value="{typed}"' not in page.content.decode()


def test_unlocking_leads_to_the_page_that_was_asked_for(concern):
    client = Client()
    client.force_login(concern.lead.person, backend=BACKEND)
    page = keys_page(concern)
    first = client.get(page)
    assert (first.status_code, first.url) == (302, f"/passphrase/unlock/?next={page.replace('/', '%2F')}")
    wrong = client.post("/passphrase/unlock/", {"passphrase": "marsh tulip amber violin", "next": page})
    assert "This is not your case passphrase" in wrong.content.decode()
    right = client.post("/passphrase/unlock/", {"passphrase": PASSPHRASE, "next": page})
    assert right.url == page
    assert client.get(page).status_code == 200
    elsewhere = client.post("/passphrase/unlock/", {"passphrase": PASSPHRASE, "next": "https://evil.example/"})
    assert elsewhere.url == "/passphrase/"


def test_cookie_is_the_browsers_alone(concern):
    client = unlocked_client(concern.lead.person)
    cookie = client.cookies[sittings.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Strict", "/", "")
    stored = " ".join(str(session.get_decoded()) for session in Session.objects.all())
    assert cookie.value not in stored
    thief = Client()  # who has the session of the database, or its cookie, and not the second one
    thief.cookies[portal.SESSION_COOKIE_NAME] = client.cookies[portal.SESSION_COOKIE_NAME].value
    assert thief.get(keys_page(concern)).status_code == 302
    thief.cookies[sittings.COOKIE] = "AAAA"
    assert thief.get(keys_page(concern)).status_code == 302
    assert client.get(keys_page(concern)).status_code == 200


@pytest.mark.parametrize(("used", "begun", "status"), [(14, 59, 200), (16, 20, 302), (1, 61, 302), (-5, 1, 302)])
def test_sitting_ends_after_fifteen_minutes_or_an_hour(concern, used, begun, status):
    client, now = unlocked_client(concern.lead.person), time.time()
    session = client.session
    session[sittings.KEPT] |= {"used": now - used * 60, "begun": now - begun * 60}
    session.save()
    assert client.get(keys_page(concern)).status_code == status


def test_locking_and_signing_out_end_it(concern):
    client = unlocked_client(concern.lead.person)
    client.post("/passphrase/lock/")
    assert client.get(keys_page(concern)).status_code == 302
    client = unlocked_client(concern.lead.person)
    cookie = client.cookies[sittings.COOKIE].value
    client.post("/accounts/logout/")
    client.force_login(concern.lead.person, backend=BACKEND)
    client.cookies[sittings.COOKIE] = cookie
    assert client.get(keys_page(concern)).status_code == 302


def test_somebody_elses_sitting_is_nobodys(concern):
    client = unlocked_client(concern.lead.person)
    client.force_login(concern.council.person, backend=BACKEND)
    assert client.get(keys_page(concern)).status_code == 302


def test_tries_are_limited(concern):
    client = Client()
    client.force_login(concern.lead.person, backend=BACKEND)
    answers = [client.post("/passphrase/unlock/", {"passphrase": f"wrong number {n}, and long"}).status_code for n in range(12)]
    assert answers == [200] * 10 + [429] * 2


def test_change_keeps_every_case(concern):
    client = unlocked_client(concern.lead.person)
    answer = client.post("/passphrase/change/", {"passphrase": "pebble orchard lantern", "again": "pebble orchard lantern"})
    assert answer.status_code == 302
    with pytest.raises(CannotOpen):
        passphrases.open_key(person=concern.lead.person, passphrase=PASSPHRASE)
    assert passphrases.open_key(person=concern.lead.person, passphrase="pebble orchard lantern") == concern.lead.private


def test_recovery_sheet_is_shown_once_and_opens(concern):
    client = unlocked_client(concern.lead.person)
    assert "KeyLock" not in client.get("/passphrase/sheet/").content.decode()
    assert not KeyLock.objects.filter(kind="sheet").exists()  # to read what it is makes none
    code = "-".join(client.post("/passphrase/sheet/").context["code"])
    client.post("/passphrase/lock/")

    new = {"passphrase": "pebble orchard lantern", "again": "pebble orchard lantern"}
    wrong = client.post("/passphrase/lost/sheet/", new | {"code": new_code()})
    assert "No sheet of yours has this code" in wrong.content.decode()
    answer = client.post("/passphrase/lost/sheet/", new | {"code": code.lower().replace("-", " ").replace("0", "o").replace("1", "l")})
    assert answer.status_code == 302
    assert passphrases.open_key(person=concern.lead.person, passphrase="pebble orchard lantern") == concern.lead.private
    older = code
    client.post("/passphrase/sheet/")
    with pytest.raises(CannotOpen):
        passphrases.use_sheet(person=concern.lead.person, code=older, passphrase=PASSPHRASE)


def test_codes_are_read_however_they_are_typed():
    assert as_printed("abcd efgh-ijkl oooo") == "ABCD-EFGH-1JK1-0000"
    assert len({new_code() for _ in range(100)}) == 100


def test_who_begins_again_waits_until_somebody_lets_them_back_in(concern):
    with wall.inside(case=concern.case):
        keeping.write(
            case=concern.case, audience=Audience.CASE, kind="message", body="canary-before", by=concern.parts["council"], sitting=concern.council
        )
    client = unlocked_client(concern.lead.person)
    new = {"passphrase": "pebble orchard lantern", "again": "pebble orchard lantern"}
    assert "Tick the box" in client.post("/passphrase/lost/begin-again/", new).content.decode()
    Message.objects.all().delete()
    assert client.post("/passphrase/lost/begin-again/", new | {"sure": "on"}).status_code == 302

    told = Message.objects.all()
    assert {message.to for message in told} == {concern.council.person.email, concern.officer.person.email, concern.helper.person.email}
    assert {message.subject for message in told} == {"You have a message"}
    assert not any(concern.case.reference in message.text + message.html or "Bramble" in message.text for message in told)
    page = client.get(keys_page(concern)).content.decode()
    assert "You cannot read everything yet" in page

    council = unlocked_client(concern.council.person)
    assert "Let Charity Lead in" in council.get(keys_page(concern)).content.decode()
    assert council.post(f"{keys_page(concern)}{concern.parts['lead'].pk}/let-in/").status_code == 302
    again = sittings.Sitting(concern.lead.person, passphrases.open_key(person=concern.lead.person, passphrase="pebble orchard lantern"))
    with wall.inside(case=concern.case):
        assert [opened.body for opened in keeping.read(case=concern.case, sitting=again)] == ["canary-before"]
        with pytest.raises(keeping.NotHeld):  # their old pair, which somebody might have
            keeping.Keyring(concern.case, concern.lead).newest(Audience.CASE)


def test_unlocking_is_recorded_and_an_old_lock_is_made_anew(concern, settings, monkeypatch):
    before = KeyLock.objects.get(key__person=concern.lead.person)
    settings.CASE_PEPPERS = "1:" + "5a" * 32 + " 2:" + "a5" * 32
    assert passphrases.open_key(person=concern.lead.person, passphrase=PASSPHRASE) == concern.lead.private
    after = KeyLock.objects.get(key__person=concern.lead.person)
    assert (before.pepper, after.pepper) == (1, 2)
    assert Event.objects.filter(verb="vault.unlocked", actor=concern.lead.person).count() == 1
    settings.CASE_PEPPERS = "2:" + "a5" * 32
    assert passphrases.open_key(person=concern.lead.person, passphrase=PASSPHRASE) == concern.lead.private
    with pytest.raises(CannotOpen):
        passphrases.open_key(person=concern.council.person, passphrase=PASSPHRASE)  # whose lock still has the first


def test_an_old_lock_that_is_made_anew_does_not_bring_back_a_passphrase_changed_meanwhile(concern, settings, monkeypatch):
    settings.CASE_PEPPERS = "1:" + "5a" * 32 + " 2:" + "a5" * 32
    lead, lock_key, other = concern.lead, vault_keys.lock_key, "pebble orchard lantern"

    def meanwhile(*args, **kwargs):
        monkeypatch.setattr(vault_keys, "lock_key", lock_key)
        passphrases.change_passphrase(person=lead.person, private=lead.private, passphrase=other)
        return lock_key(*args, **kwargs)

    monkeypatch.setattr(vault_keys, "lock_key", meanwhile)
    assert passphrases.open_key(person=lead.person, passphrase=PASSPHRASE) == lead.private
    assert passphrases.open_key(person=lead.person, passphrase=other) == lead.private
    with pytest.raises(CannotOpen):
        passphrases.open_key(person=lead.person, passphrase=PASSPHRASE)


def test_words_sent_after_it_locked_itself_are_not_lost_and_not_kept(concern):
    browser = unlocked_client(concern.lead.person)
    browser.post("/passphrase/lock/")
    address, words = f"/wealdshire/cases/{concern.case.reference}/say/", {"audience": "case", "kind": "message", "body": 'CANARY "words"\nof an hour'}
    answer = browser.post(address, words)
    assert "no-store" in answer["Cache-Control"]
    assert "CANARY &quot;words&quot;\nof an hour" in answer.content.decode()
    wrong = browser.post(address, words | {"unlock-passphrase": "not this one at all"})
    assert "This is not your case passphrase" in wrong.content.decode()
    assert "CANARY" in wrong.content.decode()
    with wall.inside(case=concern.case):
        assert not concern.case.entries.exists()
    assert "CANARY" not in str(list(Session.objects.values_list("session_data", flat=True)))
    assert browser.post(address, words | {"unlock-passphrase": PASSPHRASE}).status_code == 302
    assert "of an hour" in browser.get(f"/wealdshire/cases/{concern.case.reference}/").content.decode()


def test_somebody_outside_gets_no_such_page(concern):
    browser = unlocked_client(concern.lead.person)
    browser.force_login(concern.cast.superuser, backend=BACKEND)
    answer = browser.post(f"/wealdshire/cases/{concern.case.reference}/say/", {"body": "x", "unlock-passphrase": PASSPHRASE})
    assert answer.status_code == 404


def test_page_tells_its_person_alone_what_was_done_with_it(cast, sign_in):
    with_key(cast.lead)
    browser = sign_in(cast.lead)
    browser.post("/passphrase/unlock/", {"passphrase": "wrong words these are"})
    assert "Tried with wrong words" in browser.get("/passphrase/").content.decode()
    browser.post("/passphrase/unlock/", {"passphrase": PASSPHRASE})
    assert "Opened with the right words" in browser.get("/passphrase/").content.decode()
    with_key(cast.volunteer)
    assert "Tried with wrong words" not in sign_in(cast.volunteer).get("/passphrase/").content.decode()


def test_somebody_without_a_key_is_refused_as_a_wrong_passphrase_is(cast):
    with pytest.raises(CannotOpen):
        passphrases.open_key(person=cast.stranger, passphrase=PASSPHRASE)
