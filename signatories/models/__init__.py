"""The Compact and who stands behind it. One module for each aggregate."""

from .amendment import Amendment, AmendmentAgreement
from .compact import Area, Compact, CompactLink
from .consultation import Comment, Consultation, Endorsement
from .edition import Code, Commitment, Edition, Part, Statement, Undertaking
from .organisation import GroupMembership, Organisation, OrganisationName
from .people import BoardMember, Champion, Membership, Officer, Seat, SeatHolder
from .reference import Reference
from .signature import Signature
from .training import IntroductionUse, PackSent, TrainingComment, TrainingEvent

__all__ = [
    "Amendment", "AmendmentAgreement", "Area", "BoardMember", "Champion", "Code", "Comment", "Commitment", "Compact", "CompactLink",
    "Consultation", "Edition", "Endorsement", "GroupMembership", "IntroductionUse", "Membership", "Officer", "Organisation",
    "OrganisationName", "PackSent", "Part", "Reference", "Seat", "SeatHolder", "Signature", "Statement", "TrainingComment",
    "TrainingEvent", "Undertaking",
]  # fmt: skip
