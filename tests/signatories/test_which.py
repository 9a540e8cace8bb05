"""Which agreement applies: the algorithm of domain.md R-04 and R-05, and the pages that ask it."""

import pytest
from django.urls import reverse

from signatories.agreement.which import Matter, advise
from signatories.models import Area, Compact, CompactLink


@pytest.fixture
def country(db):
    """England with a region of two counties, each with two districts; agreements of the region, one county and one district."""
    england = Area.objects.create(name="England", level="national")
    region = Area.objects.create(name="South", level="regional", parent=england)
    areas = {"England": england, "South": region}
    for county, districts in {"Weald": ["Ashdown", "Beechy"], "Marsh": ["Fleet", "Quay"]}.items():
        areas[county] = Area.objects.create(name=county, level="county", parent=region)
        areas |= {name: Area.objects.create(name=name, level="district", parent=areas[county]) for name in districts}
    for name, status in [("South", "in_force"), ("Weald", "in_force"), ("Ashdown", "under_review"), ("Marsh", "in_development"), ("Quay", "ended")]:
        area = areas[name]
        compact = Compact.objects.create(slug=name.lower(), name=f"{name} Compact", area=area, level=area.level, status=status, controller="C")
        if name == "Weald":
            CompactLink.objects.create(compact=compact, other_name="National Compact", kind="refers_up")
    return areas


def ask(country, *places, programme="", at_stake="", silent=()):
    matter = Matter([country[place] for place in places], programme, at_stake)
    return advise(matter, not_covered=Compact.objects.filter(slug__in=silent).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("places", "first"),
    [
        (["Ashdown"], "the Ashdown Compact"),  # one district with an agreement
        (["Beechy"], "the Weald Compact"),  # one district without
        (["Ashdown", "Beechy"], "the Weald Compact"),  # several districts of a county
        (["Weald"], "the Weald Compact"),
        (["Ashdown", "Weald"], "the Weald Compact"),
        (["Ashdown", "Quay"], "the South Compact"),  # several counties of a region
        (["Fleet"], "the South Compact"),  # the county's is not in force
        (["Quay"], "the South Compact"),  # the district's has ended
        (["South"], "the South Compact"),
    ],
)
def test_most_local_one_that_is_in_force_comes_first(country, places, first):
    assert ask(country, *places).name == first


@pytest.mark.parametrize(
    ("programme", "at_stake", "first"),
    [
        ("national", "rule", "the National Compact"),
        ("national", "local", "the Ashdown Compact"),
        ("regional", "rule", "the South Compact"),
        ("regional", "local", "the Ashdown Compact"),
    ],
)
def test_programme_goes_by_what_is_at_stake(country, programme, at_stake, first):
    advice = ask(country, *([] if (programme, at_stake) == ("national", "rule") else ["Ashdown"]), programme=programme, at_stake=at_stake)
    assert advice.name == first
    assert ("decided locally" in advice.reason) == (at_stake == "local")


def test_one_goes_up_level_by_level_with_a_reason_for_each(country):
    advice = ask(country, "Ashdown", silent=["ashdown", "weald"])
    assert advice.compact.slug == "south"
    assert [(step.place, step.why_passed) for step in advice.passed] == [
        ("Ashdown", "you found that it does not cover the matter"),
        ("Weald", "you found that it does not cover the matter"),
    ]
    last = ask(country, "Ashdown", silent=["ashdown", "weald", "south"])
    assert (last.compact, last.name) == (None, "the National Compact")
    assert [step.place for step in last.passed] == ["Ashdown", "Weald", "South", "England"]


def test_level_without_an_agreement_in_force_is_named_with_the_reason(country):
    advice = ask(country, "Quay")
    assert [(step.place, step.why_passed) for step in advice.passed] == [
        ("Quay", "the Quay Compact has ended"),
        ("Marsh", "the Marsh Compact is in development: nobody is bound by it yet"),
    ]
    assert advice.is_first


def test_agreement_kept_here_of_the_country_is_found(country):
    national = Compact.objects.create(
        slug="national", name="National Compact", area=country["England"], level="national", status="in_force", controller="C"
    )
    assert ask(country, programme="national", at_stake="rule").compact == national
    assert ask(country, "Ashdown", silent=["ashdown", "weald", "south"]).compact == national
    CompactLink.objects.create(compact=Compact.objects.get(slug="south"), other=national, kind="refers_up")
    assert ask(country, "Ashdown", silent=["ashdown", "weald", "south", "national"]).name == "the National Compact"  # the one that only Weald names


def test_areas_in_a_ring_end_the_walk(country):
    Area.objects.filter(name="England").update(parent=country["Ashdown"])
    assert ask(country, "Beechy").name == "the Weald Compact"


def page(client, query="") -> str:
    return " ".join(client.get(reverse("signatories:which") + query).content.decode().split())


def test_guide_asks_one_question_after_the_other_and_the_address_holds_the_answers(country, client):
    first = page(client)
    assert "Is it about a programme" in first and "Which places" not in first
    assert "Choose whether it is about such a programme" in page(client, "?asked=programme")
    second = page(client, "?asked=programme&programme=none")
    assert "Which places does the matter touch?" in second and '<input type="hidden" name="programme" value="none">' in second
    assert "Choose at least one place" in page(client, "?asked=place&programme=none")
    answer = page(client, f"?programme=none&place={country['Ashdown'].pk}&place={country['Beechy'].pk}")
    assert "Look first into the Weald Compact" in answer
    assert "The smallest area that holds all the places is Weald." in answer
    assert "Ashdown, Beechy" in answer


def test_guide_ends_in_an_answer_with_its_reason(country, client):
    asked = f"?programme=none&place={country['Ashdown'].pk}"
    start = page(client, asked)
    assert "Look first into the Ashdown Compact" in start and "The matter lies in Ashdown, and the most local agreement comes first." in start
    assert f'href="{asked.replace("&", "&amp;")}&amp;not=ashdown"' in start
    up = page(client, asked + "&not=ashdown")
    assert "Look next into the Weald Compact" in up and "Ashdown (Ashdown Compact): you found that it does not cover the matter." in up
    assert "The Weald Compact applies" in page(client, asked + "&not=ashdown&covered=yes")
    assert "Look next into the National Compact" in page(client, asked + "&not=ashdown&not=weald&not=south")


def test_guide_asks_what_is_at_stake_only_for_a_programme(country, client):
    assert "What is at stake?" in page(client, "?programme=national")
    assert "Look first into the National Compact" in page(client, "?programme=national&at_stake=rule")
    assert "Which area does the body that decides cover?" in page(client, "?programme=national&at_stake=local")
    assert "Which area does the body that decides cover?" in page(client, "?programme=regional&at_stake=rule")


@pytest.mark.parametrize(
    "query", ["?programme=x", "?programme=none&place=x", "?programme=none&place=999999", "?programme=%00", "?programme=national&at_stake=0"]
)
def test_nonsense_in_the_address_asks_again(country, client, query):
    assert "Continue</button>" in page(client, query)


def test_nothing_kept_here_is_said_kindly(db, client):
    area = Area.objects.create(name="Nowhere", level="district")
    assert "No agreement kept here covers it" in page(client, f"?programme=none&place={area.pk}")


def test_guide_costs_the_same_for_more_places(country, client, django_assert_num_queries):
    with django_assert_num_queries(4) as one:
        page(client, f"?programme=none&place={country['Ashdown'].pk}")
    with django_assert_num_queries(len(one)):
        page(client, "?programme=none" + "".join(f"&place={country[name].pk}" for name in ("Ashdown", "Beechy", "Weald")))
