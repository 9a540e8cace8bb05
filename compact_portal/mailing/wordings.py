"""Every mail whose words an agreement may change, by what it belongs to; the titles hold placeholders for its terms."""

from django.utils.translation import gettext_lazy as _

from actionplans import wordings as plans
from actionplans import wordings_meetings as meetings
from compact_portal.messaging.wordings import Wording
from reviews import wordings as survey
from reviews import wordings_after as after
from reviews import wordings_checklists as checklists
from reviews import wordings_events as events
from signatories import wordings as refresh
from signatories import wordings_joining as joining
from signatories import wordings_people as people
from signatories import wordings_training as training

GROUPS: tuple[tuple[str, tuple[Wording, ...]], ...] = (
    (_("Joining and signing"), joining.WORDINGS),
    (_("To each {champion}"), people.OF_CHAMPIONS),
    (_("The yearly refresh"), refresh.WORDINGS),
    (_("The survey and the log"), survey.WORDINGS),
    (_("Offers of help and good examples"), after.OF_ANSWERS),
    (_("Checklists and the kitemark"), checklists.WORDINGS),
    (_("Plans"), plans.WORDINGS),
    (_("Events"), (*events.WORDINGS, *training.WORDINGS)),
    (_("The board and partners"), after.OF_THE_BOARD),
    (_("The {steering_group} and its meetings"), (*people.OF_THE_GROUP, *meetings.WORDINGS)),
)
WORDINGS: tuple[Wording, ...] = tuple(wording for _title, wordings in GROUPS for wording in wordings)
BY_KEY: dict[str, Wording] = {wording.key: wording for wording in WORDINGS}
