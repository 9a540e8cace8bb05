"""The two co-convenors of a case, one of each sector: found by rule, replaced when they stand down or a side says no.

Who has had any part in the case is not asked to look at it afresh (domain.md C3.3, C3.4). The two who looked afresh at whether the
agreement covers it leave when they have decided; where nobody else is left, they may still convene the panel.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from disputes import keeping
from disputes.emails import tell, tell_others
from disputes.meeting import bodies_of, bring_in, is_tied, standing
from disputes.models import Case, Part, PersonKey, Replacement, Role, Standing
from disputes.panel import SIDES
from disputes.procedure import State
from disputes.roles import sectors_of
from disputes.sittings import Sitting
from disputes.turns import sides_of
from signatories.models import SeatHolder

DECIDING = (State.PANEL_ASKED, State.FRESH_LOOK, State.SCOPE_LOOK)
CONVENED = (*DECIDING, State.PANEL_FORMING)


def call_convenors(case: Case, sitting: Sitting) -> None:
    """One of each sector, let in by whoever asks. Raises ValidationError when a sector has nobody; then nothing has changed."""
    there = {sector_of(part) for part in serving(case)}  # those of a case that is opened again
    for sector in SIDES:
        if sector not in there:
            _call(case, sector, sitting, again=True)


def call_others(case: Case, sitting: Sitting) -> None:
    """Those who decided before leave, and two others look."""
    before = serving(case)
    for sector in SIDES:
        _call(case, sector, sitting)
    dismiss(before, by=sitting.person)


def dismiss(parts: list[Part], *, by) -> None:
    """They have decided what they were asked, and read the case no longer."""
    for part in parts:
        keeping.end_part(part=part, by=by)


def serving(case: Case) -> list[Part]:
    return list(case.parts.serving().filter(role=Role.CONVENOR).select_related("person", "case__compact"))


def _call(case: Case, sector: str, sitting: Sitting, *, again: bool = False) -> Part:
    return bring_in(case=case, person=_next(case, sector, again=again), role=Role.CONVENOR, by=sitting.person, sitting=sitting)


def _next(case: Case, sector: str, *, again: bool):
    """The co-convenor of the list, else somebody of the steering group; of neither side, and without any part in this case so far. Who
    has a case passphrase comes first: they can read at once. With `again`, a co-convenor who left may come back where nobody else is
    left, unless a side said no to them or they stood down."""
    parties = [organisation for side in sides_of(case).values() for organisation in side]
    tied, known = bodies_of(parties), set(case.parts.values_list("person", flat=True))
    listed = [row.person for row in standing(case.compact, [Standing.Kind.CONVENOR], parties) if row.sector == sector]
    holders = SeatHolder.objects.serving().filter(seat__compact=case.compact, seat__organisation__sector=sector, person__is_active=True)
    seated = [holder.person for holder in holders.select_related("person").order_by("pk")]
    ready = set(PersonKey.objects.filter(person__in=[person.pk for person in seated]).values_list("person", flat=True))
    seated.sort(key=lambda person: person.pk not in ready)
    free = [person for person in (*listed, *seated) if not is_tied(person, tied)]
    if found := next((person for person in free if person.pk not in known), None):
        return found
    before = case.parts.filter(role=Role.CONVENOR).exclude(pk__in=case.replacements.values("gone")).values_list("person", flat=True)
    back = set(before) - set(case.parts.exclude(role=Role.CONVENOR).values_list("person", flat=True)) if again else set()
    if found := next((person for person in free if person.pk in back), None):
        return found
    raise ValidationError(
        _(
            "There is nobody else of the %(sector)s who could look at it: somebody who belongs to neither side and has no part in this yet."
            " The case officer has to find them first."
        )
        % {"sector": case.compact.terms.sector(sector)}
    )


def sector_of(part: Part) -> str:
    """The sector for which a co-convenor stands: that of the list, or of their seat."""
    rows = Standing.objects.filter(compact=part.case.compact, person=part.person, kind=Standing.Kind.CONVENOR, confirmed_at__isnull=False)
    row = rows.order_by("-since").first()
    return row.sector if row else min(sectors_of(part.person, part.case.compact, on=part.since), default=SIDES[0])


def may_replace(case: Case, part: Part, parts) -> bool:
    """The co-convenor themself until the panel is named; a side until it is decided."""
    own = any(each.pk == part.pk for each in parts)
    of_side = any(each.role in (Role.RAISER, Role.RESPONDER) for each in parts)
    return case.state in CONVENED if own else of_side and case.state in DECIDING


@transaction.atomic
def replace_convenor(*, case: Case, part: Part, parts, sitting: Sitting) -> Replacement:
    """By the co-convenor, who stands down; or by one side, once for each sector, before it is decided. No reason is asked for.

    The next of the same sector follows at once. Raises PermissionDenied, and ValidationError when there is nobody.
    """
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    part = Part.objects.serving().select_related("person", "case__compact").filter(case=case, pk=part.pk, role=Role.CONVENOR).first()
    if part is None or not may_replace(case, part, parts):
        raise PermissionDenied
    own = any(each.pk == part.pk for each in parts)
    sector, side = sector_of(part), "" if own else next(each.side for each in parts if each.role in (Role.RAISER, Role.RESPONDER))
    if side and case.replacements.filter(sector=sector, side=side).exists():
        raise ValidationError(_("Your side has said no to a co-convenor of this sector already."))
    follows = _call(case, sector, sitting)
    keeping.end_part(part=part, by=sitting.person)
    made = Replacement.objects.create(case=case, gone=part, follows=follows, sector=sector, side=side)
    tell([part.person])  # out of it by now
    tell_others(case, sitting.person)
    return made
