"""The report as files: what was issued, for everybody and for good; for the steering group, while nothing is, the draft."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents.models import IssuedDocument
from compact_portal.documents.uploads import content_of
from reviews.actions.report import file_name
from reviews.models import Block, PublishedReport
from reviews.models.report import Issue
from reviews.report.assemble import all_forms
from reviews.report.outputs import OUTPUTS, Forms
from reviews.views.fetch_report import readable


@login_not_required
@require_safe
def report_file(request, compact: str, year: int, output: str):
    """One form of the newest version."""
    review, published = readable(request.user, compact, year)
    if published:
        return issued_file(request, published.newest, output)
    return file_response(output, all_forms(review, today()), f"{file_name(review)}-draft")


@login_not_required
@require_safe
def version(request, compact: str, year: int, number: int):
    """The page of one version as it was issued. Its address never changes."""
    review, published = readable(request.user, compact, year)
    issue = version_of(published, number)
    body = mark_safe(bytes(issue.page.content).decode())  # noqa: S308 (drawn by render_body when it was issued)
    context = {"compact": review.compact, "review": review, "issue": issue, "newest": published.newest, "body": body}
    return render(request, "reviews/report/version.html", context)


@login_not_required
@require_safe
def version_file(request, compact: str, year: int, number: int, output: str):
    _, published = readable(request.user, compact, year)
    return issued_file(request, version_of(published, number), output)


@login_not_required
@require_safe
def picture(request, compact: str, year: int, sha256: str):
    """A picture of the report, for whoever may read it."""
    review, _ = readable(request.user, compact, year)
    block = get_object_or_404(Block.objects.select_related("picture"), review=review, picture__sha256=sha256)
    response = get_conditional_response(request, etag=f'"{sha256}"') or HttpResponse(content_of(block.picture), content_type="image/jpeg")
    response["ETag"] = f'"{sha256}"'
    return response


def version_of(published: PublishedReport | None, number: int) -> Issue:
    """404 where there is none, or no report yet."""
    if published and number == published.version:
        return published
    found = published and published.corrections.filter(version=number).first()
    if not found:
        raise Http404
    return found


def issued_file(request, issue: Issue, output: str) -> HttpResponse:
    if output not in OUTPUTS or (document := getattr(issue, output)) is None:
        raise Http404
    return issued_document(request, document)


def issued_document(request, document: IssuedDocument) -> HttpResponse:
    """Known to browsers by its hash."""
    etag = f'"{document.sha256}"'
    response = get_conditional_response(request, etag=etag) or as_file(bytes(document.content), document.media_type, document.name)
    response["ETag"] = etag
    return response


def file_response(output: str, forms: Forms, name: str) -> HttpResponse:
    if output not in OUTPUTS or output == "page":
        raise Http404
    made = OUTPUTS[output]
    return as_file(made.make(forms), made.media_type, f"{name}.{made.ending}")


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A PDF opens in the browser; anything else is saved."""
    how = "inline" if media_type == "application/pdf" else "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'{how}; filename="{name}"'})
