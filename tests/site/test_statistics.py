"""After an import the planner knows at once how large the tables have become."""

import io

import pytest
from django.db import connection

from actionplans.importing import import_action_plan
from actionplans.models import Action, Target
from actionplans.periods import parse_period
from signatories.models import Organisation, Signature
from signatories.organisation_import import import_organisations

pytestmark = pytest.mark.django_db
ROWS = 60


def known(model) -> int:
    """How many rows the planner takes a table for; -1 where it has never counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s)", [model._meta.db_table])
        return int(cursor.fetchone()[0])


def file(head: str, row: str) -> io.BytesIO:
    return io.BytesIO("\n".join([head, *(row.format(n=n) for n in range(ROWS))]).encode())


def test_organisations(cast, django_capture_on_commit_callbacks):
    source = file("Name,Kind,Sector", "Body {n},charity,voluntary")
    with django_capture_on_commit_callbacks(execute=True):
        import_organisations(compact=cast.compact, source=source, name="bodies.csv", by=cast.officer)
    assert (known(Organisation), known(Signature)) == (Organisation.objects.count(), Signature.objects.count())


def test_plan(cast, django_capture_on_commit_callbacks):
    source = file("Objective,Organisation,Activity,By When", "Meet often,Wealdshire Council,Meeting {n},June 2009")
    with django_capture_on_commit_callbacks(execute=True):
        import_action_plan(compact=cast.compact, period=parse_period("2009-04/2010-03"), source=source, name="plan.csv", by=cast.officer)
    assert (known(Target), known(Action)) == (1, ROWS)


def test_dry_run_counts_nothing(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as later:
        import_organisations(compact=cast.compact, source=file("Name,Kind,Sector", "Body {n},charity,voluntary"), name="b.csv", by=None, dry_run=True)
    assert later == []
