"""Officers of agreements that are linked write to each other, without anybody's address being shown (domain.md A15.3, 26)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.audit.recording import record
from signatories import emails_steering as emails
from signatories.mail_words import held_round
from signatories.models import Champion, Compact, GroupMembership, Officer, Signature
from signatories.roles import officer_only

MOST_A_DAY = 5


def neighbours(compact: Compact):
    """The agreements that this one is linked with, or that the same wider one is: of one region, as it were. In any direction."""
    own = Q(linked_from__compact=compact) | Q(links__other=compact)
    beside = Q(links__other__in=Compact.objects.filter(linked_from__compact=compact))
    return Compact.objects.filter(own | beside).exclude(pk=compact.pk).distinct()


@transaction.atomic
def write_to_officers(*, compact: Compact, to, subject: str, text: str, by: User) -> int:
    """`to` are some of `neighbours`. Each officer gets one mail, and answers to the address of who wrote. Returns how many got it."""
    officer_only(by, compact)
    wanted = neighbours(compact).filter(pk__in=[each.pk for each in to])
    officers = Officer.objects.serving().filter(compact__in=wanted).exclude(person=by).select_related("person", "compact")
    people = {officer.person_id: officer for officer in officers}
    if not people:
        raise ValidationError(_("Nobody runs these agreements on this portal now: choose others."))
    if _written_today(by) >= MOST_A_DAY:
        raise ValidationError(_("You have written several times today: wait until tomorrow."))
    for officer in people.values():
        emails.from_a_colleague(officer, subject=subject, text=text, compact=compact, by=by)
    record("officers.written_to", compact, by=by, recipients=len(people))
    return len(people)


@transaction.atomic
def ask_members_for_champions(*, group: Signature, by: User) -> int:
    """Ask each member of a partnership that has signed and has no main Champion to name one (domain.md A15.3, 31)."""
    officer_only(by, group.compact)
    signatures = without_champion(group)
    held = held_round(group.compact, f"Members of {group.organisation} asked to name somebody") if signatures else None
    for signature in signatures:
        emails.asked_for_a_champion(signature, group=group, by=by, held=held)
    if not signatures:
        raise ValidationError(_("Every member that has signed, and that can be written to, has one."))
    record("champions.asked_for", group, by=by, members=len(signatures))
    return len(signatures)


def without_champion(group: Signature) -> list[Signature]:
    """Members that have signed the same agreement, can be written to, and have no main Champion now. One query."""
    belongs = GroupMembership.objects.filter(group=group.organisation, until__isnull=True).values("member")
    main = Champion.objects.serving().filter(main=True).values("signature")
    found = Signature.objects.in_force().filter(compact=group.compact, organisation__in=belongs).exclude(pk__in=main)
    return list(found.exclude(organisation__contact_email="").select_related("organisation", "compact"))


def _written_today(by: User) -> int:
    return Event.objects.filter(verb="officers.written_to", actor=by, at__date=timezone.localdate()).count()
