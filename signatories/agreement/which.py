"""Which agreement applies? The most local one first; a level higher only where it does not cover the matter (domain.md R-04, R-05).

Nobody can compute whether a text covers a matter: a person says so, and this offers the order and its reasons.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from signatories.models import Area, Compact, CompactLink
from signatories.models.compact import Level

FROM_WIDE_TO_LOCAL = list(Level.values)
AGREED_ALIKE, DECIDED_HERE = "rule", "local"


@dataclass(frozen=True)
class Matter:
    """What somebody asks about. `programme` is a level whose programme it is ("national", "regional") or empty."""

    places: list[Area] = field(default_factory=list)
    programme: str = ""
    at_stake: str = ""

    @property
    def goes_by_the_rule(self) -> bool:
        """A rule that holds alike everywhere is in question: its own level comes first."""
        return bool(self.programme) and self.at_stake == AGREED_ALIKE


@dataclass(frozen=True)
class Step:
    """One level that was looked at. `compact` is the one to look into, or None where there is none here; `name` is then what it is called."""

    place: str
    compact: Compact | None = None
    name: str = ""
    why_passed: str = ""


@dataclass(frozen=True)
class Advice:
    """`compact` or, for one that is not kept here, `name` is where to look; both are empty when nothing is left."""

    reason: str
    passed: list[Step]
    compact: Compact | None = None
    name: str = ""

    @property
    def found(self) -> bool:
        return bool(self.compact or self.name)

    @property
    def is_first(self) -> bool:
        """Nothing has been looked into yet: what was passed over is not there, or binds nobody."""
        return not any(step.compact for step in self.passed)


def advise(matter: Matter, *, not_covered: Iterable[int] = ()) -> Advice:
    """Where to look next. `not_covered` are the keys of Compacts that the person has found silent on the matter. Four queries at most."""
    not_covered = set(not_covered)
    chain = common_chain(matter)
    steps: list[Step] = []
    for step in levels(chain):
        if step.why_passed:
            steps.append(step)
        elif step.compact and step.compact.pk in not_covered:
            steps.append(Step(step.place, step.compact, step.name, _("you found that it does not cover the matter")))
        else:
            reason = why_first(matter, chain) if not any(one.compact for one in steps) else why_next()
            return Advice(reason, steps, step.compact, step.name)
    return Advice(_("No agreement kept here covers it."), steps)


def common_chain(matter: Matter) -> list[Area]:
    """From the smallest area that holds all the places up to the widest. A rule of a programme begins at the programme's level."""
    areas = {area.pk: area for area in Area.objects.all()}

    def upwards(area: Area) -> list[Area]:
        chain, seen = [], set()
        while area and area.pk not in seen:
            seen.add(area.pk)
            chain.append(area)
            area = areas.get(area.parent_id)
        return chain

    chains = [upwards(place) for place in matter.places]
    if not chains:
        common = [area for area in areas.values() if area.level == Level.NATIONAL][:1]
    else:
        shared = set.intersection(*({area.pk for area in chain} for chain in chains))
        common = [area for area in chains[0] if area.pk in shared]
    if matter.goes_by_the_rule:
        wide = FROM_WIDE_TO_LOCAL.index(matter.programme)
        common = [area for area in common if FROM_WIDE_TO_LOCAL.index(area.level) <= wide]
    return common


def levels(chain: list[Area]) -> list[Step]:
    """Every area of the chain with its agreement in force, or why there is none; at the end the one that they name above them."""
    by_area: dict[int, list[Compact]] = {}
    for compact in Compact.objects.filter(area__in=chain).prefetch_related("links__other"):
        by_area.setdefault(compact.area_id, []).append(compact)
    steps, above = [], []
    for area in chain:
        there = by_area.get(area.pk, [])
        in_force = [compact for compact in there if compact.is_signed]
        steps += [Step(area.name, compact, compact.called) for compact in in_force]
        if not in_force:
            why = _("no agreement of it is kept here")
            if there:
                known = {"called": there[0].called, "status": _(there[0].get_status_display())}
                why = _("%(called)s is %(status)s: nobody is bound by it yet") % known
            if there and there[0].status == Compact.Status.ENDED:
                why = _("%(called)s has ended") % {"called": there[0].called}
            steps.append(Step(area.name, why_passed=why))
        above += [link for compact in there for link in compact.links.all() if link.kind in ("refers_up", "follows_from", "complements")]
    if not above:  # a rule for the whole country: no place leads up to it, so every agreement may say what stands above it
        above = list(CompactLink.objects.filter(kind="refers_up").select_related("other"))
    there_already = {step.compact.pk for step in steps if step.compact}
    return steps + _named_above(above, there_already)


def _named_above(links: list, there_already: set[int]) -> list[Step]:
    """What the agreements themselves refer up to, kept here or not."""
    steps, seen = [], set()
    for link in sorted(links, key=lambda link: link.kind != "refers_up"):
        if link.kind == "complements" and not link.other:
            continue
        key = link.other_id or link.other_name.casefold()
        if key in seen or (link.other and (link.other_id in there_already or not link.other.is_signed)):
            continue
        seen.add(key)
        steps.append(Step(link.called, link.other, link.called))
    return steps


def why_first(matter: Matter, chain: list[Area]) -> str:
    where = {"where": chain[0].name if chain else ""}
    if matter.goes_by_the_rule:
        if matter.programme == Level.NATIONAL:
            return _("A rule that holds alike everywhere is at stake in a national programme, so the agreement of that level comes first.")
        return _("A rule that holds alike everywhere is at stake in a regional programme, so the agreement of that level comes first.")
    if not matter.places:
        return _("The matter is tied to no single place, so the widest agreement comes first.")
    if len(matter.places) > 1:
        smallest = _("The smallest area that holds all the places is %(where)s.") % where
        return (
            _("What is at stake is decided locally, so the agreement nearest to the decision comes first.") + f" {smallest}"
            if matter.programme
            else smallest
        )
    if matter.programme:
        return _("What is at stake is decided locally, so the agreement nearest to the decision comes first: %(where)s.") % where
    return _("The matter lies in %(where)s, and the most local agreement comes first.") % where


def why_next() -> str:
    return _("Where the more local agreement does not cover the matter, the next level up comes next.")
