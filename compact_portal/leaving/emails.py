"""Who hears of a pack: somebody of the other sector when it is asked for, and whoever asked when it is there."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from compact_portal.days import today
from compact_portal.leaving.models import KEPT, Pack
from compact_portal.messaging.outbox import write_for
from signatories.models import Compact, Officer, SeatHolder


def others_of(compact: Compact, by) -> list[str]:
    """Addresses of the officers of another sector than that of `by`; where there is none, of those who sit for another sector."""
    on = today()
    serving = Officer.objects.serving(on=on).filter(compact=compact).exclude(person=by)
    own = Officer.objects.serving(on=on).filter(compact=compact, person=by).values_list("sector", flat=True)
    officers = list(serving.exclude(sector__in=list(own)).values_list("person__email", flat=True))
    seated = SeatHolder.objects.serving(on=on).filter(seat__compact=compact, person__isnull=False).exclude(person=by)
    found = officers or list(seated.exclude(seat__organisation__sector__in=list(own)).values_list("person__email", flat=True))
    return sorted(set(found))


@override(settings.LANGUAGE_CODE)
def asked_for(pack: Pack) -> int:
    """Returns how many are told."""
    compact, by = pack.compact, pack.asked_by
    text = _(
        "%(by)s (%(email)s) has asked for a file with everything that is kept of %(compact)s: the text, who signed, plans, reports, "
        "minutes, and what happened.\n\nIt holds no answer of any organisation, and nothing that can be read of disagreements. What it "
        "holds is described here:\n\n%(page)s\n\nIf you did not know of this, ask what it is for."
    ) % {"by": by, "email": by.email, "compact": compact.called, "page": page_of(pack)}
    addresses = others_of(compact, by)
    for address in addresses:
        write_for(
            compact, to=address, subject=_("Everything of %(compact)s was asked for") % {"compact": compact.called}, text=text,
            reason=_("you look after %(compact)s for another sector") % {"compact": compact.called},
        )  # fmt: skip
    return len(addresses)


@override(settings.LANGUAGE_CODE)
def ready(pack: Pack) -> None:
    text = _("The file that you asked for is made. You can download it for %(days)s days here:\n\n%(page)s")
    _to_whoever_asked(pack, _("The file of %(compact)s is ready"), text)


@override(settings.LANGUAGE_CODE)
def failed(pack: Pack) -> None:
    text = _("The file that you asked for could not be made. Nothing is lost. Tell those who run the portal, and ask again here:\n\n%(page)s")
    _to_whoever_asked(pack, _("The file of %(compact)s could not be made"), text)


def _to_whoever_asked(pack: Pack, subject: str, text: str) -> None:
    words = {"page": page_of(pack), "days": KEPT.days, "compact": pack.compact.called}
    write_for(pack.compact, to=pack.asked_by.email, subject=subject % words, text=text % words, reason=_("you asked for it"))


def page_of(pack: Pack) -> str:
    return settings.PORTAL_URL + reverse("leaving:pack", args=[pack.compact.slug])
