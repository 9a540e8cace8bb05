"""PostgreSQL as the second wall: the running role sees no row of a case that nobody has asked for in so many words."""

import pytest
from django.db import Error, connection, transaction

from compact_portal.database.policies import guarded_models
from disputes import keeping, wall
from disputes.models import Audience, Case, Chunk, Entry, Part, Party, Wrap

pytestmark = pytest.mark.django_db
TABLES = sorted(model._meta.db_table for model in guarded_models())


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return cursor.fetchone()[0]


@pytest.fixture
def full(concern):
    with wall.inside(case=concern.case):
        said = {"case": concern.case, "audience": Audience.CASE, "by": concern.parts["lead"], "sitting": concern.lead}
        keeping.write(kind="message", body="x", **said)
        keeping.keep_file(name="letter.txt", content=b"x", **said)
    return concern


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_without_the_setting_sees_nothing(full, table):
    assert count(table) == 0
    with wall.inside(case=full.case):
        assert count(table) > 0 or table not in FILLED
    assert count(table) == 0


FILLED = {"disputes_case", "disputes_party", "disputes_part", "disputes_casekey", "disputes_wrap", "disputes_entry", "disputes_casefile"}
FILLED |= {"disputes_chunk"}


def test_every_table_of_a_case_is_guarded():
    assert set(TABLES) >= FILLED
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace")
        assert {name for (name,) in cursor.fetchall()} == set(TABLES)


def test_another_case_is_not_seen_and_not_written(full):
    other, _ = keeping.open_case(compact=full.cast.compact, organisation=full.cast.council, sitting=full.council)
    with wall.inside(case=other):
        assert not Entry.objects.exists()
        assert list(Case.objects.values_list("pk", flat=True)) == [other.pk]
        assert not Chunk.objects.exists()
        with pytest.raises(Error, match="row-level security"), transaction.atomic():
            Party.objects.create(case=full.case, organisation=full.cast.police, side="responder")


def test_person_sees_their_list_and_nothing_that_was_said(full):
    with wall.inside(person=full.cast.council_lead):
        assert list(Case.objects.for_person(full.cast.council_lead)) == [full.case]
        assert Party.objects.count() == 2
        assert not Entry.objects.exists()
    with wall.inside(person=full.cast.stranger):
        assert not Case.objects.exists()


def test_clockwork_sees_days_and_nothing_that_was_said(full):
    with wall.inside(clockwork=True):
        assert (Case.objects.count(), Part.objects.count()) == (1, 4)
        assert not Entry.objects.exists()
        assert not Chunk.objects.exists()


def test_what_held_before_holds_again(full):
    with wall.inside(case=full.case):
        with wall.inside(clockwork=True):
            assert not Entry.objects.exists()
        assert Entry.objects.exists()
        with pytest.raises(ZeroDivisionError), wall.inside(person=full.cast.stranger):
            1 / 0  # noqa: B018
        assert Entry.objects.exists()
    assert not Wrap.objects.exists()
