"""Who covers what: codes × areas × sectors, with the gaps named, drawn and in a table."""

import pytest

from compact_portal.days import today
from compact_portal.documents.grids import grid
from signatories.models import Area, Champion, Signature, Theme
from signatories.reports_champions import coverage, themes_covered
from tests.cast import organisation

PAGE = "/wealdshire/steering/coverage/"


@pytest.fixture
def parts(cast):
    return [Area.objects.create(name=name, level="district", parent=cast.area) for name in ("East", "West")]


@pytest.fixture
def champion(cast, parts):
    champion = Champion.objects.get()
    champion.codes.set(cast.codes[:1])
    champion.areas.set(parts[:1])
    return champion


def counts(cast) -> dict:
    found = coverage(cast.compact, today())
    return {(row.title, cell.area.name): cell.counts for row in found.rows for cell in row.cells}


def test_counts_people_by_code_area_and_sector(cast, champion):
    assert counts(cast) == {
        ("Funding", "East"): [0, 1],
        ("Funding", "West"): [0, 0],
        ("Volunteering", "East"): [0, 0],
        ("Volunteering", "West"): [0, 0],
    }
    found = coverage(cast.compact, today())
    assert (found.covered, found.places, found.champions, found.without_codes) == (1, 8, 1, 0)
    assert found.gaps == [
        "Volunteering: nobody of the public sector anywhere.", "Volunteering: nobody of the voluntary and community sector anywhere.",
        "Funding: nobody of the public sector anywhere.", "Funding: nobody of the voluntary and community sector in West.",
    ]  # fmt: skip


def test_without_areas_of_their_own_they_cover_where_the_organisation_works(cast, champion, parts):
    champion.areas.clear()
    assert coverage(cast.compact, today()).covered == 0
    cast.charity.areas.set(parts)
    assert coverage(cast.compact, today()).covered == 2
    champion.areas.set([cast.area])  # the whole area covers each part
    assert counts(cast)["Funding", "West"] == [0, 1]


def test_who_chose_no_code_is_said_and_covers_nothing(cast, champion):
    champion.codes.clear()
    found = coverage(cast.compact, today())
    assert (found.covered, found.without_codes) == (0, 1)


def test_who_stopped_or_whose_organisation_left_covers_nothing(cast, champion):
    Signature.objects.filter(pk=champion.signature_id).update(status="lapsed")
    assert coverage(cast.compact, today()).covered == 0


def test_agreement_without_codes_or_parts_has_one_place_a_side(cast):
    Champion.objects.get().areas.set([cast.area])
    cast.compact.__dict__["edition"] = None
    found = coverage(cast.compact, today())
    assert [(row.title, [cell.counts for cell in row.cells]) for row in found.rows] == [("The whole Compact", [[0, 1]])]


def test_page_shows_picture_gaps_and_table(cast, champion, sign_in):
    page = " ".join(sign_in(cast.vcs_member).get(PAGE).content.decode().split())
    assert "<strong>1</strong> of 8 places have a Champion" in page
    assert "Funding: nobody for East (Public sector), West (Public sector), West (Voluntary and community sector)" in page  # the picture in words
    assert "<li>Funding: nobody of the voluntary and community sector in West.</li>" in page
    assert page.count("<strong>nobody</strong>") == 7
    assert 'role="img"' in page and "<title" in page and "<desc" in page


def test_page_is_kind_when_nobody_serves(cast, sign_in):
    Champion.objects.all().delete()
    assert "nothing is covered" in sign_in(cast.officer).get(PAGE).content.decode()


def test_many_areas_are_drawn_as_shares(cast, champion, sign_in):
    for number in range(12):
        Area.objects.create(name=f"Part {number}", level="district", parent=cast.area)
    page = sign_in(cast.officer).get(PAGE).content.decode()
    assert "<svg" in page and "3%" in page
    with pytest.raises(ValueError, match="12 columns"):
        grid(id="x", title="x", columns=["a"] * 13, sides=["s"], rows=[])


def test_page_needs_as_many_queries_for_many(cast, champion, sign_in, django_assert_num_queries, django_assert_max_num_queries):
    client = sign_in(cast.officer)
    with django_assert_max_num_queries(60) as few:
        client.get(PAGE)
    for number in range(4):
        body = organisation(cast.compact, f"Body {number}", "statutory", "health")
        body.areas.add(cast.area)
        body.signatures.get().champions.create(person=cast.volunteer).codes.set(cast.codes)
    with django_assert_num_queries(len(few)):
        client.get(PAGE)


def test_coverage_by_what_organisations_work_on_shows_whom_nobody_covers(cast, sign_in, django_assert_num_queries):
    housing, youth = Theme.objects.create(name="Housing"), Theme.objects.create(name="Young people")
    cast.charity.themes.add(housing)
    cast.police.themes.add(youth, housing)
    with django_assert_num_queries(2):
        found = themes_covered(cast.compact, today())
    voluntary, public = cast.compact.terms.sector("voluntary"), cast.compact.terms.sector("statutory")
    assert found == [("Young people", [(public, 0)]), ("Housing", [(public, 0), (voluntary, 1)])]
    page = " ".join(sign_in(cast.officer).get("/wealdshire/steering/coverage/").content.decode().split())
    assert "By what organisations work on" in page and "<strong>nobody</strong>" in page.split("Young people")[1]
