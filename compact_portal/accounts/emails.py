"""What this room writes to people besides the library's own mail."""

from django.conf import settings

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue

OLD = (
    "Your address at {portal} was changed by somebody who looks after it. From now on codes to sign in, and all other mail, go to "
    "your new address; you were signed out everywhere.\n\n"
    "If you did not ask for this, tell whoever runs the portal at once."
)
NEW = (
    "This is now your address at {portal}. To sign in, have a code sent to it:\n\n"
    "{url}/accounts/login/code/\n\n"
    "If you do not know the portal, do nothing: nobody signs in without a code from this mailbox."
)


def tell_of_new_address(person: User, before: str) -> None:
    """To the old address without the new one: whoever reads the old mailbox need not learn it."""
    words = {"portal": settings.PORTAL_NAME, "url": settings.PORTAL_URL}
    subject = f"{settings.PORTAL_NAME}: your e-mail address was changed"
    queue(to=before, subject=subject, text=OLD.format(**words), reason="this was your address until now")
    queue(to=person.email, subject=subject, text=NEW.format(**words), reason="somebody who looks after the portal gave it this address")
