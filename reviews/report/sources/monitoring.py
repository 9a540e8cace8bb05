"""The ways in which those who signed keep watch over the agreement, as far as they are in use (domain.md A15.4/17)."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.reports import action_figures
from compact_portal.days import in_words
from reviews.models import Block, Checklist, WordsYear
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from reviews.report.source import Source
from reviews.report.year import Year
from signatories.models import Compact


def monitoring(year: Year, block: Block) -> Section | None:
    """Only what the records of this year hold is named: a way that nobody uses is no way."""
    ways = [words for way in WAYS if (words := way(year))]
    lead = gettext("How the %(agreement)s is monitored and evaluated:") % {"agreement": year.compact.terms.agreement}
    return Section("monitoring", gettext("Monitoring and evaluation"), TEXT, [Subsection("", [], [Listing(lead, ways)])]) if ways else None


def by_survey(year: Year) -> str:
    asked = year.survey
    if asked is None:
        return ""
    words = {"signatory": year.compact.terms.signatory, "opens": in_words(asked.opens_on), "closes": in_words(asked.closes_on)}
    return gettext("A yearly survey of every %(signatory)s, open from %(opens)s to %(closes)s.") % words


def by_plan(year: Year) -> str:
    plan = year.review.plan
    if plan is None:
        return ""
    said = gettext("The progress of the %(plan)s, %(target)s by %(target)s.") % {"plan": plan.label, "target": plan.terms.target.lower()}
    figures = action_figures(plan, year.on)
    if not figures["total"]:
        return said
    done = gettext("%(completed)s of %(total)s %(actions)s are completed.") % (figures | {"actions": plan.terms.actions})
    return f"{said} {done}"


def by_checklists(year: Year) -> str:
    used = [str(one) for one in year.compact.checklists.filter(status=Checklist.Status.IN_USE)]
    return gettext("Checklists that bodies use on themselves: %(checklists)s.") % {"checklists": "; ".join(used)} if used else ""


def by_reports(year: Year) -> str:
    told = WordsYear.objects.filter(compact=year.compact, year=year.review.year).exists()
    said = gettext("A yearly report of each %(signatory)s on the undertakings that bind it.")
    return said % {"signatory": year.compact.terms.signatory} if told else ""


def by_procedure(year: Year) -> str:
    none = year.compact.disputes == Compact.Disputes.NONE
    return "" if none else gettext("A way to settle disagreements: %(way)s.") % {"way": year.compact.get_disputes_display()}


def by_report(year: Year) -> str:
    return gettext("This report, which people of both sectors approve and the %(board)s answers.") % {"board": year.compact.terms.board}


WAYS = (by_survey, by_plan, by_checklists, by_reports, by_procedure, by_report)
MONITORING = Source(
    "monitoring", _("Monitoring and evaluation"), _("From the survey, the plan, the checklists and the procedure that are in use."), monitoring,
    lambda year: reverse("signatories:compact", args=[year.compact.slug]),
)  # fmt: skip
