"""The plan, the checklists, and disagreements that were closed."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import Plan
from actionplans.rollup import whole
from compact_portal.dashboard.panel import Figure, Panel, share_of
from compact_portal.days import in_words
from compact_portal.releasing.rounding import share
from disputes.figures import case_figures
from reviews.checklists.rollup import roll_up
from reviews.models import ChecklistRound
from signatories.models import Compact


def of_plan(compact: Compact, on: datetime.date) -> Panel:
    plan = compact.plans.filter(status=Plan.Status.ADOPTED).order_by("-starts_on").first()
    if plan is None:
        return Panel("plan", _("The plan"), reverse("actionplans:plans", args=[compact.slug]), _("Plans"), sentence=_("No plan is adopted."))
    plan.compact = compact
    found, page = whole(plan, on), plan.get_absolute_url()
    rows = [
        (_("Done"), found.done, "?status=completed"),
        (_("Being worked on"), found.doing, ""),
        (_("Not started yet"), found.planned, "?status=planned"),
        (_("Late"), found.late, "?only=overdue"),
        (_("Put off"), found.put_off, "?status=deferred"),
        (_("Given up"), found.dropped, "?status=dropped"),
    ]
    figures = [Figure(label, str(count), page + query, share_of(count, found.total)) for label, count, query in rows if count]
    progress = reverse("actionplans:plan_progress", args=[compact.slug, plan.period])
    return Panel(
        "plan", str(plan), progress, _("How far it has come"), figures, found.sentence, _("share of %(actions)s") % {"actions": compact.terms.actions}
    )


def of_checklists(compact: Compact) -> Panel:
    round = ChecklistRound.objects.filter(compact=compact).order_by("-starts_on").first()
    if round is None:
        return Panel(
            "checklists",
            _("Checklists"),
            reverse("checklists:rounds", args=[compact.slug]),
            _("Rounds"),
            sentence=_("No checklist was given out yet."),
        )
    round.compact = compact
    found, page = roll_up(round), round.get_absolute_url()
    figures = [
        Figure(
            one.title,
            (_("%(sent)s of %(asked)s") if one.average is None else _("%(sent)s of %(asked)s, average %(average)s of 100"))
            % {"sent": one.sent, "asked": one.asked, "average": one.average},
            page,
            share_of(one.sent, one.asked),
        )
        for one in found.by_checklist
    ]
    sentence = _("%(sent)s came back, %(under_way)s are being filled in; asked for by %(due_on)s.") % {
        "sent": found.sent,
        "under_way": found.under_way,
        "due_on": in_words(round.due_on),
    }
    return Panel(
        "checklists", _("Checklists: %(round)s") % {"round": round.title}, page, _("The round"), figures, sentence, _("share that came back")
    )


def of_cases(compact: Compact) -> Panel:
    """Closed ones of past years, under the same rules and in the same words for everybody who looks: drawn from rounded counts alone."""
    page = reverse("disputes:settle", args=[compact.slug])
    years = case_figures(compact)
    whole = sum(year.about or 0 for year in years)
    figures = [
        Figure(year.year, year.total, page, None if year.about is None else share(year.about, whole), withheld=year.about is None) for year in years
    ]
    sentence = "" if figures else _("There are no figures yet.")
    heading, explained = _("Disagreements that were closed"), _("How disagreements are settled")
    return Panel("cases", heading, page, explained, figures, sentence, _("share of those that are told"))
