"""What becomes of an action, said by its owners or by the steering group: signed in, or through the link of an e-mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.actions.progress import SaidMeanwhile, decide_date, give_update
from actionplans.forms.progress import ASKED, DecideDateForm, RatingForm, UpdateForm
from actionplans.models import Action, DateChange, Plan, Update, UpdateLink
from actionplans.reporters import ask_for_link, close_session, open_session, reporter_of
from actionplans.views.fetch import officered_plan, part_of
from actionplans.views.pages import form_page
from compact_portal.days import today
from signatories.models import Compact
from signatories.views.fetch import posted


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def update_link(request, token: str):
    """GET says whose link it is and changes nothing, so that mail scanners cannot use it up; POST opens the task."""
    link = UpdateLink.objects.by_token(token).select_related("plan__compact", "organisation").first()
    if link is None or link.revoked_at:
        return render(request, "actionplans/link_unknown.html", status=404)
    context = {"link": link, "plan": link.plan, "compact": link.plan.compact}
    if not link.plan.takes_reports:
        return render(request, "actionplans/link_over.html", context, status=410)
    if request.method == "POST":
        open_session(request, link)
        return redirect("actionplans:my_updates", link.plan.compact.slug, link.plan.period)
    context |= {"period": link.plan.period_called(link.period_starts_on), "actions": link.actions.order_by("target__number", "number")}
    page = render(request, "actionplans/update_link.html", context)
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token; "no-referrer" would make browsers refuse to post from here
    return page


def public_plan(compact: str, period: str) -> Plan:
    return get_object_or_404(Plan.objects.public().select_related("compact__area"), compact__slug=compact, period=period)


@login_not_required
@never_cache
@require_safe
def my_updates(request, compact: str, period: str):
    """What is asked of this person or organisation for this month or quarter, and what they have said already."""
    plan = public_plan(compact, period)
    reporter = reporter_of(request, plan)
    if reporter is None:
        return ask_for_link(request)
    first = reporter.period_of(plan, today())
    actions = list(reporter.actions(plan).filter(carried__isnull=True).select_related("target").order_by("target__number", "number"))
    given = {update.action_id: update for update in Update.objects.filter(action__in=actions, period_starts_on=first)}
    asked = [(action, given.get(action.pk)) for action in actions if not action.is_finished or action.pk in given]
    if not actions and not reporter.link:
        raise Http404
    context = {
        "compact": plan.compact,
        "plan": plan,
        "reporter": reporter,
        "period": plan.period_called(first),
        "asked": asked,
        "left": sum(update is None for _, update in asked),
    }
    return render(request, "actionplans/my_updates.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request, compact: str, period: str, pk: int):
    """Two short pages: how it stands (`?rating=` in the address, so that going back works), then what that answer asks for."""
    plan = public_plan(compact, period)
    reporter = reporter_of(request, plan)
    if reporter is None:
        return ask_for_link(request)
    action = part_of(plan, reporter.actions(plan).select_related("target"), pk, "target__plan")
    first = reporter.period_of(plan, today())
    updates = list(action.updates.select_related("note", "for_organisation")[:2])
    now = next((update for update in updates if update.period_starts_on == first), None)
    context = {
        "compact": plan.compact, "plan": plan, "action": action, "period": plan.period_called(first), "reporter": reporter, "now": now,
        "previous": now or next(iter(updates), None), "notes": action.notes.filter(update=None), "ratings": ratings(),
    }  # fmt: skip
    if not plan.takes_reports:
        return render(request, "actionplans/link_over.html", context, status=410)
    if (meeting := request.GET.get("meeting", "")).isdecimal():
        context["meeting"] = meeting
    choice = RatingForm(request.GET if "rating" in request.GET else None)
    if not choice.is_valid():
        if request.method == "POST":
            return redirect(request.path)
        return render(request, "actionplans/progress.html", context | {"choice": choice, "chosen": now.rating if now else ""})
    rating = choice.cleaned_data["rating"]
    meetings = meetings_of(plan, reporter)
    initial = words_of(now) if now else {"completed_on": today()}
    initial["meeting"] = next((held for held in meetings if str(held.pk) == request.GET.get("meeting")), initial.get("meeting"))
    form = UpdateForm(posted(request), action=action, rating=rating, on=today(), meetings=meetings, initial=initial)
    if form.is_valid():
        try:
            give_update(action=action, rating=rating, by=reporter.by, link=reporter.link, **form.cleaned_data)
        except SaidMeanwhile as error:
            return said_meanwhile(request, context, action, rating, first, error, meetings)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, gettext("Thank you. Your update stands in the plan."))
            if form.cleaned_data.get("meeting"):
                return redirect("actionplans:meeting", compact, period, form.cleaned_data["meeting"].pk)
            return redirect("actionplans:my_updates", compact, period) if reporter.link else redirect(plan)
    return render(request, "actionplans/update.html", context | {"form": form, "rating": Update.Rating(rating)})


def meetings_of(plan: Plan, reporter) -> list:
    """The last ones that looked at the plan, where whoever reports may say what they decided."""
    steers = reporter.by is not None and Compact.objects.steered_by(reporter.by).filter(pk=plan.compact_id).exists()
    return list(plan.progress_meetings.held()[:12]) if steers else []


def said_meanwhile(request, context: dict, action: Action, rating: str, first, error, meetings):
    """The other one's words above, this person's own still in the boxes, and one more press sends them after all."""
    now = action.updates.select_related("note", "for_organisation").get(period_starts_on=first)
    again = request.POST.copy()
    again["seen"] = str(now.revision)
    form = UpdateForm(again, action=action, rating=rating, on=today(), meetings=meetings)
    form.add_error(None, error.messages[0])
    return render(
        request, "actionplans/update.html", context | {"form": form, "rating": Update.Rating(rating), "now": now, "previous": now}, status=409
    )


def ratings() -> list[tuple[str, str, str]]:
    return [(rating.value, rating.label, hint) for rating, hint in ASKED.items()]


def words_of(update: Update) -> dict:
    action = update.action
    return {
        "seen": update.revision,
        "done": update.note.text,
        "reason": update.reason,
        "next_steps": update.next_steps,
        "outcome": update.outcome,
        "completed_on": action.completed_on or today(),
        "evidence": action.evidence,
        "evidence_link": action.evidence_link,
        "meeting": update.meeting_id,
    }


@login_not_required
@require_POST
def leave(request, compact: str, period: str):
    """Forget in this browser that it may report: for a computer that others use too."""
    close_session(request, public_plan(compact, period))
    return render(request, "actionplans/left.html")


@require_http_methods(["GET", "POST"])
def date_decision(request, compact: str, period: str, pk: int):
    """An officer approves or refuses a new date."""
    plan = officered_plan(request, compact, period)
    change = get_object_or_404(DateChange.objects.select_related("action__target", "for_organisation"), pk=pk, action__target__plan=plan)
    return form_page(
        request,
        DecideDateForm(posted(request)),
        lambda **words: decide_date(change=change, by=request.user, **words) and None,
        to=reverse("actionplans:updates", args=[compact, period]),
        plan=plan,
        title=gettext("A new date"),
        done=gettext("Whoever asked for it is told."),
        lead=gettext("“%(action)s” is due “%(before)s”. Asked for: “%(after)s”. Reason: %(reason)s")
        % {"action": change.action.text, "before": change.before or gettext("without a date"), "after": change.after, "reason": change.reason},
    )
