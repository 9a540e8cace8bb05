"""Evidence, items that somebody looks after, and the actions that follow from gaps."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.accounts.models import User
from compact_portal.days import in_words, today
from compact_portal.documents.uploads import as_download
from reviews.checklists.actions import working
from reviews.checklists.forms import EvidenceForm, GapForm, GiveForm, RenewForm
from reviews.checklists.refusals import Refused
from reviews.checklists.sheets import asked_in
from reviews.checklists.views.fetch import item_of, read_by, taken_by
from reviews.checklists.who import people_of
from reviews.forms_after import ActionForm
from reviews.models import Assessment, Evidence, Gap, ItemTask
from reviews.views.answering import whole_number
from signatories.models import Compact
from signatories.views.fetch import posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def evidence(request, compact: str, pk: int, item: int):
    """What shows that one item is kept; a form for more."""
    part, on = taken_by(request, compact, pk), today()
    assessment, looked_at = part.assessment, item_of(part.assessment, item)
    form = EvidenceForm(posted(request), request.FILES or None, initial={"dated_on": on})
    if form.is_valid():
        try:
            working.add_evidence(assessment=assessment, item=looked_at, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("dated_on", " ".join(error.messages))
        else:
            messages.success(request, _("The evidence is kept."))
            return redirect("checklists:evidence", compact, pk, item)
    there = assessment.evidence.filter(item=looked_at).select_related("upload", "added_by")
    tasks = assessment.item_tasks.filter(item=looked_at, person=request.user)
    context = {"compact": assessment.compact, "assessment": assessment, "item": looked_at, "form": form, "tasks": tasks, "on": on}
    return render(request, "reviews/checklists/evidence.html", context | {"evidence": [(one, one.age(on), one.is_stale(on)) for one in there]})


@require_safe
def add_evidence(request, compact: str, pk: int):
    """From a list of items to the page of one."""
    part = taken_by(request, compact, pk)
    if "item" not in request.GET:
        return redirect("checklists:taken", compact, pk)
    item = item_of(part.assessment, whole_number(request.GET["item"]))
    return redirect("checklists:evidence", compact, pk, item.pk)


def evidence_in(part, pk: int) -> Evidence:
    return get_object_or_404(part.assessment.evidence.select_related("assessment", "item", "upload"), pk=pk)


@require_safe
def evidence_file(request, compact: str, pk: int, evidence: int):
    found = evidence_in(read_by(request, compact, pk), evidence)
    if found.upload is None:
        raise Http404
    return as_download(found.upload)


@both
def renew_evidence(request, compact: str, pk: int, evidence: int):
    part = taken_by(request, compact, pk)
    found = evidence_in(part, evidence)

    def deed(said):
        working.renew_evidence(evidence=found, by=request.user, on=today(), **said)
        return _("It still holds: that is noted.")

    return ask(
        request,
        compact=part.assessment.compact,
        heading=_("Does this evidence still hold?"),
        form=RenewForm(posted(request)),
        button=_("It still holds"),
        back=reverse("checklists:evidence", args=[compact, pk, found.item_id]),
        parent=_("Evidence"),
        deed=deed,
        intro=[
            _("“%(text)s”, from %(dated_on)s.") % {"text": found.text, "dated_on": in_words(found.dated_on)},
            _("If it does not hold any more, go back and add newer evidence."),
        ],
    )


@require_POST
def remove_evidence(request, compact: str, pk: int, evidence: int):
    part = taken_by(request, compact, pk)
    found = evidence_in(part, evidence)
    try:
        working.remove_evidence(evidence=found, by=request.user, on=today())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The evidence is taken out."))
    return redirect("checklists:evidence", compact, pk, found.item_id)


@both
def give_items(request, compact: str, pk: int):
    """Items are given to people of the body."""
    part, on = taken_by(request, compact, pk), today()
    assessment = part.assessment
    people = User.objects.filter(pk__in=[person.pk for person in people_of(assessment.body, on)]).order_by("name")
    form = GiveForm(posted(request), people=people, items=asked_in(assessment))
    if form.is_valid():
        said = form.cleaned_data
        try:
            for item in said["items"]:
                working.give_item(
                    assessment=assessment, item=item_of(assessment, int(item)), person=said["person"], due_on=said["due_on"], by=request.user, on=on
                )
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("%(person)s is told.") % {"person": said["person"]})
            return redirect(assessment)
    return render(request, "reviews/checklists/give.html", {"compact": assessment.compact, "assessment": assessment, "form": form})


@require_POST
def finish_item(request, compact: str, pk: int, task: int):
    part = taken_by(request, compact, pk)
    found = get_object_or_404(ItemTask.objects.select_related("assessment"), assessment=part.assessment, pk=task)
    try:
        working.finish_item(task=found, by=request.user, on=today())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(part.assessment)


@require_safe
def gaps(request, compact: str, pk: int):
    """Each gap, with its action or its reason; those that wait for one come first."""
    part = taken_by(request, compact, pk)
    assessment = part.assessment
    if assessment.is_open:
        return redirect(assessment)
    found = assessment.gaps.select_related("item", "action__target__plan__compact").order_by("settled_at", "item__number")
    context = {"compact": assessment.compact, "assessment": assessment, "gaps": found, "on": today()}
    return render(request, "reviews/checklists/gaps.html", context | {"unsettled": sum(gap.settled_at is None for gap in found)})


@both
def gap(request, compact: str, pk: int, gap: int):
    part, on = taken_by(request, compact, pk), today()
    found = get_object_or_404(Gap.objects.select_related("item", "assessment__compact"), assessment=part.assessment, pk=gap)
    initial = {name: getattr(found, name) for name in ("decision", "what", "owner", "due_on", "reason")}
    form = GapForm(posted(request), initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            if said["decision"] == Gap.Decision.ACTION:
                working.act_on_gap(gap=found, what=said["what"], owner=said["owner"], due_on=said["due_on"], by=request.user, on=on)
            else:
                working.explain_gap(gap=found, reason=said["reason"], by=request.user, on=on)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("Item %(number)s is settled.") % {"number": found.item.number})
            return redirect("checklists:gaps", compact, pk)
    context = {"compact": part.assessment.compact, "assessment": part.assessment, "gap": found, "form": form}
    return render(request, "reviews/checklists/gap.html", context)


@require_POST
def finish_gap(request, compact: str, pk: int, gap: int):
    part = taken_by(request, compact, pk)
    found = get_object_or_404(Gap, assessment=part.assessment, pk=gap)
    try:
        working.finish_gap(gap=found, by=request.user, on=today())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("checklists:gaps", compact, pk)


@both
def plan_gap(request, compact: str, pk: int, gap: int):
    """An officer takes a group's action into the plan."""
    officered = Compact.objects.officered_by(request.user)
    shown = Assessment.objects.shown_to_steering().filter(compact__in=officered, compact__slug=compact)
    found = get_object_or_404(
        Gap.objects.select_related("assessment__compact__area", "item"), ~Q(what=""), assessment__in=shown, assessment=pk, pk=gap
    )
    assessment = found.assessment
    initial = {
        "text": found.what,
        "owners": found.owner,
        "by_when": _("by %(due_on)s") % {"due_on": in_words(found.due_on)},
        "reason": _("A look with a checklist at how this agreement is kept showed that it is needed."),
    }

    def deed(said):
        action = working.put_into_plan(gap=found, by=request.user, **said)
        return _("It stands in the plan “%(plan)s” now.") % {"plan": action.target.plan}

    form = ActionForm(posted(request), compact=assessment.compact, initial=initial)
    return ask(
        request,
        compact=assessment.compact,
        heading=_("Take it into the plan"),
        form=form,
        button=_("Put it into the plan"),
        back=assessment.get_absolute_url(),
        parent=str(assessment),
        deed=deed,
        intro=_("%(body)s, %(checklist)s, item %(number)s: %(item)s")
        % {"body": assessment.body, "checklist": assessment.checklist.title, "number": found.item.number, "item": found.item.text},
    )
