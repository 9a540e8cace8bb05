"""The Compact and who stands behind it. One module for each aggregate."""

from .compact import Area, Compact, CompactLink
from .edition import Code, Commitment, Edition, Statement, Undertaking
from .groups import GroupMembership, KeptApart
from .joining import JoinRequest, SigningLink
from .organisation import Organisation, OrganisationName, Theme
from .people import BoardMember, Champion, Membership, Officer, Seat, SeatHolder
from .signature import Signature
from .waiting import WaitingImport

__all__ = [
    "Area", "BoardMember", "Champion", "Code", "Commitment", "Compact", "CompactLink", "Edition", "GroupMembership",
    "JoinRequest", "KeptApart", "Membership",
    "Officer", "Organisation", "OrganisationName", "Seat", "SeatHolder", "Signature", "SigningLink", "Statement", "Theme", "Undertaking",
    "WaitingImport",
]  # fmt: skip
