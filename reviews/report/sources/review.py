"""What the review itself gives to its report: how it was made, what the survey said, what was learnt."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.text import paragraphs
from reviews.after import findings_of, offers_line
from reviews.models import Block, Offer
from reviews.report.agreement import steering_section
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.process import process_section
from reviews.report.rules import rules_section
from reviews.report.source import Consent, Source
from reviews.report.survey import NOT_RELEASED, SurveyPart, survey_part
from reviews.report.year import Year


def page(name: str):
    """The address of one of the review's pages."""
    return lambda year: reverse(f"reviews:{name}", args=[year.compact.slug, year.review.year])


def survey_page(name: str):
    return lambda year: page(name)(year) if year.survey else ""


def steering(year: Year, block: Block) -> Section:
    return steering_section(year.review, appendix=year.members_in)


def process(year: Year, block: Block) -> Section:
    return process_section(year.review, year.survey, year.figures)


def survey(year: Year, block: Block) -> Section | None:
    """A survey without a release says so; nothing is ever worked out from answers here."""
    if year.survey is None:
        return None
    part = survey_part(year.figures) if year.figures else SurveyPart([str(NOT_RELEASED)], None, None, [])
    return Section("survey-results", gettext("Survey results"), "reviews/report/_survey.html", part)


def passed_by_two(year: Year) -> Consent | None:
    if not (year.figures and year.figures.get("texts")):
        return None
    return Consent(True, gettext("Each text was allowed by its writer and passed by two people of different sectors."))


def findings(year: Year, block: Block) -> Section | None:
    """What the steering group learnt, each with what is done about it."""
    found = findings_of(year.review)
    if not found:
        return None
    both = gettext("%(finding)s What is done about it: %(planned)s")
    items = [both % {"finding": text, "planned": planned} if planned else text for text, planned in found]
    stem = gettext("The %(steering_group)s learnt from this review:") % {"steering_group": year.compact.terms.steering_group}
    return Section("findings", gettext("Findings"), TEXT, [Subsection("", [], [Listing(stem, items)])])


def highlights(year: Year, block: Block) -> Section | None:
    stories = [paragraphs(highlight.text) for highlight in year.review.highlights.all()]
    data = {"stem": gettext("What the %(signatories)s said:") % {"signatories": year.compact.terms.signatories}, "stories": stories}
    title = gettext("%(review)s highlights") % {"review": year.review.label}
    return Section("highlights", title, "reviews/report/_highlights.html", data) if stories else None


def asked(year: Year) -> Consent | None:
    """Whether everybody concerned by a highlight was asked."""
    there = list(year.review.highlights.select_related("passage"))
    silent = [highlight.number for highlight in there if not highlight.is_agreed]
    if silent:
        said = gettext("Nobody has said yet whether those concerned agree: highlight %(numbers)s.")
        return Consent(False, said % {"numbers": ", ".join(map(str, silent))})
    return Consent(True, gettext("Those concerned agreed, or nobody can be recognised.")) if there else None


def offers(year: Year, block: Block) -> Section | None:
    """How many offered help and for what help was accepted, without a name: offers were made to the steering group."""
    if year.survey is None or not year.survey.is_over or not (line := offers_line(year.survey)):
        return None
    accepted = year.survey.offers.filter(state=Offer.State.ACCEPTED, target__isnull=False).order_by("target__number")
    helped = list(dict.fromkeys(accepted.values_list("target__number", "target__text")))
    terms = year.compact.terms
    listing = [Listing(gettext("Help was accepted with:"), [f"{terms.target} {number}: {text}" for number, text in helped])] if helped else []
    return Section("offers-of-help", gettext("Offers of help"), TEXT, [Subsection("", [line], listing)])


def rules(year: Year, block: Block) -> Section | None:
    return rules_section(year.figures) if year.figures else None


STEERING = Source("steering", _("Steering group"), _("From the strategy and the plan that is looked back on."), steering, page("change_review"))
PROCESS = Source(
    "process", _("How the review was made"), _("From the review’s dates, its survey and what you recorded of it."), process, page("process")
)
SURVEY = Source(
    "survey",
    _("Survey results"),
    _("From the released figures alone. Before the release there are none."),
    survey,
    survey_page("manage"),
    passed_by_two,
)
FINDINGS = Source("findings", _("Findings"), _("From the findings and the actions that answer them."), findings, page("findings"))
HIGHLIGHTS = Source("highlights", _("Highlights"), _("From the highlights that you wrote down."), highlights, page("edit_report"), asked)
OFFERS = Source("offers", _("Offers of help"), _("Counted from the survey’s offers, without names."), offers, survey_page("offers"))
RULES = Source("rules", _("How the figures were made"), _("Fixed words; the numbers are the release’s own."), rules, appendix=True)
