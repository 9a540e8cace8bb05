"""A checklist that was filled in is sent, opened again, given up or shared."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from compact_portal.days import today
from reviews.checklists.actions import sending
from reviews.checklists.actions.taking import SENT
from reviews.checklists.forms import ReasonForm, SendForm
from reviews.checklists.refusals import Refused
from reviews.checklists.sheets import answered_in, asked_in, missing, side_label
from reviews.checklists.views.fetch import taken_by
from reviews.checklists.who import Part
from reviews.models import Assessment, Sheet
from signatories.views.fetch import posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def send(request, compact: str, pk: int):
    """The result as worked out, to be confirmed or changed; then the answers are locked."""
    part = taken_by(request, compact, pk)
    assessment = part.assessment
    if not part.runs:
        raise Http404
    if not assessment.is_open:
        messages.error(request, SENT)
        return redirect(assessment)
    try:
        sheets = sending.sheets_to_send(assessment)
    except Refused as refusal:
        lacking = missing(assessment.sheets.first(), assessment) if not assessment.is_apart else []
        context = {"compact": assessment.compact, "assessment": assessment, "refusal": str(refusal), "lacking": lacking}
        context["sheet"] = part.sheets[0] if part.sheets else None
        return render(request, "reviews/checklists/not_yet.html", context)
    result = sending.result_of(assessment, sheets)
    initial = {"outcome": result.outcome, "present": assessment.present}
    if assessment.reopens:
        initial |= {name: getattr(assessment.reopens, name) for name in ("good_practice", "to_improve", "outcome_comment")}
    form = SendForm(posted(request), assessment=assessment, computed=result.outcome, initial=initial)
    if form.is_valid():
        try:
            sent = sending.send(assessment=assessment, by=request.user, on=today(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("The answers are sent and locked."))
            return redirect("checklists:gaps", compact, sent.pk) if result.gaps else redirect(sent)
    context = {"compact": assessment.compact, "assessment": assessment, "form": form, "result": result, "of": len(asked_in(assessment))}
    context["outcome"] = Assessment.Outcome(result.outcome).label if result.outcome else ""
    return render(request, "reviews/checklists/send.html", context)


@both
def reopen(request, compact: str, pk: int):
    part = taken_by(request, compact, pk)
    if not part.runs:
        raise Http404

    def deed(said):
        made = sending.reopen(assessment=part.assessment, by=request.user, on=today(), **said)
        return _("Version %(version)s is open. The version before stays as it was.") % {"version": made.version}

    newest = Assessment.objects.filter(reopens=part.assessment).first() or part.assessment
    return ask(
        request, compact=part.assessment.compact, heading=_("Open the answers again"), form=ReasonForm(posted(request)), button=_("Open them again"),
        back=newest.get_absolute_url() if request.method != "POST" else reverse("checklists:mine", args=[compact]),
        parent=str(part.assessment), deed=deed,
        intro=_("A new version is made, with the same answers, to be changed and sent again. What was sent stays as it was, and can be read."),
    )  # fmt: skip


@both
def give_up(request, compact: str, pk: int):
    part = taken_by(request, compact, pk)
    if not part.runs or not part.assessment.is_open:
        raise Http404
    if request.method == "POST":
        try:
            sending.give_up(assessment=part.assessment, by=request.user, on=today())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(part.assessment)
        messages.success(request, _("It is deleted."))
        return redirect("checklists:mine", compact)
    return render(request, "reviews/checklists/give_up.html", {"compact": part.assessment.compact, "assessment": part.assessment})


@require_POST
def share(request, compact: str, pk: int):
    part = taken_by(request, compact, pk)
    try:
        sending.share(assessment=part.assessment, by=request.user, on=today())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The %(steering_group)s can read the result now.") % {"steering_group": part.assessment.compact.terms.steering_group}
        )
    return redirect(part.assessment)


def progress_of(part: Part) -> list[tuple[Sheet, str, int, int]]:
    """(sheet, whose, answered, of) of those that the person may fill in."""
    of = len(asked_in(part.assessment))
    return [
        (sheet, str(sheet.organisation or side_label(sheet.side, part.assessment) or part.assessment.body), answered_in(sheet, part.assessment), of)
        for sheet in part.sheets
    ]
