"""What one row of a table of organisations says. Every refusal is a sentence that names the row, the column and the remedy."""

import datetime
import functools
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext, gettext_lazy

from compact_portal.days import today
from compact_portal.documents.tables import Column, Row, Table
from compact_portal.forms import month_number
from signatories import numbers
from signatories.known import plain
from signatories.models import Area, Organisation, Theme
from signatories.models.organisation import PUBLIC_KINDS, UNPRINTABLE, Sector

Kind, Size = Organisation.Kind, Organisation.Size
COLUMNS = [
    Column("Name", also=("Organisation", "Organisation name", "Name of organisation")),
    Column("Short name", required=False, also=("Acronym", "Abbreviation")),
    Column("Other names", required=False, also=("Also known as", "Aliases", "Other name")),
    Column("Former names", required=False, also=("Former name", "Formerly", "Previous names")),
    Column("Sector", required=False),
    Column("Kind", required=False, also=("Type", "Organisation type", "Kind of organisation")),
    Column("Size", required=False),
    Column("Areas", required=False, also=("Area", "Works in", "Geography")),
    Column("Themes", required=False, also=("Theme", "Works on")),
    Column("Website", required=False, also=("Web", "Web address", "URL")),
    Column("Charity number", required=False, also=("Charity no", "Registered charity number", "Charity reg no")),
    Column("Company number", required=False, also=("Company no", "Companies House number")),
    Column("Org-id", required=False, also=("Org ID", "Organisation identifier")),
    Column("E-mail", required=False, also=("Email", "Email address", "E-mail address", "Contact e-mail", "Contact email")),
    Column("Signed on", required=False, also=("Date signed", "Signed", "Date of signature")),
    Column("Signed by", required=False, also=("Signatory name", "Signed by name")),
]
SECTORS = {
    **dict.fromkeys(["statutory", "public", "public sector"], Sector.STATUTORY),
    **dict.fromkeys(["voluntary", "voluntary and community", "voluntary and community sector", "vcs", "vcse", "community"], Sector.VOLUNTARY),
    **dict.fromkeys(["cross", "cross sector", "both", "both sectors"], Sector.CROSS),
}
KINDS = {plain(str(label)): Kind(value) for value, label in Kind.choices} | {value.replace("_", " "): Kind(value) for value in Kind.values}
KINDS |= {
    **dict.fromkeys(["county", "unitary council", "county council"], Kind.COUNTY),
    **dict.fromkeys(["district", "borough council", "district council", "city council", "london borough"], Kind.DISTRICT),
    **dict.fromkeys(["parish council", "town council", "community council", "parish", "town"], Kind.PARISH),
    **dict.fromkeys(["nhs", "pct", "primary care trust", "nhs trust", "health"], Kind.HEALTH),
    **dict.fromkeys(["fire service", "fire and rescue service"], Kind.FIRE),
    **dict.fromkeys(["registered charity", "cio", "charitable incorporated organisation"], Kind.CHARITY),
    **dict.fromkeys(["group", "community organisation", "unincorporated association", "community group"], Kind.COMMUNITY),
    **dict.fromkeys(["cvs", "council for voluntary service", "infrastructure"], Kind.INFRASTRUCTURE),
    **dict.fromkeys(["cic", "community interest company", "social enterprise", "cooperative"], Kind.SOCIAL_ENTERPRISE),
    **dict.fromkeys(["church", "faith", "faith organisation"], Kind.FAITH),
    **dict.fromkeys(["forum", "network"], Kind.NETWORK),
}
SIZES = {plain(str(label)): value for value, label in Size.choices} | {value: value for value in Size.values}
# The sector that a kind belongs to by itself; a health body, a network or a partnership may stand on either side.
SECTOR_OF = dict.fromkeys(PUBLIC_KINDS, Sector.STATUTORY) | dict.fromkeys(
    [Kind.CHARITY, Kind.COMMUNITY, Kind.INFRASTRUCTURE, Kind.SOCIAL_ENTERPRISE, Kind.FAITH], Sector.VOLUNTARY
)
LENGTHS = {"Name": 200, "Short name": 20, "Website": 200, "E-mail": 254, "Signed by": 150}
NUMBER_COLUMNS = {"charity_number": "Charity number", "company_number": "Company number", "org_id": "Org-id"}
NO_AREA = gettext_lazy("no area is called “%(name)s”: correct it, or add that area first. Several are parted by a semicolon.")
NO_THEME = gettext_lazy("no theme is called “%(name)s”: correct it, or add that theme first. Several are parted by a semicolon.")
SEVERAL = re.compile(r"\s*[;|]\s*")
DAY = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?P<m>\d{1,2}|[A-Za-z]{3,9})[\s./-]+(?P<y>\d{4})|(?P<Y>\d{4})-(?P<M>\d\d)-(?P<D>\d\d)(?:[ T].*)?"
)


@dataclass
class Said:
    """One row. `fields` are those of Organisation that the row fills; `numbers` of them are its registered numbers."""

    row: int
    name: str
    fields: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    areas: list[int] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)
    signed_on: datetime.date | None = None
    signed_by: str = ""

    @property
    def numbers(self) -> list[tuple[str, str]]:
        return [(each, self.fields[each]) for each in NUMBER_COLUMNS if each in self.fields]


class Reader:
    """Reads rows of one table against the areas and themes that the portal knows: two queries."""

    def __init__(self, table: Table):
        self.table = table
        self.on = today()
        self.columns = [column.name for column in COLUMNS if column.name in table.present]
        self.areas = {plain(name): pk for pk, name in Area.objects.values_list("pk", "name")}
        self.themes = {plain(name): pk for pk, name in Theme.objects.values_list("pk", "name")}

    def read(self, row: Row) -> tuple[Said, list[str]]:
        """What the row says, and what is wrong with it. Kind and sector may be missing here: a known organisation needs neither."""
        cells = defaultdict(str, ((column, row[column]) for column in self.columns))
        said, wrong = Said(row.number, cells["Name"]), []

        def refuse(column: str, words: str) -> None:
            wrong.append(f"{self.table.place(row, column)}: {words}")

        if not said.name:
            refuse("Name", gettext("there is no name: write it, or delete the row."))
        for column, most in LENGTHS.items():
            if len(cells[column]) > most:
                refuse(column, gettext("use %(most)s characters or fewer.") % {"most": most})
            elif CONTROLS.search(cells[column]):
                refuse(column, gettext("it holds control characters: type it again."))
        self._kind_and_sector(cells, said, refuse)
        self._contacts(cells, said, refuse)
        for key, column in NUMBER_COLUMNS.items():
            try:
                said.fields[key] = numbers.checked(key, cells[column]) if cells[column] else ""
            except ValidationError as error:
                refuse(column, gettext("“%(written)s” is no such number. %(why)s") % {"written": cells[column], "why": error.messages[0]})
        said.areas = self._several(cells, "Areas", self.areas, NO_AREA, refuse)
        said.themes = self._several(cells, "Themes", self.themes, NO_THEME, refuse)
        for column, kind in (("Other names", "alias"), ("Former names", "former")):
            said.names += [(name[:200], kind) for name in SEVERAL.split(cells[column]) if name] if cells[column] else []
        said.signed_by = cells["Signed by"]
        if cells["Signed on"]:
            said.signed_on = day_of(cells["Signed on"])
            if said.signed_on is None:
                refuse("Signed on", gettext("“%(signed_on)s” is no day: write it like 27/03/2009.") % {"signed_on": cells["Signed on"]})
            elif said.signed_on > self.on:
                refuse("Signed on", gettext("a signature cannot be dated in the future."))
        said.fields = {key: value for key, value in said.fields.items() if value}
        return said, wrong

    def _kind_and_sector(self, cells: dict[str, str], said: Said, refuse) -> None:
        kind, sector, size = (word(cells[column]) for column in ("Kind", "Sector", "Size"))
        if kind and kind not in KINDS:
            refuse(
                "Kind",
                gettext("“%(kind)s” is no kind: use one of %(kinds)s.")
                % {"kind": cells["Kind"], "kinds": ", ".join(str(label) for _, label in Kind.choices)},
            )
        if sector and sector not in SECTORS:
            refuse("Sector", gettext("“%(sector)s” is no sector: write statutory, voluntary or cross.") % {"sector": cells["Sector"]})
        if size and size not in SIZES:
            refuse("Size", gettext("“%(size)s” is no size: write small, medium or large.") % {"size": cells["Size"]})
        found = KINDS.get(kind, "")
        said.fields = {
            "acronym": cells["Short name"],
            "kind": found,
            "sector": SECTORS.get(sector) or SECTOR_OF.get(found, ""),
            "size": SIZES.get(size, ""),
        }
        if found in PUBLIC_KINDS and said.fields["sector"] != Sector.STATUTORY:
            refuse("Sector", gettext("councils, parish and town councils included, and other public bodies are statutory."))

    def _contacts(self, cells: dict[str, str], said: Said, refuse) -> None:
        if email := cells["E-mail"]:
            try:
                validate_email(email)
            except ValidationError:
                refuse("E-mail", gettext("“%(email)s” is no e-mail address: write one in full, such as name@example.org.") % {"email": email})
        if website := cells["Website"]:
            website = website if re.match(r"https?://", website, re.IGNORECASE) else f"https://{website}"
            try:
                WEB(website)
            except ValidationError:
                refuse(
                    "Website", gettext("“%(website)s” is no web address: write one such as https://www.example.org.") % {"website": cells["Website"]}
                )
        said.fields |= {"contact_email": email, "website": website}

    def _several(self, cells: dict[str, str], column: str, known: dict[str, int], unknown: str, refuse) -> list[int]:
        found = []
        for name in SEVERAL.split(cells[column]) if cells[column] else []:
            if pk := known.get(word(name)):
                found.append(pk)
            elif name:
                refuse(column, unknown % {"name": name})
        return list(dict.fromkeys(found))


word = functools.lru_cache(maxsize=2000)(plain)  # the same few kinds, sectors and areas stand in every row
CONTROLS = re.compile(UNPRINTABLE)
WEB = URLValidator(schemes=["http", "https"])


def day_of(text: str) -> datetime.date | None:
    """27/03/2009, 27 March 2009 and 2009-03-27; None for what is no day."""
    if not (found := DAY.fullmatch(text.strip())):
        return None
    parts = found.groupdict()
    try:
        return datetime.date(int(parts["Y"] or parts["y"]), month_number(parts["M"] or parts["m"]), int(parts["D"] or parts["d"]))
    except ValueError:
        return None
