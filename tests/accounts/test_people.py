"""How people become known, move to another address and are shut out; in code and in Django admin."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from compact_portal.accounts.actions import change_email, close_account, know_person
from compact_portal.accounts.models import User
from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def signed_in(person) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def test_person_is_made_once_whatever_the_letters(cast):
    made = know_person(email=" New.Lead@Example.org ", name="New Lead", by=cast.officer)
    again = know_person(email="new.lead@example.ORG", name="N. Lead", by=cast.lead)
    assert (again.pk, again.name, again.email) == (made.pk, "New Lead", "new.lead@example.org")
    assert verbs() == ["person.added"]
    assert Event.objects.get().actor == cast.officer


def test_person_has_one_proved_address_and_no_password(cast):
    made = know_person(email="new@example.org", by=None)
    assert list(EmailAddress.objects.filter(user=made).values_list("email", "primary", "verified")) == [("new@example.org", True, True)]
    assert not made.has_usable_password()


def test_missing_name_is_filled_in(cast):
    know_person(email="new@example.org", by=cast.officer)
    assert know_person(email="new@example.org", name="New Lead", by=cast.officer).name == "New Lead"
    assert User.objects.get(email="new@example.org").name == "New Lead"


def test_person_made_at_the_same_moment_by_another_is_found(cast, monkeypatch):
    """The look finds nothing, the other one commits, our insert is refused."""
    known = know_person(email="new@example.org", name="New", by=cast.officer)
    monkeypatch.setattr(User.objects.none().__class__, "first", lambda self: None)
    assert know_person(email="new@example.org", name="New", by=cast.officer).pk == known.pk
    assert verbs() == ["person.added"]


def test_change_of_address_moves_codes_and_ends_sessions(cast):
    client = signed_in(cast.lead)
    assert client.get(reverse("home")).status_code == 200
    change_email(person=cast.lead, email="New.Address@example.org", by=cast.superuser)
    assert client.get(reverse("home")).status_code == 302
    assert list(EmailAddress.objects.filter(user=cast.lead).values_list("email", flat=True)) == ["new.address@example.org"]
    assert verbs() == ["person.email_changed"]


def test_change_of_address_is_told_to_both(cast):
    change_email(person=cast.lead, email="New.Address@example.org", by=cast.superuser)
    old, new = Message.objects.order_by("id")
    assert (old.to, new.to) == ("charity-lead@example.org", "new.address@example.org")
    assert old.subject == new.subject == "Compact portal: your e-mail address was changed"
    assert "If you did not ask for this, tell whoever runs the portal at once." in old.text
    assert "new.address" not in old.text
    assert "http://localhost:8000/accounts/login/code/" in new.text


def test_same_address_again_changes_nothing(cast):
    client = signed_in(cast.lead)
    change_email(person=cast.lead, email="CHARITY-LEAD@example.org", by=cast.superuser)
    assert client.get(reverse("home")).status_code == 200
    assert (verbs(), Message.objects.count()) == ([], 0)


def test_closed_account_is_signed_out(cast):
    client = signed_in(cast.lead)
    close_account(person=cast.lead, by=cast.superuser)
    assert client.get(reverse("home")).status_code == 302
    assert not UserSession.objects.filter(user=cast.lead).exists()
    assert verbs() == ["person.closed"]


@pytest.fixture
def admin(sign_in, cast):
    return sign_in(cast.superuser)


def test_admin_adds_a_person_by_address(admin, cast):
    page = admin.get(reverse("admin:accounts_user_add")).content.decode()
    assert 'name="email"' in page
    assert 'type="password"' not in page
    assert 'name="password"' not in page
    answer = admin.post(reverse("admin:accounts_user_add"), {"email": "New@Example.org", "name": "New Lead"})
    made = User.objects.get(email="new@example.org")
    assert answer.status_code == 302
    assert EmailAddress.objects.filter(user=made, verified=True, primary=True).exists()
    assert not made.has_usable_password()
    assert verbs() == ["person.added"]


def test_admin_refuses_an_address_that_is_known(admin, cast):
    before = User.objects.count()
    answer = admin.post(reverse("admin:accounts_user_add"), {"email": "CHARITY-LEAD@example.org", "name": "Again"})
    assert "is known already" in answer.content.decode()
    assert User.objects.count() == before


def change(admin, person, **fields):
    form = {"email": person.email, "name": person.name, "is_active": "on"} | fields
    return admin.post(reverse("admin:accounts_user_change", args=[person.pk]), {name: value for name, value in form.items() if value})


def test_admin_changes_address_name_and_access(admin, cast):
    page = admin.get(reverse("admin:accounts_user_change", args=[cast.lead.pk])).content.decode()
    assert "password" not in page.split('id="content"')[1].lower()
    assert change(admin, cast.lead, name="Lead of Bramble Lane").status_code == 302
    assert change(admin, cast.lead, name="Lead of Bramble Lane", email="bramble-lead@example.org").status_code == 302
    cast.lead.refresh_from_db()
    assert (cast.lead.name, cast.lead.email) == ("Lead of Bramble Lane", "bramble-lead@example.org")
    assert set(Message.objects.values_list("to", flat=True)) == {"charity-lead@example.org", "bramble-lead@example.org"}
    change(admin, cast.lead, is_active="")
    cast.lead.refresh_from_db()
    assert cast.lead.is_active is False
    assert verbs() == ["person.changed_by_hand", "person.email_changed", "person.closed"]


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_right_given_or_taken_is_recorded_by_its_name(admin, cast, right):
    for held in (True, False):
        change(admin, cast.lead, **{right: "on" if held else ""})
        cast.lead.refresh_from_db()
        assert getattr(cast.lead, right) is held
        event = Event.objects.latest("pk")
        assert (event.verb, event.actor, event.target_id) == ("person.changed_by_hand", cast.superuser, str(cast.lead.pk))
        assert event.detail == {"fields": [right]}
    assert len(verbs()) == 2


def test_account_that_is_opened_again_is_recorded(admin, cast):
    change(admin, cast.lead, is_active="")
    change(admin, cast.lead)
    cast.lead.refresh_from_db()
    assert cast.lead.is_active is True
    assert verbs() == ["person.closed", "person.reopened"]


def test_admin_can_sign_somebody_out_everywhere(admin, cast):
    device = signed_in(cast.lead)
    admin.post(reverse("admin:accounts_user_changelist"), {"action": "end_sessions", "_selected_action": [cast.lead.pk]})
    assert device.get(reverse("home")).status_code == 302
    event = Event.objects.get(verb="person.signed_out_everywhere")
    assert (event.actor, event.target_id) == (cast.superuser, str(cast.lead.pk))


def test_person_who_signs_out_everywhere_else_stays_signed_in_and_is_recorded(cast):
    here, there = signed_in(cast.lead), signed_in(cast.lead)
    here.post(reverse("usersessions_list"))
    assert (here.get(reverse("home")).status_code, there.get(reverse("home")).status_code) == (200, 302)
    event = Event.objects.get(verb="person.signed_out_elsewhere")
    assert (event.actor, event.target_id, event.detail) == (cast.lead, str(cast.lead.pk), {"sessions": 1})
    here.post(reverse("usersessions_list"))
    assert Event.objects.filter(verb="person.signed_out_elsewhere").count() == 1


def test_admin_offers_no_deletion_of_people_and_no_sign_in_secrets(admin, cast):
    assert admin.post(reverse("admin:accounts_user_delete", args=[cast.lead.pk]), {"post": "yes"}).status_code == 403
    index = admin.get(reverse("admin:index")).content.decode()
    for path in ("/admin/account/", "/admin/auth/", "/admin/mfa/", "/admin/socialaccount/", "/admin/usersessions/"):
        assert path not in index
        assert admin.get(path).status_code == 404


def test_admin_is_for_staff_alone(sign_in, cast):
    for person in (cast.officer, cast.lead, cast.stranger):
        assert sign_in(person).get(reverse("admin:index")).status_code == 302
