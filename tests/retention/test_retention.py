"""What has been kept as long as it may goes, what has not stays, and the chain of what happened is whole afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone
from django.utils.html import escape

from actionplans.models import ActionPerson, CalendarFeed
from compact_portal.audit.chain import chain_events
from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from compact_portal.database.urls import VARIABLES
from compact_portal.days import DAY, today
from compact_portal.messaging.models import Message, Unreachable, Wish
from compact_portal.retention import people
from compact_portal.retention.rule import number_due
from compact_portal.retention.rules import RULES
from signatories.models import Membership, SigningLink
from tests.conftest import as_owner
from tests.made import make
from tests.transactional import database_url

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Canary Quillfeather"
LONG_AGO = today() - 3 * 365 * DAY


def rule(key: str):
    return next(rule for rule in RULES if rule.key == key)


@pytest.fixture
def gone(cast):
    """Somebody who was a contributor of the charity until three years ago."""
    person = get_user_model().objects.create_user("canary.quillfeather@example.org", name=CANARY)
    get_user_model().objects.filter(pk=person.pk).update(date_joined=timezone.now() - 4 * 365 * DAY)
    role = Membership.objects.create(
        person=person, organisation=cast.charity, role=Membership.Role.CONTRIBUTOR, since=LONG_AGO - 90 * DAY, until=LONG_AGO
    )
    record("membership.added", role, by=None)
    record("person.named", person, by=None)
    Wish.objects.create(address=person.email, news=Wish.Often.NEVER)
    Unreachable.objects.create(address=person.email, since=LONG_AGO, last_on=LONG_AGO)
    known_by_their_sign_in(person)
    named_in_the_admin(person, role, cast)
    make(ActionPerson, cast, CANARY, person=person)
    make(SigningLink, cast, sent_to=person.email)
    make(CalendarFeed, cast, person=person, token_hash="quillfeather")
    return person


def known_by_their_sign_in(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": f"Key of {CANARY}"})
    said = {"name": CANARY, "email": person.email, "sub": "canary.quillfeather"}
    SocialAccount.objects.create(user=person, provider="sso", uid="canary.quillfeather", extra_data=said)
    UserSession.objects.create(user=person, ip="192.0.2.77", session_key="long-ago", user_agent="Quillfeather Browser", data={})


def named_in_the_admin(person, role, cast):
    """The administration pages' own log calls things by name, and what was put into them."""
    seat = cast.compact.seats.first()
    seat.holders.create(name=CANARY, person=person, number=9, since=LONG_AGO - DAY, until=LONG_AGO)
    for thing, words in ((person, ""), (role, ""), (seat, f'[{{"added": {{"name": "seat holder", "object": "{CANARY}"}}}}]')):
        LogEntry.objects.create(
            user=cast.superuser,
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            object_repr=str(thing),
            action_flag=CHANGE,
            change_message=words,
        )


def retention(*arguments: str) -> subprocess.CompletedProcess:
    addresses = {variable: database_url(role) for role, variable in VARIABLES.items()}
    call = [sys.executable, "manage.py", "retention", *arguments]
    return subprocess.run(call, cwd=ROOT, env=os.environ | addresses, capture_output=True, text=True)


def where_it_stands(words: str) -> list[str]:
    """Every table of which a row holds these words, in whatever column."""
    database = connection.settings_dict["NAME"]
    tables = [name for (name,) in as_owner(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    return [name for name in tables if as_owner(database, f"SELECT 1 FROM \"{name}\" t WHERE t::text ILIKE '%{words}%' LIMIT 1")]


def test_forgotten_person_stands_nowhere_and_the_chain_is_whole(committed, gone, cast):
    chain_events()
    tables = {"accounts_user", "accounts_userhistoryevent", "audit_event", "messaging_wish", "messaging_unreachable"}
    tables |= {"account_emailaddress", "mfa_authenticator", "socialaccount_socialaccount", "usersessions_usersession", "django_admin_log"}
    tables |= {"actionplans_actionperson", "actionplans_actionpersonhistoryevent", "actionplans_calendarfeed", "signatories_signinglink"}
    assert tables <= set(where_it_stands("quillfeather"))
    dry = retention()
    assert dry.returncode == 0, dry.stderr
    assert "people: 1 to be dealt with" in dry.stdout and "Nothing was changed" in dry.stdout
    assert where_it_stands("quillfeather")
    done = retention("--do")
    assert done.returncode == 0, done.stderr
    assert "people: 1 dealt with" in done.stdout
    assert where_it_stands("quillfeather") == []
    from compact_portal.audit.chain import faults

    assert list(faults()) == []
    assert Event.objects.filter(verb="membership.added", target_name="").exists()
    assert "people: 0 to be dealt with" in retention().stdout


def test_the_role_that_serves_pages_cannot_forget_anybody(committed, gone):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        people.forget(gone)
    assert get_user_model().objects.filter(name=CANARY).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["serves", "ended lately", "signed in lately", "is new", "administers"])
def test_who_still_has_a_part_is_kept(gone, cast, reason):
    person = get_user_model().objects.filter(pk=gone.pk)
    assert list(people.forgotten_on(today())) == [gone]
    match reason:
        case "serves":
            gone.memberships.update(until=None)
        case "ended lately":
            gone.memberships.update(until=today() - 400 * DAY)
        case "signed in lately":
            person.update(last_login=timezone.now() - 400 * DAY)
        case "is new":
            person.update(date_joined=timezone.now() - 400 * DAY)
        case "administers":
            person.update(is_staff=True)
    assert list(people.forgotten_on(today())) == []


@pytest.mark.django_db
def test_who_takes_part_in_a_case_is_kept(concern, cast):
    before = timezone.now() - 4 * 365 * DAY
    Membership.objects.filter(person=cast.lead).update(since=LONG_AGO - DAY, until=LONG_AGO)
    get_user_model().objects.filter(pk=cast.lead.pk).update(date_joined=before, last_login=None)
    assert number_due(rule("people"), today()) == 0
    assert cast.lead in people.forgotten_on(today())  # who does not ask the wall does not know


@pytest.mark.django_db
def test_mail_goes_ninety_days_after_it_left():
    now = timezone.now()
    for number, days in enumerate((10, 89, 92, 400)):
        Message.objects.create(
            to=f"{number}@example.org", subject="A link", status=Message.Status.SENT, next_attempt_at=now, sent_at=now - days * DAY
        )
    Message.objects.create(to="waits@example.org", subject="A link", next_attempt_at=now - 400 * DAY)
    rule("mail").clear(today())
    assert set(Message.objects.values_list("to", flat=True)) == {"0@example.org", "1@example.org", "waits@example.org"}


@pytest.mark.django_db
def test_page_tells_everybody_the_rules_and_the_host_what_goes_when(client, cast, sign_in, gone):
    page = client.get("/kept/").content.decode()
    assert all(rule.until.split("’")[0][:30] in page for rule in RULES)
    assert page.index("What goes when") < page.index("on what legal basis")
    assert all(page.count(str(escape(rule.basis))) == 1 for rule in RULES)  # said once for all that rest on it
    assert "There is" not in page and "at the next run" not in page and cast.compact.controller in page
    sign_in(cast.superuser)
    page = client.get("/kept/").content.decode()
    assert "1 goes at the next run." in page


def test_every_rule_reads_as_a_sentence():
    for each in RULES:
        assert each.until.endswith(".") and each.what[0].isupper() and not each.what.endswith(".") and not each.why.endswith("."), each.key
        assert (each.rows is None) == bool(each.uncounted), each.key
    assert len({each.key for each in RULES}) == len(RULES)
