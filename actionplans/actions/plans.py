"""A plan is begun, described, and closed."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.actions.changing import changed, locked_for_change, next_number
from actionplans.models import Action, Plan, Strategy, StrategyAim
from actionplans.periods import Period
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from signatories.models import Compact
from signatories.roles import officer_only

DESCRIBED_BY = ["label", "strategy", "introduction", "purpose", "aim", "updates_every", "dates_need_approval"]


@transaction.atomic
def begin_plan(*, compact: Compact, kind: str, period: Period, label: str, strategy: Strategy | None = None, by: User) -> Plan:
    """An empty draft. One plan of each kind begins in a period."""
    officer_only(by, compact)
    slug = period.slug if kind == Plan.Kind.ACTIONS else f"communications-{period.slug}"
    Compact.objects.select_for_update().get(pk=compact.pk)  # two officers may begin it at once
    if compact.plans.filter(period=slug).exists():
        raise ValidationError(_("There is a plan of this kind for this period already."))
    plan = Plan.objects.create(
        compact=compact, kind=kind, period=slug, label=label, strategy=strategy, starts_on=period.starts_on, ends_on=period.ends_on
    )
    record("plan.begun", plan, by=by, kind=kind)
    return plan


@transaction.atomic
def describe_plan(*, plan: Plan, by: User, reason: str = "", **fields) -> Plan:
    """Its name, its opening words, and how often owners are asked. `fields` are those of DESCRIBED_BY."""
    plan = locked_for_change(plan, by=by, reason=reason)
    differs = [name for name in DESCRIBED_BY if name in fields and getattr(plan, name) != fields[name]]
    if not differs:
        return plan
    if (strategy := fields.get("strategy")) and strategy.compact_id != plan.compact_id:
        raise ValidationError(_("This strategy belongs to another agreement."))
    for name in differs:
        setattr(plan, name, fields[name])
    plan.save(update_fields=differs)
    names = ", ".join(str(Plan._meta.get_field(name).verbose_name) for name in differs)
    changed(plan, "plan.described", f"Changed: {names}.", by=by, reason=reason, fields=differs)
    return plan


@transaction.atomic
def save_strategy(*, compact: Compact, strategy: Strategy | None, title: str, starts_in: int, ends_in: int, aims: list[str], by: User) -> Strategy:
    """Aims are kept by their place, so that what names an aim still names it after its words were mended. One that is named by a
    target or an action cannot be left out."""
    officer_only(by, compact)
    if ends_in < starts_in:
        raise ValidationError(_("The strategy ends before it begins: correct one of the two years."))
    strategy = strategy or Strategy(compact=compact)
    strategy.title, strategy.starts_in, strategy.ends_in = title, starts_in, ends_in
    strategy.save()
    kept = list(StrategyAim.objects.select_for_update().filter(strategy=strategy).order_by("number"))
    for aim in kept[len(aims) :]:
        if aim.targets.exists() or aim.actions.exists():
            raise ValidationError(_("“%(aim)s” is served by a plan, so it cannot be left out.") % {"aim": aim})
        aim.delete()
    for aim, words in zip(kept, aims, strict=False):
        if aim.text != words:
            aim.text = words
            aim.save(update_fields=["text"])
    for words in aims[len(kept) :]:
        StrategyAim.objects.create(strategy=strategy, number=next_number(strategy.aims), text=words)
    record("strategy.saved", strategy, by=by, aims=len(aims))
    return strategy


@transaction.atomic
def close_plan(*, plan: Plan, by: User, on: datetime.date | None = None) -> Plan:
    """Its time is over. Refused while an unfinished action is neither carried, merged nor dropped: nothing vanishes between two plans."""
    officer_only(by, plan.compact)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact").get(pk=plan.pk)
    if plan.status != Plan.Status.ADOPTED:
        raise ValidationError(_("This plan is %(status)s: only an adopted one is closed.") % {"status": plan.get_status_display()})
    if (on or today()) < plan.ends_on:
        raise ValidationError(_("This plan runs until %(ends_on)s, so it cannot be closed yet.") % {"ends_on": in_words(plan.ends_on)})
    left = Action.objects.undecided().filter(target__plan=plan).count()
    if left:
        said = ngettext(
            "%(number)d unfinished action has not been decided on: carry forward, merge or drop each of them first.",
            "%(number)d unfinished actions have not been decided on: carry forward, merge or drop each of them first.",
            left,
        )
        raise ValidationError(said % {"number": left})
    plan.status = Plan.Status.CLOSED
    plan.save(update_fields=["status"])
    record("plan.closed", plan, by=by)
    return plan
