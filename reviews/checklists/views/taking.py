"""A checklist is taken: begun, and answered on one screen or apart."""

import secrets
import time

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from reviews.answering.merging import last_changed_by
from reviews.checklists.actions import taking
from reviews.checklists.forms import BeginForm
from reviews.checklists.page import Named, shown_items
from reviews.checklists.refusals import Refused
from reviews.checklists.sheets import label_of, read, side_label, words_of
from reviews.checklists.views.fetch import readable_checklist, taken_by
from reviews.checklists.who import Part, assessments_of, bodies_of
from reviews.models import Assessment, AssignedBody, Checklist, Sheet
from reviews.views.answering import whole_number
from signatories.models import Organisation
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mine(request, compact: str):
    """What I may take, what is asked of my groups, and what is under way."""
    compact, on = any_compact(compact), today()
    bodies = list(bodies_of(request.user, compact, on))
    taken = list(assessments_of(request.user, on, compact).exclude(status=Assessment.Status.REOPENED).select_related("checklist", "body", "compact"))
    context = {"compact": compact, "bodies": bodies, "open": [one for one in taken if one.is_open], "sent": [one for one in taken if not one.is_open]}
    context |= {"asked": asked_of(bodies, compact), "on": on}
    return render(request, "reviews/checklists/mine.html", context)


def asked_of(bodies: list[Organisation], compact) -> list[tuple[AssignedBody, Checklist]]:
    """(assigned body, checklist) of each that has not been begun. Three queries."""
    asked = AssignedBody.objects.filter(
        organisation__in=bodies, assignment__round__compact=compact, assignment__round__closed_at__isnull=True
    ).select_related("organisation", "assignment__round")
    begun = set(Assessment.objects.filter(assigned__in=asked).values_list("assigned", "checklist"))
    return [
        (one, checklist)
        for one in asked.prefetch_related("assignment__checklists__code")
        for checklist in one.assignment.checklists.all()
        if (one.pk, checklist.pk) not in begun
    ]


@both
def begin(request, compact: str, pk: int):
    checklist, on = readable_checklist(request, compact, pk), today()
    own = bodies_of(request.user, checklist.compact, on)
    officer = roles_of(request.user, checklist.compact, on=on).officer
    bodies = Organisation.objects.filter(pk__in=own.values("pk"))
    if officer:
        asked = AssignedBody.objects.filter(assignment__round__compact=checklist.compact, assignment__checklists=checklist)
        bodies = Organisation.objects.open().filter(pk__in=[*own.values_list("pk", flat=True), *asked.values_list("organisation", flat=True)])
    if not bodies:
        context = {"compact": checklist.compact, "checklist": checklist}
        return render(request, "reviews/checklists/nobody.html", context)
    wanted = bodies.filter(pk=whole_number(request.GET.get("for", ""))).first()
    form = BeginForm(posted(request), checklist=checklist, bodies=bodies, initial={"held_on": on} | ({"body": wanted} if wanted else {}))
    back = reverse("checklists:checklist", args=[compact, pk])
    if form.is_valid():
        said = form.cleaned_data
        if said["body"] not in own and not said["on_paper"]:
            form.add_error("on_paper", _("You do not belong to %(body)s: you may only type in what it wrote on paper") % {"body": said["body"]})
        else:
            try:
                made = taking.begin(checklist=checklist, by=request.user, on=on, **said | assigned_to(checklist, said))
            except ValidationError as error:
                form.add_error(None, " ".join(error.messages))
            else:
                sheets = part_for(request, made).sheets
                return redirect("checklists:answer", compact, made.pk, sheets[0].pk) if len(sheets) == 1 else redirect(made)
    context = {"compact": checklist.compact, "checklist": checklist, "form": form, "back": back}
    return render(request, "reviews/checklists/begin.html", context)


def assigned_to(checklist: Checklist, said: dict) -> dict:
    """The row of the newest open round that asks this body for this checklist, and its day."""
    rows = AssignedBody.objects.filter(
        organisation=said["body"], assignment__checklists=checklist, assignment__round__closed_at__isnull=True
    ).exclude(assessments__checklist=checklist)
    row = rows.select_related("assignment__round").order_by("-assignment__round__starts_on").first()
    return {"assigned": row, "due_on": said["due_on"] or row.assignment.round.due_on} if row else {}


def part_for(request, assessment: Assessment) -> Part:
    return taken_by(request, assessment.compact.slug, assessment.pk)


def sheet_of(part: Part, pk: int) -> Sheet:
    sheet = next((sheet for sheet in part.sheets if sheet.pk == pk), None)
    if sheet is None:
        raise Http404
    return sheet


@never_cache
@both
def answer(request, compact: str, pk: int, sheet: int):
    """One page with every item. It is saved by its buttons, and by a script when a field is left."""
    part = taken_by(request, compact, pk)
    opened = sheet_of(part, sheet)
    if not part.assessment.is_open or opened.closed_on:
        return over(request, part, opened)
    if request.method == "POST":
        return save(request, part, opened)
    return show(request, part, opened, opened.answers)


def over(request, part: Part, sheet: Sheet) -> HttpResponse:
    """What was typed into a page that takes nothing any more is given back."""
    assessment = part.assessment
    refusal = taking.SHEET_CLOSED if assessment.is_open else taking.SENT
    if "autosave" in request.POST:
        return JsonResponse({"over": refusal}, status=410)
    if request.method != "POST":
        messages.error(request, refusal)
        return redirect(assessment)
    typed = [
        (label_of(name, assessment), lines)
        for name, value in read(request.POST, assessment).answers.items()
        if (lines := words_of(name, value, assessment))
    ]
    return render(
        request,
        "reviews/checklists/over.html",
        {"compact": assessment.compact, "assessment": assessment, "refusal": refusal, "typed": typed},
        status=410,
    )


def show(request, part: Part, sheet: Sheet, answers: dict, *, wrong=None, disputes=(), version: int | None = None, status: int = 200):
    assessment = part.assessment
    context = {
        "compact": assessment.compact,
        "assessment": assessment,
        "sheet": sheet,
        "side": side_label(sheet.side, assessment),
        "items": shown_items(assessment, answers, wrong or {}),
        "wrong": [(name, label_of(name, assessment), words) for name, words in (wrong or {}).items()],
        "disputes": disputes,
        "version": sheet.saved if version is None else version,
        "page": secrets.token_hex(4),
        "opened": int(time.time()),
        "runs": part.runs,
    }
    return render(request, "reviews/checklists/answer.html", context, status=status)


def save(request, part: Part, sheet: Sheet):
    """Keep what can be kept; show both versions of what somebody else changed too."""
    assessment, data = part.assessment, request.POST
    said = read(data, assessment)
    chosen = {name: data.get(f"choose-{name}", "") for name in data.getlist("dispute")}
    mine = {name: value for name, value in said.answers.items() if chosen.get(name, "mine") == "mine"}
    try:
        saved = taking.save_sheet(
            sheet=sheet, answers=mine, version=whole_number(data.get("version", "")), by=str(request.user), page=data.get("page", "")[:20]
        )
    except Refused:
        sheet.refresh_from_db()
        part.assessment.refresh_from_db()
        return over(request, part, sheet)
    for name in chosen:
        if chosen[name] not in ("mine", "theirs") and name in said.answers:
            saved.disputed[name] = (saved.sheet.answers.get(name), last_changed_by(saved.sheet.changes, name))
    if "autosave" in data:
        wrong = [f"{label_of(name, assessment)}: {words}" for name, words in said.wrong.items()]
        return JsonResponse(
            {"opened": int(time.time()), "wrong": wrong, "disputed": {name: f"{label_of(name, assessment)}." for name in saved.disputed}}
        )
    if said.wrong or saved.disputed:
        stands = saved.sheet.answers | {name: said.answers[name] for name in saved.disputed} | {name: data.get(name, "") for name in said.wrong}
        disputes = [
            (Named(name, label_of(name, assessment)), by, words_of(name, theirs, assessment), words_of(name, said.answers[name], assessment))
            for name, (theirs, by) in saved.disputed.items()
        ]
        return show(
            request, part, saved.sheet, stands, wrong=said.wrong, disputes=disputes, version=saved.sheet.saved, status=409 if disputes else 200
        )
    if "later" in data:
        messages.success(request, _("Saved. Go on whenever you like."))
        return redirect(assessment)
    return redirect("checklists:send" if part.runs and not assessment.is_apart else "checklists:taken", assessment.compact.slug, assessment.pk)


@require_POST
def close_sheet(request, compact: str, pk: int, sheet: int):
    part = taken_by(request, compact, pk)
    again = "again" in request.POST
    try:
        taking.close_sheet(sheet=sheet_of(part, sheet), on=today(), open_again=again)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your answers are open again.") if again else _("Your answers are closed. They are compared when all are."))
    return redirect(part.assessment)
