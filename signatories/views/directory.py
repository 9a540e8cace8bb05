"""Who has signed and who keeps the Compact alive: public lists, and the same as data."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models.functions import Lower
from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response, to_csv
from signatories import reports
from signatories.filters import SignatoryFilter
from signatories.listed import as_rows, in_its_words
from signatories.models import Champion
from signatories.views.fetch import any_compact

PAGE = 50
COLUMNS = [
    ("organisation", "The organisation’s name."),
    ("short_name", "What it is called for short, if anything."),
    ("sector", "Which side it stands on, in this agreement’s own words."),
    ("kind", "What kind of organisation it is."),
    ("signed_on", "The day of its latest signature, as year-month-day. Empty when the day is not known."),
    ("edition", "The edition that it signed."),
    ("size", "How many staff it has, in words."),
    ("areas", "Where it works; several areas are parted by a semicolon."),
    ("themes", "What it works on; several themes are parted by a semicolon."),
    ("website", "Its own website."),
    ("charity_number", "Its number with the charity regulator."),
    ("company_number", "Its number with Companies House."),
    ("org_id", "Its identifier after org-id.guide, which names the register first."),
    ("contact", "Its e-mail address."),
]


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
def signatories_csv(request, compact: str):
    """Every listed signature in force, whatever the page was narrowed to."""
    compact = any_compact(compact)
    rows = [
        [
            row.name,
            row.acronym,
            row.sector,
            row.kind,
            row.signed_on.isoformat() if row.signed_on else "",
            row.edition,
            row.size,
            "; ".join(row.areas),
            "; ".join(row.themes),
            row.website,
            row.charity_number,
            row.company_number,
            row.org_id,
            row.contact,
        ]
        for row in in_its_words(as_rows(compact.signatures.public().order_by(Lower("organisation__name"))), compact)
    ]
    return csv_response(f"{compact.slug}-signatories.csv", to_csv([name for name, _ in COLUMNS], rows))


@login_not_required
@require_safe
def champions(request, compact: str):
    """Only those who agreed to be shown; of the others, how many there are in each sector."""
    compact = any_compact(compact)
    on = today()
    serving = Champion.objects.serving(on=on).filter(signature__in=compact.signatures.public())
    shown = serving.filter(published=True).select_related("person", "signature__organisation").prefetch_related("codes", "areas")
    shown = list(shown.order_by(Lower("signature__organisation__name"), "-main", "person__name"))
    figures = reports.champion_figures(compact, on)
    context = {"compact": compact, "champions": shown, "figures": figures, "others": _others(compact, shown, figures)}
    return render(request, "signatories/champions.html", context)


@login_not_required
@require_safe
def data(request, compact: str):
    compact = any_compact(compact)
    context = {"compact": compact, "columns": COLUMNS, "has_signatories": compact.signatures.public().exists()}
    return render(request, "signatories/data.html", context)


def _others(compact, shown, figures) -> list[tuple[str, int]]:
    """How many Champions each sector has besides those shown."""
    visible = {}
    for champion in shown:
        visible.setdefault(champion.signature.organisation.sector, set()).add(champion.person_id)
    rest = {sector: count - len(visible.get(sector, ())) for sector, count in figures.by_sector.items()}
    return [(compact.terms.sector(sector), count) for sector, count in sorted(rest.items()) if count > 0]
