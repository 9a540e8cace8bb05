"""The search beside a bare page, with 300 agreements and 100,000 signatories in the database. Prints both, and their ratio."""

import random
import statistics
import time

import pytest
from django.db import connection

from actionplans.models import Action, Plan, Target
from signatories.models import Area, Compact, Edition, Organisation, Signature
from tests.conftest import as_owner

pytestmark = pytest.mark.prove
COMPACTS, SIGNATORIES, TIMES = 300, 100_000, 60
AT_MOST = 5  # times a bare page
FIRST = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Pine", "Rowan", "Willow", "Yew", "Alder", "Aspen"]
SECOND = ["Bridge", "Brook", "Common", "Corner", "Down", "Farm", "Ford", "Gate", "Green", "Grove", "Heath", "Hill", "Lane", "Park", "Vale", "Way"]
THIRD = ["Befriending", "Carers", "Choir", "Club", "Friends", "Gardeners", "Helpers", "Neighbours", "Players", "Society", "Trust", "Volunteers"]


def fill(cast) -> None:
    """Invented, from a fixed seed; each agreement has a plan of 36 actions."""
    chance = random.Random(2009)
    areas = Area.objects.bulk_create(Area(name=f"Shire {n}", level="county") for n in range(COMPACTS))
    compacts = Compact.objects.bulk_create(
        Compact(slug=f"shire-{n}", name=f"Shire {n} Compact", area=area, level="county", summary="S", controller="C") for n, area in enumerate(areas)
    )
    editions = Edition.objects.bulk_create(Edition(compact=each, label="Edition") for each in compacts)
    plans = Plan.objects.bulk_create(
        Plan(compact=each, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted") for each in compacts
    )
    targets = Target.objects.bulk_create(Target(plan=plan, number=1, text="Help each other") for plan in plans)
    Action.objects.bulk_create(
        Action(target=target, number=n, text=f"Ask the {chance.choice(THIRD)} of {chance.choice(FIRST)} {chance.choice(SECOND)} about volunteers")
        for target in targets
        for n in range(1, 37)
    )
    made = Organisation.objects.bulk_create(
        (
            Organisation(
                name=f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(THIRD)} {n}", sector="voluntary", kind="community_group"
            )
            for n in range(SIGNATORIES)
        ),
        batch_size=5000,
    )
    Signature.objects.bulk_create(
        (Signature(organisation=one, compact=compacts[n % COMPACTS], edition=editions[n % COMPACTS], status="signed") for n, one in enumerate(made)),
        batch_size=5000,
    )


def percentile(client, addresses: list[str]) -> float:
    """The 95th of the times in which they answer, in milliseconds."""
    for address in addresses[:5]:
        client.get(address)
    taken = []
    for address in addresses:
        start = time.perf_counter()
        assert client.get(address).status_code == 200
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.quantiles(taken, n=20)[-1]


@pytest.mark.parametrize("who", [None, "vcs_member"])
def test_search_takes_at_most_five_times_a_bare_page(committed, cast, client, sign_in, figure, who):
    fill(cast)
    as_owner(connection.settings_dict["NAME"], "VACUUM ANALYZE")  # as a database that runs for some days does by itself
    seeker = sign_in(getattr(cast, who)) if who else client
    chance = random.Random(1)
    kinds = [
        lambda: chance.choice(THIRD), lambda: f"{chance.choice(FIRST)} {chance.choice(SECOND)}", lambda: f"{chance.choice(THIRD)[:-1]}x",
        lambda: f"{chance.choice(FIRST)} {chance.choice(THIRD)} {chance.randrange(SIGNATORIES)}", lambda: "volunteers", lambda: "nothingatall",
    ]  # fmt: skip
    words = [kinds[n % len(kinds)]() for n in range(TIMES)]
    bare = percentile(seeker, ["/wealdshire/privacy/"] * TIMES)
    search = percentile(seeker, [f"/search/?q={each.replace(' ', '+')}" for each in words])
    figure(f"search as {who or 'anybody'}: {search:.1f} ms, a bare page {bare:.1f} ms: {search / bare:.1f} times")
    assert search <= AT_MOST * bare
