"""Each audience reads what is for it; nobody is let in but by somebody who is in; what was changed is not shown."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from compact_portal.audit.models import Event
from disputes import keeping, wall
from disputes.keeping import NotHeld
from disputes.models import Audience, Case, Entry, Role, Wrap
from disputes.vault import CannotOpen
from signatories.models import Membership
from tests.disputes.conftest import with_key

pytestmark = pytest.mark.django_db


def say(concern, who: str, audience: str, body: str, **more) -> Entry:
    return keeping.write(
        case=concern.case, audience=audience, kind="message", body=body, by=concern.parts[who], sitting=getattr(concern, who), **more
    )


def read(concern, who: str) -> list[str]:
    return [opened.body for opened in keeping.read(case=concern.case, sitting=getattr(concern, who))]


def test_each_reads_what_is_for_them(inside):
    say(inside, "lead", Audience.CASE, "to both")
    say(inside, "lead", Audience.RAISER, "on our side")
    say(inside, "council", Audience.RESPONDER, "on theirs")
    say(inside, "officer", Audience.OFFICER, "for the file")

    assert read(inside, "lead") == ["to both", "on our side"]
    assert read(inside, "council") == ["to both", "on theirs"]
    assert read(inside, "officer") == ["to both", "for the file"]
    assert read(inside, "helper") == []


def test_nobody_writes_to_an_audience_that_they_are_not_of(inside):
    for who, audience in [("council", Audience.RAISER), ("officer", Audience.RAISER), ("lead", Audience.OFFICER), ("helper", Audience.CASE)]:
        with pytest.raises(NotHeld):
            say(inside, who, audience, "no")
    with pytest.raises(PermissionDenied):  # in somebody else's name
        keeping.write(case=inside.case, audience=Audience.CASE, kind="message", body="no", by=inside.parts["lead"], sitting=inside.council)
    assert not Entry.objects.exists()


def test_database_holds_no_word_of_it(inside):
    say(inside, "lead", Audience.CASE, "zyxwvut-canary", title="qponmlk-canary")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text || encode(sealed_body, 'escape') || encode(sealed_title, 'escape') FROM disputes_entry e")
        [(row,)] = cursor.fetchall()
    assert "canary" not in row


def test_helper_waits_until_somebody_lets_them_in(inside):
    say(inside, "lead", Audience.CASE, "to both")
    say(inside, "lead", Audience.RAISER, "on our side")
    waits = {inside.parts["helper"].pk: frozenset({Audience.CASE, Audience.RAISER, Audience.RESPONDER, Audience.HELPER})}
    assert {pk: missing for pk, missing in keeping.waiting(inside.case).items() if pk in waits} == waits

    missing = keeping.let_in(part=inside.parts["helper"], sitting=inside.council)
    assert missing == {Audience.RAISER}
    assert read(inside, "helper") == ["to both"]

    assert keeping.let_in(part=inside.parts["helper"], sitting=inside.lead) == frozenset()
    assert read(inside, "helper") == ["to both", "on our side"]
    assert Event.objects.filter(verb="case.let_in", actor=inside.cast.lead).count() == 1


def test_somebody_outside_lets_nobody_in(inside):
    outsider = with_key(inside.cast.stranger)
    with pytest.raises(NotHeld):
        keeping.let_in(part=inside.parts["helper"], sitting=outsider)
    with pytest.raises(NotHeld):
        keeping.let_in(part=inside.parts["helper"], sitting=inside.helper)  # not themself either
    assert not Wrap.objects.filter(holder__person=inside.helper.person).exists()


def test_nobody_is_let_in_before_they_have_a_passphrase(inside):
    part = keeping.add_part(case=inside.case, person=inside.cast.volunteer, role=Role.COMPANION, side="raiser", by=inside.cast.lead)
    with pytest.raises(ValidationError, match="Volunteer has not chosen a case passphrase yet"):
        keeping.let_in(part=part, sitting=inside.lead)


def test_people_of_a_party_take_no_impartial_part(inside):
    with pytest.raises(ValidationError, match="belongs to one of the parties"):
        keeping.add_part(case=inside.case, person=inside.cast.statutory_member, role=Role.PANEL, by=inside.cast.officer)


def test_who_joins_a_party_later_is_shut_out(inside):
    helper = inside.helper.person
    assert Case.objects.for_person(helper).exists()
    Membership.objects.create(person=helper, organisation=inside.cast.council, role="contributor")
    assert not Case.objects.for_person(helper).exists()
    with pytest.raises(PermissionDenied):
        keeping.let_in(part=inside.parts["helper"], sitting=inside.lead)


def test_superuser_and_the_hosts_officer_have_no_case(concern):
    for someone in (concern.cast.superuser, concern.cast.officer, concern.cast.statutory_member):
        with wall.inside(person=someone):
            assert not Case.objects.for_person(someone).exists()


def test_who_leaves_reads_no_more_and_what_comes_has_another_key(inside):
    say(inside, "lead", Audience.CASE, "before")
    old = inside.case.keys.get(audience=Audience.CASE)

    keeping.end_part(part=inside.parts["council"], by=inside.officer.person)

    assert read(inside, "council") == []
    assert not Case.objects.for_person(inside.council.person).exists()
    assert say(inside, "lead", Audience.CASE, "after").key.version == old.version + 1
    assert read(inside, "officer") == ["before", "after"]
    assert not Wrap.objects.filter(holder__person=inside.council.person).exists()


def test_author_alone_rewrites(inside):
    entry = say(inside, "lead", Audience.CASE, "first", title="Title")
    with pytest.raises(PermissionDenied):
        keeping.rewrite(entry=entry, body="forged", sitting=inside.council)
    keeping.rewrite(entry=entry, body="second", sitting=inside.lead)
    [opened] = keeping.read(case=inside.case, sitting=inside.council)
    assert (opened.title, opened.body, opened.entry.version) == ("Title", "second", 2)


def test_draft_is_its_authors_until_it_is_sent(inside):
    draft = say(inside, "lead", Audience.DRAFT, "not yet")
    assert read(inside, "officer") == read(inside, "council") == []
    keeping.move(entry=draft, audience=Audience.CASE, sitting=inside.lead)
    assert read(inside, "officer") == ["not yet"]


def test_what_was_swapped_or_forged_is_not_shown(inside):
    one, other = say(inside, "lead", Audience.CASE, "one"), say(inside, "lead", Audience.CASE, "other")
    Entry.objects.filter(pk=one.pk).update(sealed_body=bytes(other.sealed_body))
    Entry.objects.filter(pk=other.pk).update(sealed_body=b"FORGED PLAINTEXT")
    opened = keeping.read(case=inside.case, sitting=inside.officer)
    assert [(each.damaged, each.title, each.body) for each in opened] == [(True, "", "")] * 2


def test_older_text_under_a_newer_number_is_not_shown(inside):
    entry = say(inside, "lead", Audience.CASE, "first")
    old = bytes(entry.sealed_body)
    entry = keeping.rewrite(entry=entry, body="second", sitting=inside.lead)
    Entry.objects.filter(pk=entry.pk).update(sealed_body=old)
    assert keeping.read(case=inside.case, sitting=inside.lead)[0].damaged


def test_file_comes_back_as_it_was_and_its_taking_is_told(inside):
    content = bytes(range(256)) * 1000
    said = {"case": inside.case, "by": inside.parts["lead"], "sitting": inside.lead}
    file = keeping.keep_file(audience=Audience.CASE, name="Angebot – letter.pdf", content=content, **said)
    assert keeping.take_file(file=file, sitting=inside.council) == ("Angebot – letter.pdf", content)
    assert [name for _, name in keeping.names(case=inside.case, sitting=inside.officer)] == ["Angebot – letter.pdf"]
    assert Event.objects.filter(verb="case.file_taken", actor=inside.council.person).count() == 1
    with pytest.raises(NotHeld):
        keeping.take_file(file=file, sitting=inside.helper)
    file.chunks.order_by("-number").first().delete()
    with pytest.raises(CannotOpen):
        keeping.take_file(file=file, sitting=inside.council)
