"""The documents that a survey asks about, for those who are asked and those who run it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.documents.uploads import as_download
from reviews.models import SurveyDocument
from reviews.respondents import respondent_of
from signatories.models import Compact


@login_not_required
@never_cache
@require_safe
def document(request, compact: str, year: int, number: int):
    """The file, for the steering group, and for whoever followed an invitation or acts for an organisation that got one."""
    kept = SurveyDocument.objects.filter(upload__isnull=False, number=number, survey__compact__slug=compact, survey__review__year=year)
    kept = kept.select_related("upload")
    steers = request.user.is_authenticated and kept.filter(survey__compact__in=Compact.objects.steered_by(request.user)).exists()
    if not steers:
        respondent = respondent_of(request, compact, year, today())
        if isinstance(respondent, HttpResponse):
            return respondent
    return as_download(get_object_or_404(kept).upload)
