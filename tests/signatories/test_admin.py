"""The administration pages of this room: each opens, lists stay quick, and a published edition cannot be touched there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from signatories.models import Area, Edition, Organisation, OrganisationName, Signature, Undertaking
from tests.cast import organisation

MODELS = sorted(model._meta.model_name for model in apps.get_app_config("signatories").get_models() if admin.site.is_registered(model))


@pytest.fixture
def site(cast, sign_in):
    return sign_in(cast.superuser)


def test_what_is_kept_by_hand_is_registered(db):
    assert MODELS == [
        "area", "boardmember", "champion", "code", "compact", "edition", "membership", "officer", "organisation", "seat", "signature",
    ]  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_list_add_and_change_pages_open(site, cast, name):
    row = apps.get_model("signatories", name).objects.first()
    for page in [reverse(f"admin:signatories_{name}_changelist") + "?q=a", reverse(f"admin:signatories_{name}_add")]:
        assert site.get(page).status_code in (200, 302), page  # a list without search answers ?q= by a redirect
    assert site.get(reverse(f"admin:signatories_{name}_change", args=[row.pk])).status_code == 200


def test_nobody_else_sees_them(cast, sign_in):
    assert sign_in(cast.officer).get(reverse("admin:signatories_organisation_changelist")).status_code == 302


def test_published_edition_is_shown_but_not_changed(site, cast):
    page = reverse("admin:signatories_edition_change", args=[cast.edition.pk])
    assert 'name="_save"' not in site.get(page).content.decode()
    assert site.post(page, {"label": "Changed"}).status_code == 403
    draft = Edition.objects.create(compact=cast.compact, label="Draft")
    Undertaking.objects.create(edition=draft, number=1, text="To be agreed.", binds="both")
    shown = site.get(reverse("admin:signatories_edition_change", args=[draft.pk])).content.decode()
    assert 'name="_save"' in shown and "To be agreed." in shown


def test_organisation_is_found_by_another_name(site, cast):
    OrganisationName.objects.create(organisation=cast.charity, name="The Bramblers")
    page = site.get(reverse("admin:signatories_organisation_changelist") + "?q=bramblers").content.decode()
    assert "Bramble Lane Befriending" in page and "Oak Hill" not in page


@pytest.mark.parametrize("name", ["signature", "champion", "membership", "organisation", "area"])
def test_list_needs_as_many_queries_for_more_rows(site, cast, name, django_assert_max_num_queries):
    page = reverse(f"admin:signatories_{name}_changelist")
    with django_assert_max_num_queries(100) as before:
        site.get(page)
    for number in range(3):
        body = organisation(cast.compact, f"More {number}", "statutory", "health")
        body.areas.add(Area.objects.create(name=f"Part {number}", level="district", parent=cast.area))
        Signature.objects.get(organisation=body).champions.create(person=cast.volunteer)
        body.memberships.create(person=cast.volunteer, role="lead")
    assert Organisation.objects.count() == 7
    with django_assert_max_num_queries(len(before)):
        assert site.get(page).status_code == 200
