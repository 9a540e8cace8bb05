"""The list of those who were asked: who has answered and who is still waited for, by sector. Days, never times."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compact_portal.days import in_words
from compact_portal.documents.tables_out import to_csv
from reviews.models import Invitation, Response, Survey

STATES = {
    "waiting": _("Not yet"), "begun": _("Begun"), "typed": _("Typed by staff, to be confirmed"), "answered": _("Answered"),
    "declined": _("Will not answer this year"),
    "wrong": _("Says it is not this organisation"), "excused": _("Excused"), "undeliverable": _("Mail did not arrive"), "no_address": _("No address"),
    "revoked": _("Link stopped"),
}  # fmt: skip
TO_CHASE = frozenset({"waiting", "begun", "typed", "wrong", "undeliverable", "no_address"})


@dataclass(frozen=True)
class Row:
    invitation: Invitation
    sector: str
    state: str

    @property
    def words(self) -> str:
        return STATES[self.state]

    @property
    def to_chase(self) -> bool:
        return self.state in TO_CHASE

    @property
    def note(self) -> str:
        """What an officer noted or set for this organisation; never anything about what it said."""
        one = self.invitation
        parts = [
            one.excused_reason,
            _("Extra time until %(extended_to)s") % {"extended_to": in_words(one.extended_to)} if one.extended_to else "",
        ]
        return ". ".join(part for part in parts if part)


def rows_of(survey: Survey) -> list[Row]:
    """Sorted by sector, then name. One query."""
    mine = Response.objects.filter(survey=OuterRef("survey"), organisation=OuterRef("organisation"))
    invitations = (
        survey.invitations.select_related("organisation", "message", "typed__typed_by")
        .annotate(begun=Exists(mine), answered_on=Subquery(mine.values("submitted_on")[:1]))
        .order_by("sector", Lower("organisation__name"))
    )
    return [Row(one, survey.compact.terms.sector(one.sector), state_of(one)) for one in invitations]


def state_of(one: Invitation) -> str:
    """The first that holds, in the order of what somebody has to do about it."""
    if one.answered_on:
        return "answered"
    if one.excused_at:
        return "excused"
    if one.declined:
        return "wrong" if one.declined == Invitation.Declined.NOT_US else "declined"
    if one.revoked_at:
        return "revoked"
    if getattr(one, "typed", None):
        return "typed"
    if one.begun:
        return "begun"
    if one.is_undeliverable:
        return "undeliverable"
    return "waiting" if one.sent_to else "no_address"


def counted(rows: list[Row]) -> list[tuple[str, str, int]]:
    """(state, its words, how many) of each state that somebody is in, in the order of STATES."""
    counts = Counter(row.state for row in rows)
    return [(state, words, counts[state]) for state, words in STATES.items() if state in counts]


def figures_of(rows: list[Row]) -> list[dict]:
    """For each sector: invited, answered, waited for, neither. Excused ones are counted apart, and so are those that declined."""
    sectors: dict[str, dict] = {}
    for row in rows:
        figures = sectors.setdefault(row.sector, {"label": row.sector, "invited": 0, "answered": 0, "waiting": 0, "others": 0})
        figures["invited"] += 1
        figures["answered" if row.state == "answered" else "waiting" if row.to_chase else "others"] += 1
    return list(sectors.values())


def chasing_csv(survey: Survey) -> bytes:
    header = [_("Sector"), _("Organisation"), _("Status"), _("Answered on"), _("Address"), _("Invited on"), _("Note")]
    return to_csv(
        header,
        (
            [
                row.sector,
                row.invitation.organisation.name,
                row.words,
                row.invitation.answered_on or "",
                row.invitation.sent_to,
                row.invitation.sent_at.date() if row.invitation.sent_at else "",
                row.note,
            ]
            for row in rows_of(survey)
        ),
    )
