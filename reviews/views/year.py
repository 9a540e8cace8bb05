"""The year of the steering group: its line with today on it, what is late, and its milestones, moved with reasons."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionplans.models import Plan, ProgressMeeting
from compact_portal.days import today
from compact_portal.forms import PortalForm
from reviews.actions import milestones as actions
from reviews.log.rounds import goes_next
from reviews.models import DateChange, Milestone, Review
from reviews.rhythm import dates_from, proposed_survey
from reviews.views.board.pages import form_page
from reviews.year.drawing import line_of_year
from reviews.year.forms import MilestoneForm, MoveForm, TemplateForm
from reviews.year.items import STATES, Item, items_of, review_of_year, words_for
from reviews.year.steps import days_from, plans_begin_in
from signatories.roles import roles_of
from signatories.views.fetch import officered_compact, posted, steered_compact

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN_CHANGES = 10


def page_of(review: Review) -> str:
    return reverse("reviews:year_of", args=[review.compact.slug, review.year])


@require_safe
def year(request, compact: str, year: int | None = None):
    """This year, or another one. Thirteen queries, however long the year is."""
    compact, on = steered_compact(request, compact), today()
    review = review_of_year(compact, on, year=year)
    if review is None and year:
        raise Http404
    items = items_of(review, on) if review else []
    rows = [(item, item.state(on), STATES[item.state(on)]) for item in items]
    changes = DateChange.objects.filter(review=review, organisation__isnull=True).select_related("changed_by", "milestone") if review else []
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "review": review,
        "rows": rows,
        "coming": next((item for item, state, _ in rows if state in ("soon", "coming")), None),
        "late": [item for item, state, _ in rows if state == "late"],
        "timeline": line_of_year(items, on, gettext("The year %(year)s") % {"year": review.year}) if review else None,
        "unprepared": proposed_survey(review) if review and not hasattr(review, "survey") and not hasattr(review, "published_report") else None,
        "is_set_up": review is not None and bool(review.milestones.all()),
        "changes": changes[:SHOWN_CHANGES],
        "years": compact.reviews.values_list("year", flat=True),
        "meetings": ProgressMeeting.objects.coming().in_compacts([compact]).select_related("plan"),
        "plan": compact.plans.exclude(status=Plan.Status.CLOSED).order_by("-starts_on").first(),
        **goes_next(compact, on),
    }
    return render(request, "reviews/year/year.html", context)


def officers_year(request, compact: str, year: int) -> Review:
    review = review_of_year(officered_compact(request, compact), today(), year=year)
    if review is None:
        raise Http404
    return review


@both
def set_up(request, compact: str, year: int):
    """The days that the template proposes, before anything is saved."""
    review = officers_year(request, compact, year)
    form = TemplateForm(posted(request) or (request.GET if "rhythm" in request.GET else None), review=review)
    proposed = []
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("rhythm", "week")}
        if request.method == "POST":
            try:
                made = actions.set_up_year(review=review, by=request.user, **said)
            except ValidationError as error:
                form.add_error(
                    None,
                    gettext("%(fault)s Set the dates of the review on their own form first: they stay as they are.") % {"fault": error.messages[0]},
                )
            else:
                messages.success(
                    request, gettext("The year is set up: %(made)s milestones were added. What was there stayed as it was.") % {"made": len(made)}
                )
                return redirect(page_of(review))
        there = {item.name for item in items_of(review, today())}
        terms, survey_days = review.compact.terms, review.compact.survey_days
        steps = days_from(*said.values(), plans_begin_in(review.compact), survey_days)
        proposed = [(step.called(terms), day, step.key in there) for step, day in steps]
        proposed += [(words_for(name, review), day, name in there) for name, day in dates_from(*said.values(), survey_days).items()]
        proposed.sort(key=lambda row: row[1])
    return render(request, "reviews/year/set_up.html", {"compact": review.compact, "review": review, "form": form, "proposed": proposed})


def item_of(review: Review, name: str) -> Item:
    item = next((one for one in items_of(review, today()) if one.name == name), None)
    if item is None or item.done:
        raise Http404
    return item


@both
def move(request, compact: str, year: int, name: str):
    """Asks first for the day and the reason; what moves together is shown before it moves."""
    review = officers_year(request, compact, year)
    item = item_of(review, name)
    form = MoveForm(posted(request), initial={"to": item.day})
    moves = []
    if form.is_valid():
        said = {"name": name, "to": form.cleaned_data["to"], "together": form.cleaned_data["together"] == "together"}
        moves = actions.moves_of(items_of(review, today()), **said)
        if len(moves) == 1 or "sure" in request.POST:
            try:
                actions.move(review=review, reason=form.cleaned_data["reason"], by=request.user, **said)
            except ValidationError as error:
                moves = []
                form.add_error(None, error.messages[0])
            else:
                messages.success(
                    request,
                    gettext("%(moves)s days are moved.") % {"moves": len(moves)}
                    if len(moves) > 1
                    else gettext("“%(what)s” is moved.") % {"what": item.what},
                )
                return redirect(page_of(review))
    context = {"compact": review.compact, "review": review, "item": item, "form": form, "moves": moves, "to": page_of(review)}
    return render(request, "reviews/year/move.html", context)


@both
def milestone_add(request, compact: str, year: int):
    review = officers_year(request, compact, year)
    form = MilestoneForm(posted(request), items=items_of(review, today()))
    return form_page(
        request,
        form,
        lambda **said: actions.save_milestone(review=review, by=request.user, **said) and None,
        to=page_of(review),
        compact=review.compact,
        title=gettext("Add a day to the year"),
        caption=gettext("The year %(year)s") % {"year": review.year},
        done=gettext("The day is added."),
        button=gettext("Add it"),
    )


@both
def milestone_change(request, compact: str, year: int, pk: int):
    review = officers_year(request, compact, year)
    milestone = get_object_or_404(review.milestones, pk=pk)
    return form_page(
        request,
        MilestoneForm(posted(request), items=[], milestone=milestone),
        lambda **said: actions.save_milestone(review=review, milestone=milestone, on=milestone.on, by=request.user, **said) and None,
        to=page_of(review),
        compact=review.compact,
        title=gettext("Change its words"),
        caption=gettext("The year %(year)s") % {"year": review.year},
        done=gettext("The words are changed."),
    )


@both
def milestone_remove(request, compact: str, year: int, pk: int):
    review = officers_year(request, compact, year)
    milestone = get_object_or_404(review.milestones.select_related("review__compact"), pk=pk)
    return form_page(
        request,
        PortalForm(posted(request)),
        lambda: actions.remove_milestone(milestone=milestone, by=request.user),
        to=page_of(review),
        compact=review.compact,
        title=gettext("Take “%(milestone)s” out of the year?") % {"milestone": milestone},
        caption=gettext("The year %(year)s") % {"year": review.year},
        done=gettext("It is taken out of the year."),
        lead=gettext("Setting the year up from its template again would bring back one that came from there."),
        button=gettext("Take it out"),
        warning=True,
    )


@require_POST
def milestone_done(request, compact: str, year: int, pk: int):
    """Done, or not done after all."""
    compact = steered_compact(request, compact)
    milestone = get_object_or_404(Milestone.objects.select_related("review"), review__compact=compact, review__year=year, pk=pk)
    done = "undo" not in request.POST
    try:
        actions.mark_done(milestone=milestone, done=done, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        said = gettext("“%(milestone)s” is done.") if done else gettext("“%(milestone)s” is not done.")
        messages.success(request, said % {"milestone": milestone})
    return redirect("reviews:year_of", compact.slug, year)
