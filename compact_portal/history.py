"""The history page of one object. It stands above the rooms, because it shows rows of all of them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.models import Achievement, Action, Ask, GroupDecision, Plan, PlanConsultation, ProgressMeeting, Risk, Strategy, Target, Update
from compact_portal.audit.readable import history_of
from disputes.models import Closure, PanelDocument, Procedure, Signpost, Standing
from reviews.models import (
    Assessment,
    AssignedBody,
    Block,
    Checklist,
    ChecklistRound,
    CodeLead,
    Decision,
    Event,
    EventItem,
    Finding,
    KitemarkApplication,
    KitemarkAward,
    KitemarkScheme,
    Milestone,
    Paper,
    ProcessReview,
    Question,
    Review,
    Scale,
    Section,
    Survey,
)
from signatories.models import (
    Amendment,
    BoardMember,
    Champion,
    Code,
    Compact,
    Consultation,
    Edition,
    Endorsement,
    MailWords,
    Membership,
    Officer,
    Organisation,
    OwnConsultation,
    PackSent,
    PolicyAppraisal,
    Practice,
    Reference,
    RefreshRound,
    Resource,
    Seat,
    SeatHolder,
    SeatRequest,
    ServiceEntry,
    Signature,
    TermsOfReference,
    TrainingEvent,
)


def _of(model, way: str):
    """The rows of `model` in a Compact, from which `way` leads to it."""
    return lambda compact: model._default_manager.filter(**{way: compact.pk})


def _organisations(compact: Compact):
    """Those that signed: who was only invited has not agreed that this Compact looks into what is kept of them."""
    return Organisation.objects.known_to(compact).distinct()


def _memberships(compact: Compact):
    return Membership.objects.filter(organisation__in=Organisation.objects.known_to(compact).values("pk"))


def _shared_assessments(compact: Compact):
    """What a group has not sent, or shows to nobody, has no page for the steering group."""
    return Assessment.objects.shown_to_steering().filter(compact=compact)


def _sent_applications(compact: Compact):
    return KitemarkApplication.objects.filter(compact=compact, sent_at__isnull=False)


# What has a history page, and which rows of it belong to a Compact. Nothing that belongs to survey answers may stand here.
SHOWN = {
    Compact: _of(Compact, "pk"),
    Edition: _of(Edition, "compact"),
    Consultation: _of(Consultation, "edition__compact"),
    Endorsement: _of(Endorsement, "edition__compact"),
    Amendment: _of(Amendment, "compact"),
    Reference: _of(Reference, "compact"),
    Practice: _of(Practice, "signature__compact"),
    Resource: _of(Resource, "compact"),
    PolicyAppraisal: _of(PolicyAppraisal, "compact"),
    OwnConsultation: _of(OwnConsultation, "compact"),
    ServiceEntry: _of(ServiceEntry, "compact"),
    PackSent: _of(PackSent, "compact"),
    TrainingEvent: _of(TrainingEvent, "compact"),
    Signature: _of(Signature, "compact"),
    Organisation: _organisations,
    Champion: _of(Champion, "signature__compact"),
    Membership: _memberships,
    Officer: _of(Officer, "compact"),
    Seat: _of(Seat, "compact"),
    SeatHolder: _of(SeatHolder, "seat__compact"),
    SeatRequest: _of(SeatRequest, "signature__compact"),
    TermsOfReference: _of(TermsOfReference, "compact"),
    RefreshRound: _of(RefreshRound, "compact"),
    MailWords: _of(MailWords, "compact"),
    BoardMember: _of(BoardMember, "compact"),
    Strategy: _of(Strategy, "compact"),
    Plan: _of(Plan, "compact"),
    Target: _of(Target, "plan__compact"),
    Action: _of(Action, "target__plan__compact"),
    Achievement: _of(Achievement, "target__plan__compact"),
    Ask: _of(Ask, "compact"),
    Update: _of(Update, "action__target__plan__compact"),
    Risk: _of(Risk, "plan__compact"),
    ProgressMeeting: lambda compact: ProgressMeeting.objects.in_compacts([compact.pk]),
    GroupDecision: _of(GroupDecision, "meeting__group"),
    PlanConsultation: _of(PlanConsultation, "plan__compact"),
    Procedure: _of(Procedure, "compact"),
    PanelDocument: _of(PanelDocument, "compact"),
    Signpost: _of(Signpost, "compact"),
    Closure: _of(Closure, "compact"),
    Standing: _of(Standing, "compact"),
    Survey: _of(Survey, "compact"),
    Review: _of(Review, "compact"),
    Section: _of(Section, "survey__compact"),
    Question: _of(Question, "section__survey__compact"),
    Block: _of(Block, "review__compact"),
    Finding: _of(Finding, "review__compact"),
    Paper: _of(Paper, "compact"),
    Event: _of(Event, "compact"),
    EventItem: _of(EventItem, "event__compact"),
    Decision: _of(Decision, "recommendation__paper__compact"),
    Milestone: _of(Milestone, "review__compact"),
    ProcessReview: _of(ProcessReview, "review__compact"),
    Scale: _of(Scale, "compact"),
    Checklist: _of(Checklist, "compact"),
    Assessment: _shared_assessments,
    ChecklistRound: _of(ChecklistRound, "compact"),
    AssignedBody: _of(AssignedBody, "assignment__round__compact"),
    CodeLead: _of(CodeLead, "compact"),
    KitemarkScheme: _of(KitemarkScheme, "compact"),
    KitemarkApplication: _sent_applications,
    KitemarkAward: _of(KitemarkAward, "compact"),
}
BY_NAME = {model._meta.model_name: model for model in SHOWN}


@require_safe
def history(request, compact: str, model: str, pk: int):
    """Who changed what and when, for the people who steer the Compact; everybody else sees that there is no such page."""
    compact = get_object_or_404(Compact.objects.steered_by(request.user), slug=compact)
    if model not in BY_NAME:
        raise Http404
    obj = get_object_or_404(SHOWN[BY_NAME[model]](compact), pk=pk)
    lines = history_of(obj, details=_details_of(obj))
    return render(request, "audit/history.html", {"compact": compact, "object": obj, "lines": lines})


def _details_of(obj) -> dict[str, dict]:
    """Names for what events hold as numbers: codes, and the agreement under which something was done that touches another."""
    names = {"done_under": dict(Compact.objects.values_list("pk", "name"))}
    if isinstance(obj, Champion):
        names["codes"] = dict(Code.objects.filter(edition=obj.signature.edition_id).values_list("number", "title"))
    return names
