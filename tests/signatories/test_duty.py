"""Promises of the agreement beside the aims of the equality duty."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from signatories.actions import duty as actions
from signatories.editions import publish_edition
from signatories.models import Code, Commitment, DutyTie, Edition
from tests.signatories.test_agreement_text import publish
from tests.signatories.texts import a_text


@pytest.fixture
def text(cast):
    return publish(cast, a_text(cast.compact))


@pytest.fixture
def promise(text):
    return Commitment.objects.get(code__edition=text)


def test_officer_lays_a_promise_beside_the_duty_and_everybody_reads_it(cast, promise, sign_in, client):
    page = reverse("signatories:equality_duty", args=["wealdshire"])
    assert "No promise has been laid" in client.get(page).content.decode()
    officer = sign_in(cast.officer)
    words = {"promise": f"commitment-{promise.pk}", "aim": "advance", "how": "Howbird"}
    officer.post(reverse("signatories:tie_to_duty", args=["wealdshire"]), words)
    refused = officer.post(reverse("signatories:tie_to_duty", args=["wealdshire"]), words).content.decode()
    assert "stands beside that aim already" in refused
    client.logout()
    public = client.get(page).content.decode()
    assert promise.text in public and "Howbird" in public and "To advance equality of opportunity" in public
    officer = sign_in(cast.officer)
    officer.post(reverse("signatories:untie_from_duty", args=["wealdshire", DutyTie.objects.get().pk]))
    assert not DutyTie.objects.exists()


def test_only_officers_and_only_promises_of_this_text(cast, text, promise):
    with pytest.raises(PermissionDenied):
        actions.tie(edition=text, promise=promise, aim="foster", by=cast.statutory_member)
    other = Edition.objects.create(compact=cast.compact, label="Other")
    with pytest.raises(ValidationError, match="another text"):
        actions.tie(edition=other, promise=promise, aim="foster", by=cast.officer)


def test_a_new_text_takes_over_what_stayed_the_same(cast, text, promise):
    actions.tie(edition=text, promise=promise, aim="foster", how="As before", by=cast.officer)
    new = Edition.objects.create(compact=cast.compact, label="Next")
    code = Code.objects.create(edition=new, number=1, title="One")
    same = Commitment.objects.create(code=code, number=1, text=promise.text, binds="both")
    Commitment.objects.create(code=code, number=2, text="New words", binds="both")
    publish_edition(edition=new, by=cast.officer, at=timezone.now())
    assert actions.carry(edition=new, by=cast.officer) == 1
    assert actions.carry(edition=new, by=cast.officer) == 0
    carried = new.duty_ties.get()
    assert (carried.commitment, carried.aim, carried.how) == (same, "foster", "As before")
