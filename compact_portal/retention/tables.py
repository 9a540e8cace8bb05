"""Tables of which no rule ends a row by date, each with the reason. A test walks every model: it has one rule, or stands here once.

Histories by trigger and tables that only tie two rows stand and fall with what they belong to, and are not named.
"""

from django.utils.translation import gettext_lazy as _

from actionplans import models as plans
from compact_portal.documents.models import IssuedDocument, Upload, UploadChunk
from compact_portal.messaging.models import Round, Wish
from disputes import models as disputes
from reviews import models as reviews
from signatories import models as signatories

STAYS = {
    _("The agreement itself, who has signed it and who held which post: as long as the agreement is kept here. Names go as in the first line"): (
        signatories.Compact, signatories.CompactLink, signatories.Edition, signatories.Part, signatories.Statement, signatories.Undertaking,
        signatories.Code, signatories.Commitment, signatories.DutyTie, signatories.Amendment, signatories.AmendmentAgreement,
        signatories.Consultation, signatories.Endorsement, signatories.Signature, signatories.Membership, signatories.Champion,
        signatories.Seat, signatories.SeatHolder, signatories.SeatRequest, signatories.Officer, signatories.BoardMember,
        signatories.TermsOfReference, signatories.RefreshRound, signatories.Refresh, signatories.Guidance, signatories.GuidanceGiven,
        disputes.Standing, disputes.Custodian, disputes.Proof, disputes.GoneLive, disputes.PanelDocument, disputes.Procedure,
    ),
    _("What was planned, reported, discussed and decided: as long as the agreement is kept here, because others build on it"): (
        plans.Strategy, plans.StrategyAim, plans.Plan, plans.Target, plans.Outcome, plans.Achievement, plans.Action, plans.ActionPerson,
        plans.ProgressNote, plans.Approval, plans.Amendment, plans.Ask, plans.Parallel, plans.Carry, plans.PlanConsultation, plans.LaunchDay,
        plans.PlanComment, plans.ProgressMeeting, plans.MeetingNotice, plans.GroupDecision, plans.Risk, plans.Update, plans.DateChange,
        plans.Reminder, reviews.Review, reviews.Milestone, reviews.DateChange, reviews.Fact, reviews.Finding, reviews.ProcessReview,
        reviews.Highlight, reviews.Block, reviews.Proposal, reviews.ReportApproval, reviews.PublishedReport, reviews.Correction,
        reviews.PublishedText, reviews.Paper, reviews.PaperPart, reviews.Recommendation, reviews.BackgroundPaper, reviews.Consulted,
        reviews.Attachment, reviews.BoardComment, reviews.Decision, reviews.CopySent, reviews.IssuedPaper, reviews.PaperCorrection,
        reviews.Event, reviews.EventItem, reviews.CodeLead, reviews.Offer, signatories.TrainingEvent, signatories.GuestSpeaker,
        signatories.PackSent, signatories.IntroductionUse, signatories.PolicyAppraisal, signatories.OwnConsultation,
        signatories.ServiceEntry, signatories.Practice, signatories.Reference, disputes.Story, IssuedDocument, Upload, UploadChunk,
    ),
    _("What a group said of its own work in a checklist, and what it applied for with it: as long as the agreement is kept here"): (
        reviews.Checklist, reviews.ChecklistItem, reviews.ChecklistRound, reviews.Assignment, reviews.AssignedBody, reviews.Assessment,
        reviews.Sheet, reviews.ItemAnswer, reviews.Evidence, reviews.ItemTask, reviews.Gap, reviews.KitemarkScheme,
        reviews.KitemarkCriterion, reviews.KitemarkApplication, reviews.KitemarkAssessor, reviews.CriterionMet, reviews.KitemarkAward,
        reviews.WordsYear, reviews.UndertakingWord,
    ),
    _("Counts and figures, and words that nothing leads back to who wrote them: as long as the agreement is kept here"): (
        reviews.Tally, reviews.Bundle, reviews.DetachedText, reviews.Release, reviews.LogCount, reviews.EventFeedback,
        reviews.FeedbackRelease, reviews.FeedbackText, reviews.FeedbackOpinion, reviews.ItemCount, reviews.SaidApart, reviews.RoundFigures,
        reviews.SaidOfUndertaking, reviews.WordOpinion, reviews.WordsFigures, signatories.EnquiryCount, signatories.TrainingComment,
        disputes.AdviceCount, disputes.Tally, disputes.PanelCount, disputes.PrivateCount,
    ),
    _("What an organisation said under its own name in a survey, and what became of it: as long as the agreement is kept here"): (
        reviews.Survey, reviews.SurveyDocument, reviews.Section, reviews.Question, reviews.NamedAnswer, reviews.Passage, reviews.Opinion,
        reviews.TypedAnswer, reviews.Nudge,
    ),
    _("Organisations, their names and addresses: they outlast each agreement"): (
        signatories.Organisation, signatories.OrganisationName, signatories.GroupMembership, signatories.KeptApart, signatories.NameWord,
    ),
    _("Lists, wordings and settings that speak of nobody"): (
        signatories.Area, signatories.Theme, signatories.MailWords, signatories.Resource, signatories.CodeQuestion, disputes.Closure,
        disputes.Signpost, reviews.Scale, reviews.ScalePoint, Round,
    ),
    _("What somebody chose for themself: until they choose otherwise, and at the latest as in the first line"): (
        Wish, plans.CalendarFeed,
    ),
    _("The locked key with which somebody reads disagreements: as long as anything that was sealed for it may be kept; it says no name"): (
        disputes.PersonKey, disputes.KeyLock,
    ),
}  # fmt: skip
