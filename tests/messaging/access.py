"""The outbox page exists in the demonstration alone."""

from compact_portal.messaging.outbox import queue


def prepare(cast) -> None:
    cast.message = queue(to="lead@example.org", subject="Hello", text="Hello.", reason="you are here")


ACCESS = {
    "messaging:outbox": ("demo", {}),
    "messaging:message": ("demo", {"pk": lambda cast: cast.message.pk}),
}
