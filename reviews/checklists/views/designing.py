"""Officers write checklists and scales; the browser is enough."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.checklists.actions import designing
from reviews.checklists.forms_designing import ChecklistForm, ItemForm, ScaleForm
from reviews.checklists.starting import load_checklists
from reviews.checklists.views.fetch import officers_checklist
from reviews.models import Checklist, ChecklistItem, Scale
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def all_checklists(request, compact: str):
    """Every version, and the scales."""
    compact = officered_compact(request, compact)
    shown = Checklist.objects.filter(compact=compact).select_related("compact", "code", "scale").annotate(taken=Count("assessments"))
    scales = compact.scales.prefetch_related("points")
    return render(request, "reviews/checklists/design/all.html", {"compact": compact, "checklists": shown, "scales": scales})


@require_POST
def load(request, compact: str):
    """The starting content as drafts."""
    compact = officered_compact(request, compact)
    try:
        made = load_checklists(compact=compact, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("%(made)s checklists are there as drafts: read them, change what does not fit, and put them in use.") % {"made": len(made)}
        )
    return redirect("checklists:design", compact.slug)


@both
def new_checklist(request, compact: str):
    compact = officered_compact(request, compact)
    back = reverse("checklists:design", args=[compact.slug])

    def deed(said):
        designing.create_checklist(compact=compact, by=request.user, **said)
        return _("The checklist is there as a draft: add its items.")

    return ask(
        request, compact=compact, heading=_("A new checklist"), form=ChecklistForm(posted(request), compact=compact), button=_("Make it"),
        back=back, parent=_("Write checklists"), deed=deed,
    )  # fmt: skip


@require_safe
def design(request, compact: str, pk: int):
    """One checklist with its items and the buttons to change them; in use, for reading alone."""
    shown = officers_checklist(request, compact, pk)
    context = {"compact": shown.compact, "checklist": shown, "items": shown.items.select_related("commitment__code", "undertaking")}
    context |= {"points": shown.scale.points.all(), "taken": shown.assessments.count(), "newer": Checklist.objects.filter(replaces=shown).first()}
    return render(request, "reviews/checklists/design/one.html", context)


def back_to(checklist: Checklist) -> str:
    return reverse("checklists:design_one", args=[checklist.compact.slug, checklist.pk])


@both
def change_checklist(request, compact: str, pk: int):
    checklist = officers_checklist(request, compact, pk)

    def deed(said):
        designing.change_checklist(checklist=checklist, by=request.user, **said)
        return _("The checklist is changed.")

    form = ChecklistForm(posted(request), compact=checklist.compact, checklist=checklist)
    return ask(
        request,
        compact=checklist.compact,
        heading=_("Change the checklist"),
        form=form,
        button=_("Save"),
        back=back_to(checklist),
        parent=str(checklist),
        deed=deed,
    )


@both
def edit_item(request, compact: str, pk: int, item: int | None = None):
    checklist = officers_checklist(request, compact, pk)
    found = get_object_or_404(checklist.items, pk=item) if item else None

    def deed(said):
        designing.save_item(checklist=checklist, item=found, by=request.user, **said)
        return _("The item is saved.") if found else _("The item is added at the end.")

    form = ItemForm(posted(request), checklist=checklist, item=found)
    heading = _("Change the item") if found else _("A new item")
    return ask(
        request,
        compact=checklist.compact,
        heading=heading,
        form=form,
        button=_("Save the item"),
        back=back_to(checklist),
        parent=str(checklist),
        deed=deed,
    )


@require_POST
def item_deed(request, compact: str, pk: int, item: int):
    """Up, down, or out."""
    checklist = officers_checklist(request, compact, pk)
    found = get_object_or_404(ChecklistItem.objects.select_related("checklist__compact"), checklist=checklist, pk=item)
    try:
        if "remove" in request.POST:
            designing.remove_item(item=found, by=request.user)
            messages.success(request, _("Item %(number)s is taken out.") % {"number": found.number})
        else:
            designing.move_item(item=found, up="up" in request.POST, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(back_to(checklist))


DEEDS = {
    "use": (designing.put_in_use, _("It is in use: everybody can read it, and groups can take it.")),
    "back": (designing.take_back, _("It is a draft again.")),
    "adopt": (designing.adopt, _("It is marked as your own.")),
    "version": (designing.new_version, _("A new version is there as a draft.")),
    "remove": (designing.remove_checklist, _("The draft is deleted.")),
}


@require_POST
def checklist_deed(request, compact: str, pk: int):
    checklist = officers_checklist(request, compact, pk)
    deed, said = DEEDS.get(request.POST.get("deed", ""), (None, ""))
    if deed is None:
        return redirect(back_to(checklist))
    try:
        made = deed(checklist=checklist, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back_to(checklist))
    messages.success(request, said)
    return redirect("checklists:design", compact) if made is None else redirect(back_to(made))


@both
def edit_scale(request, compact: str, pk: int | None = None):
    compact = officered_compact(request, compact)
    scale = get_object_or_404(Scale, compact=compact, pk=pk) if pk else None
    form = ScaleForm(posted(request), scale=scale)
    back = reverse("checklists:design", args=[compact.slug])

    def deed(said):
        designing.save_scale(compact=compact, scale=scale, points=form.points(), by=request.user, **form.scale_fields())
        return _("The scale is saved.")

    return ask(
        request, compact=compact, heading=_("Change the scale") if scale else _("A new scale"), form=form, button=_("Save the scale"), back=back,
        parent=_("Write checklists"), deed=deed,
        intro=_("Give the answers in the order in which they are shown. Leave the lines that you do not need empty."),
    )  # fmt: skip


@require_POST
def remove_scale(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    scale = get_object_or_404(Scale, compact=compact, pk=pk)
    try:
        designing.remove_scale(scale=scale, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The scale is deleted."))
    return redirect("checklists:design", compact.slug)
