"""How things stand, for the steering group: each room's figures as a drawing and as a table, each with the page that explains it.

Who answered a survey, and what, is never here; cases come only as the counts that everybody sees (disputes/figures.py).
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Case, Count, F, Q, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from actionplans.models import Plan
from actionplans.rollup import whole
from compact_portal.days import in_words, today
from compact_portal.documents.charts import Chart, single
from compact_portal.releasing.rounding import share
from disputes.figures import case_figures
from reviews.checklists.rollup import roll_up
from reviews.models import ChecklistRound, Invitation, Passage, Response, Survey
from reviews.year.items import items_of, review_of_year
from signatories.models import Compact, RefreshRound
from signatories.models.organisation import Sector
from signatories.reports import champion_figures, signatories_by_sector
from signatories.reports_refresh import rates
from signatories.views.fetch import steered_compact


@dataclass(frozen=True)
class Figure:
    """`share` of 100 is drawn; None where there is nothing to draw, or where a count is withheld and its words are drawn in place of a
    bar. `address` is empty where no page says more."""

    label: str
    said: str
    address: str = ""
    share: int | None = None
    withheld: bool = False


@dataclass(frozen=True)
class Panel:
    """`drawn` says of what the bars are a share."""

    id: str
    heading: str
    address: str
    explained: str
    figures: list[Figure] = field(default_factory=list)
    sentence: str = ""
    drawn: str = ""

    @property
    def chart(self) -> Chart | None:
        rows = [(figure.label, figure.share, figure.said) for figure in self.figures if figure.share is not None or figure.withheld]
        return single(id=f"chart-{self.id}", title=f"{self.heading}: {self.drawn}", rows=rows) if rows and self.drawn else None


@require_safe
def dashboard(request, compact: str):
    """The same number of queries whatever the size of the agreement."""
    compact, on = steered_compact(request, compact), today()
    officer = Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists()
    return render(request, "dashboard.html", {"compact": compact, "panels": panels(compact, on, officer=officer), "today": on})


def panels(compact: Compact, on: datetime.date, *, officer: bool = False) -> list[Panel]:
    """Officers are led to who has answered and who has not; the others of the steering group may not see that."""
    surveys = Survey.objects.filter(compact=compact).select_related("review")
    survey = surveys.order_by(Case(When(status=Survey.Status.DRAFT, then=1), default=0), "-review__year").first()
    return [
        of_year(compact, on),
        of_signatories(compact),
        of_refresh(compact, officer=officer),
        of_champions(compact, on),
        of_survey(compact, survey, officer=officer),
        of_texts(compact, survey, on),
        of_plan(compact, on),
        of_checklists(compact),
        of_cases(compact),
    ]


def share_of(part: int, total: int) -> int:
    return round(100 * part / total) if total else 0


def of_year(compact: Compact, on: datetime.date) -> Panel:
    review = review_of_year(compact, on)
    page = reverse("reviews:the_year", args=[compact.slug])
    if review is None:
        return Panel("year", _("The year"), page, _("The year"), sentence=_("No year has begun yet."))
    items = items_of(review, on)
    counted = {state: [item for item in items if item.state(on) == state] for state in ("late", "soon", "done", "coming")}
    words = {"late": _("Late"), "soon": _("Within ten working days"), "done": _("Done"), "coming": _("Later")}
    figures = [Figure(words[state], str(len(found)), page, share_of(len(found), len(items))) for state, found in counted.items()]
    following = next((item for item in items if not item.done and item.day >= on), None)
    sentence = _("Next: %(what)s, %(day)s.") % {"what": following.what, "day": in_words(following.day)} if following else ""
    return Panel(
        "year",
        _("The year %(year)s") % {"year": review.year},
        page,
        _("The line of the year"),
        figures if items else [],
        sentence,
        _("share of its days"),
    )


def of_signatories(compact: Compact) -> Panel:
    counted, page = signatories_by_sector(compact), reverse("signatories:signatures", args=[compact.slug])
    total = sum(row.count for row in counted)
    figures = [Figure(row.name.capitalize(), str(row.count), f"{page}?sector={row.sector}", share_of(row.count, total)) for row in counted]
    words = {"total": total, "signatory": compact.terms.signatory, "signatories": compact.terms.signatories}
    sentence = ngettext("%(total)s %(signatory)s in force.", "%(total)s %(signatories)s in force.", total) % words
    return Panel("signatories", compact.terms.signatories.capitalize(), page, _("The whole list"), figures, sentence, _("share by sector"))


def of_refresh(compact: Compact, *, officer: bool) -> Panel:
    """As on the page of the round: small groups are told to officers alone, who help them."""
    heading, rounds = _("Yearly refresh"), reverse("signatories:refresh_rounds", args=[compact.slug])
    round = RefreshRound.objects.filter(compact=compact, started_at__isnull=False).first()
    if round is None:
        return Panel("refresh", heading, rounds, _("Rounds"), sentence=_("No round has been started yet."))
    round.compact = compact
    found, page = rates(round, floor=0 if officer else compact.release_floor), round.get_absolute_url()
    figures = [
        Figure(rate.label.capitalize(), _("%(answered)s of %(asked)s") % {"answered": rate.answered, "asked": rate.asked}, page, rate.share)
        for rate in found["sectors"]
    ]
    everybody = found["all"]
    sentence = _("%(answered)s of %(asked)s have renewed; asked for by %(due_on)s.") % {
        "answered": everybody.answered,
        "asked": everybody.asked,
        "due_on": in_words(round.due_on),
    }
    return Panel("refresh", f"{heading} {round.year}", page, _("Who has renewed"), figures, sentence, _("share that has renewed"))


def of_champions(compact: Compact, on: datetime.date) -> Panel:
    found, t = champion_figures(compact, on), compact.terms
    page = reverse("signatories:coverage", args=[compact.slug])
    without = reverse("signatories:signatures", args=[compact.slug]) + "?champion=none"
    figures = [
        Figure(_("Have a main %(champion)s") % {"champion": t.champion}, str(found.with_main), page, share_of(found.with_main, found.signatories)),
        Figure(_("Have none: a gap"), str(found.without_main), without, share_of(found.without_main, found.signatories)),
        *(Figure(_("%(code)s: nobody keeps an eye on it") % {"code": code.title}, _("a gap"), page) for code in found.gaps),
    ]
    sentence = _("%(champions)s serve in all.") % {"champions": found.champions}
    return Panel(
        "champions",
        t.champions.capitalize(),
        page,
        _("Who covers what, and the gaps"),
        figures,
        sentence,
        _("share of %(signatories)s") % {"signatories": t.signatories},
    )


def of_survey(compact: Compact, survey: Survey | None, *, officer: bool) -> Panel:
    """How many answered, of each sector in which enough were asked that a count tells of nobody.

    Of all together only where no sector is left out: a rest could be worked out from it (docs/decisions/0004-releasing-rules.md).
    """
    if survey is None:
        page = reverse("reviews:reports", args=[compact.slug])
        return Panel("survey", _("The survey"), page, _("Reviews"), sentence=_("There is no survey yet."))
    heading, year = _("The survey %(year)s") % {"year": survey.review.year}, [compact.slug, survey.review.year]
    name, explained = ("reviews:results", _("Its figures")) if survey.is_over else ("reviews:questions", _("Its questions"))
    if officer and survey.status == Survey.Status.OPEN:
        name, explained = "reviews:chasing", _("Who has answered, and who has not")
    page = reverse(name, args=year)
    asked = counted(Invitation.objects.filter(survey=survey, revoked_at__isnull=True))
    answered = counted(Response.objects.filter(survey=survey, status=Response.Status.SUBMITTED))
    figures = []
    for sector in Sector.values:
        if enough := asked.get(sector, 0) >= compact.release_floor:
            said, drawn = (
                _("%(answered)s of %(asked)s") % {"answered": answered.get(sector, 0), "asked": asked[sector]},
                share_of(answered.get(sector, 0), asked[sector]),
            )
        elif sector in asked:
            said, drawn = _("fewer than %(release_floor)s were asked") % {"release_floor": compact.release_floor}, None
        if enough or sector in asked:
            figures.append(Figure(compact.terms.sector(sector).capitalize(), said, page, drawn))
    state = {"status": survey.get_status_display().capitalize(), "closes_on": in_words(survey.closes_on)}
    sentence = _("%(status)s; last day %(closes_on)s.") % state if asked else _("Nobody has been asked yet.")
    if asked and min(asked.values()) >= compact.release_floor:
        total = _("%(answered)s of %(asked)s have answered.") % {"answered": sum(answered.values()), "asked": sum(asked.values())}
        sentence = f"{total} {sentence}"
    return Panel("survey", heading, page, explained, figures, sentence, _("share that has answered"))


def counted(rows) -> dict[str, int]:
    return dict(rows.order_by().values_list("sector").annotate(Count("pk")))


def of_texts(compact: Compact, survey: Survey | None, on: datetime.date) -> Panel:
    """Those of every survey that is over, also while the next one runs. `survey` is the newest.

    Texts have no date of their own, for their writers' sake: they wait since the survey closed.
    """
    heading, over = _("Texts to be read before they are published"), Passage.objects.filter(survey__in=compact.surveys.over())
    by_survey = over.values("survey__closes_on", year=F("survey__review__year")).order_by("-year")
    rows = list(by_survey.annotate(all=Count("pk"), waiting=Count("pk", filter=Q(state=Passage.State.WAITING))))
    if not rows and (survey is None or not survey.is_over):
        page = reverse("signatories:steering", args=[compact.slug])
        return Panel("texts", heading, page, _("The steering group’s page"), sentence=_("Nobody reads them before the survey closes."))
    shown = [row for row in rows if row["waiting"]] or rows[:1]
    pages = [reverse("reviews:moderation", args=[compact.slug, row["year"]]) for row in shown] or [
        reverse("reviews:moderation", args=[compact.slug, survey.review.year])
    ]
    total, waiting = sum(row["all"] for row in shown), sum(row["waiting"] for row in shown)
    label = _("Wait for a second opinion, or a first") if len(shown) == 1 else _("Wait for a second opinion, or a first: survey %(year)s")
    figures = [
        Figure(label % {"year": row["year"]}, str(row["waiting"]), page, share_of(row["waiting"], total))
        for row, page in zip(shown, pages, strict=False)
    ]
    if figures:
        figures.append(Figure(_("Settled"), str(total - waiting), pages[0], share_of(total - waiting, total)))
    days = max(((on - row["survey__closes_on"]).days for row in shown), default=0)
    waited = ngettext("They have waited %(days)s day since the survey closed.", "They have waited %(days)s days since the survey closed.", days)
    if len(shown) > 1:
        waited = _("The oldest have waited %(days)s days since their survey closed.")
    sentence = waited % {"days": days} if waiting else _("None waits.")
    return Panel("texts", heading, pages[0], _("Read them"), figures, sentence, _("share of the texts"))


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
