"""Every mail whose words an agreement may change, in the order of the year."""

import actionplans.wordings
import actionplans.wordings_meetings
import reviews.wordings
import signatories.wordings
from compact_portal.messaging.wordings import Wording

ROOMS = (signatories.wordings, reviews.wordings, actionplans.wordings, actionplans.wordings_meetings)
WORDINGS: tuple[Wording, ...] = tuple(wording for room in ROOMS for wording in room.WORDINGS)
BY_KEY: dict[str, Wording] = {wording.key: wording for wording in WORDINGS}
