"""What came of a survey, in numbers that tell nothing of any answer."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext, ngettext

from actionplans.models import Action
from reviews.models import Finding, Offer, PublishedReport, Review, Survey


@dataclass(frozen=True)
class Came:
    year: int
    lines: list[str]


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
    few = figures["responses"]["rounded"] is None
    answered = gettext("Fewer than %(few)s of the %(invited)s %(signatories)s asked answered.")
    if not few:
        answered = gettext("About %(number)s of the %(invited)s %(signatories)s asked answered.")
    lines = [
        answered
        % {
            "few": figures["floor"],
            "number": figures["responses"]["rounded"],
            "invited": figures["invited"],
            "signatories": terms.signatories,
        }
    ]
    if found["all"] and PublishedReport.objects.filter(review=survey.review).exists():
        became = ngettext(
            "%(all)s finding: %(answered)s became %(actions)s of the plan, %(done)s of these are done.",
            "%(all)s findings: %(answered)s became %(actions)s of the plan, %(done)s of these are done.",
            found["all"],
        )
        lines.append(became % (found | {"actions": terms.actions}))
    if line := offers_line(survey):
        lines.append(line)
    return lines


def offers_line(survey: Survey) -> str:
    """How many organisations offered help, and how many offers were accepted; nothing where nobody did."""
    numbers = survey.offers.aggregate(
        organisations=Count("organisation", distinct=True), all=Count("id"), accepted=Count("id", filter=Q(state=Offer.State.ACCEPTED))
    )
    if not numbers["all"]:
        return ""
    offers = ngettext("%(number)s offer", "%(number)s offers", numbers["all"]) % {"number": numbers["all"]}
    accepted = ngettext("%(number)s was accepted", "%(number)s were accepted", numbers["accepted"]) % {"number": numbers["accepted"]}
    said = ngettext(
        "%(number)s organisation offered help with the plan: %(offers)s, of which %(accepted)s.",
        "%(number)s organisations offered help with the plan: %(offers)s, of which %(accepted)s.",
        numbers["organisations"],
    )
    return said % {"number": numbers["organisations"], "offers": offers, "accepted": accepted}


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
