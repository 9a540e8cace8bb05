"""The agreement's text as anybody reads it: the one in force, the others, each as a page, PDF, Word or text file, and two side by side."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from signatories.agreement.compare import compare as compare_texts
from signatories.agreement.endorsed import decided
from signatories.agreement.files import MEDIA, file_of
from signatories.agreement.forms import CompareForm
from signatories.agreement.sections import sections_of
from signatories.models import Compact, Edition, Endorsement
from signatories.models.edition import Binds
from signatories.roles import roles_of
from signatories.views.fetch import any_compact


def readable(request, compact: Compact):
    """Drafts are for the steering group; everything else is for everybody."""
    editions = compact.editions.all()
    return editions if roles_of(request.user, compact).may_see_steering else editions.public()


@login_not_required
@require_safe
def agreement(request, compact: str):
    """The whole text in its own order; `?binds=statutory` or `voluntary` leaves out what binds only the other side."""
    compact = any_compact(compact)
    return _text_page(request, compact, compact.edition)


@login_not_required
@require_safe
def edition(request, compact: str, pk: int):
    compact = any_compact(compact)
    edition = get_object_or_404(readable(request, compact), pk=pk)
    return _text_page(request, compact, edition)


def _text_page(request, compact: Compact, edition: Edition | None):
    binds = request.GET.get("binds")
    if binds not in (Binds.STATUTORY, Binds.VOLUNTARY):
        binds = ""
    context = {"compact": compact, "edition": edition, "binds": binds, "sides": _sides(compact, binds)}
    if edition:
        edition.compact = compact
        context |= {
            "sections": sections_of(edition, binds=binds),
            "in_force": edition.status == Edition.Status.PUBLISHED,
            "endorsements": [(one.body, decided(one)) for one in edition.endorsements.filter(status=Endorsement.Status.ENDORSED)],
        }
    return render(request, "signatories/agreement.html", context)


@login_not_required
@require_safe
def editions(request, compact: str):
    """Every text there was, the newest first."""
    compact = any_compact(compact)
    rows = list(readable(request, compact).prefetch_related("consultations", "endorsements"))
    form = CompareForm(editions=readable(request, compact), initial=_pair(rows))
    context = {"compact": compact, "editions": rows, "form": form if len(rows) > 1 else None}
    return render(request, "signatories/editions.html", context)


@login_not_required
@require_safe
def agreement_file(request, compact: str, kind: str):
    """The text in force under an address that stays the same."""
    compact = any_compact(compact)
    if compact.edition is None:
        raise Http404
    return _file(compact, compact.edition, kind)


@login_not_required
@require_safe
def edition_file(request, compact: str, pk: int, kind: str):
    compact = any_compact(compact)
    return _file(compact, get_object_or_404(readable(request, compact), pk=pk), kind)


def _file(compact: Compact, edition: Edition, kind: str) -> HttpResponse:
    edition.compact = compact
    name = f"{compact.slug}-{'agreement' if edition.status == Edition.Status.PUBLISHED else f'edition-{edition.pk}'}.{kind}"
    shown = "inline" if kind == "pdf" else "attachment"
    return HttpResponse(file_of(edition, kind), content_type=MEDIA[kind], headers={"Content-Disposition": f'{shown}; filename="{name}"'})


@login_not_required
@require_safe
def compare(request, compact: str):
    """Two texts side by side; the address holds which: `?a=<earlier>&b=<later>`, and `&only=changes` to leave out what stayed."""
    compact = any_compact(compact)
    found = readable(request, compact)
    rows = list(found)
    form = CompareForm(request.GET if "a" in request.GET or "b" in request.GET else None, editions=found, initial=_pair(rows))
    context = {"compact": compact, "form": form, "enough": len(rows) > 1}
    if form.is_valid():
        a, b = form.cleaned_data["a"], form.cleaned_data["b"]
        compared = compare_texts(sections_of(a), sections_of(b))
        changes = sum(section.changes for section in compared)
        if only := request.GET.get("only") == "changes":
            compared = [section.only_changes for section in compared if section.changes]
        context |= {"a": a, "b": b, "compared": compared, "changes": changes, "only": only}
    return render(request, "signatories/compare.html", context)


def _pair(rows: list[Edition]) -> dict:
    """The two newest, the older one first."""
    return {"a": rows[1].pk, "b": rows[0].pk} if len(rows) > 1 else {}


def _sides(compact, binds: str) -> list[dict]:
    """The links of the filter: value, words, whether chosen."""
    sides = [("", _("Everything")), (Binds.STATUTORY, compact.terms.statutory), (Binds.VOLUNTARY, compact.terms.voluntary)]
    return [{"value": value, "words": words, "chosen": value == binds} for value, words in sides]
