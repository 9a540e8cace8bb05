"""Pages for faults: whole, plain, and without the database that may be the fault."""

from django.db import OperationalError
from django.test import RequestFactory

from compact_portal.middleware import database_down
from compact_portal.views import server_error


def test_page_for_a_missing_database_asks_it_nothing():
    answer = database_down(RequestFactory().get("/somewhere/"), OperationalError("gone"))  # pytest-django refuses every query here
    page = answer.content.decode()
    assert "<h1" in page
    assert "<nav" not in page
    assert "<title>Back in a moment – Compact portal</title>" in page


def test_page_for_a_fault_gives_its_reference_and_asks_the_database_nothing(caplog):
    request = RequestFactory().get("/somewhere/")
    request.resolver_match = None
    answer = server_error(request)
    reference = caplog.messages[0].split()[1]
    assert answer.status_code == 500
    assert f">{reference}</strong>" in answer.content.decode()


def test_stale_page_is_told_to_try_again(db, settings):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/accounts/login/code/", {"email": "anybody@example.org"})
    assert answer.status_code == 403
    assert '<h1 class="govuk-heading-l">Please try again</h1>' in answer.content.decode()
