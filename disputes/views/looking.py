"""Who can read a case, who waits, and who looked."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from disputes import keeping
from disputes.keeping.looking import SHOWN, looks
from disputes.keeping.shares import is_recoverable
from disputes.models import Agreement, Audience
from disputes.views.fetch import case_view
from disputes.words import readers_in_words


@require_safe
@case_view
def keys(request, case, viewer):
    held = keeping.holders(case)
    waiting = keeping.waiting(case)
    parts = list(case.parts.serving().select_related("person__case_key", "organisation"))
    ring = keeping.Keyring(case, viewer.sitting)
    rows = [
        (
            part,
            [readers_in_words(each, case.setting, case.compact) for each in sorted(waiting.get(part.pk, ()))],
            _can_let_in(part, waiting, ring, held),
        )
        for part in parts
    ]
    words = {
        "compact": case.compact, "case": case, "rows": rows, "mine": [part for part in viewer.parts if part.pk in waiting],
        "recoveries": list(case.recoveries.filter(stopped_at=None, done_at=None).select_related("asked_by").prefetch_related("agreements")),
        "recoverable": is_recoverable(case), "now": timezone.now(),
        "held": [(_called(audience, case), people) for audience, people in held.items() if audience != Audience.DRAFT],
    }  # fmt: skip
    return render(request, "disputes/keys.html", words)


def _called(audience: Audience, case) -> str:
    return readers_in_words(audience, case.setting, case.compact)


def _can_let_in(part, waiting: dict, ring, held: dict) -> bool:
    """There is something that they wait for, that the reader holds or nobody does, and they have a key to seal it to."""
    missing = waiting.get(part.pk, frozenset())
    return bool(ring.keys) and hasattr(part.person, "case_key") and any(a in ring.audiences or a not in held for a in missing)


@require_POST
@case_view
def let_in(request, case, viewer, part):
    found = case.parts.serving().filter(pk=part).select_related("person").first()
    if found is None:
        messages.error(request, _("This person takes no part any more, so nobody can let them in."))
        return redirect("disputes:keys", case.compact.slug, case.reference)
    try:
        missing = keeping.let_in(part=found, sitting=viewer.sitting)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    except PermissionDenied:
        messages.error(
            request, _("You cannot let %(person)s in: somebody who can read what they are to read has to do it.") % {"person": found.person}
        )
    else:
        said = _("%(person)s can read what is theirs to read from now on.") % {"person": found.person}
        rest = _("Somebody else has to let them in to the rest.") if missing else ""
        messages.success(request, f"{said} {rest}".strip())
    return redirect("disputes:keys", case.compact.slug, case.reference)


@require_safe
@case_view
def looked(request, case, viewer):
    events = list(looks(case))
    people = {part.person_id: part.person for part in case.parts.select_related("person")}
    lines = [(event.at, event.actor or _("The portal"), SHOWN[event.verb], more(event, people)) for event in events]
    return render(request, "disputes/looked.html", {"compact": case.compact, "case": case, "lines": lines})


def more(event, people: dict) -> str:
    """Whom it concerned, or what a custodian said; nothing where the line says all."""
    said = event.detail
    if "unlocked" in said:
        entered = timezone.localtime(datetime.datetime.fromtimestamp(said["unlocked"], datetime.UTC))
        return _("passphrase entered at %(entered)s") % {"entered": f"{entered:%H:%M}"}
    if "checked" in said:
        return f"{Agreement.Checked(said['checked']).label}. {Agreement.Reason(said['reason']).label}."
    person = people.get(said.get("person"))
    return str(person) if person and person != event.actor else ""
