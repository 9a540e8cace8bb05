"""Every list of the administration pages, swept over the demonstration: it opens, it can be searched, and it costs the same however long it is."""

import datetime

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compact_portal.accounts.models import User
from compact_portal.demo.loading import load_demonstration

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def test_every_list_can_be_searched():
    assert [model._meta.label for model, page in admin.site._registry.items() if not page.search_fields] == []


def test_every_list_costs_the_same_for_many_rows_as_for_few(sign_in, monkeypatch):
    """One page of a list with one row, and with a hundred of them; each is searched as well."""
    load_demonstration(on=datetime.date(2026, 5, 20))
    client = sign_in(User.objects.get(email="admin@demo.example"))
    uneven, long = [], 0
    for model, page in admin.site._registry.items():
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        monkeypatch.setattr(page, "list_per_page", 1)
        few = queries(client, address)
        monkeypatch.setattr(page, "list_per_page", 100)
        many = queries(client, address)
        long += model._default_manager.count() > 1
        if many != few:
            uneven.append(f"{model._meta.label}: {few} for one row, {many} for many")
        queries(client, f"{address}?q=a")
    assert uneven == []
    assert long > 30  # the demonstration has rows for most lists
