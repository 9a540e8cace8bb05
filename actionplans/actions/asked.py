"""What people asked for is noted with what came of it; what another agreement does is noted beside our own action."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from actionplans.models import Action, Ask, Parallel, Plan
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.models import Compact
from signatories.roles import officer_only


@transaction.atomic
def save_ask(
    *, compact: Compact, said_in: str, said_on: datetime.date | None, text: str, answer: str, actions, by: User, ask: Ask | None = None
) -> Ask:
    """Note it anew, or change what was noted. Only actions of the agreement's own plans can answer it."""
    officer_only(by, compact)
    if any(action.target.plan.compact_id != compact.pk for action in actions):
        raise PermissionDenied
    verb = "ask.changed" if ask else "ask.noted"
    ask = Ask.objects.select_for_update().get(pk=ask.pk, compact=compact) if ask else Ask(compact=compact)
    ask.said_in, ask.said_on, ask.text, ask.answer = said_in.strip(), said_on, text.strip(), answer.strip()
    if not (ask.text and ask.said_in):
        raise ValidationError(gettext("Write what was asked for, and where."))
    ask.save()
    ask.actions.set(actions)
    record(verb, ask, by=by, actions=len(actions))
    return ask


@transaction.atomic
def note_parallel(*, action: Action, other: Action, note: str, by: User) -> Parallel:
    """What the two have in common. A second note on the same two takes the place of the first; an empty one takes it away."""
    compact = action.target.plan.compact
    if not Compact.objects.steered_by(by).filter(pk=compact.pk).exists():
        raise PermissionDenied
    plan = other.target.plan
    if plan.compact_id == compact.pk or plan.status == Plan.Status.DRAFT:
        raise ValidationError(gettext("Compare with an action of a plan of another agreement that everybody can see."))
    parallel = Parallel.objects.filter(action=action, other=other)
    if not (note := note.strip()):
        parallel.delete()
        record("action.parallel_removed", action, by=by)
        return None
    parallel, _ = Parallel.objects.update_or_create(action=action, other=other, defaults={"note": note})
    record("action.parallel_noted", action, by=by)
    return parallel
