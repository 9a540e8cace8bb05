"""People with case passphrases, and a case between the charity and the council of the cast."""

from types import SimpleNamespace

import pytest
from django.test import Client

from disputes import keeping, wall
from disputes.actions import passphrases
from disputes.models import Audience, Case, Role
from disputes.sittings import Sitting
from disputes.vault import keys
from signatories.models import Compact, Officer
from tests.cast import SINCE, person

PASSPHRASE = "amber violin marsh tulip"
WORDS = ("CANARY-ONE", "CANARY-TWO", "CANARY-OLD")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch):
    """A derivation of a millisecond; what it costs in earnest is measured by tests of the vault and by script/prove."""
    monkeypatch.setattr(keys, "ROUNDS", 1)
    monkeypatch.setattr(keys, "MEMORY", 64 * 1024)


def with_key(someone) -> Sitting:
    """The sitting of somebody who has made the passphrase PASSPHRASE."""
    return Sitting(someone, passphrases.make_key(person=someone, passphrase=PASSPHRASE))


def unlocked_client(someone, **kwargs) -> Client:
    """A browser in which `someone` has signed in and entered their passphrase."""
    client = Client(**kwargs)
    client.force_login(someone, backend=BACKEND)
    answer = client.post("/passphrase/unlock/", {"passphrase": PASSPHRASE})
    assert answer.status_code == 302
    return client


@pytest.fixture
def concern(cast):
    """A case that the charity has sent: its lead, the council's lead and the deputy officer are let in; the helper waits.

    `lead`, `council`, `officer` and `helper` are sittings; `parts` holds their parts under the same names.
    """
    Compact.objects.filter(pk=cast.compact.pk).update(disputes="facilitated+panel")
    cast.compact.refresh_from_db()
    deputy, helper = person("deputy officer"), person("helper")
    Officer.objects.create(compact=cast.compact, person=deputy, sector="voluntary", since=SINCE)
    people = {"lead": cast.lead, "council": cast.council_lead, "officer": deputy, "helper": helper}
    sittings = {name: with_key(someone) for name, someone in people.items()}
    case, raiser = keeping.open_case(compact=cast.compact, organisation=cast.charity, sitting=sittings["lead"])
    with wall.inside(case=case):
        keeping.add_party(case=case, organisation=cast.council, side="responder", by=cast.lead)
        parts = {"lead": raiser}
        parts["officer"] = keeping.add_part(case=case, person=deputy, role=Role.OFFICER, by=cast.lead)
        keeping.start(case=case, audience=Audience.CASE, people=[cast.lead, deputy], by=cast.lead)
        keeping.start(case=case, audience=Audience.RAISER, people=[cast.lead], by=cast.lead)
        keeping.start(case=case, audience=Audience.OFFICER, people=[deputy], by=cast.lead)
        parts["council"] = keeping.add_part(case=case, person=cast.council_lead, role=Role.RESPONDER, by=deputy, organisation=cast.council)
        keeping.let_in(part=parts["council"], sitting=sittings["officer"])
        parts["helper"] = keeping.add_part(case=case, person=helper, role=Role.HELPER, by=deputy)
        Case.objects.filter(pk=case.pk).update(state="submitted")
        case.refresh_from_db()
    return SimpleNamespace(case=case, parts=parts, cast=cast, **sittings)


@pytest.fixture
def inside(concern):
    """For tests that ask the database themselves: everything of the one case is to be seen."""
    with wall.inside(case=concern.case):
        yield concern


@pytest.fixture
def told(concern):
    """Two messages, of which the second was written a second time, a file, and the page of the case as the officer sees it."""
    with wall.inside(case=concern.case):
        said = {"case": concern.case, "audience": Audience.CASE, "by": concern.parts["lead"], "sitting": concern.lead}
        concern.one = keeping.write(kind="message", title="First", body=WORDS[0], **said)
        entry = keeping.write(kind="message", title="Second", body=WORDS[2], **said)
        concern.old = bytes(entry.sealed_body)
        concern.two = keeping.rewrite(entry=entry, body=WORDS[1], sitting=concern.lead)
        concern.file = keeping.keep_file(name="CANARY-NAME.txt", content=b"CANARY-FILE", **said)
    return concern
