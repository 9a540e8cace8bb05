"""The rules that PostgreSQL holds whatever the code does."""

import pghistory
import pytest
from django.db import Error, connection, transaction

from compact_portal.accounts.models import User

pytestmark = pytest.mark.django_db


def refused(sql: str) -> str:
    with pytest.raises(Error) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(caught.value)


def test_tests_run_as_the_running_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("portal_app", False, False)


@pytest.mark.parametrize(
    "verb", ["UPDATE accounts_userhistoryevent SET name = 'x'", "DELETE FROM accounts_userhistoryevent", "TRUNCATE accounts_userhistoryevent"]
)
def test_history_refuses_change(verb):
    User.objects.create_user("a@example.org", name="A")
    assert "permission denied" in refused(verb)


def test_running_role_cannot_switch_triggers_off():
    user = User.objects.create_user("a@example.org", name="A")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{pgtrigger_changed_update_a1b2c}', true)")
    with pghistory.context(user=7):
        User.objects.filter(pk=user.pk).update(name="B")
    assert list(user.history.order_by("pgh_id").values_list("pgh_label", "name")) == [("added", "A"), ("changed", "B")]


def test_running_role_cannot_create_tables():
    assert "permission denied" in refused("CREATE TABLE mine (id int)")


def test_running_role_cannot_shadow_history_with_a_table_of_its_own():
    assert "permission denied" in refused("CREATE TEMP TABLE accounts_userhistoryevent (id int)")


def test_running_role_cannot_forge_history():
    User.objects.create_user("a@example.org", name="A")
    forged = "INSERT INTO accounts_userhistoryevent SELECT * FROM accounts_userhistoryevent"
    assert "permission denied" in refused(forged)
