"""What is known of a person before they do anything: name, address, and how they sign in."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.holding import Held


def name_and_address(person) -> list[Held]:
    known = timezone.localdate(person.date_joined)
    name = Held(_("Your name: %(name)s") % {"name": person.name} if person.name else _("No name"), known, address=reverse("about_me:name"))
    found = [name, Held(_("Your e-mail address: %(email)s") % {"email": person.email}, known, address=reverse("about_me:email"))]
    if person.last_login:
        found.append(Held(_("Your last sign-in"), timezone.localdate(person.last_login)))
    return found


def ways_to_sign_in(person) -> list[Held]:
    """That there is a password, an app or a key, and since when; never what it is."""
    found = (
        [Held(_("A password; it is kept so that nobody can read it"), address=reverse("account_change_password"))]
        if person.has_usable_password()
        else []
    )
    for way in Authenticator.objects.filter(user=person):
        found.append(Held(str(way.get_type_display()), timezone.localdate(way.created_at), address=reverse("mfa_index")))
    for account in SocialAccount.objects.filter(user=person):
        found.append(Held(_("Sign-in through your organisation"), timezone.localdate(account.date_joined)))
    return found


def sessions(person) -> list[Held]:
    address = reverse("usersessions_list")
    rows = UserSession.objects.filter(user=person).order_by("-created_at")
    return [
        Held(
            _("Signed in with %(user_agent)s, from %(ip)s") % {"user_agent": row.user_agent[:120], "ip": row.ip},
            timezone.localdate(row.created_at),
            address=address,
        )
        for row in rows
    ]
