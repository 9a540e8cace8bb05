"""How the figures were made, in plain words; the numbers come from the release itself (compact_portal/releasing/rules.py)."""

from django.utils.translation import gettext as _

from compact_portal.releasing.rounding import ROUND_TO
from compact_portal.releasing.rules import LOW_BASE, breakdown_from
from reviews.report.blocks import TEXT, Listing, Section, Subsection


def rules_section(figures: dict) -> Section:
    floor = figures["floor"]
    rules = [
        _("Closed answers were only counted; nobody can look up how one organisation answered."),
        _("The figures were worked out once, after the survey had closed, and have not changed since."),
        _("No figure stands for fewer than %(floor)s organisations, nor does the rest that it leaves over. Smaller groups were put together."),
        _("A question that fewer than %(floor)s organisations answered is shown without figures."),
        _("With fewer than %(breakdown)s answers in all, only the main figures are published; with fewer than %(floor)s, none."),
        _("Counts are for all organisations together. By sector only shares are shown."),
        _(
            "Figures of two years stand side by side only where at least %(floor)s organisations answered in one of the two years only,"
            " and where neither those who came nor those who went are fewer."
        ),
        _("“Few answers” marks figures that rest on fewer than %(low)s answers, or on fewer than half of those who could have answered."),
        _(
            "Numbers are rounded to the nearest %(nearest)s; percentages are worked out from these and rounded again,"
            " so a column may not add up to 100."
        ),
        _("Where all organisations of a group, or all but a few, answered alike, words stand in place of figures."),
        _("Figures from which a single number could be worked out by adding and subtracting are left out."),
        _("“Agreed” counts those who agreed or strongly agreed, among all who gave an opinion."),
        _("What people wrote is printed only where they allowed it."),
    ]
    numbers = {"floor": floor, "breakdown": breakdown_from(floor), "low": LOW_BASE, "nearest": ROUND_TO}
    opening = _("Organisations must be able to answer openly, so the results are published under these rules:")
    listing = Listing(opening, [rule % numbers for rule in rules])
    return Section("figures", _("How the figures were made"), TEXT, [Subsection("", [], [listing])])
