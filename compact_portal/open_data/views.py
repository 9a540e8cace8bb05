"""Open data for people, as a page with files; for programs, as answers in pages."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from compact_portal.documents.datasets import Dataset
from compact_portal.documents.tables_out import csv_response
from compact_portal.open_data.answers import BadQuestion, as_json, dated, open_to_every_site
from compact_portal.open_data.openapi import MOST, USUAL, described
from compact_portal.open_data.registry import AGREEMENTS, DATASETS, LICENCE, VERSION, agreements
from signatories.models import Compact


@login_not_required
@require_safe
def data(request, compact: str):
    """Every table with what its columns mean."""
    compact = get_object_or_404(agreements(), slug=compact)
    context = {"compact": compact, "datasets": DATASETS.values(), "licence": LICENCE, "has_plan": compact.plans.public().exists()}
    return render(request, "open_data/data.html", context)


@login_not_required
@open_to_every_site
def table(request, compact: str, dataset: str, form: str):
    """One whole table, as `csv` for spreadsheets or `json` for programs."""
    compact, dataset = get_object_or_404(agreements(), slug=compact), dataset_of(dataset)
    if form == "csv":
        return dated(request, csv_response(f"{compact.slug}-{dataset.key}.csv", dataset.csv(compact)))
    if form != "json":
        raise Http404
    return as_json(request, {**head(compact, dataset), "rows": dataset.records(compact, dataset.rows(compact))})


@login_not_required
@open_to_every_site
def start(request):
    """Where a program begins."""
    links = {"agreements": reverse("open_data:agreements"), "description": reverse("open_data:openapi")}
    return as_json(request, {"version": VERSION, "licence": LICENCE} | {name: request.build_absolute_uri(link) for name, link in links.items()})


@login_not_required
@open_to_every_site
def openapi(request):
    return as_json(request, described(request.build_absolute_uri("/").rstrip("/")))


@login_not_required
@open_to_every_site
def agreement_list(request):
    return in_pages(request, None, AGREEMENTS)


@login_not_required
@open_to_every_site
def agreement(request, compact: str):
    """What is known of one agreement, and where its tables are."""
    found = get_object_or_404(agreements(), slug=compact)
    (record,) = AGREEMENTS.records(None, [found])
    tables = {key: request.build_absolute_uri(reverse("open_data:rows", args=[compact, key])) for key in DATASETS}
    return as_json(request, {"version": VERSION, "licence": LICENCE, **record, "tables": tables})


@login_not_required
@open_to_every_site
def rows(request, compact: str, dataset: str):
    return in_pages(request, get_object_or_404(agreements(), slug=compact), dataset_of(dataset))


@login_not_required
@open_to_every_site
def row(request, compact: str, dataset: str, key: UUID):
    """One row at its own address, as long as everybody may see it."""
    compact, dataset = get_object_or_404(agreements(), slug=compact), dataset_of(dataset)
    found = dataset.one(compact, str(key))
    if found is None:
        raise Http404
    return as_json(request, {**head(compact, dataset), "row": found})


def dataset_of(key: str) -> Dataset:
    if key not in DATASETS:
        raise Http404
    return DATASETS[key]


def head(compact: Compact | None, dataset: Dataset) -> dict:
    return {"version": VERSION, "licence": LICENCE, "agreement": compact.slug if compact else None, "table": dataset.key}


def in_pages(request, compact: Compact | None, dataset: Dataset):
    """`page` and `per_page`, with the addresses of the pages beside it."""
    size, number = asked(request, "per_page", USUAL, MOST), asked(request, "page", 1)
    paginator = Paginator(dataset.rows(compact), size)
    try:
        page = paginator.page(number)
    except EmptyPage:
        said = gettext("There is no page %(number)s: the last one is %(last)s.") % {"number": number, "last": paginator.num_pages}
        raise BadQuestion(said) from None
    before = page.has_previous() and number - 1
    after = page.has_next() and number + 1
    links = {name: to_page(request, other) if other else None for name, other in (("previous", before), ("next", after))}
    paging = {"total": paginator.count, "page": number, "pages": paginator.num_pages, "per_page": size, **links}
    content = {**head(compact, dataset), **paging, "rows": dataset.records(compact, page.object_list)}
    response = as_json(request, content, f"page={number}&per_page={size}")
    relations = {"previous": "prev", "next": "next"}
    if any(links.values()):
        response["Link"] = ", ".join(f'<{link}>; rel="{relations[name]}"' for name, link in links.items() if link)
    return response


def asked(request, name: str, usual: int, most: int | None = None) -> int:
    """A whole number from 1. Raises BadQuestion for anything else."""
    said = request.GET.get(name, str(usual))
    if not (said.isascii() and said.isdecimal() and len(said) < 9 and 1 <= int(said) <= (most or int(said))):
        wrong = (
            gettext("%(name)s is %(said)s: use a whole number from 1 to %(most)s.")
            if most
            else gettext("%(name)s is %(said)s: use a whole number from 1.")
        )
        raise BadQuestion(wrong % {"name": name, "said": repr(said[:20]), "most": most})
    return int(said)


def to_page(request, number: int) -> str:
    words = request.GET.copy()
    words["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{words.urlencode()}")
