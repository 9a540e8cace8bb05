"""What belongs to one agreement cannot be had through the address of another, not even by somebody who is an officer of both."""

import pytest
from django.db import transaction
from django.urls import reverse

from signatories.models import Compact, Officer
from tests.cast import SINCE
from tests.site import sweep
from tests.site.test_access import browser

pytestmark = pytest.mark.django_db
# What follows the agreement in these addresses is no row of it: kinds of mail, of tables and of pages that every agreement has. A file that
# waits to be imported is looked for in the agreement of the address, and a sentence says that it is not there. Organisations belong to no
# agreement, so any may be invited. Leaving a mailed link ends what this browser opened, wherever that was.
SHARED = {"mailing:words", "mailing:portals_words", "actionplans:import_check", "signatories:invite_organisation", "reviews:leave"}
SHARED_ROOMS = ("open_data:",)


@pytest.fixture
def asked(cast):
    """(name, kwargs, whether it only takes what is posted) of every address that names a row of an agreement."""
    sweep.prepare(cast)
    found = []
    for rule in sweep.rules().values():
        if "compact" in rule.kwargs and len(rule.kwargs) > 1 and rule.name not in SHARED and not rule.name.startswith(SHARED_ROOMS):
            found.append((rule.name, {key: value(cast) if callable(value) else value for key, value in rule.kwargs.items()}, rule.only_post))
    return found


@pytest.fixture
def elsewhere(cast, asked):
    """A second agreement in force, with the same officers and a text, and nothing else."""
    other = Compact.objects.create(
        slug="through-another", name="Another Compact", area=cast.area, level="county", status="in_force", summary="S", controller="C", board="B"
    )
    other.editions.create(label="Edition")
    for person in (cast.officer, cast.lead):
        Officer.objects.create(compact=other, person=person, sector="statutory", since=SINCE)
    return other


@pytest.mark.parametrize("name", ["officer", "lead"])
def test_nothing_opens_through_another_agreement(cast, asked, elsewhere, name):
    client, opened = browser(cast, name), []
    for rule, kwargs, only_post in asked:
        address = reverse(rule, kwargs=kwargs | {"compact": elsewhere.slug})
        for method in ("POST",) if only_post else ("GET", "POST"):
            with transaction.atomic():
                outcome = sweep.outcome(client.generic(method, address))
                transaction.set_rollback(True)
            if outcome not in ("hidden", "wrong method"):
                opened.append(f"{method} {rule} {address}: {outcome}")
    assert "\n".join(opened) == ""
    assert len(asked) > 200
