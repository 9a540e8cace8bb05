"""Pages that belong to no single app: the front page, to-do, health, errors."""

import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import redirect, render

from signatories.models import Compact

logger = logging.getLogger("compact_portal.errors")


@login_not_required
def front(request):
    """The Compacts kept here; straight to the only one where there is one."""
    compacts = list(Compact.objects.select_related("area"))
    if len(compacts) == 1:
        return redirect(compacts[0])
    return render(request, "front.html", {"compacts": compacts})


@login_not_required
def healthz(request):
    """200 when the database answers and every migration is applied; 503 otherwise, with the reason in one line."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database down\n", status=503, content_type="text/plain")
    if pending:
        return HttpResponse("migrations pending\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def server_error(request):
    """A fault of the portal: a reference number for the person, the traceback in the log under the same number."""
    reference = secrets.token_hex(4).upper()
    logger.error("Fault %s on %s", reference, getattr(request.resolver_match, "view_name", "an unknown page"), exc_info=True)
    return render(request, "500.html", {"reference": reference}, status=500)


def csrf_failure(request, reason=""):
    """The page was open for too long, or cookies are refused."""
    return render(request, "403_csrf.html", status=403)


def home(request):
    """What is asked of me, by when, and why."""
    return render(request, "home.html", {})
