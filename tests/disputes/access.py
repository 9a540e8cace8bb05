"""Who may see which address around disagreements. A value that differs from run to run is given as a function of the cast."""

import datetime

from django.utils import timezone

from compact_portal.days import today
from disputes.models import Advice, Closure, PanelDocument, Signpost, Standing
from tests.disputes import case_access

COMPACT = {"compact": "wealdshire"}
ADVISERS = "steering champion deputy_champion"
STEERING = "steering"


def prepare(cast) -> None:
    """A place to turn to, a draft of the panel's procedure, one entry that waits, and a note of advice of the Champion's."""
    case_access.prepare(cast)
    compact = cast.compact
    Signpost.objects.create(compact=compact, kind="ombudsman", name="Ombudsman", helps_with="Complaints", telephone="0300", review_on="2030-01-01")
    Closure.objects.create(compact=compact, first_on="2030-12-27", last_on="2030-12-31", why="Closed after Christmas")
    PanelDocument.objects.create(compact=compact, version=1, text="Both are heard.", written_at=timezone.now(), written_by=cast.officer)
    Standing.objects.create(
        compact=compact, person=cast.board_member, kind="helper", sector="voluntary", proposed_at=timezone.now(), proposed_by=cast.officer
    )
    Advice.objects.create(
        compact=compact, adviser=cast.champion, asked_on=today() - datetime.timedelta(days=1), subject="funding", sector="voluntary"
    )


SIGNPOST = COMPACT | {"pk": lambda cast: Signpost.objects.get().pk}
CLOSURE = COMPACT | {"pk": lambda cast: Closure.objects.get().pk}
DOCUMENT = COMPACT | {"pk": lambda cast: PanelDocument.objects.get().pk}
ENTRY = COMPACT | {"pk": lambda cast: Standing.objects.get(person=cast.board_member).pk}
NOTE = COMPACT | {"pk": lambda cast: Advice.objects.get().pk}

ACCESS = case_access.CASES | {
    "disputes:settle": ("public", COMPACT),
    "disputes:change_procedure": ("officer", COMPACT),
    "disputes:add_signpost": ("officer", COMPACT),
    "disputes:change_signpost": ("officer", SIGNPOST),
    "disputes:remove_signpost": ("officer", SIGNPOST),
    "disputes:add_closure": ("officer", COMPACT),
    "disputes:drop_closure": ("officer", CLOSURE),
    "disputes:panel_document": ("public", COMPACT),
    "disputes:write_document": ("officer", COMPACT),
    "disputes:change_document": ("officer", DOCUMENT),
    "disputes:consult": ("officer", DOCUMENT),
    "disputes:endorse": ("officer", DOCUMENT),
    "disputes:bring_into_force": ("officer", DOCUMENT),
    "disputes:people": (STEERING, COMPACT),
    "disputes:propose_standing": ("officer", COMPACT),
    "disputes:confirm_standing": ("post:vcs_member case_officer", ENTRY),
    "disputes:end_standing": ("officer board_member", ENTRY),
    "disputes:advice": (ADVISERS, COMPACT),
    "disputes:log_advice": (ADVISERS, COMPACT),
    "disputes:note_reply": ("post:champion", NOTE),
    "disputes:close_advice": ("champion", NOTE),
    "disputes:remove_advice": ("champion", NOTE),
}
