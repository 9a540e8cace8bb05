"""Every table there is. Version 1 promises: no address and no column of it is renamed or removed; new ones may come."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import actionplans.open_data
import reviews.open_data
import signatories.open_data
from compact_portal.documents.datasets import ID, URL, Column, Dataset
from signatories.models import Compact

VERSION = "1.1.0"  # docs/open-data.md says what each brought
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
DATASETS = {one.key: one for room in (signatories, actionplans, reviews) for one in room.open_data.DATASETS}


def agreements(_=None):
    return Compact.objects.select_related("area").order_by("slug")


def read_agreements(_, compacts):
    for one in compacts:
        url = settings.PORTAL_URL + reverse("open_data:agreement", args=[one.slug])
        yield (
            one.slug, one.name, one.area.name, one.level, one.status, one.summary, one.controller, one.get_absolute_url(), str(one.public_id), url,
        )  # fmt: skip


AGREEMENTS = Dataset(
    "agreements",
    _("Agreements"),
    _("One line for each agreement that is kept here."),
    (
        Column("agreement", _("Its name in addresses."), always=True),
        Column("name", _("What it is called."), always=True),
        Column("area", _("Where it holds."), always=True),
        Column("level", _("national, regional, county or district."), always=True),
        Column("status", _("in_development, in_consultation, in_force, under_review or ended."), always=True),
        Column("summary", _("What it is, in one or two sentences.")),
        Column("controller", _("Who answers in law for the personal data kept for it.")),
        Column("address", _("Its page, in this portal."), always=True),
        ID,
        URL,
    ),
    agreements,
    read_agreements,
)
