"""What else happens with a step of the procedure: who joins, who leaves, what is counted. One function for each step that has more to
it than its words; `steps.take` asks in this order: `check`, then, once nobody's voice is missing, `before` it moves and `afterwards`."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compact_portal.days import today
from compact_portal.working_days import DAY, is_working_day
from disputes import keeping
from disputes.actions import afterwards as over
from disputes.actions import breaks
from disputes.actions.convening import call_convenors, call_others, dismiss, serving
from disputes.actions.panels import panel_of
from disputes.emails import tell
from disputes.meeting import bring_in, bring_in_responder, sides_people, standing
from disputes.models import Audience, Case, Closure, Entry, HelperOffer, PanelCount, Part, Role, Side, Standing
from disputes.sittings import Sitting
from disputes.timing import procedure_of
from disputes.turns import is_untold, sides_of

MOST_OFFERS = 3
BRINGS_IN_RESPONDER = ("start talk", "ask for help")


def check(event: str, case: Case, part: Part, details: dict) -> None:
    """What the words of the form cannot know. Raises ValidationError."""
    if event == "decline twice":
        first, second = details["first_on"], details["second_on"]
        closed = Closure.objects.days(case.compact_id, on=first)
        between = sum(is_working_day(first + number * DAY, closed=closed) for number in range(1, (second - first).days + 1))
        wanted = procedure_of(case).limit("invitation")
        if between < wanted:
            raise ValidationError(
                _("There are %(wanted)s working days between the two invitations; between these there are %(between)s.")
                % {"wanted": wanted, "between": max(between, 0)}
            )
    if event == "pause":
        breaks.check(case, **details)
    if event in ("meet", "meet without statement"):
        panel = panel_of(case, case.panel_places.select_related("person"))
        if not panel.hears({place.person_id for place in details["present"]}):
            raise ValidationError(_("At least two of each sector hear the case. With fewer, name another day."))


def voiced(event: str, case: Case, details: dict) -> None:
    """With each voice, also while others are missing."""
    if event == "answer":
        over.count_of_panel(case, PanelCount.Breakdown.ANSWERED, details["answer"])


def moved_by(event: str, case: Case) -> str:
    """The step of the table that is taken: the third refusal is the portal's own."""
    refused = case.helper_offers.filter(outcome=HelperOffer.Outcome.REFUSED).count()
    return "refuse the third" if event == "refuse helper" and refused + 1 >= MOST_OFFERS else event


def before(event: str, case: Case, part: Part, sitting: Sitting, details: dict) -> None:
    if event in BRINGS_IN_RESPONDER and is_untold(case):
        bring_in_responder(case=case, by=sitting.person, sitting=sitting)
    if event == "propose helper":
        _propose(case, part, sitting, details)
    if event == "accept helper":
        _accept(case, sitting)
    if event in ("ask for panel", "reopen for the panel"):
        call_convenors(case, sitting)
    if event == "ask again":
        call_others(case, sitting)
    if event == "find not eligible":
        over.count_of_panel(case, PanelCount.Breakdown.REFUSED, details["unmet"])
    if event == "pause":
        breaks.begin(case, **details)
    if event == "form panel":
        _seat_panel(case, sitting)
    if event == "draft findings":
        for found in keeping.read(case=case, sitting=sitting, kinds=[Entry.Kind.FINDING, Entry.Kind.RECOMMENDATION], audience=Audience.PANEL):
            if not found.damaged and found.entry.written_by.person_id == sitting.person.pk:
                keeping.move(entry=found.entry, audience=Audience.CASE, sitting=sitting)


def afterwards(event: str, case: Case, part: Part, sitting: Sitting, details: dict) -> None:
    if event == "refuse helper":
        end_offer(case, HelperOffer.Outcome.REFUSED, by=sitting.person)
    if event in ("find inside", "stay outside"):
        dismiss(serving(case), by=sitting.person)
    if event == "close":
        over.close(case=case, by=sitting.person, **details)
    if event == "withdraw":
        over.withdraw(case=case, by=sitting.person)
    if event in ("reopen", "reopen for the panel"):
        case.closed_on = case.erase_on = case.erase_told_on = None
        case.save(update_fields=["closed_on", "erase_on", "erase_told_on"])


def _propose(case: Case, part: Part, sitting: Sitting, details: dict) -> None:
    """The candidate reads the summary without names, under a key of their own with the case officer."""
    chosen: Standing = details["candidate"]
    offered = case.helper_offers.filter(part__person=chosen.person)
    if offered.exists():
        raise ValidationError(_("%(person)s was asked in this case already.") % {"person": chosen.person})
    free = [row.pk for row in standing(case.compact, [Standing.Kind.HELPER], [o for side in sides_of(case).values() for o in side])]
    if chosen.pk not in free:
        raise ValidationError(_("%(person)s belongs to one of the two sides.") % {"person": chosen.person})
    candidate = keeping.add_part(case=case, person=chosen.person, role=Role.CANDIDATE, by=sitting.person)
    HelperOffer.objects.create(case=case, number=case.helper_offers.count() + 1, part=candidate)
    keeping.start(case=case, audience=Audience.HELPER, people=[chosen.person, sitting.person], by=sitting.person)
    keeping.write(
        case=case, audience=Audience.HELPER, kind=Entry.Kind.SUMMARY, title="What it is about, without names", body=details["summary"],
        by=part, sitting=sitting, confidence="K5",
    )  # fmt: skip
    tell([chosen.person], case)


def end_offer(case: Case, outcome: str, *, by) -> HelperOffer:
    offer = case.helper_offers.select_related("part").get(ended_on__isnull=True)
    offer.outcome, offer.ended_on = outcome, today()
    offer.save(update_fields=["outcome", "ended_on"])
    keeping.end_part(part=offer.part, by=by)
    return offer


def _accept(case: Case, sitting: Sitting) -> None:
    """Both have accepted: the helper reads the case, and from now on each side and the helper have a key of their own."""
    offer = end_offer(case, HelperOffer.Outcome.ACCEPTED, by=sitting.person)
    helper = offer.part.person
    bring_in(case=case, person=helper, role=Role.HELPER, by=sitting.person, sitting=sitting)
    keeping.start(case=case, audience=Audience.HELPER, people=[helper], by=sitting.person)
    for side, audience in ((Side.RAISER, Audience.RAISER), (Side.RESPONDER, Audience.RESPONDER)):
        keeping.start(case=case, audience=audience, people=[*sides_people(case, side), helper], by=sitting.person)


def _seat_panel(case: Case, sitting: Sitting) -> None:
    """Those who declared come in, and the panel's own key begins; who was asked and does not sit is out."""
    places = list(case.panel_places.select_related("person", "part"))
    for place in places:
        if place.part and not place.part.has_ended:
            keeping.end_part(part=place.part, by=sitting.person)
    sitting_ones = [place for place in places if place.place == "sits"]
    for place in sitting_ones:
        role = Role.CHAIR if place.chairs else Role.PANEL
        place.part = bring_in(case=case, person=place.person, role=role, by=sitting.person)
        place.save(update_fields=["part"])
    keeping.start(case=case, audience=Audience.PANEL, people=[place.person for place in sitting_ones], by=sitting.person)
    for place in sitting_ones:
        if hasattr(place.person, "case_key"):
            keeping.let_in(part=place.part, sitting=sitting)
    tell([place.person for place in sitting_ones], case)
