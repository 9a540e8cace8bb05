"""What can happen to achievements: written, made from something that was written before, put in another place, taken away.

They may be written while the plan is under way, and still after it was closed, when its year is looked back upon.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from actionplans.models import Achievement, Origin, ProgressNote, Target
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from signatories.roles import officer_only


def locked_target(target: Target, by: User) -> Target:
    """The target is locked, so that two people cannot give one place to two achievements."""
    officer_only(by, target.plan.compact)
    return Target.objects.select_for_update(of=("self",)).select_related("plan__compact").get(pk=target.pk)


@transaction.atomic
def add_achievement(
    *, target: Target, text: str, by: User, organisations=(), evidence: str = "", evidence_link: str = "", origin: Origin | None = None
) -> Achievement:
    """It comes last under its target. From one origin there is one achievement at most under a target."""
    target = locked_target(target, by)
    if origin and target.achievements.made_from(origin).exists():
        raise ValidationError(_("An achievement was made from this already."))
    achievement = Achievement.objects.create(
        target=target, number=target.achievements.count() + 1, text=said(text), evidence=evidence.strip(), evidence_link=evidence_link,
        **({"origin_kind": origin.kind, "origin_key": origin.key, "origin_words": origin.words[:300]} if origin else {}),
    )  # fmt: skip
    achievement.organisations.set(organisations)
    record("achievement.added", achievement, by=by, of_target=target.number, made_from=origin.kind if origin else "")
    return achievement


def said(text: str) -> str:
    if not (text := text.strip()):
        raise ValidationError(_("Write what was achieved."))
    return text


@transaction.atomic
def add_from_note(*, note: ProgressNote, by: User) -> Achievement:
    """In one step: the note's words, the organisations that own the action, and what was kept as evidence of it."""
    action = note.action
    day = f", {note.noted_on.day} {note.noted_on:%B %Y}" if note.noted_on else ""
    return add_achievement(
        target=action.target, text=note.text, by=by, organisations=action.owners.all(), evidence=action.evidence,
        evidence_link=action.evidence_link, origin=Origin.of(note, f"progress on “{action}”{day}"),
    )  # fmt: skip


@transaction.atomic
def change_achievement(*, achievement: Achievement, text: str, organisations, evidence: str, evidence_link: str, by: User) -> Achievement:
    """Where it was made from stays as it is: the words may be better ones, the origin is the same."""
    locked_target(achievement.target, by)
    achievement.text, achievement.evidence, achievement.evidence_link = said(text), evidence.strip(), evidence_link
    achievement.save(update_fields=["text", "evidence", "evidence_link"])
    achievement.organisations.set(organisations)
    record("achievement.changed", achievement, by=by)
    return achievement


@transaction.atomic
def place_achievement(*, achievement: Achievement, place: int, by: User) -> None:
    """Put it in the `place`, counted from 1; the others move up. A place beyond the last is the last."""
    target = locked_target(achievement.target, by)
    ordered = [other for other in target.achievements.all() if other.pk != achievement.pk]
    ordered.insert(max(place, 1) - 1, achievement)
    for number, other in enumerate(ordered, 1):
        other.number = number
    Achievement.objects.bulk_update(ordered, ["number"])
    record("achievement.moved", achievement, by=by, to=achievement.number)


@transaction.atomic
def remove_achievement(*, achievement: Achievement, by: User) -> None:
    """Those after it move up, so that no numeral is missing. What it said stays in the history of its target."""
    target = locked_target(achievement.target, by)
    record("achievement.removed", target, by=by, number=achievement.number)
    achievement.delete()
    later = target.achievements.filter(number__gt=achievement.number)
    later.update(number=F("number") - 1)
