"""The bank of good examples: for everybody to read, for the officer to fill, for owners to agree to every year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.models import Achievement
from actionplans.views.achieving import achieve
from compact_portal.days import today
from reviews.actions.examples import answer_owner
from reviews.actions.examples import keep_example as keep
from reviews.answering import kind_of
from reviews.forms_after import ExampleForm, codes_of
from reviews.models import Example, Passage
from reviews.views.fetch import officers_survey
from signatories.models import Commitment
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 20
MOST_LINKED = 10


@login_not_required
@require_safe
def examples(request, compact: str):
    """Narrowed by address alone: `?code=2` for a subject, `?promise=2.3` for one promise of it."""
    compact = any_compact(compact)
    shown = Example.objects.filter(compact=compact).shown(on=today()).select_related("organisation", "code", "commitment", "survey__review")
    code, _, number = request.GET.get("promise", request.GET.get("code", "")).partition(".")
    codes, chosen, promise = list(codes_of(compact)), None, None
    if code.isascii() and code.isdecimal():
        chosen = next((one for one in codes if one.number == int(code)), None)
        shown = shown.about(code=chosen) if chosen else shown.none()
    if chosen and number.isascii() and number.isdecimal():
        promise = Commitment.objects.filter(code=chosen, number=int(number[:4])).select_related("code").first()
        shown = shown.about(commitment=promise) if promise else shown.none()
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    linked = Example.objects.linked_to(compact).shown(on=today()).select_related("organisation", "code", "compact", "survey__review")
    officer = roles_of(request.user, compact).officer
    context = {"compact": compact, "page_obj": page, "codes": codes, "chosen": chosen, "promise": promise, "officer": officer}
    context["linked"] = linked[:MOST_LINKED] if not chosen and not request.GET else []
    if officer:
        used = Achievement.objects.rows_used(Example)
        context["achieved"] = [example.pk for example in page if str(example.pk) in used]
    return render(request, "reviews/examples.html", context)


@both
def achievement_from_example(request, compact: str, pk: int):
    """An example is shown already; as an achievement it stands in the plan for good, so the officer is told to leave out what may go."""
    compact = officered_compact(request, compact)
    shown = Example.objects.filter(compact=compact).shown(on=today()).select_related("organisation", "survey__review")
    example = get_object_or_404(shown, pk=pk)
    return achieve(
        request, compact=compact, origin=example.origin, words=example.as_achievement, organisations=example.those_named,
        back=reverse("reviews:examples", args=[compact.slug]), parent=gettext("Good examples"),
        lead=gettext("Its owner may take the example back one day; what stands in the plan stays there, so write what may be read for good."),
    )  # fmt: skip


@require_safe
def good_examples(request, compact: str, year: int):
    """The good examples of one survey that were passed, and which of them are kept in the bank."""
    survey = officers_survey(request, compact, year)
    passed = survey.passages.public().with_words().select_related("example").order_by("id")
    good = [(one, kind_of(one.question, one.sector).written(one.body_to_publish)) for one in passed if one.body_to_publish.get("judgement") == "good"]
    return render(request, "reviews/good_examples.html", {"survey": survey, "compact": survey.compact, "good": good})


@both
def keep_example(request, compact: str, year: int, pk: int):
    survey = officers_survey(request, compact, year)
    passage = get_object_or_404(Passage.objects.public().with_words().filter(survey=survey), pk=pk)
    form = ExampleForm(posted(request), passage=passage)
    if form.is_valid():
        try:
            keep(passage=passage, by=request.user, **form.kept)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, gettext("The example is in the bank. Its owner is asked every year whether it may stay."))
            return redirect("reviews:good_examples", survey.compact.slug, year)
    lines = kind_of(passage.question, passage.sector).written(passage.body_to_publish)
    context = {"survey": survey, "compact": survey.compact, "passage": passage, "lines": lines, "form": form}
    return render(request, "reviews/keep_example.html", context)


@login_not_required
@never_cache
@both
def example_consent(request, token: str):
    """GET shows the example and changes nothing, so that mail scanners cannot answer; POST says whether it stays."""
    example = Example.objects.by_token(token).select_related("compact__area", "organisation").first()
    if example is None:
        return render(request, "reviews/invitation_unknown.html", status=404)
    context = {"example": example, "compact": example.compact}
    if request.method == "POST" and request.POST.get("answer") in ("stay", "go"):
        stays = request.POST["answer"] == "stay"
        context["example"] = answer_owner(example=example, stays=stays, on=today())
        return render(request, "reviews/example_answered.html", context | {"stays": stays})
    page = render(request, "reviews/example_consent.html", context)
    page["Referrer-Policy"] = "strict-origin"
    return page
