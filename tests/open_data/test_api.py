"""The API keeps to its own description, tells programs what is new, and holds nothing but what everybody may see."""

import csv
import datetime
import json
import re
import uuid

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import IntegrityError, connection, transaction

from actionplans.models import Action, Plan, Target
from compact_portal.open_data.registry import DATASETS
from reviews.models import Release, Survey
from signatories.models import Champion, Edition, Reference, Signature
from tests.cast import organisation
from tests.open_data.schema import wrong
from tests.reviews.archive.test_years import published
from tests.reviews.report_sample import make_year

pytestmark = pytest.mark.django_db
API = "/api/v1/"
ONE = f"{API}agreements/wealdshire/"
CANARY = "canary-7f3a"


def get(client, address: str, **headers):
    response = client.get(address, headers=headers)
    return response, json.loads(response.content or b"null")


def run(query: str) -> list:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.fixture
def full(cast):
    """Something in every table."""
    make_year(cast)
    published(cast, 2008, "The report of the year before")
    cast.charity.areas.add(cast.area)
    type(cast.charity).objects.filter(pk=cast.charity.pk).update(charity_number="1234567", website="https://bramble.example.org")
    Reference.objects.create(
        compact=cast.compact, organisation=cast.council, document="Grants policy", kind="grants", strength="refers", noted_on="2009-05-01",
        status="listed", checked_at="2009-05-02T12:00Z", checked_by=cast.officer, website="https://council.example.org/grants",
    )  # fmt: skip
    return cast


def test_every_answer_is_as_the_description_says(client, full):
    _, document = get(client, f"{API}openapi.json")
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {API, f"{API}agreements/", f"{API}agreements/{{agreement}}/"} | {
        f"{API}agreements/{{agreement}}/{key}/{one}" for key in DATASETS for one in ("", "{id}/")
    }
    empty, urls = [], {}
    for path, item in document["paths"].items():
        address = urls[path.removesuffix("{id}/")] if "{id}" in path else path.replace("{agreement}", "wealdshire")
        response, answer = get(client, address)
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert (response.status_code, wrong(schema, answer, document)) == (200, []), path
        if "rows" in answer:
            urls[path] = answer["rows"][-1]["url"] if answer["rows"] else empty.append(path)
    assert empty == [], "every table has a row that was checked"


def test_description_is_well_formed(client, full):
    """What a generator of client programs needs: each operation has a name of its own, every reference leads somewhere, every part of
    a path is described, and no part of it that is not there."""
    _, document = get(client, f"{API}openapi.json")
    assert {"openapi", "info", "paths"} <= document.keys() and {"title", "version"} <= document["info"].keys()
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == 3 + 2 * len(DATASETS)
    for path, item in document["paths"].items():
        assert list(item) == ["get"], "read-only"
        given = item["get"]["parameters"]
        assert {one["name"] for one in given if one["in"] == "path" and one["required"]} == set(re.findall(r"{(\w+)}", path)), path
        assert all(one["schema"]["type"] and one["description"] for one in given)
        assert all("$ref" in said or said["description"] for said in item["get"]["responses"].values())
    for reference in re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)):
        place = document
        for word in reference.split("/"):
            place = place[word]


@pytest.mark.parametrize("key", DATASETS)
def test_a_row_keeps_its_identifier_and_answers_at_its_address(client, full, key):
    _, answer = get(client, f"{ONE}{key}/?per_page=1000")
    ids = [row["id"] for row in answer["rows"]]
    assert len(ids) == len(set(ids)) and all(uuid.UUID(one).version in (4, 5) for one in ids)
    row = answer["rows"][-1]
    assert row["url"] == f"{settings.PORTAL_URL}{ONE}{key}/{row['id']}/"
    assert get(client, row["url"].removeprefix(settings.PORTAL_URL))[1]["row"] == row
    for address in (f"{ONE}{key}/{uuid.uuid4()}/", f"{API}agreements/nowhere/{key}/{row['id']}/"):
        assert get(client, address)[0].status_code == 404
    assert [row["id"] for row in get(client, f"{ONE}{key}/?per_page=1000")[1]["rows"]] == ids
    (header, *_), document = csv.reader(client.get(f"/wealdshire/data/{key}.csv").content.decode("utf-8-sig").splitlines()[:1]), answer
    assert header == list(document["rows"][0]), "a file for spreadsheets has the same columns"


def test_identifier_stays_when_a_name_changes_and_tells_nothing(client, full):
    before = {row["id"]: row["organisation"] for row in get(client, f"{ONE}signatories/")[1]["rows"]}
    type(full.charity).objects.filter(pk=full.charity.pk).update(name="Another Name")
    after = {row["id"]: row["organisation"] for row in get(client, f"{ONE}signatories/")[1]["rows"]}
    assert before.keys() == after.keys() and sorted(after.values()) != sorted(before.values())
    (champion,) = get(client, f"{ONE}champions/")[1]["rows"]
    assert after[champion["signatory_id"]] == champion["organisation"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(compact=full.compact).update(public_id=champion["signatory_id"])


def test_words_of_the_agreement_stand_beside_codes_that_do_not_change(client, full):
    type(full.compact).objects.update(words={"statutory": "partner sector"})
    rows = get(client, f"{ONE}signatories/")[1]["rows"]
    assert [(row["sector_code"], row["kind_code"]) for row in rows] == [
        ("voluntary", "charity"), ("voluntary", "community_group"), ("statutory", "county_council"), ("statutory", "police"),
    ]  # fmt: skip
    assert rows[2]["sector"] != "statutory"


def test_address_of_what_is_no_longer_shown_is_empty(client, full):
    row = get(client, f"{ONE}signatories/")[1]["rows"][0]
    champion = get(client, f"{ONE}champions/")[1]["rows"][0]
    Signature.objects.filter(public_id=row["id"]).update(listed=False)
    Champion.objects.filter(public_id=champion["id"]).update(published=False)
    for table, one in (("signatories", row), ("champions", champion)):
        assert get(client, f"{ONE}{table}/{one['id']}/")[0].status_code == 404


def test_what_is_wrong_is_told_as_the_description_says(client, full):
    _, document = get(client, f"{API}openapi.json")
    for address, status in (
        (f"{API}agreements/nowhere/", 404), (f"{ONE}nothing/", 404), (f"{ONE}signatories/?page=9", 400), (f"{ONE}signatories/?page=x", 400),
        (f"{ONE}signatories/?per_page=1001", 400), (f"{ONE}signatories/?page=0", 400),
    ):  # fmt: skip
        response, answer = get(client, address)
        assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json"), address
        assert wrong({"$ref": "#/components/schemas/problem"}, answer, document) == [] and answer["status"] == status
    assert get(client, f"{ONE}signatories/?page=9")[1]["detail"] == "There is no page 9: the last one is 1."


def test_pages_lead_through_all_rows_once(client, full):
    found, address = [], f"{ONE}signatories/?per_page=3"
    while address:
        response, answer = get(client, address)
        found += [row["organisation"] for row in answer["rows"]]
        assert answer["total"] == 4 and len(answer["rows"]) <= 3
        address = answer["next"]
    assert found == ["Bramble Lane Befriending", "Oak Hill Allotments", "Wealdshire Council", "Wealdshire Police"]
    assert response["Link"] == f'<{answer["previous"]}>; rel="prev"'


def test_charity_is_named_after_org_id_guide(client, full):
    _, answer = get(client, f"{ONE}signatories/")
    assert [row["org_id"] for row in answer["rows"]] == ["GB-CHC-1234567", None, None, None]


def test_who_knows_the_answer_is_told_so_and_a_change_is_told(client, full):
    address = "/wealdshire/data/signatories.csv"
    first = client.get(address)
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(address, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    assert client.head(address)["ETag"] == first["ETag"]
    organisation(full.compact, "Ash Grove Singers", "voluntary", "community_group")
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200 and b"Ash Grove Singers" in again.content
    caches["copies"].clear()
    assert client.get(address)["ETag"] == again["ETag"]


def test_no_visitor_fills_the_cache_in_which_limits_count(client, full):
    """A row for each address asked for would let anybody push the limits of sign-in out of it."""
    held = "SELECT (SELECT count(*) FROM cache), (SELECT count(*) FROM cache_copies)"
    for n in range(5):
        for address in (API, f"{ONE}signatories/", f"{API}openapi.json", "/wealdshire/data/signatories.csv"):
            for host in ("testserver", f"testserver:{8000 + n}"):
                assert client.get(address, {"n": n}, headers={"host": host}).status_code == 200
    assert run(held) == [(0, 4)]
    for page in (1, 2):
        client.get(f"{ONE}signatories/?per_page=2&page={page}&n=1")
    assert run(held) == [(0, 6)]


def test_any_website_may_read_and_nobody_may_write(client, full):
    for address in (API, f"{ONE}actions/", "/wealdshire/data/actions.json", "/wealdshire/data/actions.csv", f"{ONE}nothing/"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"
        asked = client.options(address)
        assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
        assert client.post(address).status_code == client.delete(address).status_code == 405


def test_nothing_that_the_public_pages_hide_is_anywhere(client, full, sign_in):
    """Planted where it could leak; looked for in every file, also by those who may see it elsewhere."""
    hidden = organisation(full.compact, f"Hidden {CANARY}", "voluntary", "charity")
    Signature.objects.filter(organisation=hidden).update(listed=False)
    shy = organisation(full.compact, "Shy Friends", "voluntary", "charity", website=f"https://{CANARY}.example.org", contact_email=f"{CANARY}@x.org")
    Signature.objects.filter(organisation=shy).update(details_listed=False)
    Champion.objects.filter(person=full.champion).update(published=False, notes=CANARY)
    type(full.champion).objects.filter(pk=full.champion.pk).update(name=CANARY)
    draft = Plan.objects.create(compact=full.compact, label=CANARY, period="2030", starts_on="2030-01-01", ends_on="2030-12-31")
    Action.objects.create(target=Target.objects.create(plan=draft, number=1, text=CANARY), number=1, text=CANARY)
    edition = Edition.objects.create(compact=full.compact, label=CANARY)
    edition.undertakings.create(number=1, text=CANARY, binds="both")
    Reference.objects.create(compact=full.compact, organisation=full.police, document=CANARY, kind="policy", strength="aims")
    Reference.objects.filter(document="Grants policy").update(
        compliance="not", compliance_note=CANARY, judged_at="2009-06-01T12:00Z", judged_by=full.officer
    )
    for who in (None, full.officer, full.superuser):
        if who:
            sign_in(who)
        for key in DATASETS:
            for address in (f"/wealdshire/data/{key}.csv", f"/wealdshire/data/{key}.json", f"{ONE}{key}/"):
                response = client.get(address)
                assert response.status_code == 200 and CANARY.encode() not in response.content, address


def test_figures_are_the_released_ones_and_none_before(client, full):
    _, answer = get(client, f"{ONE}survey-figures/?per_page=1000")
    release = Release.objects.get()
    shares = {group.get("agree_share") for question in release.figures["questions"] for group in question["groups"]}
    told = {row["share"] for row in answer["rows"] if row["answer"] == "agreed"}
    assert told == shares and {row["year"] for row in answer["rows"]} == {release.survey.review.year}
    assert [row["words"] for row in answer["rows"] if row["question"] == "q7"] == ["fewer than 10"]
    assert Survey.objects.filter(release__isnull=True).count() == 0


@pytest.mark.parametrize("key", DATASETS)
def test_as_many_queries_for_many_rows_as_for_few(client, full, key, django_assert_num_queries, django_assert_max_num_queries):
    address = f"{ONE}{key}/?per_page=1000"
    client.get(address)
    with django_assert_max_num_queries(12) as asked:
        client.get(address)
        few = len(asked)
    for number in range(30):
        organisation(full.compact, f"Body {number}", "voluntary", "charity")
    target = Target.objects.filter(plan__status="adopted").first()
    last = max(action.number for action in target.actions.all()) if target.actions.exists() else 0
    for number in range(last + 1, last + 20):
        Action.objects.create(target=target, number=number, text=f"Action {number}", due_on=datetime.date(2009, 5, 1)).notes.create(
            number=1, text="So far so good"
        )
        target.achievements.create(number=number + 100, text="Came of it")
    client.get(address)  # remembers when it changed
    with django_assert_num_queries(few):
        client.get(address)
