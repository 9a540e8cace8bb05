"""What becomes of the answers: offers of help, findings and their actions, and the look back on the review itself."""

from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from reviews.actions import findings as actions
from reviews.actions.offers import answer_offer as answer
from reviews.actions.refusals import NotNow
from reviews.answering.kinds.examples import PROBLEMS
from reviews.forms_after import ActionForm, FindingForm, OfferForm, ProcessForm
from reviews.models import Finding, Offer, ProcessReview, Review, Survey
from reviews.moderating import Reader
from reviews.subjects import NOTHING, subjects_of
from reviews.views.fetch import officers_survey, steered_survey
from signatories.models import Compact
from signatories.roles import roles_of
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])


def review_among(compacts, compact: str, year: int) -> Review:
    """Fetched through the user, whose `compacts` these are: 404 for everybody else."""
    return get_object_or_404(Review.objects.select_related("compact__area", "next_plan"), compact__in=compacts, compact__slug=compact, year=year)


@require_safe
def offers(request, compact: str, year: int):
    """Who offered help with which target, and what was answered."""
    survey = steered_survey(request, compact, year)
    found = survey.offers.select_related("organisation", "target", "survey__compact", "survey__review")
    roles = roles_of(request.user, survey.compact)
    return render(request, "reviews/offers.html", {"survey": survey, "compact": survey.compact, "offers": found, "officer": roles.officer})


@both
def answer_offer(request, compact: str, year: int, pk: int):
    survey = officers_survey(request, compact, year)
    offer = get_object_or_404(survey.offers.select_related("organisation", "target"), pk=pk)
    form = OfferForm(posted(request))
    if form.is_valid():
        try:
            answer(offer=offer, by=request.user, **form.cleaned_data)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(organisation)s is told.") % {"organisation": offer.organisation})
        return redirect("reviews:offers", survey.compact.slug, year)
    context = {"survey": survey, "compact": survey.compact, "offer": offer, "form": form, "open": offer.state == Offer.State.OPEN}
    return render(request, "reviews/answer_offer.html", context)


@both
def findings(request, compact: str, year: int):
    """What was learnt, and what is done about each of it; a form for one more."""
    review = review_among(Compact.objects.steered_by(request.user), compact, year)
    form = FindingForm(posted(request), compact=review.compact)
    if form.is_valid():
        try:
            actions.write_finding(review=review, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("text", error.messages[0])
        else:
            messages.success(request, _("The finding is kept."))
            return redirect("reviews:findings", review.compact.slug, year)
    found = [
        (finding, review.compact.terms.sector(finding.sector) if finding.sector else "")
        for finding in Finding.by_weight(review.findings.select_related("code", "action__target__plan__compact"))
    ]
    context = {
        "review": review,
        "compact": review.compact,
        "findings": found,
        "problems": problems_read(request.user, review),
        "form": form,
        "officer": roles_of(request.user, review.compact).officer,
    }
    return render(request, "reviews/findings.html", context)


def problems_read(person, review: Review) -> list[tuple[str, int]]:
    """Bad and mixed examples that `person` may read, counted by code: what a theme can stand for. Nothing before the close."""
    survey = Survey.objects.filter(review=review).select_related("compact", "edition").first()
    if survey is None or not survey.is_over or sum(survey.tally.responses.values()) < survey.compact.release_floor:
        return []
    reader, codes = Reader(person, today()), dict(subjects_of(survey.edition))
    bodies = survey.texts.filter(body__judgement__in=PROBLEMS).values_list("body", flat=True)
    about = Counter(body.get("about", "").partition(".")[0] for body in bodies if not reader.is_concerned_by(body))
    return [(codes.get(code, NOTHING[1]), count) for code, count in about.most_common()]


@require_POST
def remove_finding(request, compact: str, year: int, pk: int):
    review = review_among(Compact.objects.steered_by(request.user), compact, year)
    finding = get_object_or_404(Finding.objects.select_related("review__compact"), review=review, pk=pk)
    try:
        actions.remove_finding(finding=finding, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The finding is taken out."))
    return redirect("reviews:findings", review.compact.slug, year)


@both
def finding_action(request, compact: str, year: int, pk: int):
    """Put an action into a plan that answers the finding."""
    review = review_among(Compact.objects.officered_by(request.user), compact, year)
    finding = get_object_or_404(Finding.objects.select_related("review__compact"), review=review, pk=pk)
    steering_group = review.compact.terms.steering_group
    reason = _("The %(steering_group)s learnt from the review of %(year)s that it is needed.") % {
        "steering_group": steering_group,
        "year": review.year,
    }
    form = ActionForm(posted(request), compact=review.compact, initial={"reason": reason})
    if form.is_valid():
        try:
            action = actions.make_action(finding=finding, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(
                request, _("The %(action)s is in the plan “%(plan)s”.") % {"action": review.compact.terms.action, "plan": action.target.plan}
            )
            return redirect("reviews:findings", review.compact.slug, year)
    return render(request, "reviews/finding_action.html", {"review": review, "compact": review.compact, "finding": finding, "form": form})


@both
def process(request, compact: str, year: int):
    """How the review itself was done, looked back on by the steering group once a year."""
    review = review_among(Compact.objects.steered_by(request.user), compact, year)
    there = ProcessReview.objects.filter(review=review).first()
    initial = {name: getattr(there, name) for name in ("reviewed_on", "worked", "changes")} if there else {}
    form = ProcessForm(posted(request), initial=initial)
    if form.is_valid():
        actions.record_process_review(review=review, by=request.user, **form.cleaned_data)
        messages.success(request, _("What you learnt about the review itself is kept. The report prints it."))
        return redirect("reviews:process", review.compact.slug, year)
    return render(request, "reviews/process.html", {"review": review, "compact": review.compact, "form": form, "there": there})
