"""Whoever works on the administration pages leaves a trace in the chain, whatever the page, and deletes nothing that others refer to."""

import datetime

import pytest
from django import forms
from django.contrib import admin
from django.urls import reverse
from lxml import html

from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.demo.loading import load_demonstration

pytestmark = pytest.mark.django_db

# Reference data that the database protects where something refers to it, drafts, and pointers to other people's pages.
MAY_GO = {"Area", "Theme", "KeptApart", "Edition", "Code", "CodeQuestion", "Resource", "Signpost", "Scale", "Checklist", "KitemarkScheme"}


def address(model, what: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


@pytest.fixture
def superuser(sign_in):
    load_demonstration(on=datetime.date(2026, 5, 20))
    return User.objects.get(email="admin@demo.example")


def as_shown(client, page: str) -> dict[str, list[str]]:
    """What a browser would send of this page if nobody touched it."""
    [form] = [form for form in html.fromstring(client.get(page).content.decode()).forms if form.get("id", "").endswith("_form")]
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value.removeprefix("\n"))  # with which every text area begins
    return values


def touched(page, row, request) -> dict[str, list[str]]:
    """One field of its form, with another value."""
    fields = page.get_form(request, row, change=True).base_fields
    if "until" in fields:
        return {"until": ["2031-01-31"]}
    if words := [name for name, field in fields.items() if type(field) is forms.CharField]:
        return {words[0]: ["Set by hand"]}
    return {next(name for name, field in fields.items() if isinstance(field, forms.DateField)): ["2026-05-19"]}


def test_every_page_on_which_something_can_be_changed_records_it(rf, sign_in, superuser):
    request = rf.get("/")
    request.user = superuser
    client, silent, recorded, changed = sign_in(superuser), [], [], 0
    for model, page in admin.site._registry.items():
        row = next((row for row in model._default_manager.order_by("pk") if page.has_change_permission(request, row)), None)
        if row is None:
            continue
        form, last = address(model, "change", row.pk), Event.objects.latest("pk").pk
        shown, change = as_shown(client, form), touched(page, row, request)
        assert client.post(form, shown).status_code == 302
        recorded += [f"{form}: {event.detail}" for event in Event.objects.filter(pk__gt=last)]
        last = Event.objects.latest("pk").pk
        answer = client.post(form, shown | change)
        assert answer.status_code == 302, (form, change, answer.context["errors"])
        told = Event.objects.filter(pk__gt=last, actor=superuser, verb__endswith="_by_hand").values_list("detail__fields", flat=True)
        silent += [] if [*change] in list(told) else [f"{form}: {change} and only {list(told)}"]
        changed += 1
    assert recorded == []  # of forms that were sent as they were
    assert silent == []
    assert changed > 25


def test_nothing_that_others_refer_to_can_be_deleted(sign_in, cast):
    """The page that asks "are you sure" refuses before it looks for the row."""
    client, kept = sign_in(cast.superuser), [model for model in admin.site._registry if model.__name__ not in MAY_GO]
    assert len(kept) > 50
    assert [model for model in kept if client.post(address(model, "delete", 1), {"post": "yes"}).status_code != 403] == []


def test_what_is_deleted_is_recorded(sign_in, cast):
    theme = cast.compact.code_questions.create(subject="funding", text="Money changes hands")
    assert sign_in(cast.superuser).post(address(type(theme), "delete", theme.pk), {"post": "yes"}).status_code == 302
    event = Event.objects.get(verb="code_question.removed_by_hand")
    assert (event.actor, event.compact_id, event.target_name) == (cast.superuser, cast.compact.pk, str(theme))


def test_what_is_added_is_recorded_by_name_of_field_and_without_values(sign_in, cast):
    typed = {"compact": cast.compact.pk, "person": cast.stranger.pk, "since": "2009-02-01"}
    model = type(cast.compact.board_members.first())
    assert sign_in(cast.superuser).post(address(model, "add"), typed).status_code == 302
    event = Event.objects.get(verb="board_member.added_by_hand")
    assert (event.actor, event.compact_id) == (cast.superuser, cast.compact.pk)
    assert set(event.detail["fields"]) == {"compact", "person", "since"}
