"""The administration pages: every list, and one form of each kind of row to add and to change, as the superuser."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.site import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.prove]


def addresses(model) -> list[str]:
    route, row = f"admin:{model._meta.app_label}_{model._meta.model_name}", model._default_manager.order_by("pk").first()
    change = [reverse(f"{route}_change", args=[row.pk]), reverse(f"{route}_history", args=[row.pk])] if row else []
    return [reverse(f"{route}_changelist"), reverse(f"{route}_add"), *change]


def test_every_list_and_form(cast, browse, look, rf):
    sweep.prepare(cast)
    client = browse("superuser")
    wanted = [reverse("admin:index"), *(address for model in admin.site._registry for address in addresses(model))]
    for address in wanted:
        look.administration(client, address)
    assert look.looked.administration > 2 * len(admin.site._registry)
