"""The panel's own procedure: nobody can ask for the panel before it was consulted on, endorsed and brought into force (A15.2/15)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compact_portal.days import today
from disputes.actions import panel_document as actions
from disputes.models import PanelDocument

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/disagreements/panel/"
DAY = datetime.timedelta(days=1)
OVER = {"opens_on": today() - 30 * DAY, "closes_on": today() - 2 * DAY, "consulted_with": "all signatories"}


@pytest.fixture
def draft(cast):
    type(cast.compact).objects.update(disputes="panel")
    cast.compact.refresh_from_db()
    return actions.write_document(compact=cast.compact, text="Both sides are heard.\n\nNobody has a casting vote.", by=cast.officer)


def test_whole_way(cast, draft, client):
    draft = actions.consult(document=draft, by=cast.officer, **OVER)
    draft = actions.change_text(document=draft, text="Both sides are heard twice.", by=cast.officer)
    draft = actions.endorse(document=draft, endorsed_by_body="Stronger Partnership", endorsed_on=today() - DAY, minute="item 4", by=cast.officer)
    assert "is not set up yet" in client.get("/wealdshire/disagreements/").content.decode()
    draft = actions.bring_into_force(document=draft, by=cast.officer)
    page = client.get(ADDRESS).content.decode()
    assert "endorsed by Stronger Partnership" in page
    assert "item 4" in page
    assert "heard twice" in page
    assert "is not set up yet" not in client.get("/wealdshire/disagreements/").content.decode()


def test_next_version_replaces_the_one_before(cast, draft):
    def through(document):
        actions.consult(document=document, by=cast.officer, **OVER)
        actions.endorse(document=document, endorsed_by_body="Board", endorsed_on=today(), by=cast.officer)
        return actions.bring_into_force(document=document, by=cast.officer)

    through(draft)
    through(actions.write_document(compact=cast.compact, text="New.", by=cast.officer))
    assert list(PanelDocument.objects.values_list("version", "status")) == [(2, "in_force"), (1, "superseded")]


def test_draft_is_for_those_who_steer(cast, draft, client, sign_in):
    assert "casting vote" not in client.get(ADDRESS).content.decode()
    assert "casting vote" in sign_in(cast.vcs_member).get(ADDRESS).content.decode()


@pytest.mark.parametrize("state", ["draft", "consulted", "open", "endorsed", "in_force"])
def test_no_step_is_taken_out_of_turn(cast, draft, state):
    """Every verb in every state: each is allowed in one alone (the text may also be mended after the comments)."""
    by = cast.officer
    deeds = {
        "change": lambda: actions.change_text(document=draft, text="x", by=by),
        "consult": lambda: actions.consult(document=draft, by=by, **OVER),
        "endorse": lambda: actions.endorse(document=draft, endorsed_by_body="B", endorsed_on=today(), by=by),
        "force": lambda: actions.bring_into_force(document=draft, by=by),
    }
    if state == "open":
        actions.consult(document=draft, by=by, opens_on=today(), closes_on=today() + 20 * DAY, consulted_with="all")
    way = {"draft": [], "consulted": ["consult"], "open": [], "endorsed": ["consult", "endorse"], "in_force": ["consult", "endorse", "force"]}
    for name in way[state]:
        deeds[name]()
    allowed = {"draft": {"change", "consult"}, "consulted": {"change", "endorse"}, "open": set(), "endorsed": {"force"}, "in_force": set()}[state]
    for name, deed in deeds.items():
        with transaction.atomic():
            if name in allowed:
                deed()
            else:
                with pytest.raises(ValidationError):
                    deed()
            transaction.set_rollback(True)


@pytest.mark.parametrize(("on", "said"), [(today() + DAY, "not come yet"), (today() - 10 * DAY, "after that")])
def test_day_of_the_decision_is_possible(cast, draft, on, said):
    actions.consult(document=draft, by=cast.officer, **OVER)
    with pytest.raises(ValidationError, match=said):
        actions.endorse(document=draft, endorsed_by_body="Board", endorsed_on=on, by=cast.officer)


def test_database_refuses_one_in_force_that_nobody_endorsed(cast, draft):
    with pytest.raises(IntegrityError, match="paneldocument_"), transaction.atomic():
        PanelDocument.objects.filter(pk=draft.pk).update(status="in_force")


def test_second_version_under_way_is_refused(cast, draft):
    with pytest.raises(ValidationError, match="under way already"):
        actions.write_document(compact=cast.compact, text="x", by=cast.officer)


def test_only_an_officer(cast, draft):
    for person in (cast.statutory_member, cast.superuser, cast.lead):
        with pytest.raises(PermissionDenied):
            actions.consult(document=draft, by=person, **OVER)


def test_officer_walks_it_on_the_pages(cast, sign_in):
    client = sign_in(cast.officer)
    client.post(ADDRESS + "write/", {"text": "First words."})
    pk = PanelDocument.objects.get().pk
    client.post(f"{ADDRESS}{pk}/", {"text": "Better words."})
    days = {"opens_on-day": 1, "opens_on-month": 1, "opens_on-year": 2026, "closes_on-day": 1, "closes_on-month": 3, "closes_on-year": 2026}
    back = client.post(f"{ADDRESS}{pk}/consult/", {"consulted_with": "all", **days, "closes_on-year": 2025}).content.decode()
    assert "ends after it begins" in back
    client.post(f"{ADDRESS}{pk}/consult/", {"consulted_with": "all", **days})
    client.post(f"{ADDRESS}{pk}/endorse/", {"endorsed_by_body": "Board", "endorsed_on-day": 2, "endorsed_on-month": 3, "endorsed_on-year": 2026})
    client.post(f"{ADDRESS}{pk}/in-force/")
    found = PanelDocument.objects.get()
    assert (found.status, found.text, found.in_force_from) == ("in_force", "Better words.", today())
