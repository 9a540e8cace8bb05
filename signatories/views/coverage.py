"""Who covers what, and where nobody does: for the steering group."""

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents import charts, grids
from signatories import reports_champions as reports
from signatories.forms import capital
from signatories.views.fetch import steered_compact


@require_safe
def coverage(request, compact: str):
    compact = steered_compact(request, compact)
    found = reports.coverage(compact, today())
    context = {
        "compact": compact,
        "coverage": found,
        "table": table(found),
        "themes": reports.themes_covered(compact, today()),
        **picture(compact, found),
    }
    return render(request, "signatories/coverage.html", context)


def table(found: reports.Coverage) -> list[dict]:
    """A line for each code and sector; `counts` are by area, and `span` is how many lines a code's own heading covers, 0 below the first."""
    return [
        {
            "span": len(found.sectors) if number == 0 else 0,
            "title": row.title,
            "sector": word,
            "counts": [(cell.area, cell.counts[number]) for cell in row.cells],
        }
        for row in found.rows
        for number, (_, word) in enumerate(found.sectors)
    ]


def picture(compact, found: reports.Coverage) -> dict:
    """A grid where the areas fit in one, else how much of each code is covered."""
    title = gettext("%(champions)s by code, area and sector") % {"champions": capital(compact.terms.champions)}
    if len(found.areas) <= grids.WIDEST:
        rows = [(row.title, [cell.counts for cell in row.cells]) for row in found.rows]
        words = [capital(word) for _, word in found.sectors]
        return {"grid": grids.grid(id="coverage", title=title, columns=[area.name for area in found.areas], sides=words, rows=rows)}
    places = len(found.areas) * len(found.sectors)
    rows = [(row.title, 100 * (places - row.missing) // places, "") for row in found.rows]
    return {"chart": charts.single(id="coverage", title=title, rows=rows)}
