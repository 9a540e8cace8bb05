"""The steering group's table becomes seats and their holders: whole, or not at all."""

import datetime
import re
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from compact_portal.documents.tables import Column, Row, Table, TableError, read_table, repeats
from signatories.known import KnownOrganisations
from signatories.models import Compact, Organisation, Seat, SeatHolder
from signatories.models.organisation import Sector

COLUMNS = [
    Column("Name", also=("Names", "Holder", "Holders", "Representative", "Member")),
    Column("Role", also=("Roles", "Title", "Titles", "Job title", "Post")),
    Column("Organisation", also=("Organisations", "Organization", "Body")),
    Column("Sector", required=False),
]
KINDS = {Sector.STATUTORY: Organisation.Kind.OTHER_PUBLIC, Sector.VOLUNTARY: Organisation.Kind.COMMUNITY, Sector.CROSS: Organisation.Kind.PARTNERSHIP}
SECTORS = {
    **dict.fromkeys(["statutory", "public", "public sector"], Sector.STATUTORY),
    **dict.fromkeys(["voluntary", "voluntary and community", "voluntary & community", "vcs", "community"], Sector.VOLUNTARY),
    **dict.fromkeys(["cross", "cross-sector", "cross sector", "both"], Sector.CROSS),
}
POST = r"(?:Manager|Officer|Director|Co-?ordinator|Executive|Inspector|Superintendent|Adviser|Advisor|Secretary|Chair|Worker|Lead)"
# Between two titles that nothing parts: one ends with a post, the next begins with "Head of" or the like (domain.md Q10).
TWO_TITLES = re.compile(rf"(?<=\b)({POST})\s+(?=(?:(?:Deputy|Assistant|Interim|Acting)\s+)?(?:Head|Director|Chief|Manager|Lead)\s+(?:of|for)\b)")
NAME_LENGTH, TITLE_LENGTH = 120, 160
DAY = datetime.timedelta(days=1)


@dataclass
class ReadSeat:
    """A row. `organisation` is None where it is to be made, from `organisation_name` and `sector`."""

    organisation: Organisation | None
    organisation_name: str
    sector: str
    holders: list[tuple[str, str]]


@dataclass
class ImportedSeats:
    seats: int
    holders: int
    ended: int
    made: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def split_names(text: str) -> list[str]:
    return [name for name in (part.strip() for part in re.split(r"\s*[/;\n]\s*", text)) if name]


def split_titles(text: str, count: int) -> list[str]:
    """One title for each of `count` people. Where the text cannot be cut safely, all of it goes to the first, so that it is
    printed as it was written and nobody is given a post that is not theirs."""
    text = text.strip()
    for parts in (re.split(r"\s*[/;]\s*", text), TWO_TITLES.sub(r"\1\n", text).split("\n")):
        if len(parts) == count and all(parts):
            return parts
    return [text] + [""] * (count - 1)


def read_seats(table: Table, known: KnownOrganisations) -> tuple[list[ReadSeat], list[str], list[str]]:
    """Seats in the order of the rows, with sentences about rows left out and about names that were recognised. Raise TableError."""
    seats, left_out, remarks, problems = [], [], list(table.remarks), []
    used = []
    for row in table.rows:
        if row.blank or not (split_names(row["Name"]) or row["Organisation"]):
            left_out.append(
                (_("%(place)s was left out: it is blank.") if row.blank else _("%(place)s was left out: it names nobody and no organisation."))
                % {"place": table.place(row)}
            )
        else:
            used.append(row)
    problems += repeats(table, used)
    held: dict[str, Row] = {}
    for row in used:
        seat, wrong = read_seat(table, row, known)
        problems += wrong
        if seat is None:
            continue
        called = (seat.organisation.name if seat.organisation else seat.organisation_name).casefold()
        if called in held:
            problems.append(
                _("%(place)s: row %(number)s holds its seat already: put both people in one row, with “/”.")
                % {"place": table.place(row, "Organisation"), "number": held[called].number}
            )
        held.setdefault(called, row)
        if seat.organisation and not known.is_called(seat.organisation_name):
            remarks.append(
                _("%(place)s: “%(organisation_name)s” was taken for %(organisation)s.")
                % {"place": table.place(row, "Organisation"), "organisation_name": seat.organisation_name, "organisation": seat.organisation}
            )
        seats.append(seat)
    if not used:
        problems.append(_("%(table)s has no row that can be used: every row is blank.") % {"table": table.name})
    if problems:
        raise TableError(*problems)
    return seats, left_out, remarks


def read_seat(table: Table, row: Row, known: KnownOrganisations) -> tuple[ReadSeat | None, list[str]]:
    problems = []
    names = split_names(row["Name"])
    name, sector = row["Organisation"], ""
    if not names:
        problems.append(_("%(place)s: nobody holds this seat: write a name, or delete the row.") % {"place": table.place(row, "Name")})
    if not name:
        problems.append(_("%(place)s: there is no organisation: write whose seat it is.") % {"place": table.place(row, "Organisation")})
    holders = list(zip(names, split_titles(row["Role"], len(names)), strict=True)) if names else []
    if any(len(person) > NAME_LENGTH or len(title) > TITLE_LENGTH for person, title in holders) or len(name) > 200:
        problems.append(
            _("%(place)s: a name, post or organisation is too long: shorten it (%(name_length)s, %(title_length)s and 200 characters).")
            % {"place": table.place(row), "name_length": NAME_LENGTH, "title_length": TITLE_LENGTH}
        )
    organisation = known.find(name) if name else None
    if name and organisation is None:
        sector = SECTORS.get(row["Sector"].casefold(), "")
        if not sector:
            problems.append(unknown(table, row, known))
    return (None if problems else ReadSeat(organisation, name, sector, holders)), problems


def unknown(table: Table, row: Row, known: KnownOrganisations) -> str:
    name = row["Organisation"]
    nearest = known.nearest(name)
    said = {"place": table.place(row, "Organisation"), "name": name, "nearest": nearest}
    if nearest:
        words = _("%(place)s: no organisation is called “%(name)s”. If it is “%(nearest)s”, write that, or give it this as another name.")
    else:
        words = _("%(place)s: no organisation is called “%(name)s”. Add it first, or add a column “Sector” that says statutory, voluntary or cross.")
    return words % said


@transaction.atomic
def import_steering_group(*, compact: Compact, source, by, since: datetime.date, name: str = "", dry_run: bool = False) -> ImportedSeats:
    """The table is the whole steering group from the day `since`: seats held until then end on the day before and stay in
    history. Raise TableError, with nothing written, for any wrong row."""
    table = read_table(source, name=name, columns=COLUMNS)
    read, left_out, remarks = read_seats(table, KnownOrganisations())
    Compact.objects.select_for_update().get(pk=compact.pk)  # two imports at once must not both end the same seats
    current = compact.seats.filter(until__isnull=True)
    result = ImportedSeats(len(read), sum(len(seat.holders) for seat in read), current.count(), [], left_out, remarks)
    result.made = [seat.organisation_name for seat in read if seat.organisation is None]
    if dry_run:
        return result
    people = people_of(current)
    end(current, since)
    write(compact, read, since, people)
    record("steering_group.imported", compact, by=by, seats=result.seats, holders=result.holders, ended=result.ended, since=since.isoformat())
    return result


def people_of(seats) -> dict[tuple[int, str], int]:
    """Who signs in for which name: somebody who keeps a seat must not lose the portal with the old row."""
    holders = SeatHolder.objects.filter(seat__in=seats, person__isnull=False, until__isnull=True)
    return {(holder.seat.organisation_id, holder.name.casefold()): holder.person_id for holder in holders.select_related("seat")}


def end(seats, since: datetime.date) -> None:
    """A seat that would have begun on that day or later never came about, so its row goes; history by trigger keeps it."""
    seats.filter(since__gte=since).delete()
    ending = list(seats.values_list("pk", flat=True))
    holders = SeatHolder.objects.filter(seat__in=ending, until__isnull=True)
    holders.filter(since__gte=since).delete()
    holders.update(until=since - DAY)
    Seat.objects.filter(pk__in=ending).update(until=since - DAY)


def write(compact: Compact, read: list[ReadSeat], since: datetime.date, people: dict) -> None:
    for seat in read:
        if seat.organisation is None:
            seat.organisation = Organisation(name=seat.organisation_name, sector=seat.sector, kind=KINDS[seat.sector])
    Organisation.objects.bulk_create(seat.organisation for seat in read if seat.organisation.pk is None)
    seats = Seat.objects.bulk_create(
        Seat(compact=compact, organisation=seat.organisation, number=number, since=since) for number, seat in enumerate(read, 1)
    )
    SeatHolder.objects.bulk_create(
        SeatHolder(
            seat=seat, name=name, title=title, number=number, since=since, person_id=people.get((seat.organisation_id, name.casefold()))
        )
        for seat, source in zip(seats, read, strict=True)
        for number, (name, title) in enumerate(source.holders, 1)
    )  # fmt: skip
