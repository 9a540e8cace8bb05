"""People, and how they sign in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import DateField, Value
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from compact_portal.accounts.about_me import name_and_address, sessions, ways_to_sign_in
from compact_portal.accounts.due import forget_ended_sessions
from compact_portal.accounts.models import User
from compact_portal.retention import people
from compact_portal.retention.rule import Rule

NO_DAY = Value(None, output_field=DateField())

PEOPLE = Rule(
    "people",
    _("The name and address of somebody who has no part here any more"),
    _("so that they find their place again if they come back, and so that what they did can be asked about"),
    _("two years after their last role ended and their last sign-in. Then both are blanked everywhere, in histories and records too."),
    keeps=(User, EmailAddress),
    rows=lambda: [people.known()],
    clear=lambda day: people.forget_all(people.forgotten_on(day)),
    seen_by=_("those who take part in the same agreement; everybody only where the person agreed"),
    about=(name_and_address,),
    yours=_("Your name and address"),
)

SESSIONS = Rule(
    "sessions",
    _("Who is signed in, and on which device"),
    _("so that you need not sign in on every page"),
    _(
        "until you sign out, at most twelve hours after you signed in, last showed again that it is you, or last worked in a case; then "
        "it is deleted within an hour."
    ),
    keeps=(Session, UserSession),
    rows=lambda: [Session.objects.annotate(goes_on=TruncDate("expire_date"))],
    clear=lambda day: forget_ended_sessions(),
    hourly=True,
    whose=_("people who sign in"),
    seen_by=_("the person"),
    about=(sessions,),
    yours=_("Where you are signed in"),
)

SIGN_IN = Rule(
    "sign-in",
    _("An app, a key or another account with which somebody signs in"),
    _("so that nobody else can sign in as you"),
    _("as long as you keep it, and at the latest as in the first line. A password is kept as long, in a form that nobody can read."),
    keeps=(Authenticator, SocialAccount),
    rows=lambda: [Authenticator.objects.annotate(goes_on=NO_DAY), SocialAccount.objects.annotate(goes_on=NO_DAY)],
    whose=_("people who sign in"),
    seen_by=_("nobody: it is kept so that it can be tested, not read"),
    about=(ways_to_sign_in,),
    yours=_("How you sign in"),
)
