"""The demonstration: what is in it, that it loads once, and that its words are our own."""

import csv
import datetime
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db.models import Count

from actionplans.models import Achievement, Action, Plan, Target
from compact_portal.accounts.models import User
from compact_portal.demo.loading import load_demonstration
from compact_portal.demo.people import PASSWORD, address
from reviews.models import Highlight, Review
from reviews.year.items import items_of, review_of_year
from signatories.models import Area, Champion, Compact, Organisation, Seat, SeatHolder, Signature
from signatories.roles import roles_of

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
WRITTEN_HERE = sorted([*(ROOT / "signatories/content").glob("*.toml"), *(ROOT / "compact_portal/demo/content").glob("*.toml")])
TODAY = datetime.date(2026, 5, 20)


@pytest.fixture
def demonstration(db):
    load_demonstration(on=TODAY)


@pytest.fixture
def east_sussex(demonstration):
    return Compact.objects.get(slug="east-sussex")


def test_it_is_refused_where_the_demonstration_is_off(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="only where COMPACT_DEMO=1"):
        call_command("load_demo")
    assert not Compact.objects.exists()
    assert not User.objects.exists()


def test_it_loads_once_and_says_who_can_sign_in(db, settings, capsys):
    settings.DEMO = True
    call_command("load_demo")
    first = capsys.readouterr().out
    before = [model.objects.count() for model in (Compact, User, Organisation, Plan, Review, Area)]

    call_command("load_demo")
    second = capsys.readouterr().out

    assert [model.objects.count() for model in (Compact, User, Organisation, Plan, Review, Area)] == before
    assert "The demonstration is loaded, with 4 agreements." in first
    assert "nothing was loaded" in second
    for printed in (first, second):
        assert "officer@demo.example" in printed
        assert PASSWORD in printed


def test_it_touches_no_agreement_that_is_there_already(cast, settings, capsys):
    settings.DEMO = True
    people = User.objects.count()
    call_command("load_demo")

    assert capsys.readouterr().out.strip() == "There are agreements here already: nothing was loaded."
    assert list(Compact.objects.all()) == [cast.compact]
    assert User.objects.count() == people


def test_a_load_that_fails_leaves_nothing(db, monkeypatch):
    monkeypatch.setattr("compact_portal.demo.loading.load_reviews", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load_demonstration(on=TODAY)
    assert not User.objects.exists()


def test_everybody_on_the_list_can_sign_in_with_the_password(demonstration, client):
    keys = ["officer", "deputy-officer", "statutory-member", "vcs-member", "champion", "charity", "volunteer", "council", "facilitator"]
    keys += [f"panel-{number}" for number in range(1, 13)]
    keys += ["statutory-custodian-1", "statutory-custodian-2", "vcs-custodian-1", "vcs-custodian-2", "board", "admin"]
    people = {user.email: user for user in User.objects.all()}

    assert len(PASSWORD) >= 12
    assert all(people[address(key)].has_usable_password() for key in keys)
    assert sum(user.has_usable_password() for user in people.values()) == len(keys)
    assert all(email.endswith("@demo.example") for email in people)
    assert [user.email for user in people.values() if user.is_staff or user.is_superuser] == ["admin@demo.example"]
    assert set(EmailAddress.objects.filter(primary=True, verified=True).values_list("email", flat=True)) == set(people)
    assert client.login(email="charity@demo.example", password=PASSWORD)


def test_each_person_has_their_part_in_east_sussex(east_sussex):
    def parts(key):
        person = User.objects.get(email=address(key))
        roles = roles_of(person, east_sussex, on=TODAY)
        has = {
            "officer": roles.officer,
            "steering": roles.steering,
            "champion": person.championships.serving(on=TODAY).filter(signature__compact=east_sussex).exists(),
            "board": person.board_seats.serving(on=TODAY).filter(compact=east_sussex).exists(),
        }
        acts_for = person.memberships.serving(on=TODAY).filter(organisation__signatures__compact=east_sussex)
        return {name for name, does in has.items() if does}, acts_for.count()

    assert {key: parts(key) for key in ("officer", "deputy-officer", "statutory-member", "vcs-member", "champion", "board", "admin")} == {
        "officer": ({"officer"}, 0),
        "deputy-officer": ({"officer"}, 0),
        "statutory-member": ({"steering"}, 0),
        "vcs-member": ({"steering"}, 0),
        "champion": ({"champion"}, 0),
        "board": ({"board"}, 0),
        "admin": (set(), 0),
    }
    assert (parts("charity"), parts("volunteer"), parts("council")) == ((set(), 1), (set(), 1), ({"champion"}, 1))
    assert set(east_sussex.officers.values_list("person__email", "sector")) == {
        (address("officer"), "statutory"),
        (address("deputy-officer"), "voluntary"),
    }


# The counts of the four agreements, as their sources print them (domain.md A12).
def test_the_four_agreements_have_the_parts_of_their_sources(demonstration):
    found = {}
    for compact in Compact.objects.all():
        edition = compact.editions.order_by("id").first()  # a draft of the next one may stand beside it
        kinds = dict(edition.statements.values_list("kind").annotate(Count("id")).order_by())
        found[compact.slug] = (compact.status, edition.status, kinds, edition.undertakings.count(), edition.codes.count())

    assert found == {
        "east-sussex": ("in_force", "published", {"aim": 4, "principle": 4}, 0, 6),
        "essex": ("in_force", "published", {"principle": 10, "next_step": 4}, 26, 0),
        "southwark": ("under_review", "published", {"principle": 5, "next_step": 4}, 8, 0),
        "south-east": ("in_development", "consulted", {"aim": 4, "next_step": 2}, 0, 0),
    }
    for compact in Compact.objects.all():
        compact.full_clean()  # unknown words, addresses, choices
    assert not Signature.objects.in_force().filter(compact__slug__in=["south-east", "essex"]).exists()


def test_the_agreements_differ_in_words_and_rules(demonstration):
    compacts = {compact.slug: compact for compact in Compact.objects.prefetch_related("links")}

    assert {slug: (each.champion_rule, each.disputes) for slug, each in compacts.items()} == {
        "east-sussex": ("required", "facilitated"),
        "essex": ("required", "none"),
        "southwark": ("optional", "panel"),
        "south-east": ("encouraged", "none"),
    }
    assert (compacts["south-east"].terms.target, compacts["south-east"].terms.voluntary) == ("Objective", "third sector")
    assert compacts["south-east"].terms.owner == "Regional Organisation/Partnership"
    assert compacts["southwark"].terms.voluntary == "voluntary, community and faith sector"
    assert [(link.kind, link.other_name) for link in compacts["essex"].links.all()] == [
        ("complements", "Compacts of the districts and boroughs of Essex"),
        ("refers_up", "National Compact"),
    ]


def test_the_steering_group_has_eleven_seats_and_fifteen_holders(east_sussex):
    seats = Seat.objects.filter(compact=east_sussex).annotate(people=Count("holders"))

    assert sorted(seat.people for seat in seats) == [1] * 7 + [2] * 4
    assert sorted(seats.values_list("organisation__sector", flat=True)) == ["statutory"] * 6 + ["voluntary"] * 5
    assert dict(SeatHolder.objects.exclude(person=None).values_list("person__email", "name")) == {
        address("statutory-member"): "Rosalind Peake",
        address("vcs-member"): "Desmond Achebe",
    }


def test_46_invented_signatories_can_be_asked_and_no_real_body_can(east_sussex):
    asked = Organisation.objects.exclude(contact_email="")

    assert asked.filter(signatures__compact=east_sussex, signatures__status="signed").count() == 46
    assert dict(asked.values_list("sector").annotate(Count("id")).order_by()) == {"voluntary": 30, "statutory": 16}
    assert all(email.endswith("@demo.example") for email in asked.values_list("contact_email", flat=True))
    assert asked.values("contact_email").distinct().count() == 46
    assert set(Champion.objects.values_list("signature__organisation__contact_email", flat=True)) <= set(
        asked.values_list("contact_email", flat=True)
    )
    published = Champion.objects.filter(published=True).count()
    assert (published, Champion.objects.count()) == (10, 18)


def test_the_year_2009_has_8_targets_with_43_achievements_and_two_considerations(east_sussex):
    plan = east_sussex.plans.get(period="2009")
    targets = plan.targets.annotate(done=Count("achievements"))

    assert [(target.number, target.done) for target in targets.filter(kind=Target.Kind.ORDINARY)] == list(enumerate([14, 4, 4, 5, 3, 3, 4, 6], 1))
    assert [(target.number, target.done) for target in targets.filter(kind=Target.Kind.FUTURE)] == [(9, 2)]
    assert {target.number: target.outcomes.count() for target in targets} == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 2, 8: 1, 9: 0}
    assert (plan.status, str(plan.strategy)) == ("closed", "Implementation Strategy 2007 – 2012")
    assert [len(each.paragraphs) for each in Achievement.objects.filter(target__plan=plan, target__number=6)] == [2, 3, 1]


def test_the_other_plans_are_there_and_the_imported_one_is_left_free(demonstration):
    assert set(Plan.objects.values_list("compact__slug", "period", "status")) == {
        ("east-sussex", "2009", "closed"),
        ("east-sussex", "2010", "draft"),
        ("east-sussex", "2024", "closed"),
        ("east-sussex", "2025", "closed"),
        ("east-sussex", "2026", "adopted"),
        ("southwark", "2027", "draft"),
        ("southwark", "communications-2026", "adopted"),
        ("south-east", "2007-04-2008-03", "closed"),
    }
    regional = Action.objects.filter(target__plan__compact__slug="south-east")
    assert regional.count() == 8
    assert set(regional.filter(due_on=None).values_list("by_when", flat=True)) == {
        "Ongoing",
        "At quarterly meetings of the Regional Cross Sector Partnership. Ongoing",
    }
    assert regional.get(after_plan=True).by_when == "May 2008"
    assert regional.get(by_when="5th and 19th February 2008").milestones == [datetime.date(2008, 2, 5), datetime.date(2008, 2, 19)]


@pytest.mark.parametrize("on", [datetime.date(2026, 1, 1), TODAY, datetime.date(2027, 12, 31)])
def test_this_year_has_a_plan_with_work_that_is_late_and_work_to_come(db, on):
    load_demonstration(on=on)
    plan = Plan.objects.get(compact__slug="east-sussex", period=str(on.year))
    actions = Action.objects.filter(target__plan=plan)

    assert plan.targets.count() == 6
    assert set(actions.overdue(on=on).values_list("text", flat=True)) == {
        "Hold two evenings for Champions, one inland and one by the sea.",
        "Compare when each public body pays its grants.",
        "Start a shared calendar of consultations.",
    }
    assert actions.filter(due_on__gte=on).count() == 5
    assert actions.filter(ongoing=True).count() == 2
    assert not actions.filter(owners=None).exists()
    assert Review.objects.get(compact__slug="east-sussex", year=on.year).plan == plan


def test_the_review_of_2009_looks_at_its_plan_and_on_to_the_next(east_sussex):
    review = east_sussex.reviews.get(year=2009)

    assert (review.label, review.plan.period, review.next_plan.period) == ("2009 – 2010", "2009", "2010")
    assert (review.started_on, review.board_on) == (datetime.date(2009, 8, 10), datetime.date(2010, 1, 21))
    assert review.opening.startswith("This was a year of small steps")
    assert "\n" not in review.process_notes  # lines wrapped in the file are joined
    assert review.highlights.count() == 5


def test_highlights_name_no_body(demonstration):
    for highlight in Highlight.objects.all():
        assert [name for name in Organisation.objects.values_list("name", flat=True) if name in highlight.text] == []


@pytest.mark.skipif(not (SHARED / "data").exists(), reason="the real steering group's table is not beside this checkout")
def test_every_organisation_of_the_real_steering_group_is_known(demonstration):
    with (SHARED / "data/east-sussex-steering-group-2009-10.csv").open(encoding="utf-8-sig", newline="") as file:
        named = [row["Organisation"] for row in csv.DictReader(file)]

    assert len(named) == 11
    assert {name: Organisation.objects.named(name).count() for name in named} == dict.fromkeys(named, 1)


def test_other_names_of_a_body_find_it(demonstration):
    for names in (
        ["Statutory Sectors Funding Group", "East Sussex Public Sector Funders Group"],
        ["SERCC", "SERCCC"],
        ["ESFRS", "East Sussex and Fire Rescue Service"],
        [
            "Regional Cross Sector Partnership For The Third Sector",
            "Regional Cross-sector Partnership For The Third Sector",
            "Regional Strategic Cross Sector Partnership for the Third Sector",
        ],
    ):
        assert len({Organisation.objects.named(name).get().pk for name in names}) == 1


# --- the words are our own ---------------------------------------------------------------------------------------------
COPY = 8  # words in a row
# Titles and names may be as long as that; nothing else may be the same.
TITLES = [
    "Black and Minority Ethnic Voluntary and Community Groups",
    "Getting it right together, rather than wrong alone",
    "Regional Cross Sector Partnership for the Third Sector",
    "Regional Strategic Cross Sector Partnership for the Third Sector",
]
# Digests of the names of real officers in the sources: the names themselves do not belong in this project.
OFFICERS = {
    "05e553b7ea1cc675", "090075d454535651", "0a372a3c64403c7c", "0c3591f46a802b9d", "11bb46447f8f796d", "1af017de42a7fb49", "32c9c6102af0c821",
    "399d8d7bc00e11ff", "40f3d41f5362609c", "5359af81cc3a8c30", "5de42af566b8a7eb", "5f20de054a2c7c77", "61210ed46751ac3b", "7734c27572f42314",
    "781b88ba0541deed", "8f7d7aac1ae18fa1", "94fd9f29d1169545", "954fce7d250b2787", "a9df495f7e260674", "b9b80fc3c1a5b12f", "cdc7b00c33b05c39",
}  # fmt: skip


def sequences(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", re.sub(r"['’]", "", text.lower().replace("&", " and ")))
    return {tuple(words[start : start + COPY]) for start in range(len(words) - COPY + 1)}


@pytest.fixture(scope="module")
def sources() -> set[tuple[str, ...]]:
    files = [*(SHARED / "seeds").glob("*"), *(SHARED / "data").glob("*")]
    if not files:
        pytest.skip("the sources are not beside this checkout")
    found = set().union(*(sequences(path.read_text(encoding="utf-8", errors="replace")) for path in files))
    return found.difference(*(sequences(title) for title in TITLES))


@pytest.mark.parametrize("path", WRITTEN_HERE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sentence_is_copied_from_the_sources(path, sources):
    assert [" ".join(words) for words in sorted(sequences(path.read_text(encoding="utf-8")) & sources)] == []


@pytest.mark.parametrize("path", WRITTEN_HERE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_real_officer_is_named(path):
    words = re.findall(r"[\w’'-]+", path.read_text(encoding="utf-8").lower())

    assert [pair for pair in pairwise(words) if hashlib.sha256(" ".join(pair).encode()).hexdigest()[:16] in OFFICERS] == []


@pytest.mark.skipif(not (SHARED / "data").exists(), reason="the real steering group's table is not beside this checkout")
def test_the_digests_know_the_real_steering_group():
    with (SHARED / "data/east-sussex-steering-group-2009-10.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [name.strip().lower() for row in csv.DictReader(file) for name in row["Name"].split("/")]

    assert len(names) == 15
    assert {hashlib.sha256(name.encode()).hexdigest()[:16] for name in names} <= OFFICERS


def test_the_year_says_what_the_portal_knows(east_sussex):
    """No step of it is said to be done while the room in which it is done says otherwise; one day is late, for the page to show."""
    items = {item.name: item.state(TODAY) for item in items_of(review_of_year(east_sussex, TODAY), TODAY)}
    assert (items["refresh"], items["event"], items["checklists"], items["seats"]) == ("coming", "coming", "done", "done")
    assert list(items.values()).count("late") == 1
