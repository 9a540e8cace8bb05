"""The register of processing that UK GDPR, article 30, asks of each controller: drawn from the same registry as retention."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.backups.files import LONGEST
from compact_portal.days import today
from compact_portal.retention.rules import RULES
from compact_portal.retention.tables import STAYS
from signatories.models import Compact

SAFEGUARDS = (
    _("Nobody signs themself up; sign-in by a code that is mailed, a password or a passkey, and a second factor for whoever sees much."),
    _("Each page is fetched through the person who asks; PostgreSQL refuses the running program what its role may not do."),
    _("On sending, answers to a survey are counted or cut off from the organisation; figures of groups below ten are never published."),
    _("What is said in a disagreement is encrypted under keys that only those who take part can open."),
    _("Every change is kept with who and when; the record is chained by hashes, whose head goes to both sectors every day."),
    format_lazy(_("Backups are encrypted, and are kept for at most {days} days."), days=LONGEST),
)


def register_of() -> dict:
    """The parts that article 30(1) names, for a template."""
    return {
        "portal": settings.PORTAL_NAME,
        "address": settings.PORTAL_URL,
        "day": today(),
        "controllers": Compact.objects.order_by("name"),
        "host": said("HOST_BODY"),
        "officer": said("DATA_PROTECTION_OFFICER"),
        "places": said("DATA_PLACES"),
        "rules": RULES,
        "stays": list(STAYS),
        "safeguards": SAFEGUARDS,
    }


def said(name: str) -> str:
    """What the host set, or that it did not."""
    return getattr(settings, name) or gettext("not said yet: set %(name)s in .env") % {"name": name}
