"""Forgetting somebody: their name and address are blanked wherever they stand, and what they did stays as done by nobody in particular.

Only the owner of the tables can do it: histories and events are append-only for everybody else. The chain of events stays whole, because a
name enters it as a salted digest (audit/chain.py): without its salt nothing can be tested against it any more.
"""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from compact_portal.audit.models import Event, Link
from compact_portal.days import DAY, midnight
from compact_portal.messaging.models import Unreachable, Wish
from signatories.models.people import DatedRole, Seat, SeatHolder

KEPT = 2 * 365 * DAY
NOBODY = "removed.invalid"  # a name that the domain name system will never know (RFC 2606)

REMOVED = "Name removed"


def role_fields() -> list:
    """The fields by which a dated role names its holder, in every room."""
    person = get_user_model()
    roles = [model for model in apps.get_models() if issubclass(model, DatedRole)]
    return [field for model in roles for field in model._meta.concrete_fields if field.remote_field and field.remote_field.model is person]


def forgotten_on(day: datetime.date) -> QuerySet:
    """Everybody whose last role and last sign-in lie longer back than KEPT, and who is not forgotten yet."""
    since = day - KEPT
    people = get_user_model().objects.filter(is_staff=False, is_superuser=False, date_joined__lt=midnight(since))
    people = people.filter(Q(last_login=None) | Q(last_login__lt=midnight(since))).exclude(email__endswith=f"@{NOBODY}")
    for field in role_fields():
        held = field.model._default_manager.filter(Q(until=None) | Q(until__gte=since), **{field.name: OuterRef("pk")})
        people = people.exclude(Exists(held))
    return people


def forget_all(people: QuerySet) -> int:
    return sum(forget(person) for person in people.iterator(100))


@transaction.atomic
def forget(person) -> int:
    """Blank one person. Returns 1. Run by the owner of the tables; the running role is refused by the database."""
    blank = f"{person.pk}@{NOBODY}"
    for known in (Wish, Unreachable):
        known.objects.filter(address__iexact=person.email).delete()
    for theirs in (EmailAddress, Authenticator, SocialAccount, UserSession):
        theirs.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.name, person.email, person.is_active = "", blank, False
    person.save()
    _rewrite(person.history.all(), name="", email=blank)
    SeatHolder.objects.filter(person=person).update(name=REMOVED)
    _rewrite(SeatHolder.history.rel.related_model.objects.filter(person=person), name=REMOVED)
    for model, keys in _named_after(person):
        events = Event.objects.filter(target_model=model._meta.label_lower, target_id__in=[str(key) for key in keys])
        _rewrite(Link.objects.filter(event__in=events), salt="")
        _rewrite(events, target_name="")
        _admin_log(model, keys).update(object_repr="", change_message="")
    seats = SeatHolder.objects.filter(person=person).values_list("seat", flat=True)
    _admin_log(Seat, seats).update(change_message="")  # whoever is put in a seat is named among the changes of the seat
    return 1


def _named_after(person):
    """Rows that are called by this person's name in the record: themselves, and the roles they held."""
    yield type(person), [person.pk]
    for field in role_fields():
        yield field.model, field.model._default_manager.filter(**{field.name: person}).values_list("pk", flat=True)


def _admin_log(model, keys) -> QuerySet:
    return LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=[str(key) for key in keys])


def _rewrite(rows: QuerySet, **values) -> None:
    """Change rows that are append-only, by telling their own trigger to look away for this one statement."""
    trigger = next(trigger for trigger in rows.model._meta.triggers if trigger.name == "append_only")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + trigger.get_pgid(rows.model) + "}"])
        rows.update(**values)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '', true)")
