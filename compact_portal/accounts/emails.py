"""What this room writes to people besides the library's own mail."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from compact_portal.accounts.models import User
from compact_portal.messaging.outbox import queue


@override(settings.LANGUAGE_CODE)
def tell_of_new_address(person: User, before: str, *, by: User | None = None) -> None:
    """To the old address without the new one: whoever reads the old mailbox need not learn it."""
    known = {"portal": settings.PORTAL_NAME, "page": f"{settings.PORTAL_URL}/accounts/login/code/"}
    subject = _("%(portal)s: your e-mail address was changed") % known
    old = (
        _(
            "Your address at %(portal)s was changed, as you asked. From now on codes to sign in, and all other mail, go to your new address; you "
            "were signed out everywhere.\n\n"
            "If you did not ask for this, tell whoever runs the portal at once."
        )
        if by == person
        else _(
            "Your address at %(portal)s was changed by somebody who looks after it. From now on codes to sign in, and all other mail, go to "
            "your new address; you were signed out everywhere.\n\n"
            "If you did not ask for this, tell whoever runs the portal at once."
        )
    )
    new = _(
        "This is now your address at %(portal)s. To sign in, have a code sent to it:\n\n"
        "%(page)s\n\n"
        "If you do not know the portal, do nothing: nobody signs in without a code from this mailbox."
    )
    queue(to=before, subject=subject, text=old % known, reason=_("this was your address until now"))
    queue(to=person.email, subject=subject, text=new % known, reason=_("it is your address there now"))


@override(settings.LANGUAGE_CODE)
def tell_of_asked_address(person: User) -> None:
    """To the address that somebody has, without the new one: who finds their session open may have asked."""
    known = {"portal": settings.PORTAL_NAME, "page": f"{settings.PORTAL_URL}{reverse('usersessions_list')}"}
    text = _(
        "Somebody who was signed in as you at %(portal)s asked to have your mail sent to another address from now on. Nothing has changed yet: "
        "a link was sent to that address, and opens only where you are signed in.\n\n"
        "If that was you, there is nothing to do. If it was not you, sign out everywhere here, change your password if you have one, and tell "
        "whoever runs the portal:\n\n%(page)s"
    )
    subject = _("%(portal)s: another address was asked for")
    queue(to=person.email, subject=subject % known, text=text % known, reason=_("it is your address there now"), urgent=True)


@override(settings.LANGUAGE_CODE)
def confirm_new_address(person: User, email: str, token: str) -> None:
    """To the new address alone; it opens only to whoever is signed in as that person."""
    known = {"portal": settings.PORTAL_NAME, "page": f"{settings.PORTAL_URL}{reverse('about_me:confirm_email', args=[token])}"}
    text = _(
        "Somebody asked %(portal)s to write to this address from now on. If that was you, open this page where you are signed in, within three "
        "days:\n\n%(page)s\n\nIf it was not you, do nothing: without you nothing changes."
    )
    subject = _("%(portal)s: is this your new address?")
    queue(to=email, subject=subject % known, text=text % known, reason=_("somebody gave it as their new address"), urgent=True)
