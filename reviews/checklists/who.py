"""Who may take a checklist, and who sees what of it.

A body's people are those who act for it or are its Champions, and, of a partnership or network, those of its members. Merged
organisations count as one. Nobody else reads what is under way: officers see what was sent and shown to the steering group.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet

from reviews.models import Assessment, AssignedBody, Sheet
from reviews.models.checklists import Side
from signatories.models import Champion, Compact, GroupMembership, Membership, Organisation, Signature
from signatories.models.organisation import Sector


def own_organisations(person, on: datetime.date) -> dict[int, str]:
    """{key: sector} of those that `person` acts for or is Champion of, with all that is the same body. Two queries."""
    if not person.is_authenticated:
        return {}
    acts_for = Membership.objects.serving(on=on).filter(person=person).order_by().values_list("organisation", flat=True)
    champion_of = Champion.objects.serving(on=on).filter(person=person).order_by().values_list("signature__organisation", flat=True)
    keys = list(acts_for.union(champion_of))
    return dict(Organisation.objects.same_as(*keys).values_list("pk", "sector")) if keys else {}


def bodies_of(person, compact: Compact, on: datetime.date) -> QuerySet[Organisation]:
    """For whom `person` may take a checklist of `compact`: their own organisations that signed it, and groups these are part of."""
    own = own_organisations(person, on)
    mine = Organisation.objects.open().filter(Q(pk__in=own) | Q(pk__in=groups_with(own, on)))
    signed = Signature.objects.in_force().filter(compact=compact).values("organisation")
    members = GroupMembership.objects.serving(on=on).filter(member__in=signed).values("group")
    asked = AssignedBody.objects.filter(assignment__round__compact=compact).values("organisation")
    return mine.filter(Q(pk__in=signed) | Q(pk__in=members) | Q(pk__in=asked))


def groups_with(own: dict[int, str], on: datetime.date) -> QuerySet:
    return GroupMembership.objects.serving(on=on).filter(member__in=own).values("group")


def assessments_of(person, on: datetime.date, compact: Compact | None = None) -> QuerySet[Assessment]:
    """Those of the bodies whose people `person` belongs to, and those that they type in from paper."""
    return assessments_with(own_organisations(person, on), person, on, compact)


def assessments_with(own: dict[int, str], person, on: datetime.date, compact: Compact | None = None) -> QuerySet[Assessment]:
    """The same, where `own` is known already."""
    theirs = Q(body__in=own) | Q(body__in=groups_with(own, on)) | Q(on_paper=True, begun_by=person)
    found = Assessment.objects.filter(theirs) if person.is_authenticated else Assessment.objects.none()
    return found.filter(compact=compact) if compact else found


@dataclass(frozen=True)
class Part:
    """What one person has to do with one assessment."""

    assessment: Assessment
    person: object
    own: dict[int, str] = field(default_factory=dict)

    @property
    def types(self) -> bool:
        """Types in what others wrote on paper."""
        return self.assessment.on_paper and self.assessment.begun_by_id == self.person.pk

    @property
    def runs(self) -> bool:
        """Sends it, reopens it, asks others: whoever began it, and who acts for the body itself."""
        return self.assessment.begun_by_id == self.person.pk or self.assessment.body_id in self.own

    @cached_property
    def sheets(self) -> list[Sheet]:
        """Those that they may fill in."""
        return [sheet for sheet in self.assessment.sheets.all() if self.may_open(sheet)]

    def may_open(self, sheet: Sheet) -> bool:
        if self.types and not self.assessment.is_counted:
            return True
        if sheet.organisation_id:
            return sheet.organisation_id in self.own
        if sheet.side == Side.SELF:
            return self.assessment.body_id in self.own
        return not sheet.side or sheet.side in self.own.values()


def part_of(person, assessment: Assessment, on: datetime.date) -> Part:
    return Part(assessment, person, own_organisations(person, on))


def people_of(body: Organisation, on: datetime.date) -> list:
    """Everybody who acts for `body` or for one of its members, under any of their names: to whom an item can be given. Three queries."""
    from compact_portal.accounts.models import User

    members = GroupMembership.objects.serving(on=on).filter(group=body).order_by().values_list("member", flat=True)
    acting = Membership.objects.serving(on=on).filter(organisation__in=Organisation.objects.same_as(body, *members)).values("person")
    return list(User.objects.filter(pk__in=acting, is_active=True).order_by("name"))


def sectors_of(body: Organisation, on: datetime.date) -> set[str]:
    return set(GroupMembership.objects.serving(on=on).filter(group=body).values_list("member__sector", flat=True)) & {
        Sector.STATUTORY.value,
        Sector.VOLUNTARY.value,
    }
