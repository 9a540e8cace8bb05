"""How the figures were made, in plain words; the numbers come from the release itself (compact_portal/releasing/rules.py)."""

from compact_portal.releasing.rounding import ROUND_TO
from compact_portal.releasing.rules import LOW_BASE, breakdown_from
from reviews.report.blocks import TEXT, Listing, Section, Subsection


def rules_section(figures: dict) -> Section:
    floor = figures["floor"]
    rules = [
        "Closed answers were only counted; nobody can look up how one organisation answered.",
        "The figures were worked out once, after the survey had closed, and have not changed since.",
        f"No figure stands for fewer than {floor} organisations, nor does the rest that it leaves over. Smaller groups were put together.",
        f"A question that fewer than {floor} organisations answered is shown without figures.",
        f"With fewer than {breakdown_from(floor)} answers in all, only the main figures are published; with fewer than {floor}, none.",
        "Counts are for all organisations together. By sector only shares are shown.",
        f"Figures of two years stand side by side only where at least {floor} organisations answered in one of the two years only,"
        " and where neither those who came nor those who went are fewer.",
        f"“Few answers” marks figures that rest on fewer than {LOW_BASE} answers, or on fewer than half of those who could have answered.",
        f"Numbers are rounded to the nearest {ROUND_TO}; percentages are worked out from these and rounded again, so a column may not add up to 100.",
        "Where all organisations of a group, or all but a few, answered alike, words stand in place of figures.",
        "Figures from which a single number could be worked out by adding and subtracting are left out.",
        "“Agreed” counts those who agreed or strongly agreed, among all who gave an opinion.",
        "What people wrote is printed only where they allowed it.",
    ]
    opening = "Organisations must be able to answer openly, so the results are published under these rules:"
    return Section("figures", "How the figures were made", TEXT, [Subsection("", [], [Listing(opening, rules)])])
