"""Asking people to hear a case. Who may sit, who follows whom and how many there are is decided by disputes/panel.py alone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from disputes import keeping, wall
from disputes.emails import tell, tell_others
from disputes.meeting import standing
from disputes.models import Case, Move, PanelPlace, Role, Standing
from disputes.models.case import organisations_of
from disputes.panel import CannotSit, Declared, Member, Panel, chair_of_next, compose
from disputes.procedure import State
from disputes.sittings import Sitting
from disputes.timing import procedure_of
from disputes.turns import sides_of

Place = PanelPlace.Place
SEATED = (State.PANEL_FORMED, State.STATEMENTS_IN)  # formed, and not met yet


@transaction.atomic
def ask_panel(*, case: Case, parts, sitting: Sitting) -> None:
    """A co-convenor lets the rules choose. Everybody chosen is asked to declare; the substitutes wait."""
    case = _convened(case, parts)
    if case.panel_places.exists():
        raise ValidationError(_("The panel was chosen already."))
    parties = [organisation for side in sides_of(case).values() for organisation in side]
    rows = standing(case.compact, [Standing.Kind.PANEL], parties) + standing(case.compact, [Standing.Kind.SUBSTITUTE], parties)
    known = set(case.parts.values_list("person", flat=True))  # who has or had any part in it sits in judgement on nothing here
    rows = [row for row in rows if row.person_id not in known]
    chosen = compose_or_say([_member(row.person_id, row.sector, row.person) for row in rows], case)
    people = {row.person_id: row.person for row in rows}
    chair = chair_of_next(_last_chair(case))
    for number, member in enumerate([*chosen.members, *chosen.waiting], 1):
        sits = member in chosen.members
        place = PanelPlace(case=case, person=people[member.person], sector=member.sector, number=number, place=Place.SITS if sits else Place.WAITS)
        place.chairs = sits and member == chosen.side(chair)[0]
        if sits:
            place.part = keeping.add_part(case=case, person=place.person, role=Role.ASKED, by=sitting.person)
        place.save()
    tell([people[member.person] for member in chosen.members], case)


def compose_or_say(candidates: list[Member], case: Case) -> Panel:
    try:
        return compose(candidates, parties={party.organisation_id for party in case.parties.all()}, size=procedure_of(case).panel_size)
    except CannotSit as error:
        raise ValidationError(str(error)) from error


@transaction.atomic
def declare_interest(*, case: Case, parts, interest: bool, sitting: Sitting) -> None:
    """Whoever has an interest stands down, and the rules say who follows. Raises ValidationError when two and two would not be left."""
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    place = case.panel_places.filter(person=sitting.person, place=Place.SITS).first()
    if place is None or not any(part.role in (Role.ASKED, Role.PANEL, Role.CHAIR) for part in parts):
        raise PermissionDenied
    if not interest:
        place.declared = Declared.NONE
        place.save(update_fields=["declared"])
        if case.state in SEATED and place.part.role == Role.ASKED:
            _seat_late(case, place, sitting)
        return
    if case.state not in (State.PANEL_FORMING, *SEATED):
        raise ValidationError(_("The panel has met already. Tell its chair: the findings say who took part in them."))
    stand_down(case=case, place=place, declared=Declared.INTEREST, by=sitting.person)


@transaction.atomic
def stand_down(*, case: Case, place: PanelPlace, declared: str, by) -> None:
    """One leaves; the same number of each side stays. Places are kept, so that everybody can see who was asked."""
    places = {each.person_id: each for each in case.panel_places.select_for_update(of=["self"]).select_related("person", "part")}
    try:
        panel = panel_of(case, places.values()).stand_down(place.person_id)
    except CannotSit as error:
        raise ValidationError(str(error)) from error
    was_chair = places[place.person_id].chairs
    now = {member.person for member in panel.members}
    released = {member.person for member in panel.released}
    for each in places.values():
        before = each.place
        if each.person_id == place.person_id:
            each.place, each.declared, each.chairs = Place.GONE, declared, False
        elif each.person_id in now:
            each.place = Place.SITS
        elif each.person_id in released:
            each.place, each.chairs = Place.RELEASED, False
        if before != each.place:
            _follow(case, each, before, by)
        each.save()
    if was_chair or not any(each.chairs for each in places.values()):
        first = panel.side(place.sector)[0].person
        PanelPlace.objects.filter(pk=places[first].pk).update(chairs=True)
        _give_chair(case, places[first])


def panel_of(case: Case, places) -> Panel:
    """The panel as the rules see it."""
    parties = frozenset(party.organisation_id for party in case.parties.all())
    by_place: dict[str, list[Member]] = {}
    for each in sorted(places, key=lambda each: each.number):
        by_place.setdefault(each.place, []).append(_member(each.person_id, each.sector, each.person, Declared(each.declared)))
    sits = by_place.get(Place.SITS, [])
    return Panel(
        parties, tuple(m for m in sits if m.sector == "statutory"), tuple(m for m in sits if m.sector == "voluntary"),
        tuple(by_place.get(Place.WAITS, [])), tuple(by_place.get(Place.RELEASED, [])),
    )  # fmt: skip


def _member(key: int, sector: str, person, declared: Declared = Declared.NOT_YET) -> Member:
    return Member(key, sector, frozenset(organisations_of(person)), declared)


def _follow(case: Case, place: PanelPlace, before: str, by) -> None:
    """Who comes is asked, and who goes is out at once."""
    if place.place == Place.SITS:
        place.part = keeping.add_part(case=case, person=place.person, role=Role.ASKED, by=by)
        tell([place.person], case)
    elif before == Place.SITS and place.part and not place.part.has_ended:
        keeping.end_part(part=place.part, by=by)


def _seat_late(case: Case, place: PanelPlace, sitting: Sitting) -> None:
    """A substitute who follows once the panel is formed: they wait until one of the others lets them in."""
    keeping.end_part(part=place.part, by=sitting.person)
    place.part = keeping.add_part(case=case, person=place.person, role=Role.CHAIR if place.chairs else Role.PANEL, by=sitting.person)
    place.save(update_fields=["part"])
    tell_others(case, sitting.person)


def _give_chair(case: Case, place: PanelPlace) -> None:
    """While the panel is being formed the chair is only named; one who sits already takes the role with the place."""
    if place.part and place.part.role == Role.PANEL:
        place.part.role = Role.CHAIR
        place.part.save(update_fields=["role"])


def _last_chair(case: Case) -> str | None:
    """The side that chaired the last case here that had a panel; asked of the portal's own clockwork, which sees no words."""
    with wall.inside(clockwork=True):
        moves = Move.objects.filter(case__compact=case.compact, event="meet", by__role=Role.CHAIR).select_related("by").order_by("-taken_on", "-pk")
        last = moves.exclude(case=case).first()
        person = last.by.person_id if last else None
    row = Standing.objects.filter(compact=case.compact, person=person).order_by("-since").first() if person else None
    return row.sector if row else None


def _convened(case: Case, parts) -> Case:
    if not any(part.role == Role.CONVENOR for part in parts):
        raise PermissionDenied
    case = Case.objects.select_for_update(of=["self"]).select_related("compact").get(pk=case.pk)
    if case.state != State.PANEL_FORMING:
        raise ValidationError(_("The panel is chosen once it is found that it can hear the case."))
    return case
