"""After somebody has left, what was written before is locked anew when a holder next opens; at its end a case is erased, keys first."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from compact_portal.audit.chain import PORTAL, chain_events, heads
from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from compact_portal.days import today
from compact_portal.messaging.models import Message
from disputes import keeping, wall
from disputes.actions import custodians
from disputes.custody_due import do_due, mail_heads, warn_of_lapsed
from disputes.due import do_due as cases_due
from disputes.keeping import erasing, tending
from disputes.keeping.erasing import LEAST_NOTICE
from disputes.keeping.tending import tend
from disputes.models import Audience, Case, CaseKey, Chunk, Entry, GoneLive, Share, Wrap
from tests.disputes.conftest import unlocked_client
from tests.disputes.custody import four_custodians

pytestmark = pytest.mark.django_db


def fill(concern) -> None:
    said = {"case": concern.case, "audience": Audience.CASE, "by": concern.parts["lead"], "sitting": concern.lead}
    for number in range(3):
        keeping.write(kind="message", body=f"text {number}", title=f"title {number}", **said)
    concern.file = keeping.keep_file(name="letter.txt", content=b"canary" * 30_000, **said)


def bodies(concern, who: str) -> list[tuple[str, str]]:
    return [(opened.title, opened.body) for opened in keeping.read(case=concern.case, sitting=getattr(concern, who))]


WRITTEN = [(f"title {number}", f"text {number}") for number in range(3)]


def test_old_texts_and_files_move_to_the_new_key_and_the_old_key_goes(inside):
    fill(inside)
    old = inside.case.keys.get(audience="case")
    keeping.end_part(part=inside.parts["council"], by=inside.officer.person)
    assert Entry.objects.filter(key=old).count() == 3

    tend(inside.case, inside.officer)

    assert not CaseKey.objects.filter(pk=old.pk).exists()
    assert bodies(inside, "lead") == bodies(inside, "officer") == WRITTEN
    inside.file.refresh_from_db()
    assert keeping.take_file(file=inside.file, sitting=inside.lead) == ("letter.txt", b"canary" * 30_000)
    assert bodies(inside, "council") == []


def test_a_part_at_each_opening(inside, monkeypatch):
    fill(inside)
    monkeypatch.setattr(tending, "ENTRIES", 2)
    old = inside.case.keys.get(audience="case")
    keeping.end_part(part=inside.parts["council"], by=inside.officer.person)
    tend(inside.case, inside.lead)
    assert Entry.objects.filter(key=old).count() == 1
    assert bodies(inside, "officer") == WRITTEN
    tend(inside.case, inside.lead)
    assert not CaseKey.objects.filter(pk=old.pk).exists()
    assert bodies(inside, "officer") == WRITTEN


def test_damaged_text_is_not_made_whole_by_it(inside):
    fill(inside)
    entry = Entry.objects.first()
    Entry.objects.filter(pk=entry.pk).update(sealed_body=b"forged")
    keeping.end_part(part=inside.parts["council"], by=inside.officer.person)
    tend(inside.case, inside.lead)
    assert [opened.damaged for opened in keeping.read(case=inside.case, sitting=inside.lead)] == [True, False, False]


def test_opening_the_page_does_it(concern):
    with wall.inside(case=concern.case):
        fill(concern)
        keeping.end_part(part=concern.parts["council"], by=concern.officer.person)
    concern.custodians = four_custodians(concern.cast)
    unlocked_client(concern.officer.person).get(f"/wealdshire/cases/{concern.case.reference}/keys/")
    with wall.inside(case=concern.case):
        assert set(concern.case.keys.filter(audience="case").values_list("version", flat=True)) == {2}
        assert Share.objects.filter(key__audience="case").count() == 4


def test_people_who_wait_are_not_let_in_by_it(inside):
    keeping.end_part(part=inside.parts["council"], by=inside.officer.person)
    tend(inside.case, inside.officer)
    assert not Wrap.objects.filter(holder__person=inside.helper.person).exists()


def test_erased_case_leaves_no_key_and_no_row(concern):
    with wall.inside(case=concern.case):
        fill(concern)
        Case.objects.update(erase_on=today(), erase_told_on=today() - LEAST_NOTICE)
    assert do_due()[0] == "Erased 1 case whose time had come."
    with wall.inside(case=concern.case, clockwork=True):
        left = [model for model in (Case, CaseKey, Wrap, Entry, Chunk) if model.objects.exists()]
    assert left == []
    assert Event.objects.filter(verb="case.shredded", target_name=concern.case.reference).count() == 1


def test_case_whose_erasing_was_interrupted_is_unreadable_and_finished_later(concern, monkeypatch):
    with wall.inside(case=concern.case):
        fill(concern)
        Case.objects.update(erase_on=today(), erase_told_on=today() - LEAST_NOTICE)
    monkeypatch.setattr(erasing.Chunk.objects, "filter", lambda **_: 1 / 0, raising=False)
    with pytest.raises(ZeroDivisionError):
        erasing.shred_due()
    with wall.inside(case=concern.case):
        assert not Wrap.objects.exists()
        assert keeping.read(case=concern.case, sitting=concern.lead) == []
    monkeypatch.undo()
    assert erasing.shred_due() == 1


def test_everybody_is_told_before_a_case_is_erased_and_nothing_is_in_the_mail(concern, sign_in):
    with wall.inside(case=concern.case):
        Case.objects.update(state="closed", erase_on=today() + datetime.timedelta(days=30))
    Message.objects.all().delete()
    cases_due()
    assert set(Message.objects.values_list("to", "subject")) == {
        (getattr(concern, name).person.email, "You have a message") for name in ("lead", "council", "officer", "helper")
    }
    cases_due()
    assert Message.objects.count() == 4
    page = unlocked_client(concern.lead.person)
    assert "Keep a copy of what you need" in page.get("/home/").content.decode()
    shown = page.get(f"/wealdshire/cases/{concern.case.reference}/").content.decode()
    assert f"This is erased on {today() + datetime.timedelta(days=30):%-d %B %Y}" in shown
    assert "Told everybody that the case will be erased" in page.get(f"/wealdshire/cases/{concern.case.reference}/looked/").content.decode()


def test_nothing_is_erased_within_a_fortnight_of_the_notice(concern):
    with wall.inside(case=concern.case):
        Case.objects.update(erase_on=today() - datetime.timedelta(days=90))
    assert erasing.shred_due() == 0
    cases_due()
    assert erasing.shred_due() == 0
    assert erasing.shred_due(on=today() + datetime.timedelta(days=13)) == 0
    assert erasing.shred_due(on=today() + datetime.timedelta(days=14)) == 1


def test_case_whose_day_has_not_come_stays(concern):
    with wall.inside(case=concern.case):
        Case.objects.update(erase_on=today() + datetime.timedelta(days=1))
    assert erasing.shred_due() == 0


def test_lapsed_drill_warns_both_sectors_and_closes_nothing(concern):
    cast = concern.cast
    four_custodians(cast)
    Message.objects.all().delete()
    assert warn_of_lapsed(on=today()) == 0
    later = today() + datetime.timedelta(days=100)
    assert warn_of_lapsed(on=later) == 1
    assert set(Message.objects.values_list("to", flat=True)) == {cast.officer.email, concern.officer.person.email}
    assert GoneLive.objects.exists()


def test_warning_is_not_repeated_the_next_hour(concern):
    sittings = four_custodians(concern.cast)
    custodians.end_custodian(custodian=concern.cast.custodians["s1"], by=sittings["s1"].person)
    Message.objects.all().delete()
    assert warn_of_lapsed(on=today()) == 1
    Message.objects.all().delete()  # what was said is not kept in the outbox, which is emptied
    assert warn_of_lapsed(on=today() + datetime.timedelta(days=29)) == 0
    assert warn_of_lapsed(on=today() + datetime.timedelta(days=30)) == 1


def test_warning_waits_for_an_officer_to_be_warned(concern):
    sittings = four_custodians(concern.cast)
    custodians.end_custodian(custodian=concern.cast.custodians["s1"], by=sittings["s1"].person)
    concern.cast.compact.officers.update(until=today() - datetime.timedelta(days=1))
    assert warn_of_lapsed(on=today()) == 0
    concern.cast.compact.officers.update(until=None)
    assert warn_of_lapsed(on=today()) == 1


def test_head_goes_to_both_sides_once_a_day(concern):
    four_custodians(concern.cast)
    chain_events()
    Message.objects.all().delete()
    assert mail_heads(on=today()) == 4
    [head] = [head for head in heads() if head.chain == concern.cast.compact.pk]
    assert all(f"{head.chain}/{head.number}/{head.digest}" in message.text for message in Message.objects.all())
    call_command("verify_audit", head=[f"{head.chain}/{head.number}/{head.digest}"])
    Message.objects.all().delete()
    assert mail_heads(on=today()) == 0
    tomorrow = today() + datetime.timedelta(days=1)
    assert (mail_heads(on=tomorrow), mail_heads(on=tomorrow)) == (4, 0)


def test_mail_with_a_head_writes_no_history_of_its_custodian(concern):
    four_custodians(concern.cast)
    chain_events()
    row = concern.cast.custodians["s1"]
    before = row.history.count()
    assert mail_heads(on=today()) == 4
    assert row.history.count() == before
    type(row).objects.filter(pk=row.pk).update(until=today())
    assert row.history.count() == before + 1


def test_custodians_witness_the_portals_own_chain_too(concern):
    """Who was added or closed, and whose address was changed, stands in the chain of no agreement."""
    four_custodians(concern.cast)
    record("person.email_changed", concern.cast.lead, by=concern.cast.superuser)
    chain_events()
    Message.objects.all().delete()
    mail_heads(on=today())
    [own] = [head for head in heads() if head.chain == PORTAL]
    noted = f"{own.chain}/{own.number}/{own.digest}"
    assert [noted in message.text.splitlines() for message in Message.objects.all()] == [True] * 4
    call_command("verify_audit", head=[noted])
    with pytest.raises(CommandError):
        call_command("verify_audit", head=[f"{own.chain}/{own.number}/{own.digest[::-1]}"])
