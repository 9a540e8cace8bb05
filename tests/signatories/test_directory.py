"""The public list of signatories: narrowing, paging, download; and the Champions who agreed to be shown."""

import csv
import datetime
import io

import pytest

from signatories.models import Area, Champion, Organisation, OrganisationName, Signature, Theme
from tests.cast import organisation, person

LIST = "/wealdshire/signatories/"


def names(response) -> list[str]:
    return [row.name for row in response.context["rows"]]


def test_directory_lists_everybody_by_name(client, cast):
    organisation(cast.compact, "acorn Trust", "voluntary", "charity")
    response = client.get(LIST)
    assert names(response) == ["acorn Trust", "Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council", "Wealdshire Police"]
    assert "<strong>5</strong> signatories" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sector=statutory", ["Wealdshire Council", "Wealdshire Police"]),
        ("kind=police", ["Wealdshire Police"]),
        ("words=hill+OAK", ["Oak Hill Allotments"]),
        ("words=former+bramblers", ["Bramble Lane Befriending"]),
        ("words=wc", ["Wealdshire Council"]),
        ("sector=voluntary&words=lane", ["Bramble Lane Befriending"]),
        ("words=nothing+like+it", []),
        ("sort=newest", ["Wealdshire Police", "Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council"]),
        ("page=99", ["Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council", "Wealdshire Police"]),
    ],
)
def test_directory_narrows_and_sorts_by_address(client, cast, query, expected):
    OrganisationName.objects.create(organisation=cast.charity, name="The Former Bramblers", kind="former")
    Signature.objects.filter(organisation=cast.police).update(signed_on=datetime.date(2009, 5, 1))
    assert names(client.get(f"{LIST}?{query}")) == expected


def test_directory_narrows_by_area(client, cast):
    north = Area.objects.create(name="North Weald", level="district")
    cast.charity.areas.add(north, cast.area)
    response = client.get(f"{LIST}?area={north.pk}")
    assert names(response) == ["Bramble Lane Befriending"]
    assert "Works in North Weald, Wealdshire" in " ".join(response.content.decode().split())


@pytest.mark.parametrize("query", ["sector=martian", "area=999999", "kind=%00", "words=%00", "sort=x"])
def test_directory_survives_nonsense(client, cast, query):
    assert client.get(f"{LIST}?{query}").status_code == 200


def many(cast, count: int) -> None:
    """Further listed signatories, each with an area."""
    first = Organisation.objects.count()
    made = Organisation.objects.bulk_create(
        Organisation(name=f"Group {number:03}", sector="voluntary", kind="community_group") for number in range(first, first + count)
    )
    Signature.objects.bulk_create(Signature(organisation=each, compact=cast.compact, edition=cast.edition, status="signed") for each in made)
    through = Organisation.areas.through
    through.objects.bulk_create(through(organisation=each, area=cast.area) for each in made)


def test_directory_is_paged(client, cast):
    many(cast, 60)
    assert len(names(client.get(LIST))) == 50
    assert len(names(client.get(f"{LIST}?page=2"))) == 14
    assert 'href="?sector=voluntary&amp;page=2"' in client.get(f"{LIST}?sector=voluntary").content.decode()


@pytest.mark.parametrize(("address", "queries"), [("/wealdshire/signatories/", 4), ("/wealdshire/data/signatories.csv", 3)])
def test_directory_needs_as_many_queries_for_3000_as_for_3(client, cast, django_assert_num_queries, address, queries):
    Signature.objects.exclude(organisation=cast.charity).update(listed=False)
    cast.charity.areas.add(cast.area)
    for more in (2, 2997):
        many(cast, more)
        client.get(address)  # the file remembers since when it has been as it is
        with django_assert_num_queries(queries):
            assert "Bramble Lane Befriending" in client.get(address).content.decode()


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_csv_holds_every_listed_signatory(client, cast):
    cast.charity.areas.add(cast.area)
    response = client.get("/wealdshire/data/signatories.csv")
    header, *rows = rows_of(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="wealdshire-signatories.csv"'
    assert header == [
        "organisation", "short_name", "sector", "kind", "signed_on", "edition", "size", "areas", "themes", "website", "charity_number",
        "company_number", "org_id", "contact", "sector_code", "kind_code", "id", "url",
    ]  # fmt: skip
    told = ["Bramble Lane Befriending", "", "voluntary and community sector", "charity", "2009-01-01", "Edition of 2005"]
    assert rows[0][:-2] == [*told, "", "Wealdshire", "", "", "", "", "", "", "voluntary", "charity"]
    assert [row[0] for row in rows] == ["Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council", "Wealdshire Police"]


def test_csv_runs_no_formula(client, cast):
    organisation(cast.compact, '=HYPERLINK("http://evil.example")', "voluntary", "charity")
    cells = [row[0] for row in rows_of(client.get("/wealdshire/data/signatories.csv"))]
    assert '\'=HYPERLINK("http://evil.example")' in cells


def test_data_page_explains_each_column(client, cast):
    page = client.get("/wealdshire/data/").content.decode()
    header = rows_of(client.get("/wealdshire/data/signatories.csv"))[0]
    assert [column for column in header if f"<code>{column}</code>" not in page] == []
    assert "Open Government Licence" in page


def test_champions_page_shows_who_agreed_and_counts_the_others(client, cast):
    champion = Champion.objects.get(person=cast.champion)
    champion.codes.add(cast.codes[0])
    champion.areas.add(cast.area)
    other = Signature.objects.get(organisation=cast.police)
    Champion.objects.create(signature=other, person=person("silent"), main=True, since=datetime.date(2009, 1, 1))
    page = " ".join(client.get("/wealdshire/champions/").content.decode().split())
    assert "mailto:champion@example.org" in page and "Bramble Lane Befriending" in page
    assert "Keeps an eye on: Funding" in page and "Works in Wealdshire" in page
    assert "<strong>1</strong> in the public sector" in page and "in the voluntary" not in page.split("Not shown by name")[1]
    assert "silent@example.org" not in page
    assert "Volunteering" in page.split("Nobody yet for")[1] and "Funding" not in page.split("Nobody yet for")[1]


def test_champions_page_is_kind_when_empty(client, cast):
    Champion.objects.update(published=False)
    assert "Nobody is shown here" in client.get("/wealdshire/champions/").content.decode()
    Champion.objects.all().delete()
    assert "No Champion has been named yet." in client.get("/wealdshire/champions/").content.decode()


@pytest.mark.parametrize(
    ("typed", "meant", "found"),
    [
        ("bramle", "bramble", ["Bramble Lane Befriending"]),
        ("oak alotments", "oak allotments", ["Oak Hill Allotments"]),
        ("polise", "police", ["Wealdshire Police"]),
        ("xyzzy", "", []),
        ("bramble xyzzy", "", []),
        ("ty cymuned", "", ["Tŷ Cymuned y Gors"]),
        ("TŶ", "", ["Tŷ Cymuned y Gors"]),
        ("womens", "", ["St Aldwyn’s Women's Group"]),
        ("aldwyn's", "", ["St Aldwyn’s Women's Group"]),
    ],
)
def test_directory_forgives_typing_errors_accents_and_apostrophes(client, cast, typed, meant, found):
    organisation(cast.compact, "Tŷ Cymuned y Gors", "voluntary", "charity")
    organisation(cast.compact, "St Aldwyn’s Women's Group", "voluntary", "community_group")
    response = client.get(LIST, {"words": typed})
    assert names(response) == found
    assert (f"Shown is what fits “{meant}”" in response.content.decode()) == bool(meant)


def test_directory_means_only_names_that_everybody_may_see(client, cast):
    hidden = organisation(cast.compact, "Quietbird Trust", "voluntary", "charity")
    Signature.objects.filter(organisation=hidden).update(listed=False)
    for words in ("quietbrid", "quietbird"):
        page = client.get(LIST, {"words": words}).content.decode()
        assert "Nothing fits" in page and "Quietbird Trust" not in page


def test_directory_finds_what_is_kept_under_another_name(client, cast):
    Organisation.objects.create(name="The Old Bramblers", sector="voluntary", kind="charity", merged_into=cast.charity)
    assert names(client.get(LIST, {"words": "old bramblers"})) == ["Bramble Lane Befriending"]


def test_directory_shows_only_what_was_agreed(client, cast):
    """A canary in every detail: without the organisation's word none of them is on the page, in the data or to be found by."""
    north = Area.objects.create(name="Canary Marsh", level="district")
    theme = Theme.objects.create(name="Canaries")
    cast.charity.areas.add(north)
    cast.charity.themes.add(theme)
    details = {"website": "https://canary.example", "charity_number": "7654321", "company_number": "07654321", "org_id": "GB-COH-07654321"}
    Organisation.objects.filter(pk=cast.charity.pk).update(size="small", contact_email="canary@example.org", **details)
    shown = ["Canary Marsh", "Canaries", *details.values(), "no paid staff, or one", "canary@example.org"]
    address, narrowed = "/wealdshire/data/signatories.csv", f"{LIST}?area={north.pk}"
    signature = Signature.objects.filter(organisation=cast.charity)

    def seen() -> list[str]:
        both = client.get(LIST).content.decode() + client.get(address).content.decode()
        return [word for word in shown if word in both]

    signature.update(details_listed=True, contact_listed=True)
    assert seen() == shown
    assert names(client.get(narrowed)) == ["Bramble Lane Befriending"]
    signature.update(details_listed=True, contact_listed=False)
    assert seen() == shown[:-1]
    signature.update(details_listed=False)
    assert seen() == []
    assert "Bramble Lane Befriending" in client.get(LIST).content.decode()
    assert "Bramble Lane Befriending" not in names(client.get(f"{LIST}?size=small"))
    signature.update(listed=False, details_listed=True, contact_listed=True)
    assert seen() == []


def test_directory_narrows_by_theme_and_size(client, cast):
    theme = Theme.objects.create(name="Loneliness")
    cast.charity.themes.add(theme)
    Organisation.objects.filter(pk=cast.police.pk).update(size="large")
    assert names(client.get(f"{LIST}?theme={theme.pk}")) == ["Bramble Lane Befriending"]
    assert names(client.get(f"{LIST}?size=large")) == ["Wealdshire Police"]


def test_directory_says_that_a_day_is_not_known(client, cast):
    Signature.objects.filter(organisation=cast.charity).update(status="refreshed", signed_on=None)
    assert "Has signed; the day is not known" in client.get(LIST).content.decode()


def test_champions_page_needs_as_many_queries_for_three_as_for_one(client, cast, django_assert_num_queries):
    Champion.objects.get().codes.add(cast.codes[0])
    with django_assert_num_queries(9) as one:
        client.get("/wealdshire/champions/")
    for number, body in enumerate([cast.police, cast.council]):
        champion = Champion.objects.create(
            signature=Signature.objects.get(organisation=body), person=person(f"more {number}"), published=True, since=datetime.date(2009, 1, 1)
        )
        champion.codes.add(*cast.codes)
    with django_assert_num_queries(len(one)):
        assert client.get("/wealdshire/champions/").content.decode().count("mailto:more-") == 2
