"""Texts before they are published: the queue, one text, and the release that ends it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from reviews.actions import moderating as actions
from reviews.actions.refusals import NotNow
from reviews.actions.running import release_survey
from reviews.answering import kind_of
from reviews.forms_moderating import OpinionForm
from reviews.models import Opinion, Passage, Survey
from reviews.moderating import moderator_of
from reviews.views.fetch import officers_survey, steered_survey
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@require_safe
def queue(request, compact: str, year: int):
    """What waits for whoever asks, what waits for somebody of another sector, and how much is decided. Queries do not grow with texts."""
    survey = steered_survey(request, compact, year)
    on = today()
    moderator = moderator_of(request.user, survey.compact, on=on)
    open_to_me = moderator.readable(survey.passages.open_to(request.user))
    mine = survey.passages.filter(pk__in=open_to_me).with_words().prefetch_related("opinions").order_by("id")
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    waited = (on - survey.closed_at.date()).days if survey.closed_at else 0
    context = {
        "survey": survey,
        "compact": survey.compact,
        "page_obj": page,
        "passages": [(passage, opening_of(passage), first_opinion(passage, on)) for passage in page],
        "waited": waited,
        "others": survey.passages.waiting().filter(opinions__person=request.user).count(),
        "states": [(label, survey.passages.filter(state=state).count()) for state, label in Passage.State.choices[1:]],
    }
    return render(request, "reviews/moderation.html", context)


def opening_of(passage: Passage) -> str:
    return " ".join(kind_of(passage.question, passage.sector).written(passage.body))


def first_opinion(passage: Passage, on) -> int | None:
    """For how many days somebody's opinion has waited for a second one."""
    days = [(on - opinion.given_on).days for opinion in passage.opinions.all() if opinion.verdict != Opinion.Verdict.ASIDE]
    return max(days, default=None)


@both
def passage(request, compact: str, year: int, pk: int):
    """One text: read it, see what somebody of another sector proposed, say what should become of it."""
    survey = steered_survey(request, compact, year)
    moderator = moderator_of(request.user, survey.compact, on=today())
    found = get_object_or_404(survey.passages.with_words(), pk=pk)
    if not moderator.may_read(found):
        raise Http404
    if survey.status != Survey.Status.CLOSED or found.state != Passage.State.WAITING:
        messages.info(request, _("This text has been decided on already."))
        return redirect("reviews:moderation", survey.compact.slug, year)
    opinions = list(found.opinions.all())
    mine = next((opinion for opinion in opinions if opinion.person_id == request.user.pk), None)
    other = next((o for o in opinions if o.sector != moderator.sector and o.verdict != Opinion.Verdict.ASIDE), None)
    form = OpinionForm(posted(request), passage=found, mine=mine, other=other)
    if form.is_valid():
        try:
            settled = actions.give_opinion(passage=found, by=request.user, on=today(), **form.said())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said_of(settled))
        return redirect("reviews:moderation", survey.compact.slug, year)
    lines = kind_of(found.question, found.sector).written(found.body)
    label = survey.compact.terms.sector(found.sector) if found.sector else ""
    context = {"survey": survey, "compact": survey.compact, "passage": found, "lines": lines, "label": label, "form": form, "other": other}
    return render(request, "reviews/passage.html", context)


def said_of(passage: Passage | None) -> str:
    if passage is None:
        return _("Both sectors agree: the text is deleted.")
    if passage.state == Passage.State.WAITING:
        return _("Your opinion is kept. The text waits for somebody of another sector.")
    return _("Both sectors agree: the text is %(state)s.") % {"state": passage.get_state_display()}


@both
def release(request, compact: str, year: int):
    """What releasing means, asked before it is done; it cannot be undone."""
    survey = officers_survey(request, compact, year)
    if request.method == "POST":
        try:
            release_survey(survey=survey, by=request.user)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The figures are released and frozen. Everybody can see them now."))
        return redirect("reviews:manage", survey.compact.slug, year)
    context = {"survey": survey, "compact": survey.compact, "waiting": survey.passages.waiting().count()}
    return render(request, "reviews/release.html", context)
