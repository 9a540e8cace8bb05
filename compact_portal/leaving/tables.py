"""Which tables go into a pack, and by which way a row belongs to an agreement; and which stay behind, with the reason.

What an officer may not read in the portal stands in no pack: they ask for it, and whoever has the file reads all of it.
A test walks every model, so that a new one is either taken along or left behind in so many words.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from actionplans import models as plans
from compact_portal.accounts.models import User
from compact_portal.audit import models as audit
from compact_portal.documents.models import IssuedDocument, Upload, UploadChunk
from compact_portal.leaving.models import Pack, PackPiece
from compact_portal.messaging import models as messaging
from disputes import models as disputes
from reviews import models as reviews
from signatories import models as signatories

# The way from a row to its agreement, as a filter takes it.
WAYS = {
    "pk": (signatories.Compact,),
    "compact": (
        signatories.CompactLink, signatories.Edition, signatories.Amendment, signatories.Signature, signatories.Seat, signatories.Officer,
        signatories.BoardMember, signatories.TermsOfReference, signatories.Guidance, signatories.PolicyAppraisal, signatories.OwnConsultation,
        signatories.ServiceEntry, signatories.MailWords, signatories.Resource, signatories.CodeQuestion, signatories.Reference,
        signatories.RefreshRound, signatories.PackSent, signatories.TrainingEvent, signatories.IntroductionUse, plans.Strategy, plans.Plan,
        plans.Ask, disputes.Closure, disputes.PanelDocument, disputes.Procedure, disputes.Signpost, disputes.Standing, disputes.GoneLive,
        disputes.Story, reviews.Review, reviews.Survey, reviews.Paper, reviews.Event, reviews.Scale, reviews.Checklist,
        reviews.KitemarkScheme, reviews.ChecklistRound, reviews.CodeLead, reviews.WordsYear,
    ),
    "edition__compact": (
        signatories.Part, signatories.Statement, signatories.Undertaking, signatories.Code, signatories.DutyTie, signatories.Consultation,
        signatories.Endorsement,
    ),
    "code__edition__compact": (signatories.Commitment,),
    "consultation__edition__compact": (signatories.Comment,),
    "amendment__compact": (signatories.AmendmentAgreement,),
    "seat__compact": (signatories.SeatHolder,),
    "signature__compact": (signatories.Champion, signatories.Practice, signatories.SeatRequest),
    "champion__signature__compact": (signatories.GuidanceGiven,),
    "round__compact": (signatories.Refresh, reviews.Assignment, reviews.RoundFigures),
    "event__compact": (signatories.GuestSpeaker, signatories.TrainingComment, reviews.EventItem, reviews.FeedbackRelease),
    "strategy__compact": (plans.StrategyAim,),
    "plan__compact": (plans.Target, plans.Approval, plans.Amendment, plans.PlanConsultation, plans.Risk),
    "target__plan__compact": (plans.Outcome, plans.Achievement, plans.Action),
    "action__target__plan__compact": (plans.ActionPerson, plans.ProgressNote, plans.Parallel, plans.Carry, plans.Update, plans.DateChange),
    "consultation__plan__compact": (plans.LaunchDay, plans.PlanComment),
    "meeting__group": (plans.GroupDecision,),
    "review__compact": (
        reviews.Finding, reviews.ProcessReview, reviews.Highlight, reviews.PublishedReport, reviews.Proposal, reviews.Block,
        reviews.Milestone, reviews.DateChange, reviews.Fact,
    ),
    "proposal__review__compact": (reviews.ReportApproval,),
    "report__review__compact": (reviews.Correction,),
    "survey__compact": (reviews.SurveyDocument, reviews.Section, reviews.Release, reviews.Offer, reviews.Nudge),
    "section__survey__compact": (reviews.Question,),
    "paper__compact": (
        reviews.PaperPart, reviews.Recommendation, reviews.BackgroundPaper, reviews.Consulted, reviews.Attachment, reviews.BoardComment,
        reviews.CopySent, reviews.IssuedPaper,
    ),
    "recommendation__paper__compact": (reviews.Decision,),
    "issue__paper__compact": (reviews.PaperCorrection,),
    "scale__compact": (reviews.ScalePoint,),
    "checklist__compact": (reviews.ChecklistItem,),
    "assignment__round__compact": (reviews.AssignedBody,),
    "scheme__compact": (reviews.KitemarkCriterion,),
    "year__compact": (reviews.WordsFigures,),
}  # fmt: skip
WAY_OF = {model: way for way, models in WAYS.items() for model in models}

# Of these, what the steering group is shown, and no row beside it.
SENT = {"sent_at__isnull": False}
NARROWED = {
    reviews.Assessment: lambda compact: reviews.Assessment.objects.shown_to_steering().filter(compact=compact),
    reviews.KitemarkApplication: lambda compact: reviews.KitemarkApplication.objects.filter(compact=compact, **SENT),
    reviews.KitemarkAssessor: lambda compact: reviews.KitemarkAssessor.objects.filter(application__compact=compact),
    reviews.CriterionMet: lambda compact: reviews.CriterionMet.objects.filter(assessor__application__compact=compact),
    reviews.KitemarkAward: lambda compact: reviews.KitemarkAward.objects.filter(compact=compact),
    plans.ProgressMeeting: lambda compact: plans.ProgressMeeting.objects.in_compacts([compact.pk]),
    plans.MeetingNotice: lambda compact: plans.MeetingNotice.objects.filter(meeting__in=plans.ProgressMeeting.objects.in_compacts([compact.pk])),
    signatories.Membership: lambda compact: signatories.Membership.objects.filter(organisation__in=known(compact)),
    signatories.OrganisationName: lambda compact: signatories.OrganisationName.objects.filter(organisation__in=known(compact)),
    signatories.GroupMembership: lambda compact: signatories.GroupMembership.objects.filter(
        Q(group__in=known(compact)) | Q(member__in=known(compact))
    ),
}

# Secrets, and what is handed from one person to the next alone.
NEVER = {"password", "token_hash", "seed", "sent_to", "draft"}
NOT_OF = {signatories.Champion: {"notes"}, signatories.Organisation: {"contact_email"}, signatories.Refresh: {"remark"}, reviews.Finding: {"times"}}

# Taken along as far as another table names them: these belong to the portal, not to one agreement.
ONLY_WHERE_NAMED = (User, signatories.Organisation, signatories.Area, signatories.Theme, IssuedDocument, Upload)

LEFT_BEHIND = {
    _("the answers of organisations, their drafts, and what could lead back to one of them: only released figures are taken along"): (
        reviews.Response, reviews.Tally, reviews.Bundle, reviews.DetachedText, reviews.NamedAnswer, reviews.Passage, reviews.Opinion,
        reviews.TypedAnswer, reviews.Example, reviews.Sheet, reviews.ItemAnswer, reviews.ItemCount, reviews.SaidApart, reviews.Evidence,
        reviews.ItemTask, reviews.Gap, reviews.UndertakingWord, reviews.SaidOfUndertaking, reviews.WordOpinion, reviews.EventFeedback,
        reviews.FeedbackText, reviews.FeedbackOpinion, reviews.LogNote, reviews.LogCount,
    ),
    _("questions that people asked in confidence, and counts before they are rounded: what may be told stands in “figures”"): (
        signatories.Enquiry, signatories.EnquiryCount, disputes.Advice, disputes.AdviceCount, disputes.Tally, disputes.PanelCount,
        disputes.PrivateCount,
    ),
    _("links that were sent to people: they open nothing on another portal"): (
        reviews.Invitation, reviews.ColleagueLink, reviews.ReadingLink, reviews.LogLink, signatories.SigningLink, signatories.RefreshLink,
        plans.UpdateLink, plans.Reminder, plans.CalendarFeed,
    ),
    _("people who agreed to one thing here: to come to an event, to be asked again, to have a request looked at"): (
        reviews.SignUp, signatories.Delegate, signatories.JoinRequest, signatories.CorrectionRequest,
    ),
    _("the work of this portal itself, made again anywhere"): (
        signatories.NameWord, signatories.WaitingImport, signatories.KeptApart, reviews.PublishedText, UploadChunk, audit.Link,
        messaging.Round, messaging.Message, messaging.Wish, messaging.Unreachable, Pack, PackPiece,
    ),
    _("disagreements: nothing of them can be read here; where they are taken along, they are sealed"): (
        disputes.Case, disputes.Party, disputes.Part, disputes.PersonKey, disputes.KeyLock, disputes.CaseKey, disputes.Wrap, disputes.Entry,
        disputes.CaseFile, disputes.Chunk, disputes.PrivateQuestion, disputes.Consent, disputes.Custodian, disputes.Proof, disputes.Share,
        disputes.Recovery, disputes.Agreement, disputes.Half, disputes.Move, disputes.Voice, disputes.Extension, disputes.Break,
        disputes.HelperOffer, disputes.PanelPlace, disputes.Replacement,
    ),
}  # fmt: skip


def known(compact) -> QuerySet:
    """Keys of organisations whose people the steering group may see."""
    return signatories.Organisation.objects.known_to(compact).order_by().values("pk")


def taken() -> list[type]:
    return [*WAY_OF, *NARROWED]


def rows_of(model, compact) -> QuerySet:
    """The rows of `model` that go along with `compact`, in a fixed order."""
    rows = NARROWED[model](compact) if model in NARROWED else model._base_manager.filter(**{WAY_OF[model]: compact.pk})
    return rows.order_by("pk")
