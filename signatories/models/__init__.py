"""The Compact and who stands behind it. One module for each aggregate."""

from .compact import Area, Compact, CompactLink
from .edition import Code, Commitment, Edition, Statement, Undertaking
from .organisation import GroupMembership, Organisation, OrganisationName
from .people import BoardMember, Champion, Membership, Officer, Seat, SeatHolder
from .signature import Signature

__all__ = [
    "Area", "BoardMember", "Champion", "Code", "Commitment", "Compact", "CompactLink", "Edition", "GroupMembership", "Membership",
    "Officer", "Organisation", "OrganisationName", "Seat", "SeatHolder", "Signature", "Statement", "Undertaking",
]  # fmt: skip
