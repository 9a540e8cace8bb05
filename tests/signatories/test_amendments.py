"""Proposed changes: who agreed, where they were made, why they were dropped."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import amendments as actions
from signatories.models import Amendment, AmendmentAgreement
from tests.signatories.texts import DAY


def page(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def amendment(cast):
    return actions.propose(
        compact=cast.compact, text="Leave out closed bodies.", reason="They are gone.", proposed_by_name="The Alliance", by=cast.officer
    )


def test_proposal_is_agreed_and_made(cast, amendment):
    actions.agree(amendment=amendment, body="Infrastructure Group", agreed_when="2008/9", by=cast.officer)
    actions.agree(amendment=amendment, body="Health Trust", agreed_on=today(), by=cast.officer)
    actions.make_in(amendment=amendment, edition=cast.edition, by=cast.officer)
    amendment.refresh_from_db()
    assert (amendment.status, amendment.edition) == ("done", cast.edition)
    assert list(amendment.agreements.values_list("body", "agreed_on", "agreed_when")) == [
        ("Infrastructure Group", None, "2008/9"),
        ("Health Trust", today(), ""),
    ]
    verbs = Event.objects.about(amendment).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["amendment.proposed", "amendment.agreed", "amendment.agreed", "amendment.done"]


def test_what_is_not_possible_is_refused(cast, amendment, elsewhere):
    by = cast.officer
    with pytest.raises(ValidationError, match="Nobody has agreed"):
        actions.make_in(amendment=amendment, edition=cast.edition, by=by)
    with pytest.raises(ValidationError, match="a day to come"):
        actions.agree(amendment=amendment, body="X", agreed_on=today() + DAY, by=by)
    with pytest.raises(ValidationError, match="Enter the day, or say when it was"):
        actions.agree(amendment=amendment, body="X", by=by)
    with pytest.raises(ValidationError, match="Say why"):
        actions.drop(amendment=amendment, because="", by=by)
    actions.agree(amendment=amendment, body="Health Trust", agreed_on=today(), by=by)
    with pytest.raises(ValidationError, match="on the list already"), transaction.atomic():
        actions.agree(amendment=amendment, body="health trust", agreed_on=today(), by=by)
    with pytest.raises(ValidationError, match="belongs to another agreement"):
        actions.make_in(amendment=amendment, edition=elsewhere.edition, by=by)
    actions.drop(amendment=amendment, because="The board said no.", by=by)
    for deed in (
        lambda: actions.agree(amendment=amendment, body="Y", agreed_on=today(), by=by),
        lambda: actions.drop(amendment=amendment, because="Again.", by=by),
        lambda: actions.make_in(amendment=amendment, edition=cast.edition, by=by),
    ):
        with pytest.raises(ValidationError, match="has been settled"):
            deed()


@pytest.mark.parametrize("who", ["vcs_member", "superuser", "lead"])
def test_only_an_officer_keeps_the_list(cast, amendment, who):
    by = getattr(cast, who)
    for deed in (
        lambda: actions.propose(compact=cast.compact, text="T", by=by),
        lambda: actions.agree(amendment=amendment, body="Y", agreed_on=today(), by=by),
        lambda: actions.drop(amendment=amendment, because="No.", by=by),
        lambda: actions.make_in(amendment=amendment, edition=cast.edition, by=by),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert Amendment.objects.get().status == "proposed" and not AmendmentAgreement.objects.exists()


def test_officer_keeps_the_list_on_its_pages(cast, sign_in):
    client = sign_in(cast.officer)

    def post(name, *args, **words):
        return page(client.post(reverse(f"signatories:{name}", args=["wealdshire", *args]), words, follow=True))

    assert "Enter what should change" in post("propose", reason="Because.")
    post("propose", text="Say <b>how long</b>.", proposed_by_name="O’Brien &amp; Sons")
    pk = Amendment.objects.get().pk
    assert "Enter the day, or say when it was" in post("agree", pk, body="Trustees")
    assert "Trustees agreed, Spring" in post("agree", pk, body="Trustees", agreed_when="Spring")
    shown = post("make_in", pk, edition=cast.edition.pk)
    assert "Say &lt;b&gt;how long&lt;/b&gt;." in shown and "In the text" in shown and "in “Edition of 2005”" in shown
    assert "Drop it" not in shown
    seen = page(sign_in(cast.vcs_member).get(reverse("signatories:amendments", args=["wealdshire"])))
    assert "Trustees agreed, Spring" in seen and "Add a proposal" not in seen


def test_list_costs_the_same_for_many(cast, sign_in, amendment, django_assert_num_queries):
    client, address = sign_in(cast.officer), reverse("signatories:amendments", args=["wealdshire"])
    client.get(address)
    with django_assert_num_queries(7) as few:
        client.get(address)
    for number in range(10):
        more = actions.propose(compact=cast.compact, text=f"Change {number}", by=cast.officer)
        actions.agree(amendment=more, body="B", agreed_on=today(), by=cast.officer)
    with django_assert_num_queries(len(few)):
        assert "Change 9" in page(client.get(address))
