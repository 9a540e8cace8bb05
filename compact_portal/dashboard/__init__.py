"""How things stand, for the steering group: each room's figures as a drawing and as a table, each with the page that explains it.

Who answered a survey, and what, is never here; cases come only as the counts that everybody sees (disputes/figures.py).
"""

import datetime

from django.shortcuts import render
from django.views.decorators.http import require_safe

from compact_portal.dashboard.doing import of_cases, of_checklists, of_plan
from compact_portal.dashboard.panel import Panel
from compact_portal.dashboard.partners import of_champions, of_refresh, of_signatories
from compact_portal.dashboard.surveyed import newest_of, of_survey, of_texts, of_year
from compact_portal.days import today
from signatories.models import Compact
from signatories.views.fetch import steered_compact


@require_safe
def dashboard(request, compact: str):
    """The same number of queries whatever the size of the agreement."""
    compact, on = steered_compact(request, compact), today()
    officer = Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists()
    return render(request, "dashboard.html", {"compact": compact, "panels": panels(compact, on, officer=officer), "today": on})


def panels(compact: Compact, on: datetime.date, *, officer: bool = False) -> list[Panel]:
    """Officers are led to who has answered and who has not; the others of the steering group may not see that."""
    survey = newest_of(compact)
    return [
        of_year(compact, on),
        of_signatories(compact),
        of_refresh(compact, officer=officer),
        of_champions(compact, on),
        of_survey(compact, survey, officer=officer),
        of_texts(compact, survey, on),
        of_plan(compact, on),
        of_checklists(compact),
        of_cases(compact),
    ]
