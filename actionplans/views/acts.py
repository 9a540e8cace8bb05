"""One action: its own page for everybody, and the pages on which an officer writes it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.actions.acts import drop_action, link_action, move_action, remove_action, save_action, tie_events
from actionplans.by_when_said import explained, said_otherwise
from actionplans.forms.writing import ActionForm, DropForm, EventsForm, LinksForm
from actionplans.lineage import earlier_lives, year_in_words
from actionplans.models import Action, DateChange, Plan, Target
from actionplans.owners import understand_owners
from actionplans.tags import tags_of
from actionplans.views.fetch import action_of, officered_plan, part_of
from actionplans.views.pages import form_page
from actionplans.views.targets import moved, removal
from actionplans.views.writing import write_page
from compact_portal.days import in_words, today
from signatories.roles import roles_of
from signatories.views.fetch import posted


@login_not_required
@require_safe
def action(request, compact: str, period: str, pk: int):
    """Everything about one action: who, by when, what it serves, what was done, new dates, and its earlier lives."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("compact__area", "strategy"), compact__slug=compact, period=period)
    related = ["owners", "supporters", "codes", "commitments__code", "also_serves", "aims", "people", "risks", "amendments", "events"]
    shown = part_of(
        plan, Action.objects.select_related("target", "carried__into__target__plan__compact").prefetch_related(*related), pk, "target__plan"
    )
    year = year_in_words(shown, plan)
    shown.tags = tags_of(shown, overdue=shown.is_overdue(today()), year=year, amended=bool(shown.amendments.all()))
    context = {
        "compact": plan.compact,
        "plan": plan,
        "action": shown,
        "understood": said_otherwise(shown),
        "updates": [(update, plan.period_called(update.period_starts_on)) for update in shown.updates.select_related("note", "for_organisation")],
        "loose_notes": shown.notes.filter(update=None),
        "date_changes": shown.date_changes.select_related("for_organisation"),
        "carried": getattr(shown, "carried", None),
        "lives": earlier_lives(shown),
        "may_report": plan.takes_reports and request.user.is_authenticated and shown.can_be_reported_by(request.user),
        "officer": roles_of(request.user, plan.compact).officer,
        "waiting": DateChange.State.PROPOSED,
    }
    return render(request, "actionplans/action.html", context)


@require_http_methods(["GET", "POST"])
def action_add(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    target = part_of(plan, Target.objects, pk)
    return action_form(request, plan, target, None)


@require_http_methods(["GET", "POST"])
def action_change(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    kept = action_of(plan, pk)
    return action_form(request, plan, kept.target, kept)


def action_form(request, plan: Plan, target: Target, kept: Action | None):
    word = plan.terms.action

    def do(**words):
        saved = save_action(target=target, action=kept, by=request.user, **words)
        return " ".join([explained(saved), owners_explained(saved)]).strip()

    return form_page(
        request,
        ActionForm(posted(request), plan=plan, initial=words_of(kept) if kept else {}),
        do,
        to=write_page(plan),
        plan=plan,
        caption=f"{plan.terms.target} {target.number}: {target.text}",
        title=_("Change this %(word)s") % {"word": word}
        if kept
        else (_("Add an %(word)s") if word[0] in "aeiou" else _("Add a %(word)s")) % {"word": word},
    )


def words_of(action: Action) -> dict:
    return {
        "text": action.text,
        "owners": action.owners_as_written,
        "supporters": ", ".join(str(organisation) for organisation in action.supporters.all()),
        "people": "\n".join(f"{person.name}, from {in_words(person.since)}" if person.since else person.name for person in action.people.all()),
        "by_when": action.by_when,
        "meetings": ", ".join(in_words(meeting) for meeting in action.meetings),
    }


def owners_explained(action: Action) -> str:
    generic = understand_owners(action.owners_as_written).generic
    if not generic:
        return ""
    return ngettext(
        "%(names)s is printed as written, but no organisation of that name is kept here to be reminded.",
        "%(names)s are printed as written, but no organisation of that name is kept here to be reminded.",
        len(generic),
    ) % {"names": ", ".join(f"“{name}”" for name in generic)}


@require_http_methods(["GET", "POST"])
def action_links(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    kept = action_of(plan, pk)
    initial = {name: getattr(kept, name).all() for name in ("codes", "commitments", "also_serves", "aims")}
    return form_page(
        request, LinksForm(posted(request), plan=plan, action=kept, initial=initial),
        lambda **words: link_action(action=kept, by=request.user, **words) and None,
        to=write_page(plan), plan=plan, title=_("What it serves"), caption=kept.text, done=_("What it serves is saved."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def action_events(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    kept = action_of(plan, pk)
    record_page = reverse("signatories:training_record", args=[compact])
    offered = plan.compact.training_events.filter(cancelled=False).exists()
    return form_page(
        request, EventsForm(posted(request), action=kept), lambda **words: tie_events(action=kept, by=request.user, **words) and None,
        to=kept.get_absolute_url(), plan=plan, title=_("Training and briefings"), caption=kept.text, done=_("Saved."),
        lead="" if offered else _("No training is in the record yet: add it there first."), way=(record_page, _("The record of training")),
    )  # fmt: skip


@require_POST
def action_move(request, compact: str, period: str, pk: int):
    plan = officered_plan(request, compact, period)
    return moved(request, plan, move_action, action=action_of(plan, pk))


@require_http_methods(["GET", "POST"])
def action_remove(request, compact: str, period: str, pk: int):
    """Out of a draft it goes; in an adopted plan it is dropped, and stays to be read with its reason."""
    plan = officered_plan(request, compact, period)
    kept = action_of(plan, pk)
    word = plan.terms.action
    if plan.is_draft:
        return removal(
            request,
            plan,
            lambda: remove_action(action=kept, by=request.user),
            _("Remove this %(word)s") % {"word": word},
            _("“%(text)s” goes. This cannot be undone.") % {"text": kept.text},
        )
    return form_page(
        request, DropForm(posted(request)), lambda **words: drop_action(action=kept, by=request.user, **words) and None,
        to=write_page(plan), plan=plan, title=_("Drop this %(word)s") % {"word": word}, button=_("Drop it"), warning=True, done=_("It is dropped."),
        lead=_("“%(text)s” stays in the plan, marked as dropped, with your reason.") % {"text": kept.text},
    )  # fmt: skip
