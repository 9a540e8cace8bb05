"""Every list of the administration pages, swept over the demonstration: it opens, it can be searched, and it costs the same however long it is."""

import datetime
import re
from collections import Counter

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import Action
from compact_portal.accounts.models import User
from compact_portal.demo.loading import load_demonstration
from signatories.models import Organisation, Signature

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


LARGE = {User, Organisation, Signature, Action}  # a list of them to choose from would hold the whole table


def choosing(page, request) -> list[str]:
    """Fields of a form, or of the forms within it, that would list a whole large table."""
    looked_up = {*page.autocomplete_fields, *page.raw_id_fields, *page.get_readonly_fields(request), getattr(page, "fk_name", None)}
    relations = [field for field in [*page.model._meta.fields, *page.model._meta.many_to_many] if field.name in page.get_fields(request)]
    large = LARGE - {getattr(page, "parent_model", None)}
    return [str(field) for field in relations if field.related_model in large and field.name not in looked_up]


def test_no_form_lists_a_whole_large_table(rf, sign_in, cast):
    request = rf.get("/")
    request.user = cast.superuser
    found = []
    for page in admin.site._registry.values():
        if page.has_add_permission(request) or page.has_change_permission(request):
            inlines = [inline for inline in page.get_inline_instances(request) if inline.has_change_permission(request)]
            found += [each for form in [page, *inlines] for each in choosing(form, request)]
    assert found == []


def test_form_costs_the_same_for_many_rows_within_it_as_for_few(sign_in):
    """No statement is asked again for each row of a form: on the first and the last row of every list that can be changed."""
    load_demonstration(on=datetime.date(2026, 5, 20))
    client = sign_in(User.objects.get(email="admin@demo.example"))
    repeated, opened = [], 0
    for model in admin.site._registry:
        for row in {model._default_manager.order_by("pk").first(), model._default_manager.order_by("pk").last()} - {None}:
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200, address
            opened += 1
            [(statement, times)] = Counter(re.sub(r"\b\d+\b", "N", query["sql"]) for query in asked).most_common(1)
            if times > 8:
                repeated.append(f"{address}: {times} times {statement[:150]}")
    assert repeated == []
    assert opened > 60
