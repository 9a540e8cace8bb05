"""The Compact and who stands behind it. One module for each aggregate."""

from .champions import Champion, Enquiry, EnquiryCount, Guidance, GuidanceGiven
from .compact import Area, Compact, CompactLink
from .edition import Code, Commitment, Edition, Statement, Undertaking
from .organisation import GroupMembership, Organisation, OrganisationName
from .people import BoardMember, Membership, Officer, Seat, SeatHolder
from .refresh import Refresh, RefreshLink, RefreshRound
from .signature import Signature
from .steering import SeatRequest, TermsOfReference

__all__ = [
    "Area", "BoardMember", "Champion", "Code", "Commitment", "Compact", "CompactLink", "Edition", "Enquiry", "EnquiryCount",
    "GroupMembership", "Guidance", "GuidanceGiven", "Membership", "Officer", "Organisation", "OrganisationName", "Refresh", "RefreshLink",
    "RefreshRound", "Seat", "SeatHolder", "SeatRequest", "Signature", "Statement", "TermsOfReference", "Undertaking",
]  # fmt: skip
