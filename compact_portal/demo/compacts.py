"""The four agreements of the demonstration, with their areas, links and editions."""

import datetime

from compact_portal.accounts.models import User
from compact_portal.demo.content import read
from compact_portal.demo.people import address
from signatories.editions import STARTING_CONTENT, publish_edition, read_edition, write_draft
from signatories.models import Area, Compact, CompactLink

CONTROLLER = "nobody: this is a demonstration, and the people in it are invented"


def make_areas() -> dict[str, Area]:
    areas = {}
    for entry in read("compacts")["areas"]:  # each needs its parent's key first
        areas[entry["name"]] = Area.objects.create(name=entry["name"], level=entry["level"], parent=areas.get(entry.get("parent")))
    return areas


def make_compacts(*, areas: dict[str, Area], by: User, at: datetime.datetime) -> dict[str, Compact]:
    """The Compacts by slug. Their editions are published, but for the one that is still being worked out."""
    entries = {slug: dict(entry) for slug, entry in read("compacts").items() if slug != "areas"}
    return {slug: make_compact(slug, entry, area=areas[entry.pop("area")], by=by, at=at) for slug, entry in entries.items()}


def make_compact(slug: str, entry: dict, *, area: Area, by: User, at: datetime.datetime) -> Compact:
    links, published = entry.pop("links"), entry.pop("published")
    compact = Compact.objects.create(
        slug=slug, area=area, controller=CONTROLLER, contact_name="Compact officer", contact_email=address("officer"), **entry
    )
    CompactLink.objects.bulk_create(CompactLink(compact=compact, **link) for link in links)
    edition = write_draft(compact=compact, content=read_edition(STARTING_CONTENT / f"{slug}.toml"), by=by)
    if published:
        publish_edition(edition=edition, by=by, at=at)
    return compact
