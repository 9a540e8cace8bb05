"""The line of the year, the survey, and the texts that wait to be read."""

import datetime

from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.dashboard.panel import Figure, Panel, share_of
from compact_portal.days import in_words
from reviews.models import Invitation, Passage, Response, Survey
from reviews.year.items import items_of, review_of_year
from signatories.models import Compact
from signatories.models.organisation import Sector


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


def newest_of(compact: Compact) -> Survey | None:
    """The newest survey that has opened, or else the one that is being prepared."""
    surveys = Survey.objects.filter(compact=compact).select_related("review")
    return surveys.order_by(Case(When(status=Survey.Status.DRAFT, then=1), default=0), "-review__year").first()


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
