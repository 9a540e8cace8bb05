"""“Which agreement applies?”: a few questions, one a page, ending in an answer with its reason. It keeps nothing."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signatories.agreement.which import AGREED_ALIKE, advise
from signatories.agreement.which_forms import NO_PROGRAMME, PlacesForm, ProgrammeForm, StakeForm, matter
from signatories.models import Compact


@login_not_required
@require_safe
def which(request):
    """The first question without an answer; when all are answered, the advice.

    The address holds `programme`, `at_stake`, `place` (several) and `not` (several slugs: what was found not to cover the matter).
    """
    given = request.GET
    questions = [("programme", lambda asked: ProgrammeForm(asked))]
    programme = given.get("programme", "")
    of_programme = programme not in ("", NO_PROGRAMME)
    if of_programme:
        questions.append(("at_stake", lambda asked: StakeForm(asked)))
    questions.append(("place", lambda asked: PlacesForm(asked, programme="programme" if of_programme else "")))
    answers = {}
    for number, (name, make) in enumerate(questions, 1):
        form = make(given if name in given or given.get("asked") == name else None)
        if not form.is_valid():
            context = {
                "form": form,
                "name": name,
                "number": number,
                "questions": len(questions),
                "kept": _kept(given, name),
                "answers": _said(answers),
            }
            return render(request, "signatories/which.html", context)
        answers[name] = form
        if name == "at_stake" and form.cleaned_data["at_stake"] == AGREED_ALIKE and programme == "national":
            break  # a rule for the whole country needs no place
    places = answers["place"].cleaned_data["place"] if "place" in answers else []
    at_stake = answers["at_stake"].cleaned_data["at_stake"] if "at_stake" in answers else ""
    silent = Compact.objects.filter(slug__in=given.getlist("not")[:10]).values_list("pk", flat=True)
    advice = advise(matter(programme, at_stake, places), not_covered=silent)
    context = {
        "advice": advice,
        "answers": _said(answers),
        "higher": _higher(given, advice),
        "settled": "covered" in given,
        "covered": _covered(given),
    }
    return render(request, "signatories/which_answer.html", context)


def _kept(given, name: str) -> list[tuple[str, str]]:
    """The answers given before, for the form of the next question."""
    order = ["programme", "at_stake", "place"]
    return [(key, value) for key in order[: order.index(name)] for value in given.getlist(key)]


def _said(answers: dict) -> list[tuple[str, str, str]]:
    """Question, answer and field of each answer, for the list above the next question."""
    said = []
    for name, form in answers.items():
        value = form.cleaned_data[name]
        words = ", ".join(area.name for area in value) if name == "place" else dict(form.fields[name].choices)[value]
        said.append((form.fields[name].label, words, name))
    return said


def _higher(given, advice) -> str:
    """The address after "no, it does not cover it". An agreement that is not kept here has nothing above it that this knows."""
    if not advice.compact:
        return ""
    asked = given.copy()
    asked.appendlist("not", advice.compact.slug)
    asked.pop("covered", None)
    return f"?{asked.urlencode()}"


def _covered(given) -> str:
    asked = given.copy()
    asked["covered"] = "yes"
    return f"?{asked.urlencode()}"
