"""The outbox page exists in the demonstration alone."""

from compact_portal.messaging.outbox import queue


def prepare(cast) -> None:
    cast.message = queue(to="lead@example.org", subject="Hello", text="Hello.", reason="you are here")
    cast.reminder = queue(to="lead@example.org", subject="Hello", text="Hello.", reason="you are here", kind="reminder")


ACCESS = {
    "messaging:my_wishes": ("signed_in", {}),
    "messaging:wishes": ("public", {"key": lambda cast: f"{cast.reminder.pk}-{cast.reminder.seal}"}),
    "messaging:outbox": ("demo", {}),
    "messaging:message": ("demo", {"pk": lambda cast: cast.message.pk}),
}
