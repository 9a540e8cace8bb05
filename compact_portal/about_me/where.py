"""Where people are named, and whether the page of what is held about somebody shows it.

Every field that leads to a person, holds an e-mail address or a person's name stands in SHOWN or in NOT_SHOWN; a test walks all models.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from actionplans import models as plans
from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.documents.models import Upload
from compact_portal.leaving.models import Pack
from compact_portal.messaging.models import Message, Round, Unreachable, Wish
from disputes import models as disputes
from reviews import models as reviews
from signatories import models as signatories

# By which fields the page finds a row of somebody; and those of a row's words that are theirs, which it then shows as they stand.
SHOWN = {
    User: (("email",), ("name",)),
    EmailAddress: (("user", "email"), ()),
    Authenticator: (("user",), ()),
    SocialAccount: (("user",), ()),
    UserSession: (("user",), ("user_agent",)),
    Message: (("to",), ("subject",)),
    Wish: (("address",), ()),
    Unreachable: (("address",), ()),
    Event: (("actor",), ("target_name",)),
    Upload: (("uploaded_by",), ("name",)),
    signatories.Membership: (("person",), ()),
    signatories.Champion: (("person",), ("department", "time_agreed_by", "notes")),
    signatories.SeatHolder: (("person",), ("name", "title")),
    signatories.Officer: (("person",), ()),
    signatories.BoardMember: (("person",), ()),
    signatories.SeatRequest: (("asked_by",), ("post",)),
    signatories.Refresh: (("answered_by",), ("renewed_by_name", "renewed_by_post", "remark")),
    signatories.Comment: (("email",), ("text", "name")),
    signatories.JoinRequest: (("sent_to",), ("person", "post")),
    signatories.Enquiry: (("sent_to",), ("text", "name")),
    signatories.CorrectionRequest: (("asked_by",), ("wrong", "right", "answer")),
    signatories.Delegate: (("sent_to",), ("name",)),
    signatories.SigningLink: (("sent_to",), ("person", "post")),
    signatories.RefreshLink: (("sent_to",), ()),
    signatories.WaitingImport: (("uploaded_by",), ("name",)),
    plans.ActionPerson: (("person",), ("name",)),
    plans.Update: (("given_by",), ("reason", "next_steps", "outcome")),
    plans.DateChange: (("proposed_by",), ("reason",)),
    plans.PlanComment: (("written_by",), ("text",)),
    plans.Approval: (("given_by",), ("words",)),
    plans.CalendarFeed: (("person",), ()),
    plans.UpdateLink: (("sent_to",), ()),
    reviews.ItemTask: (("person",), ()),
    reviews.Evidence: (("added_by",), ("text",)),
    reviews.KitemarkAssessor: (("person",), ("comment",)),
    reviews.BoardComment: (("written_by",), ("text",)),
    reviews.ReportApproval: (("person",), ("words",)),
    reviews.Opinion: (("person",), ()),
    reviews.WordOpinion: (("person",), ()),
    reviews.FeedbackOpinion: (("given_by",), ()),
    reviews.LogNote: (("author",), ("what", "when", "result")),
    reviews.LogLink: (("person", "sent_to"), ()),
    reviews.Invitation: (("sent_to",), ()),
    reviews.Example: (("sent_to",), ()),
    reviews.ReadingLink: (("sent_to",), ()),
    reviews.ColleagueLink: (("sent_to",), ("name",)),
    reviews.SignUp: (("sent_to",), ("name", "needs")),
    disputes.Advice: (("adviser",), ()),
    disputes.Standing: (("person",), ("about",)),
    disputes.Custodian: (("person",), ()),
    disputes.Part: (("person",), ()),
    disputes.PersonKey: (("person",), ()),
}

# What is kept and not shown: as the page says it, and the fields.
NOT_SHOWN = {
    _(
        "What you did in an office or for an organisation, such as opening a survey, sending a paper or settling a date: each stands above as "
        "a line of what you did. The words belong to the agreement or to the organisation, and stand there."
    ): (
        (signatories.Edition, "published_by"), (signatories.Consultation, "closed_by"), (signatories.Guidance, "issued_by"),
        (signatories.KeptApart, "decided_by"), (signatories.JoinRequest, "decided_by"), (signatories.Reference, "checked_by"),
        (signatories.Reference, "judged_by"), (signatories.RefreshRound, "started_by"), (signatories.RefreshRound, "closed_by"),
        (signatories.Refresh, "helped_by"), (signatories.SeatRequest, "decided_by"), (signatories.CorrectionRequest, "answered_by"),
        (plans.Amendment, "made_by"),
        (plans.Carry, "decided_by"), (plans.PlanComment, "answered_by"), (plans.ProgressMeeting, "recorded_by"),
        (plans.MeetingNotice, "told_by"), (plans.DateChange, "decided_by"), (reviews.Survey, "ready_by"), (reviews.Survey, "opened_by"),
        (reviews.Survey, "closed_by"), (reviews.Release, "released_by"), (reviews.Offer, "answered_by"), (reviews.Example, "kept_by"),
        (reviews.ProcessReview, "recorded_by"), (reviews.PublishedReport, "published_by"), (reviews.Proposal, "proposed_by"),
        (reviews.Correction, "corrected_by"), (reviews.Block, "changed_by"), (reviews.Paper, "checked_by"),
        (reviews.Decision, "recorded_by"), (reviews.CopySent, "sent_by"), (reviews.Event, "published_by"), (reviews.IssuedPaper, "issued_by"),
        (reviews.PaperCorrection, "corrected_by"), (reviews.Checklist, "in_use_by"), (reviews.Checklist, "adopted_by"),
        (reviews.Assessment, "begun_by"), (reviews.Assessment, "sent_by"), (reviews.KitemarkScheme, "in_use_by"),
        (reviews.KitemarkApplication, "partner_by"), (reviews.KitemarkApplication, "begun_by"), (reviews.KitemarkApplication, "sent_by"),
        (reviews.KitemarkAssessor, "named_by"), (reviews.KitemarkAward, "suspended_by"), (reviews.KitemarkAward, "withdrawn_by"),
        (reviews.ChecklistRound, "closed_by"), (reviews.RoundFigures, "released_by"), (reviews.WordsYear, "closed_by"),
        (reviews.ItemTask, "asked_by"), (reviews.Gap, "settled_by"), (reviews.Milestone, "done_by"), (reviews.DateChange, "changed_by"),
        (reviews.Invitation, "excused_by"), (reviews.TypedAnswer, "typed_by"), (reviews.TypedAnswer, "confirmed_by"),
        (disputes.PanelDocument, "written_by"), (disputes.Standing, "proposed_by"), (disputes.Standing, "confirmed_by"),
        (disputes.Custodian, "proposed_by"), (disputes.Custodian, "confirmed_by"), (Round, "decided_by"), (Pack, "asked_by"),
        (LogEntry, "user"),
    ),
    _(
        "What you wrote or did in a disagreement: it is encrypted, and only those who take part can open it. Look at it in the room of that case."
    ): (
        (disputes.Wrap, "given_by"), (disputes.Proof, "opened_by"), (disputes.Recovery, "asked_by"), (disputes.Recovery, "stopped_by"),
        (disputes.Recovery, "done_by"), (disputes.Agreement, "agreed_by"), (disputes.PanelPlace, "person"),
    ),
    _(
        "A name that somebody wrote into a paper, a plan or a list of signatures, without an e-mail address: the portal cannot tell whether "
        "that is you or somebody who is called the same. If you know of such a place, ask for it to be corrected."
    ): (
        (signatories.Signature, "signed_by_name"), (signatories.Signature, "signed_by_post"), (signatories.Signature, "endorsed_by"),
        (signatories.Amendment, "proposed_by_name"), (signatories.GuestSpeaker, "who"), (signatories.TrainingEvent, "given_by"),
        (plans.Action, "owners_as_written"), (plans.ProgressMeeting, "chaired_by"), (plans.GroupDecision, "owners"), (plans.Risk, "owner"),
        (reviews.Response, "sender_name"), (reviews.Response, "sender_post"), (reviews.Paper, "sender"), (reviews.Paper, "author_name"),
        (reviews.Paper, "author_post"), (reviews.Paper, "author_employer"), (reviews.Paper, "lead_officer"),
        (reviews.Recommendation, "owner"), (reviews.BackgroundPaper, "contact"), (reviews.Gap, "owner"), (reviews.Milestone, "owner"),
    ),
    _("An address that an organisation or an agreement gave as its own. Who acts for the organisation can change it."): (
        (signatories.Organisation, "contact_email"), (signatories.Compact, "contact_name"), (signatories.Compact, "contact_email"),
    ),
    _(
        "How each of these looked before it was changed, kept so that nobody can change the record unseen; and lines of the record in which "
        "somebody else did something that concerns you. Names in them go when yours does."
    ): (),
    _("What was answered in a survey, said of an event or typed for others: it is an organisation’s, or nothing leads from it to a person."): (),
}  # fmt: skip
