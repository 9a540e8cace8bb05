"""What can happen to a person: becoming known, changing their address, being shut out."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.emails import confirm_new_address, tell_of_asked_address, tell_of_new_address
from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from compact_portal.days import DAY
from compact_portal.messaging.models import Wish

NEW_ADDRESS = "accounts.new-address"  # what the mailed link is signed for
LINK_HOLDS = 3 * DAY
A_DAY = 5  # links that one person may ask for


@transaction.atomic
def know_person(*, email: str, name: str = "", by) -> User:
    """The person with this address, whatever its letters' case; made, and recorded, when nobody has it yet.

    Every room that names people calls this. It sends nothing: who was named learns it from that room's own mail. A name that
    is already known stays, because people are spelt by themselves and misspelt by others; one that is missing is filled in.
    """
    email = email.strip().lower()
    person = User.objects.filter(email=email).first() or _make(email, name, by)
    if name.strip() and not person.name:
        person.name = name.strip()
        person.save(update_fields=["name"])
    return person


def _make(email: str, name: str, by) -> User:
    try:
        with transaction.atomic():  # two people may name the same third at once: the second finds what the first made
            person = User.objects.create_user(email, name=name.strip())
    except IntegrityError:
        return User.objects.get(email=email)
    record("person.added", person, by=by)
    return person


@transaction.atomic
def correct_name(*, person: User, name: str, by) -> User:
    """How somebody is spelt, by themself. Raises PermissionDenied for anybody else."""
    if person.pk != by.pk:
        raise PermissionDenied
    person = User.objects.select_for_update().get(pk=person.pk)
    person.name = name.strip()
    person.save(update_fields=["name"])
    record("person.name_corrected", person, by=by)
    return person


@transaction.atomic
def ask_for_address(*, person: User, email: str, by) -> None:
    """Mail a link to the new address of `person`, who opens it signed in; the old address is told that it was asked for. Whether somebody
    has the new one already is not told here.

    Raises PermissionDenied for anybody else, ValidationError after A_DAY links: the form would send mail to anybody.
    """
    if person.pk != by.pk:
        raise PermissionDenied
    person, email = User.objects.select_for_update().get(pk=person.pk), email.strip().lower()
    if email == person.email:
        raise ValidationError(_("This is the address that you have."))
    asked = Event.objects.filter(verb="person.address_asked", actor=person, at__gte=timezone.now() - DAY)
    if asked.count() >= A_DAY:
        raise ValidationError(_("You asked for several links today. Try again tomorrow."))
    record("person.address_asked", person, by=by)
    confirm_new_address(person, email, address_token(person, email))
    tell_of_asked_address(person)


def address_token(person: User, email: str) -> str:
    """Holds for this person at this address with this password: who changes their password, because a stranger asked, ends it. It tells
    nothing of them: a new address may be mistyped, and somebody else's."""
    return signing.dumps(email, salt=_salt_of(person))


def new_address(person: User, token: str) -> str | None:
    """The address that a mailed link of theirs stands for; None where it is somebody else's, too old, or has been used."""
    try:
        return signing.loads(token, salt=_salt_of(person), max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None


def _salt_of(person: User) -> str:
    return f"{NEW_ADDRESS}:{person.pk}:{person.email}:{person.password}"


@transaction.atomic
def take_new_address(*, person: User, token: str, by) -> User:
    """By the link. Raises PermissionDenied for one that opens nothing, also where another was used a moment ago."""
    person = User.objects.select_for_update().get(pk=person.pk)
    email = new_address(person, token)
    if email is None or person.pk != by.pk:
        raise PermissionDenied
    return change_email(person=person, email=email, by=by)


@transaction.atomic
def change_email(*, person: User, email: str, by) -> User:
    """Move a person to another address: codes go there from now on, and sessions under the old one end.

    Both addresses are told, so that somebody who is moved without their knowledge learns it where they can still read it.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    before, person.email = person.email, email.strip().lower()
    if person.email == before:
        return person
    if User.objects.filter(email__iexact=person.email).exclude(pk=person.pk).exists():
        raise ValidationError(_("Somebody with this e-mail address is known already: ask an officer of the agreement."))
    person.save(update_fields=["email"])
    Wish.objects.filter(address__iexact=person.email).delete()
    Wish.objects.filter(address__iexact=before).update(address=person.email)
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    end_sessions(person=person)
    record("person.email_changed", person, by=by)
    tell_of_new_address(person, before, by=by)
    return person


@transaction.atomic
def close_account(*, person: User, by) -> User:
    """Nobody signs in as this person any more; what they did stays theirs."""
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person=person)
    record("person.closed", person, by=by)
    return person


@transaction.atomic
def reopen_account(*, person: User, by) -> User:
    """They may sign in again. What they may do is what their roles say today."""
    person = User.objects.select_for_update().get(pk=person.pk)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person.reopened", person, by=by)
    return person


@transaction.atomic
def sign_out_everywhere(*, person: User, by) -> None:
    """By whoever runs the portal, as when a telephone was lost. Recorded even where nobody was signed in: it was asked for."""
    end_sessions(person=person)
    record("person.signed_out_everywhere", person, by=by)


@transaction.atomic
def sign_out_elsewhere(*, sessions: list[UserSession], by: User) -> None:
    """By the person, who stays signed in where they are."""
    for session in sessions:
        session.end()
    record("person.signed_out_elsewhere", by, by=by, sessions=len(sessions))


def end_sessions(*, person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()
