"""A draft on which people are consulted: for everybody to read, for who has signed in to comment, for officers to answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.actions import consulting
from actionplans.forms.consulting import AnswerForm, CommentForm, ConsultationForm
from actionplans.models import Plan, PlanComment, PlanConsultation
from actionplans.views.fetch import officered_plan
from actionplans.views.pages import form_page
from compact_portal.days import in_words, today
from signatories.roles import roles_of
from signatories.views.fetch import posted

FIELDS = ["opens_on", "closes_on", "final_on", "briefing", "briefing_link", "why_short"]


def page_of(plan: Plan) -> str:
    return reverse("actionplans:consultation", args=[plan.compact.slug, plan.period])


@login_not_required
@require_safe
def consultation(request, compact: str, period: str):
    """The days, the briefing, the comments with their answers; and a form for one more while it is open."""
    return _shown(request, _visible(request, compact, period))


@require_POST
def comment(request, compact: str, period: str):
    """One more comment, by whoever has signed in. A wrong one is given back on the same page."""
    asked = _visible(request, compact, period)
    if not _takes_comments(request, asked):
        messages.error(request, _("This consultation is not open, so it takes no comments."))
        return redirect(page_of(asked.plan))
    return _shown(request, asked)


def _visible(request, compact: str, period: str) -> PlanConsultation:
    visible = PlanConsultation.objects.filter(plan__in=Plan.objects.visible_to(request.user)).select_related("plan__compact__area")
    return get_object_or_404(visible, plan__compact__slug=compact, plan__period=period)


def _takes_comments(request, asked: PlanConsultation) -> bool:
    return request.user.is_authenticated and asked.is_open(today()) and asked.plan.is_draft


def _shown(request, asked: PlanConsultation):
    plan = asked.plan
    return form_page(
        request, CommentForm(posted(request), consultation=asked),
        lambda **words: consulting.comment(consultation=asked, by=request.user, **words) and None,
        to=page_of(plan), plan=plan, template="actionplans/consultation.html", done=_("Thank you. Your comment stands below."),
        consultation=asked, may_comment=_takes_comments(request, asked), state=asked.state(today()), launch_days=asked.launch_days.all(),
        comments=asked.comments.select_related("target", "written_by"), roles=roles_of(request.user, plan.compact),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def consult(request, compact: str, period: str):
    """An officer sets the days."""
    plan = officered_plan(request, compact, period)
    kept = PlanConsultation.objects.filter(plan=plan).prefetch_related("launch_days").first()
    initial = {name: getattr(kept, name) for name in FIELDS} if kept else {}
    if kept:
        initial["launch_days"] = "\n".join(f"{in_words(launch.day)}: {launch.what}" for launch in kept.launch_days.all())
    return form_page(
        request, ConsultationForm(posted(request), plan=plan, initial=initial),
        lambda **words: consulting.save_consultation(plan=plan, by=request.user, **words) and None,
        to=plan.get_absolute_url(), plan=plan, title=_("Consult on this draft"), done=_("Saved."),
        lead=_("From the first day everybody can read the draft. Until the last day everybody who has signed in can comment on it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def answer(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    comment = get_object_or_404(PlanComment.objects.select_related("consultation__plan__compact"), pk=pk, consultation__plan=plan)
    return form_page(
        request, AnswerForm(posted(request), initial={"answer": comment.answer}),
        lambda **words: consulting.answer_comment(comment=comment, by=request.user, **words) and None,
        to=page_of(plan), plan=plan, title=_("Answer a comment"), done=_("The answer stands beside the comment."), lead=f"“{comment.text}”",
    )  # fmt: skip
