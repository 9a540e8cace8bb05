"""The achievements of one target, for officers: written, made from what was reported, put in order."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.achievement_form import AchievementForm
from actionplans.actions import achievements as verbs
from actionplans.models import Achievement, ProgressNote, Target
from actionplans.reports import with_numerals
from signatories.views.fetch import officered_compact, posted

NOTES_SHOWN = 200


def target_of(request, compact: str, period: str, number: int) -> Target:
    compact = officered_compact(request, compact)
    return get_object_or_404(Target.objects.select_related("plan__compact__area"), plan__compact=compact, plan__period=period, number=number)


def achievement_of(target: Target, pk: int) -> Achievement:
    return get_object_or_404(target.achievements.select_related("target__plan__compact"), pk=pk)


def back(target: Target):
    return redirect("actionplans:achievements", target.plan.compact.slug, target.plan.period, target.number)


def page(target: Target, **more) -> dict:
    return {"compact": target.plan.compact, "plan": target.plan, "target": target, "terms": target.plan.terms} | more


@require_safe
def achievements(request, compact: str, period: str, number: int):
    target = target_of(request, compact, period, number)
    shown = list(target.achievements.prefetch_related("organisations"))
    target._prefetched_objects_cache = {"achievements": shown}
    with_numerals([target])
    notes = ProgressNote.objects.filter(action__target=target).select_related("action").annotate(used=Exists(made_from_it(target)))
    context = page(target, achievements=shown, notes=notes.order_by("action__number", "number")[:NOTES_SHOWN])
    return render(request, "actionplans/achievements/list.html", context)


def made_from_it(target: Target):
    kind = ProgressNote._meta.label_lower
    return Achievement.objects.filter(target=target, origin_kind=kind, origin_key=Cast(OuterRef("pk"), CharField()))


@require_http_methods(["GET", "HEAD", "POST"])
def add_achievement(request, compact: str, period: str, number: int):
    target = target_of(request, compact, period, number)
    form = AchievementForm(posted(request), target=target)
    if form.is_valid():
        verbs.add_achievement(target=target, by=request.user, **form.cleaned_data)
        messages.success(request, _("The achievement stands last in the list."))
        return back(target)
    return render(request, "actionplans/achievements/edit.html", page(target, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
def change_achievement(request, compact: str, period: str, number: int, pk: int):
    target = target_of(request, compact, period, number)
    achievement = achievement_of(target, pk)
    form = AchievementForm(posted(request), target=target, achievement=achievement)
    if form.is_valid():
        verbs.change_achievement(achievement=achievement, by=request.user, **form.cleaned_data)
        messages.success(request, _("The achievement was changed."))
        return back(target)
    return render(request, "actionplans/achievements/edit.html", page(target, form=form, achievement=achievement))


@require_POST
def achievement_from_note(request, compact: str, period: str, number: int, note: int):
    target = target_of(request, compact, period, number)
    note = get_object_or_404(ProgressNote.objects.select_related("action__target__plan__compact"), pk=note, action__target=target)
    try:
        achievement = verbs.add_from_note(note=note, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request, _("Achievement %(number)s was made from the progress. Put it into your own words if you like.") % {"number": achievement.number}
        )
    return back(target)


@require_POST
def move_achievement(request, compact: str, period: str, number: int, pk: int):
    """One place up or down by a button; to any place where something was dragged there."""
    target = target_of(request, compact, period, number)
    achievement = achievement_of(target, pk)
    wanted = request.POST.get("to", "")
    place = {"up": achievement.number - 1, "down": achievement.number + 1}.get(wanted)
    if place is None and wanted.isascii() and wanted.isdigit() and len(wanted) < 5:
        place = int(wanted)
    if place is not None:
        verbs.place_achievement(achievement=achievement, place=place, by=request.user)
    address = back(target)
    if wanted in ("up", "down"):
        # the keyboard stays on the button that was pressed
        address["Location"] += f"#move-{wanted}-{achievement.pk}"
    return address


@require_http_methods(["GET", "HEAD", "POST"])
def remove_achievement(request, compact: str, period: str, number: int, pk: int):
    target = target_of(request, compact, period, number)
    achievement = achievement_of(target, pk)
    if request.method == "POST":
        verbs.remove_achievement(achievement=achievement, by=request.user)
        messages.success(request, _("The achievement was removed; those after it moved up."))
        return back(target)
    return render(request, "actionplans/achievements/remove.html", page(target, achievement=achievement))
