"""Who has signed and who keeps the Compact alive: public lists. The same as data: signatories/open_data.py."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from signatories import reports
from signatories.filters import SignatoryFilter
from signatories.listed import as_rows, in_its_words
from signatories.models import Champion
from signatories.views.fetch import any_compact

PAGE = 50


@login_not_required
@require_safe
def signatories(request, compact: str):
    compact = any_compact(compact)
    narrowed = SignatoryFilter(request.GET, queryset=compact.signatures.public(), compact=compact)
    page = Paginator(as_rows(narrowed.qs), PAGE).get_page(request.GET.get("page"))
    rows = in_its_words(page, compact)
    context = {"compact": compact, "filter": narrowed, "page_obj": page, "rows": rows}
    return render(request, "signatories/signatories.html", context)


@login_not_required
@require_safe
def champions(request, compact: str):
    """Only those who agreed to be shown; of the others, how many there are in each sector."""
    compact = any_compact(compact)
    on = today()
    shown = Champion.objects.shown_by(compact, on=on).select_related("person", "signature__organisation__merged_into")
    shown = list(shown.prefetch_related("codes", "areas"))
    figures = reports.champion_figures(compact, on)
    context = {"compact": compact, "champions": shown, "figures": figures, "others": _others(compact, shown, figures)}
    return render(request, "signatories/champions.html", context)


def _others(compact, shown, figures) -> list[tuple[str, int]]:
    """How many Champions each sector has besides those shown."""
    visible = {}
    for champion in shown:
        visible.setdefault(champion.organisation.sector, set()).add(champion.person_id)
    rest = {sector: count - len(visible.get(sector, ())) for sector, count in figures.by_sector.items()}
    return [(compact.terms.sector(sector), count) for sector, count in sorted(rest.items()) if count > 0]
