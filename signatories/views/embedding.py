"""The text for other websites: in short, as a piece of a page, and as data. No frame: each copies it, or asks for it, and styles it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from compact_portal.text import paragraphs
from signatories.agreement.sections import sections_of
from signatories.models import Compact, Statement
from signatories.views.fetch import any_compact

ANY_WEBSITE = {"Access-Control-Allow-Origin": "*"}  # public text: a browser may read it from any page


@login_not_required
@require_safe
def summary(request, compact: str):
    """For somebody who has two minutes."""
    compact = _published(compact)
    return render(request, "signatories/summary.html", {"compact": compact, **in_short(compact)})


@login_not_required
@require_safe
def fragment(request, compact: str):
    """A piece of HTML without style, to be put into somebody's own page: the summary, or with `?whole=yes` all of the text."""
    compact = _published(compact)
    whole = sections_of(compact.edition) if request.GET.get("whole") == "yes" else []
    context = {"compact": compact, "sections": whole, "address": _address(request, compact), **in_short(compact)}
    html = render_to_string("signatories/fragment.html", context)
    headers = {"Content-Disposition": f'attachment; filename="{compact.slug}-agreement.html"', **ANY_WEBSITE}
    return HttpResponse(html, content_type="text/html; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def agreement_json(request, compact: str):
    compact = _published(compact)
    edition = compact.edition
    found = {
        "name": compact.name, "edition": edition.label, "published_on": timezone.localdate(edition.published_at).isoformat(),
        "address": _address(request, compact), "summary": in_short(compact)["summary"],
        "sections": [
            {
                "number": section.number, "heading": section.heading, "paragraphs": section.paragraphs,
                "entries": [_entry(entry) for entry in section.entries],
                "codes": [_code(code) for code in section.codes],
            }
            for section in sections_of(edition)
        ],
    }  # fmt: skip
    return JsonResponse(found, headers=ANY_WEBSITE, json_dumps_params={"ensure_ascii": False})


def in_short(compact: Compact) -> dict:
    """The edition's own summary in paragraphs; where it has none, its vision, and its principles as a list."""
    edition = compact.edition
    if edition.summary:
        return {"summary": paragraphs(edition.summary), "principles": []}
    principles = edition.statements.filter(kind=Statement.Kind.PRINCIPLE).values_list("text", flat=True)
    return {"summary": paragraphs(edition.vision or edition.purpose) or [compact.summary], "principles": list(principles)}


def _published(slug: str) -> Compact:
    compact = any_compact(slug)
    if compact.edition is None:
        raise Http404
    return compact


def _address(request, compact: Compact) -> str:
    return request.build_absolute_uri(compact.get_absolute_url())


def _code(code) -> dict:
    return {"number": code.number, "title": code.title, "introduction": code.introduction, "commitments": [_entry(e) for e in code.commitments]}


def _entry(entry) -> dict:
    return {"number": entry.number, "text": entry.text, "emphasised": entry.emphasised, "condition": entry.qualifier, "measure": entry.measure,
            "binds": entry.binds}  # fmt: skip
