"""The chain of events: whoever changes what happened, with all rights on the tables, is found out."""

import threading
from io import StringIO

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from compact_portal.audit.chain import Head, chain_events, faults, heads
from compact_portal.audit.models import Event, Link
from compact_portal.audit.recording import record
from signatories.models import Compact
from tests.cast import make_cast
from tests.conftest import as_owner


@pytest.fixture
def happened(cast):
    """Six events: four of a Compact, two of none."""
    for number in range(4):
        record("plan.adopted", cast.compact, by=cast.officer, number=number)
    for _ in range(2):
        record("person.closed", cast.stranger, by=None)
    return cast


def tampered(*statements: str) -> None:
    """As somebody who owns the tables and tells the triggers to look away."""
    ignored = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    as_owner(connection.settings_dict["NAME"], f"SET pgtrigger.ignore = '{{{ignored}}}'; " + "; ".join(statements))


def test_every_event_has_its_place_in_the_chain_of_its_agreement(happened):
    assert chain_events() == 6
    assert chain_events() == 0
    of_compact = list(Link.objects.filter(chain=happened.compact.pk).values_list("number", "event__detail"))
    assert of_compact == [(n + 1, {"number": n}) for n in range(4)]
    assert [(head.chain, head.number) for head in heads()] == [(0, 2), (happened.compact.pk, 4)]
    assert list(faults(heads())) == []


def test_chains_grow_in_batches_and_go_on_where_they_ended(happened):
    assert [chain_events(limit=4), chain_events(limit=4), chain_events(limit=4)] == [4, 2, 0]
    record("plan.adopted", happened.compact, by=None)
    assert chain_events() == 1
    assert [link.number for link in Link.objects.filter(chain=happened.compact.pk)] == [1, 2, 3, 4, 5]
    assert list(faults()) == []


def test_events_of_a_chain_take_the_same_number_of_queries(happened, django_assert_num_queries):
    with django_assert_num_queries(6):
        chain_events(limit=1)
    with django_assert_num_queries(6):
        chain_events()


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_link SET number = 9", "DELETE FROM audit_link", "TRUNCATE audit_link"])
def test_the_running_role_cannot_change_a_chain(happened, statement):
    chain_events()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TAMPERINGS = {
    "a detail": ["UPDATE audit_event SET detail = '{\"number\": 9}' WHERE id = {event}"],
    "who": ["UPDATE audit_event SET actor_id = NULL WHERE id = {event}"],
    "when": ["UPDATE audit_event SET at = at + interval '1 microsecond' WHERE id = {event}"],
    "the verb": ["UPDATE audit_event SET verb = 'plan.seen' WHERE id = {event}"],
    "the name": ["UPDATE audit_event SET target_name = 'Somebody else' WHERE id = {event}"],
    "to another agreement": ["UPDATE audit_event SET compact_id = NULL WHERE id = {event}"],
    "removed": ["DELETE FROM audit_link WHERE event_id = {event}", "DELETE FROM audit_event WHERE id = {event}"],
    "removed and closed up": [
        "DELETE FROM audit_link WHERE event_id = {event}", "DELETE FROM audit_event WHERE id = {event}",
        "UPDATE audit_link SET number = number + 100 WHERE chain = {chain} AND number > 2",
        "UPDATE audit_link SET number = number - 101 WHERE number > 100",
    ],
    "put in another order": [
        "UPDATE audit_link SET number = 100 WHERE chain = {chain} AND number = 2",
        "UPDATE audit_link SET number = 2 WHERE chain = {chain} AND number = 3",
        "UPDATE audit_link SET number = 3 WHERE number = 100",
    ],
    "its link": ["UPDATE audit_link SET digest = repeat('0', 64) WHERE event_id = {event}"],
    "its name's digest": ["UPDATE audit_link SET name_digest = repeat('0', 64), salt = '' WHERE event_id = {event}"],
}  # fmt: skip


@pytest.mark.parametrize("statements", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_owner_who_changes_what_happened_is_found_out(committed, statements):
    cast = make_cast()
    for number in range(4):
        record("plan.adopted", cast.compact, by=cast.officer, number=number)
    chain_events()
    assert list(faults()) == []
    link = Link.objects.get(chain=cast.compact.pk, number=2)
    tampered(*(statement.replace("{event}", str(link.event_id)).replace("{chain}", str(link.chain)) for statement in statements))
    assert list(faults()) != []


def test_chain_that_was_cut_is_found_by_its_kept_head(committed):
    cast = make_cast()
    for number in range(4):
        record("plan.adopted", cast.compact, by=cast.officer, number=number)
    chain_events()
    kept = heads()
    last = Link.objects.get(chain=cast.compact.pk, number=4)
    tampered(f"DELETE FROM audit_link WHERE id = {last.pk}", f"DELETE FROM audit_event WHERE id = {last.event_id}")
    assert list(faults()) == []
    assert list(faults(kept)) == [f"Chain {cast.compact.pk}: link 4 is not the one that was noted. The chain has been cut or written anew."]


def test_blanked_name_leaves_the_chain_whole(committed):
    cast = make_cast()
    record("person.closed", cast.stranger, by=None)
    chain_events()
    tampered("UPDATE audit_event SET target_name = ''", "UPDATE audit_link SET salt = ''")
    assert Event.objects.get().target_name == ""
    assert list(faults(heads())) == []


def test_workers_at_once_make_one_chain(committed):
    cast = make_cast()
    for number in range(40):
        record("plan.adopted", cast.compact, by=cast.officer, number=number)
    done, gate = [], threading.Barrier(4)

    def work():
        gate.wait(timeout=30)
        done.extend(chain_events(limit=5) for _ in range(8))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    while chain_events():
        pass
    assert Link.objects.count() == 40
    assert list(faults()) == []


def verified(*arguments: str) -> tuple[str, str]:
    out, wrong = StringIO(), StringIO()
    call_command("verify_audit", *arguments, stdout=out, stderr=wrong)
    return out.getvalue(), wrong.getvalue()


def test_verify_says_what_waits_and_prints_the_heads(happened):
    assert verified() == ("Not chained yet: 6. The worker does it within a minute.\n", "")
    chain_events()
    out, wrong = verified()
    assert (out.splitlines(), wrong) == ([f"{head.chain}/{head.number}/{head.digest}" for head in heads()], "")
    assert verified(*(f"--head={line}" for line in out.splitlines())) == (out, "")


def test_verify_ends_wrong_when_a_head_is_not_there(happened):
    chain_events()
    with pytest.raises(CommandError, match="1 place is not as written down"):
        verified(f"--head=0/2/{'0' * 64}")
    with pytest.raises(CommandError, match="is not a head"):
        verified("--head=nonsense")


def test_head_names_its_chain(happened):
    chain_events()
    assert heads()[1] == Head(Compact.objects.get().pk, 4, Link.objects.get(number=4).digest)
