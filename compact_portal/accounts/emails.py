"""What this room writes to people besides the library's own mail."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue


@override(settings.LANGUAGE_CODE)
def tell_of_new_address(person: User, before: str) -> None:
    """To the old address without the new one: whoever reads the old mailbox need not learn it."""
    known = {"portal": settings.PORTAL_NAME, "page": f"{settings.PORTAL_URL}/accounts/login/code/"}
    subject = _("%(portal)s: your e-mail address was changed") % known
    old = _(
        "Your address at %(portal)s was changed by somebody who looks after it. From now on codes to sign in, and all other mail, go to "
        "your new address; you were signed out everywhere.\n\n"
        "If you did not ask for this, tell whoever runs the portal at once."
    )
    new = _(
        "This is now your address at %(portal)s. To sign in, have a code sent to it:\n\n"
        "%(page)s\n\n"
        "If you do not know the portal, do nothing: nobody signs in without a code from this mailbox."
    )
    queue(to=before, subject=subject, text=old % known, reason=_("this was your address until now"))
    queue(to=person.email, subject=subject, text=new % known, reason=_("somebody who looks after the portal gave it this address"))
