"""What is stored in a case is what was written, or `verify_audit` says so: also a whole row put back as it was before."""

import random

import pytest
from django.core.management import CommandError, call_command

from disputes import keeping, wall
from disputes.keeping.verifying import of_case
from disputes.models import Audience, Chunk, Entry

pytestmark = pytest.mark.django_db
ROW = ("key_id", "version", "digest", "sealed_title", "sealed_body")


@pytest.fixture
def told(inside):
    said = {"case": inside.case, "audience": Audience.CASE, "by": inside.parts["lead"], "sitting": inside.lead}
    inside.entries = [keeping.write(kind="message", body=f"text {number}", **said) for number in range(20)]
    inside.file = keeping.keep_file(name="letter.txt", content=b"x" * 100_000, **said)
    return inside


def test_nothing_is_wrong_at_first_and_after_every_way_of_writing(told):
    keeping.rewrite(entry=told.entries[0], body="second", sitting=told.lead)
    keeping.move(entry=told.entries[1], audience=Audience.RAISER, sitting=told.lead)
    keeping.remove(entry=told.entries[2], by=told.lead.person)
    assert of_case(told.case) == []


def test_every_older_row_put_back_is_found(told):
    """The ciphertext of an earlier version with its own number opens: only the chain knows that it is not the last."""
    old = {entry.pk: Entry.objects.filter(pk=entry.pk).values(*ROW).get() for entry in told.entries}
    for entry in told.entries:
        keeping.rewrite(entry=entry, body="newer", sitting=told.lead)
    chosen = random.Random(7).sample(sorted(old), 12)
    for pk in chosen:
        Entry.objects.filter(pk=pk).update(**old[pk])
    assert sum(opened.body.startswith("text") for opened in keeping.read(case=told.case, sitting=told.lead)) == 12
    found = of_case(told.case)
    assert len(found) == 12
    assert all(any(str(pk) in fault for fault in found) for pk in chosen)


def test_row_taken_away_or_put_there_by_hand_is_found(told):
    entry = told.entries[0]
    Entry.objects.filter(pk=entry.pk).delete()
    assert of_case(told.case) == [f"Case {told.case}: {entry.pk} is gone, and nobody removed it."]
    forged = Entry.objects.get(pk=told.entries[1].pk)
    forged.pk = entry.pk
    forged.pk = "00000000-0000-4000-8000-000000000001"
    forged.save(force_insert=True)
    assert f"Case {told.case}: 00000000-0000-4000-8000-000000000001 was never written by anybody." in of_case(told.case)


def test_changed_file_is_found_and_the_command_ends_in_error(told):
    chunk = Chunk.objects.filter(file=told.file).last()
    Chunk.objects.filter(pk=chunk.pk).update(sealed=bytes(chunk.sealed)[:-1] + b"\0")
    with wall.inside(), pytest.raises(CommandError, match="1 place is not as written down"):
        call_command("verify_audit")
