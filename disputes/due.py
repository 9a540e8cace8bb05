"""What is due in disagreements, done by the hourly `tick`. It sees days and states of cases, never a word that was said."""

from compact_portal.days import today
from disputes import wall
from disputes.actions import advice, breaks
from disputes.actions.reminding import announce_erasing, ask_private, remind


def do_due() -> list[str]:
    """Safe to run twice. Returns a sentence for each thing looked at; none of them says how many cases there are."""
    on = today()
    with wall.inside(clockwork=True):
        remind(on)
        ask_private(on)
        breaks.mind(on)
        announce_erasing(on)
    advice.give_up_old(on)
    return ["Reminders in conversations: done."]
