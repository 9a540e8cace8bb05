"""Pages that belong to no single app: the front page, health, errors."""

import datetime
import logging
import secrets
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.shortcuts import redirect, render

from compact_portal.middleware import database_down, database_is_down
from signatories.models import Compact

logger = logging.getLogger("compact_portal.errors")
ACCESSIBILITY_TESTED_ON = datetime.date(2026, 11, 22)  # the last whole run of `script/prove accessibility`
migrated = False  # of this process's code; once true it stays so, and need not be worked out at every check


@login_not_required
def front(request):
    """The Compacts kept here; straight to the only one where there is one."""
    compacts = list(Compact.objects.select_related("area"))
    if len(compacts) == 1:
        return redirect(compacts[0])
    return render(request, "front.html", {"compacts": compacts})


@login_not_required
def accessibility(request):
    """The statement that the accessibility regulations of 2018 ask of public bodies."""
    contacts = Compact.objects.exclude(contact_email="")
    return render(request, "accessibility.html", {"contacts": contacts, "tested_on": ACCESSIBILITY_TESTED_ON})


def migrations_pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@login_not_required
def healthz(request):
    """200 when the database answers and every migration is applied; 503 otherwise, with the reason in one line."""
    global migrated
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        migrated = migrated or not migrations_pending()
    except DatabaseError:
        return HttpResponse("database down\n", status=503, content_type="text/plain")
    if not migrated:
        return HttpResponse("migrations pending\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def server_error(request):
    """A fault of the portal: a reference number for the person, the traceback in the log under the same number."""
    error = sys.exc_info()[1]
    if database_is_down(error):
        return database_down(request, error)
    reference = secrets.token_hex(4).upper()
    logger.error("Fault %s on %s", reference, getattr(request.resolver_match, "view_name", "an unknown page"), exc_info=True)
    page = render(request, "500.html", {"reference": reference}, status=500)
    page._has_been_logged = True  # Django would write the traceback a second time, without the number
    return page


def csrf_failure(request, reason=""):
    """The page was open for too long, or cookies are refused."""
    return render(request, "403_csrf.html", status=403)
