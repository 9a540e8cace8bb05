"""What is due is done, once."""

import pytest
from django.core.management import CommandError, call_command

from compact_portal.management.commands import tick

pytestmark = pytest.mark.django_db

SAID = """Drafts of closed surveys forgotten: 0.
Reminded of the log of the year: 0.
Owners asked whether their good example may stay: 0.
Groups reminded of their checklist: 0.
People reminded of evidence to look at again: 0.
Holders reminded that their kitemark ends: 0.
Published documents that can be searched now: 0.
People reminded of an event: 0.
People asked what they thought of an event: 0.
Feedback on events closed: 0.
Rows of people who signed up, forgotten or emptied: 0.
Owners and people asked about their part in a plan: 0.
Groups reminded of a meeting: 0.
Reminders in conversations: done.
Requests to join forgotten, whose address nobody confirmed: 0.
Files not imported, deleted: 0.
Late questions reminded of: 0.
Old questions forgotten: 0.
Delegates forgotten, who did not answer or agreed three years ago: 0.
Reminders of the refresh sent: 0.
Signatures lapsed: 0.
Sign-ins forgotten that are over: 0.
Reminders and news on their way: 0.
Mails that came back: 0.
"""


def test_tick_says_what_it_did_and_can_run_twice(cast, capsys):
    call_command("tick")
    call_command("tick")
    assert capsys.readouterr().out == SAID * 2


def test_what_one_room_cannot_do_stops_no_other_and_is_told_at_the_end(cast, monkeypatch, capsys, caplog):
    def stumble():
        raise ValueError("CANARY of what somebody wrote")

    monkeypatch.setattr(tick, "DUE", (stumble, *tick.DUE))
    with pytest.raises(CommandError) as told:
        call_command("tick")
    assert capsys.readouterr().out == SAID
    assert [(record.levelname, record.message) for record in caplog.records] == [("ERROR", "A part of what is due could not be done.")]
    assert (told.value.returncode, str(told.value).partition(".")[0]) == (1, f"1 of {len(tick.DUE)} parts of what is due could not be done")
