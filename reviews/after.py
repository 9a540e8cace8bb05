"""What came of a survey, in numbers that tell nothing of any answer."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.text import capfirst

from actionplans.models import Action
from reviews.models import Finding, Offer, PublishedReport, Review, Survey


@dataclass(frozen=True)
class Came:
    year: int
    lines: list[str]


def counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def came_of_last(survey: Survey) -> Came | None:
    """Of the newest released survey before `survey`; None where there is none. Nothing that is not published. Four queries."""
    earlier = Survey.objects.filter(compact=survey.compact, release__isnull=False, review__year__lt=survey.review.year)
    last = earlier.select_related("review", "release").order_by("-review__year").first()
    return Came(last.review.year, lines_about(last)) if last else None


def lines_about(survey: Survey) -> list[str]:
    terms = survey.compact.terms
    figures = survey.release.figures
    found = survey.review.findings.aggregate(
        all=Count("id"), answered=Count("action"), done=Count("action", filter=Q(action__status=Action.Status.COMPLETED))
    )
    lines = [f"{capfirst(in_words(figures))} of the {figures['invited']} {terms.signatories} asked answered."]
    if found["all"] and PublishedReport.objects.filter(review=survey.review).exists():
        lines.append(
            f"{counted(found['all'], 'finding', 'findings')}:"
            f" {found['answered']} became {terms.actions} of the plan, {found['done']} of these are done."
        )
    if line := offers_line(survey):
        lines.append(line)
    return lines


def in_words(figures: dict) -> str:
    words = figures["responses"]["words"]
    return words if words.startswith("fewer") else f"about {words}"


def offers_line(survey: Survey) -> str:
    """How many organisations offered help, and how many offers were accepted; nothing where nobody did."""
    numbers = survey.offers.aggregate(
        organisations=Count("organisation", distinct=True), all=Count("id"), accepted=Count("id", filter=Q(state=Offer.State.ACCEPTED))
    )
    if not numbers["all"]:
        return ""
    who = counted(numbers["organisations"], "organisation", "organisations")
    accepted = counted(numbers["accepted"], "was", "were")
    return f"{capfirst(who)} offered help with the plan: {counted(numbers['all'], 'offer', 'offers')}, of which {accepted} accepted."


def findings_of(review: Review) -> list[tuple[str, str]]:
    """(finding, what is done about it) as the report prints them: themes of bad examples after the others."""
    found = Finding.by_weight(review.findings.select_related("code", "action__target__plan"))
    return [
        (
            f"{one.code}: {one.text}" if one.kind == Finding.Kind.THEME and one.code else one.text,
            f"{one.action.target.plan}: {one.action.text}" if one.action else "",
        )
        for one in found
    ]
