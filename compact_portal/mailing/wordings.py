"""Every mail whose words an agreement may change, in the order of the year."""

import actionplans.wordings
import reviews.wordings
import signatories.wordings
from compact_portal.messaging.wordings import Wording

WORDINGS = (*signatories.wordings.WORDINGS, *reviews.wordings.WORDINGS, *actionplans.wordings.WORDINGS)
BY_KEY: dict[str, Wording] = {wording.key: wording for wording in WORDINGS}
