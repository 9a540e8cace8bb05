"""What the public directory shows of a signatory, on its page and as data: only what the organisation agreed to."""

import datetime
import uuid
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from signatories.models import Area, Compact, Organisation, Theme
from signatories.models.organisation import Sector

KINDS, SIZES = dict(Organisation.Kind.choices), {"": "", **dict(Organisation.Size.choices)}
AREAS = Area.objects.filter(organisations=OuterRef("organisation")).order_by("name").values("name")
THEMES = Theme.objects.filter(organisations=OuterRef("organisation")).order_by("name").values("name")
# Of every listed signatory, and of those only who agreed to show details.
ALWAYS = ["organisation__name", "organisation__acronym", "organisation__sector", "organisation__kind", "signed_on", "edition__label"]
DETAILS = ["organisation__size", "organisation__website", "organisation__charity_number", "organisation__company_number", "organisation__org_id"]


class Listed(NamedTuple):
    """One signatory in words, as both the page and the data print it. What it did not agree to show is empty."""

    name: str
    acronym: str
    sector: str
    kind: str
    signed_on: datetime.date | None
    edition: str
    public_id: uuid.UUID
    sector_code: str
    kind_code: str
    contact: str = ""
    size: str = ""
    website: str = ""
    charity_number: str = ""
    company_number: str = ""
    org_id: str = ""
    areas: tuple[str, ...] | list[str] = ()
    themes: tuple[str, ...] | list[str] = ()

    @property
    def title(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    @property
    def lines(self) -> list[str]:
        """What its page says below the name."""
        lines = [f"{capfirst(self.kind)}, {self.sector}"]
        if self.areas:
            lines.append(_("Works in %(works_in)s") % {"works_in": ", ".join(self.areas)})
        if self.themes:
            lines.append(_("Works on %(works_on)s") % {"works_on": ", ".join(self.themes)})
        signed = self.signed_on
        lines.append(_("Signed on %(day)s") % {"day": in_words(signed)} if signed else _("Has signed; the day is not known"))
        return lines


def as_rows(signatures):
    """Plain rows in one query: a list of hundreds needs no objects, and its areas and themes no further queries."""
    asked = ["public_id", "details_listed", "contact_listed", "organisation__contact_email"]
    return signatures.values_list(*asked, *ALWAYS, *DETAILS, ArraySubquery(AREAS), ArraySubquery(THEMES))


def in_its_words(rows, compact: Compact) -> list[Listed]:
    """Rows of `as_rows` with the agreement's own words for sectors, less what each has not agreed to show."""
    terms = compact.terms
    sectors, kinds = {value: terms.sector(value) for value in Sector.values}, {value: _(label) for value, label in KINDS.items()}
    listed = []
    for public_id, details_shown, contact_shown, contact, name, acronym, sector, kind, signed_on, edition, size, *details in rows:
        shown = [SIZES[size], *details] if details_shown else []
        contact = contact if contact_shown else ""
        listed.append(Listed(name, acronym, sectors[sector], kinds[kind], signed_on, edition, public_id, sector, kind, contact, *shown))
    return listed
