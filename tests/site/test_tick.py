"""What is due is done, once."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_tick_says_what_it_did_and_can_run_twice(cast, capsys):
    call_command("tick")
    call_command("tick")
    assert capsys.readouterr().out == "Drafts of closed surveys forgotten: 0.\nOwners and people asked about their part in a plan: 0.\n" * 2
