"""How an agreement is set up: what it says of itself, its days and rules, and its own words. Who answers in law, its address on the
site, and its floor of published figures stay with whoever runs the portal.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories import emails_steering as emails
from signatories.models import Compact
from signatories.roles import officer_only
from signatories.terms import NAMES

# What an officer sets. The rest of the row is the host's, or has verbs of its own.
SETTINGS = (
    "status", "summary", "launched", "revised", "board", "contact_name", "contact_email", "language", "champion_rule", "report_outline",
    "enquiry_days", "enquiry_working_days", "survey_days",
)  # fmt: skip


@transaction.atomic
def set_up(*, compact: Compact, by: User, **settings) -> list[str]:
    """Set some of SETTINGS; returns the names of those that changed. The agreement's own address is a witness of what its officers do:
    where it changes, the old one is told beside the new one and every officer.
    """
    compact = _locked(compact, by)
    before = compact.contact_email
    if unknown := set(settings) - set(SETTINGS):
        raise TypeError(f"no settings of an officer: {', '.join(sorted(unknown))}")
    if settings.get("status") == Compact.Status.ENDED:
        raise ValidationError({"status": _("An agreement is ended by whoever runs the portal.")})
    changed = [name for name, value in settings.items() if getattr(compact, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(compact, name, settings[name])
    compact.full_clean()
    compact.save(update_fields=changed)
    record("compact.set_up", compact, by=by, fields=changed)
    if "contact_email" in changed:
        emails.address_changed(compact, before=before, by=by)
    return changed


@transaction.atomic
def set_words(*, compact: Compact, words: dict[str, str], by: User) -> None:
    """Its own words, by the names of terms.Terms; an empty one is the usual word again."""
    compact = _locked(compact, by)
    if unknown := set(words) - NAMES:
        raise TypeError(f"no terms: {', '.join(sorted(unknown))}")
    own = {name: word for name, word in words.items() if word}
    if own == compact.words:
        return
    changed = sorted(name for name in NAMES if own.get(name) != compact.words.get(name))
    compact.words = own
    compact.full_clean()
    compact.save(update_fields=["words"])
    record("compact.words_set", compact, by=by, fields=changed)


def _locked(compact: Compact, by: User) -> Compact:
    officer_only(by, compact)
    return Compact.objects.select_for_update().get(pk=compact.pk)
