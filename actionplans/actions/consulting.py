"""People are asked about a draft, say what they think, and are answered."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import LaunchDay, Plan, PlanComment, PlanConsultation, Target
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import today
from signatories.roles import officer_only


@transaction.atomic
def save_consultation(
    *, plan: Plan, opens_on: datetime.date, closes_on: datetime.date, final_on: datetime.date | None, briefing: str, briefing_link: str,
    why_short: str, launch_days: list[tuple[datetime.date, str]], by: User,
) -> PlanConsultation:  # fmt: skip
    """A consultation shorter than the agreement wishes needs a reason, which people read before they answer."""
    officer_only(by, plan.compact)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("compact").get(pk=plan.pk)
    if not plan.is_draft:
        raise ValidationError(_("This plan is adopted: people are consulted while it is a draft."))
    if closes_on < opens_on:
        raise ValidationError(_("The consultation closes before it opens: correct one of the two days."))
    if final_on and final_on < closes_on:
        raise ValidationError(_("The final draft cannot be ready before the consultation closes."))
    consultation = PlanConsultation.objects.filter(plan=plan).first() or PlanConsultation(plan=plan)
    consultation.opens_on, consultation.closes_on, consultation.final_on = opens_on, closes_on, final_on
    consultation.briefing, consultation.briefing_link, consultation.why_short = briefing, briefing_link, why_short
    if consultation.days < plan.compact.survey_days and not why_short.strip():
        raise ValidationError(
            _("%(days)s days are fewer than the %(survey_days)s that people are promised: say why, or choose a later last day.")
            % {"days": consultation.days, "survey_days": plan.compact.survey_days}
        )
    consultation.save()
    consultation.launch_days.all().delete()
    LaunchDay.objects.bulk_create(LaunchDay(consultation=consultation, day=day, what=what) for day, what in dict.fromkeys(launch_days))
    record("plan.consultation_set", plan, by=by, opens_on=opens_on.isoformat(), closes_on=closes_on.isoformat())
    return consultation


@transaction.atomic
def comment(*, consultation: PlanConsultation, target: Target | None, text: str, by: User, on: datetime.date | None = None) -> PlanComment:
    """Anybody who has signed in, while the consultation is open."""
    if not by.is_authenticated:
        raise PermissionDenied
    if not consultation.is_open(on or today()) or not consultation.plan.is_draft:
        raise ValidationError(_("This consultation is not open, so it takes no comments."))
    if target and target.plan_id != consultation.plan_id:
        raise ValidationError(_("Choose from the parts of this plan."))
    if not text.strip():
        raise ValidationError(_("Write what you would like to say."))
    made = PlanComment.objects.create(consultation=consultation, target=target, text=text.strip(), written_at=timezone.now(), written_by=by)
    record("plan.commented", consultation.plan, by=by)
    return made


@transaction.atomic
def answer_comment(*, comment: PlanComment, answer: str, by: User) -> PlanComment:
    officer_only(by, comment.consultation.plan.compact)
    if not answer.strip():
        raise ValidationError(_("Write what comes of this comment."))
    comment = PlanComment.objects.select_for_update(of=("self",)).select_related("consultation__plan").get(pk=comment.pk)
    comment.answer, comment.answered_at, comment.answered_by = answer.strip(), timezone.now(), by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    record("plan.comment_answered", comment.consultation.plan, by=by)
    return comment
