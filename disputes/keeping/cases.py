"""Beginning a case, and who takes part in it. Who may do so when is the procedure's to say (disputes/actions/)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from disputes import wall
from disputes.keeping.holders import start
from disputes.keeping.shares import custodians_for
from disputes.models import Audience, Case, CaseKey, Part, Party, Role, Share, Side, Wrap
from disputes.models.case import IMPARTIAL, organisations_of
from disputes.procedure import State
from disputes.sittings import Sitting
from signatories.models import Compact, Organisation


@transaction.atomic
def open_case(*, compact: Compact, organisation: Organisation, sitting: Sitting) -> tuple[Case, Part]:
    """A private draft: its one key is sealed to its author, who alone is in it."""
    case = Case(compact=compact, edition=compact.edition, state=State.DRAFT, setting=compact.disputes)
    with wall.inside(case=case.pk, person=sitting.person):
        case.save(force_insert=True)
        Party.objects.create(case=case, organisation=organisation, side=Side.RAISER)
        part = Part.objects.create(case=case, person=sitting.person, role=Role.RAISER, side=Side.RAISER, organisation=organisation)
        start(case=case, audience=Audience.DRAFT, people=[sitting.person], by=sitting.person)
        record("case.begun", case, by=sitting.person)
    return case, part


@transaction.atomic
def add_party(*, case: Case, organisation: Organisation, side: str, by) -> Party:
    """Who is shut out because they belong to it, is so from now on (`Part.objects.open_to`)."""
    party = Party.objects.create(case=case, organisation=organisation, side=side)
    allowed = {each.pk for each in custodians_for(case)}
    Share.objects.filter(case=case).exclude(custodian__in=allowed).delete()  # a custodian of a party helps nobody here
    record("case.party_added", case, by=by, organisation=organisation.pk, side=side)
    return party


@transaction.atomic
def add_part(*, case: Case, person, role: str, by, side: str = "", organisation: Organisation | None = None) -> Part:
    """The person waits from now on, until a holder lets them in. Raises ValidationError for somebody of a party in an impartial role."""
    if role in IMPARTIAL and case.parties.filter(organisation__in=organisations_of(person)).exists():
        raise ValidationError(_("%(person)s belongs to one of the parties, and can take no impartial part in this case.") % {"person": person})
    side = side or {Role.RAISER: Side.RAISER, Role.RESPONDER: Side.RESPONDER}.get(role, "")
    part = Part.objects.create(case=case, person=person, role=role, side=side, organisation=organisation)
    record("case.part_added", case, by=by, person=person.pk, role=role)
    return part


@transaction.atomic
def end_part(*, part: Part, by) -> Part:
    """The person is out at once: what was sealed to them goes, and what is written from now on has a key that they never had."""
    case = Case.objects.select_for_update().get(pk=part.case_id)
    part = Part.objects.select_related("person").get(pk=part.pk)
    part.end()
    record("case.part_ended", case, by=by, person=part.person_id, role=part.role)
    still = {audience for other in case.parts.serving().filter(person=part.person) for audience in Audience.of(other)}
    gone = Wrap.objects.filter(key__case=case, holder__person=part.person).exclude(key__audience__in=still)
    left = set(gone.values_list("key__audience", flat=True))
    gone.delete()
    for audience in sorted(left - {Audience.PRIVATE}):  # a private answer is left to whoever gave it, under its own key
        renew(case, Audience(audience), by=by)
    return part


def renew(case: Case, audience: Audience, *, by) -> None:
    """The next version of an audience's key, for those who hold the present one; nobody there, none is made."""
    newest = CaseKey.objects.filter(case=case, audience=audience).order_by("-version").first()
    people = list(Wrap.objects.filter(key=newest).values_list("holder__person", flat=True))
    if people:
        start(case=case, audience=audience, people=people, by=by)
        record("case.key_renewed", case, by=by, audience=audience)
