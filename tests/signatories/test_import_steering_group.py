"""The steering group's table: seats, holders and posts, as the report prints them."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from compact_portal.audit.models import Event
from signatories.models import Organisation, Seat, SeatHolder
from tests.actionplans.samples import csv_bytes, public_record, xlsx_bytes

pytestmark = pytest.mark.django_db
HEADINGS = ["Name", "Role", "Organisation"]
FROM_PUBLIC_RECORD = [
    ("Hastings Voluntary Action", "voluntary"), ("Age Concern East Sussex", "voluntary"), ("Hastings Borough Council", "statutory"),
    ("South Downs CVS", "voluntary"), ("East Sussex Fire and Rescue Service", "statutory"),
    ("Eastbourne Association for Voluntary Services", "voluntary"), ("Eastbourne Borough Council", "statutory"),
    ("East Sussex County Council", "statutory"), ("Hastings & Rother PCT", "statutory"),
    ("East Sussex Disability Association", "voluntary"), ("Sussex Police", "statutory"),
]  # fmt: skip


@pytest.fixture
def run(cast, tmp_path):
    Seat.objects.filter(compact=cast.compact).delete()

    def run(*rows, data=None, **options) -> str:
        (tmp_path / "group.csv").write_bytes(csv_bytes(HEADINGS, *rows) if data is None else data)
        out = io.StringIO()
        call_command("import_steering_group", str(tmp_path / "group.csv"), compact="wealdshire", stdout=out, **options)
        return out.getvalue()

    return run


def refused(run, *rows, **options) -> list[str]:
    before = (Seat.objects.count(), Organisation.objects.count(), Event.objects.count())
    with pytest.raises(CommandError) as caught:
        run(*rows, **options)
    first, *sentences = str(caught.value).splitlines()
    assert (first, caught.value.returncode) == ("Nothing was imported.", 1)
    assert (Seat.objects.count(), Organisation.objects.count(), Event.objects.count()) == before
    return sentences


def seated():
    holders = SeatHolder.objects.select_related("seat__organisation").order_by("seat__number", "number")
    return [(holder.seat.number, holder.seat.organisation.name, holder.name, holder.title) for holder in holders]


def test_public_record(run):
    for name, sector in FROM_PUBLIC_RECORD:
        Organisation.objects.create(name=name, sector=sector, kind="partnership")
    Organisation.objects.get(name="Hastings & Rother PCT").names.create(name="Hastings & Rother Primary Care Trust")
    said = run(data=public_record("east-sussex-steering-group-2009-10.csv").read_bytes())
    assert said.splitlines()[-1] == "Made 11 seats with 15 holders in Wealdshire Compact."
    assert "“East Sussex and Fire Rescue Service” was taken for East Sussex Fire and Rescue Service." in said
    titles = [[title for seat, _, _, title in seated() if seat == number] for number in (1, 3, 9, 11)]
    assert titles == [
        ["Deputy Director", "Director"],
        ["Neighbourhood Manager", ""],
        ["Health Improvement Manager", "Head of Commissioning for Health Improvement & Partnerships"],
        ["Chief Superintendent", "Inspector"],
    ]
    assert [seat.organisation.sector for seat in Seat.objects.all()].count("voluntary") == 5


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_seats_come_in(run, make):
    run(data=make(HEADINGS, ["Ann Ash / Bo Birch", "Chair/Clerk", "WC"], ["Cy Cedar", "Trustee / Treasurer", "oak hill allotments"]))
    assert seated() == [
        (1, "Wealdshire Council", "Ann Ash", "Chair"), (1, "Wealdshire Council", "Bo Birch", "Clerk"),
        (2, "Oak Hill Allotments", "Cy Cedar", "Trustee / Treasurer"),
    ]  # fmt: skip


def test_titles_that_cannot_be_parted_stay_whole(run):
    run(["Ann Ash/Bo Birch", "Manager Funding and Policy Team", "WC"])
    assert [title for *_, title in seated()] == ["Manager Funding and Policy Team", ""]


def test_import_is_recorded(run):
    run(["Ann Ash", "Chair", "WC"], since=datetime.date(2009, 4, 1))
    assert Event.objects.get(verb="steering_group.imported").detail == {"seats": 1, "holders": 1, "ended": 0, "since": "2009-04-01"}


def test_dry_run_writes_nothing(run):
    assert run(["Ann Ash", "Chair", "WC"], dry_run=True) == "Would make 1 seats with 1 holders in Wealdshire Compact.\n"
    assert (Seat.objects.count(), Event.objects.count()) == (0, 0)


def test_blank_rows_are_left_out_and_named(run):
    said = run(["Ann Ash", "Chair", "WC"], ["", "", ""], ["", "Vacant", ""], ["Bo Birch", "", "Wealdshire Police"])
    assert said.splitlines()[:2] == [
        "group.csv, row 3 was left out: it is blank.",
        "group.csv, row 4 was left out: it names nobody and no organisation.",
    ]
    assert Seat.objects.count() == 2


def test_unknown_organisation_is_refused_with_the_nearest(run):
    assert refused(run, ["Ann Ash", "Chair", "Wealdshire Counsel"], ["Bo Birch", "Clerk", "Zebra Zone"]) == [
        "group.csv, row 2, “Organisation”: no organisation is called “Wealdshire Counsel”."
        " If it is “Wealdshire Council”, write that, or give it this as another name.",
        "group.csv, row 3, “Organisation”: no organisation is called “Zebra Zone”."
        " Add it first, or add a column “Sector” that says statutory, voluntary or cross.",
    ]


def test_sector_column_makes_organisations(run):
    said = run(data=csv_bytes([*HEADINGS, "Sector"], ["Ann Ash", "Chair", "Zebra Zone", "VCS"], ["Bo Birch", "", "WC", ""]))
    made = Organisation.objects.get(name="Zebra Zone")
    assert (made.sector, made.kind, made.seats.count()) == ("voluntary", "community_group", 1)
    assert "“Zebra Zone” is new here" in said


def test_wrong_rows_are_all_named(run):
    assert refused(
        run, ["", "Chair", "WC"], ["Ann Ash", "Clerk", ""], ["Bo Birch", "", "Wealdshire Police"], ["Cy Cedar", "", "Wealdshire Police"],
        ["Bo Birch", "", "Wealdshire Police"], ["D" * 121, "", "Oak Hill Allotments"],
    ) == [
        "group.csv, row 6 repeats row 4: delete one of them.",
        "group.csv, row 2, “Name”: nobody holds this seat: write a name, or delete the row.",
        "group.csv, row 3, “Organisation”: there is no organisation: write whose seat it is.",
        "group.csv, row 5, “Organisation”: row 4 holds its seat already: put both people in one row, with “/”.",
        "group.csv, row 6, “Organisation”: row 4 holds its seat already: put both people in one row, with “/”.",
        "group.csv, row 7: a name, post or organisation is too long: shorten it (120, 160 and 200 characters).",
    ]  # fmt: skip


def test_missing_column(run):
    assert refused(run, data=csv_bytes(["Name", "Role", "Organisations involved"], ["A", "B", "C"])) == [
        "group.csv, row 1: there is no column “Organisation”. Did you mean “Organisations involved”? Then rename that column."
    ]


def test_next_table_ends_the_former_seats_and_keeps_history_and_people(run, cast):
    first, then = datetime.date(2009, 4, 1), datetime.date(2010, 4, 1)
    run(["Statutory Member", "Chair", "WC"], since=first)
    SeatHolder.objects.update(person=cast.statutory_member)
    said = run(["Bo Birch", "Clerk", "Wealdshire Police"], ["Statutory Member", "Chair", "WC"], since=then)
    assert "1 held until now end the day before" in said
    assert [(s.number, s.organisation.name, s.since, s.until) for s in Seat.objects.order_by("since", "number")] == [
        (1, "Wealdshire Council", first, datetime.date(2010, 3, 31)),
        (1, "Wealdshire Police", then, None), (2, "Wealdshire Council", then, None),
    ]  # fmt: skip
    assert cast.compact in type(cast.compact).objects.steered_by(cast.statutory_member, on=then)
    assert [h.person for h in SeatHolder.objects.filter(until__isnull=True).order_by("seat__number")] == [None, cast.statutory_member]


def test_second_table_of_the_same_day_takes_the_place_of_the_first(run):
    run(["Ann Ash", "Chair", "WC"])
    run(["Bo Birch", "Clerk", "WC"])
    assert [name for _, _, name, _ in seated()] == ["Bo Birch"]


def test_unknown_agreement(run, tmp_path):
    with pytest.raises(CommandError, match="There is no agreement “moon” here"):
        call_command("import_steering_group", "x.csv", compact="moon")
