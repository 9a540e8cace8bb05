"""Mail around disagreements. About a case it says one thing only: "You have a message"."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.days import today
from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from disputes.models import Case, Part, Role, Standing
from signatories.mail_words import in_language_of

QUIET = [Role.CANDIDATE, Role.ASKED, Role.CONFIDANT, Role.OBSERVER]


def tell(people, case: Case | None = None) -> None:
    """One mail to each: "You have a message". It names no case, no organisation and no agreement, and is filed under none.

    It is always in the portal's own language: another one would tell whose it is. With `case`, their list of things to do leads them
    there until they have opened it.
    """
    active = {person.pk: person for person in people if person.is_active}
    for person in active.values():
        queue(
            to=person.email,
            subject=_("You have a message"),
            text=_("Something waits for you. Sign in to read it:") + f"\n\n{settings.PORTAL_URL}{reverse('home')}",
            reason=_("you take part in something on the portal"),
        )
    if case is not None:
        Part.objects.serving().filter(case=case, person__in=active).update(told_on=today())


def tell_others(case: Case, but=None, *, quiet=QUIET) -> None:
    """Everybody who takes part, except `but`, who did it, and the `quiet` roles: somebody who is only asked to help or to sit hears what
    concerns them in their own way."""
    parts = case.parts.serving().exclude(role__in=quiet).exclude(person=but).select_related("person")
    tell([part.person for part in parts], case)


@in_language_of("compact")
def stands_ready(standing: Standing) -> None:
    """To the person, and to every officer: nobody is put on the list unseen."""
    compact = standing.compact
    page = settings.PORTAL_URL + reverse("disputes:people", args=[compact.slug])
    told = {standing.person.email, *compact.officers.serving().values_list("person__email", flat=True)}
    for address in sorted(told):
        queue(
            to=address,
            compact_id=compact.pk,
            subject=one_line(_("%(compact)s: somebody stands ready") % {"compact": compact}),
            text=_(
                "%(person)s is now on the list of people who stand ready when organisations disagree: %(kind)s. It was proposed by %(proposed_by)s "
                "and confirmed by %(confirmed_by)s. The list is here, and whoever is on it can leave it at any time:"
            )
            % {
                "person": standing.person,
                "kind": standing.get_kind_display(),
                "proposed_by": standing.proposed_by,
                "confirmed_by": standing.confirmed_by,
            }
            + f"\n\n{page}",
            reason=_("it concerns how disagreements are settled under %(agreement)s") % {"agreement": compact.called},
            language=get_language(),
        )
