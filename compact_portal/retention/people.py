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
from django.db.models import Case, CharField, DateField, F, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, TruncDate

from actionplans.models import ActionPerson, CalendarFeed
from compact_portal.audit.models import Event, Link
from compact_portal.days import DAY
from compact_portal.messaging.links import MailedLink
from compact_portal.messaging.models import Unreachable, Wish
from signatories.models import Delegate
from signatories.models.people import DatedRole, Seat, SeatHolder

KEPT = 2 * 365 * DAY
NEVER = datetime.date(9000, 1, 1)  # the last day of a role that has no end
NOBODY = "removed.invalid"  # a name that the domain name system will never know (RFC 2606)

REMOVED = "Name removed"


def role_fields() -> list:
    """The fields by which a dated role names its holder, in every room."""
    person = get_user_model()
    roles = [model for model in apps.get_models() if issubclass(model, DatedRole)]
    return [field for model in roles for field in model._meta.concrete_fields if field.remote_field and field.remote_field.model is person]


def known() -> QuerySet:
    """Everybody who is not forgotten yet, with `goes_on`: the first day that lies longer than KEPT behind their last role and their last
    sign-in. It is empty for whoever has a role without an end, or looks after the portal.

    Outside the wall of the disagreements (disputes/wall.py) it does not know who takes part in one, and tells nothing of it.
    """
    people = get_user_model().objects.exclude(email__endswith=f"@{NOBODY}")
    ended = [
        Subquery(
            field.model._default_manager.order_by()
            .filter(**{field.name: OuterRef("pk")})
            .values(field.name)
            .annotate(last=Max(Coalesce("until", NEVER)))
            .values("last")
        )
        for field in role_fields()
    ]
    # PostgreSQL's GREATEST leaves out what is NULL: roles that somebody never had, a sign-in that never was.
    people = people.annotate(last=Greatest(TruncDate("date_joined"), TruncDate("last_login"), *ended, output_field=DateField()))
    runs = Q(is_staff=True) | Q(is_superuser=True)
    stays = runs | Q(last__gte=NEVER)
    goes_on = Case(When(stays, then=None), default=Cast(F("last") + KEPT + DAY, DateField()), output_field=DateField())
    return people.annotate(goes_on=goes_on)


def forgotten_on(day: datetime.date) -> QuerySet:
    return known().filter(goes_on__lte=day)


def forget_all(people: QuerySet) -> int:
    return sum(forget(person) for person in people.iterator(100))


@transaction.atomic
def forget(person) -> int:
    """Blank one person. Returns 1. Run by the owner of the tables; the running role is refused by the database."""
    former, blank = person.email, f"{person.pk}@{NOBODY}"
    for known in (Wish, Unreachable):
        known.objects.filter(address__iexact=former).delete()
    for theirs in (EmailAddress, Authenticator, SocialAccount, UserSession):
        theirs.objects.filter(user=person).delete()
    CalendarFeed.objects.filter(person=person).delete()
    person.set_unusable_password()
    person.name, person.email, person.is_active = "", blank, False
    person.save()
    _rewrite(person.history.all(), name="", email=blank)
    SeatHolder.objects.filter(person=person).update(name=REMOVED)
    _rewrite(SeatHolder.history.rel.related_model.objects.filter(person=person), name=REMOVED)
    taken_forward = ActionPerson.objects.filter(person=person)
    _rewrite(ActionPerson.history.rel.related_model.objects.filter(person=person), name=REMOVED)
    taken_forward.update(name=Concat(Value(f"{REMOVED} "), Cast("pk", CharField())))  # two of one action may not be called the same
    for model in (model for model in apps.get_models() if issubclass(model, MailedLink)):
        if model is not Delegate:  # who may be asked again is on no other list, and has a rule of their own
            model._base_manager.filter(sent_to__iexact=former).update(sent_to="")
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
