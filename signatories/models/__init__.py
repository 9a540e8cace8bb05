"""The Compact and who stands behind it. One module for each aggregate."""

from .amendment import Amendment, AmendmentAgreement
from .compact import Area, Compact, CompactLink
from .consultation import Comment, Consultation, Endorsement
from .edition import Code, Commitment, Edition, Part, Statement, Undertaking
from .groups import GroupMembership, KeptApart
from .joining import JoinRequest, SigningLink
from .organisation import Organisation, OrganisationName, Theme
from .people import BoardMember, Champion, Membership, Officer, Seat, SeatHolder
from .reference import Reference
from .signature import Signature
from .training import IntroductionUse, PackSent, TrainingComment, TrainingEvent
from .waiting import WaitingImport

__all__ = [
    "Amendment", "AmendmentAgreement", "Area", "BoardMember", "Champion", "Code", "Comment", "Commitment", "Compact",
    "CompactLink", "Consultation", "Edition", "Endorsement", "GroupMembership", "IntroductionUse", "JoinRequest", "KeptApart",
    "Membership", "Officer", "Organisation", "OrganisationName", "PackSent", "Part", "Reference", "Seat", "SeatHolder",
    "Signature", "SigningLink", "Statement", "Theme", "TrainingComment", "TrainingEvent", "Undertaking", "WaitingImport",
]  # fmt: skip
