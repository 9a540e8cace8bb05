"""The Compact and who stands behind it. One module for each aggregate."""

from .amendment import Amendment, AmendmentAgreement
from .champions import Champion, Enquiry, EnquiryCount, Guidance, GuidanceGiven
from .compact import Area, Compact, CompactLink
from .conduct import OwnConsultation, PolicyAppraisal, ServiceEntry
from .consultation import Comment, Consultation, Endorsement
from .corrections import CorrectionRequest
from .duty import DutyTie
from .edition import Code, Commitment, Edition, Part, Statement, Undertaking
from .groups import GroupMembership, KeptApart
from .inside import Practice
from .joining import JoinRequest, SigningLink
from .mail_words import MailWords
from .name_word import NameWord
from .organisation import Organisation, OrganisationName, Theme
from .people import BoardMember, Membership, Officer, Seat, SeatHolder
from .reading import CodeQuestion, Resource
from .reference import Reference
from .refresh import Refresh, RefreshLink, RefreshRound
from .signature import Signature
from .steering import SeatRequest, TermsOfReference
from .training import Delegate, GuestSpeaker, IntroductionUse, PackSent, TrainingComment, TrainingEvent
from .waiting import WaitingImport

__all__ = [
    "Amendment",
    "AmendmentAgreement",
    "Area",
    "BoardMember",
    "Champion",
    "Code",
    "CodeQuestion",
    "Comment",
    "Commitment",
    "Compact",
    "CompactLink",
    "Consultation",
    "CorrectionRequest",
    "Delegate",
    "DutyTie",
    "Edition",
    "Endorsement",
    "Enquiry",
    "EnquiryCount",
    "GroupMembership",
    "GuestSpeaker",
    "Guidance",
    "GuidanceGiven",
    "IntroductionUse",
    "JoinRequest",
    "KeptApart",
    "MailWords",
    "Membership",
    "NameWord",
    "Officer",
    "Organisation",
    "OrganisationName",
    "OwnConsultation",
    "PackSent",
    "Part",
    "PolicyAppraisal",
    "Practice",
    "Reference",
    "Refresh",
    "RefreshLink",
    "RefreshRound",
    "Resource",
    "Seat",
    "SeatHolder",
    "SeatRequest",
    "ServiceEntry",
    "Signature",
    "SigningLink",
    "Statement",
    "TermsOfReference",
    "Theme",
    "TrainingComment",
    "TrainingEvent",
    "Undertaking",
    "WaitingImport",
]  # fmt: skip
