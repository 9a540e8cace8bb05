"""A document on the register becomes an achievement in one step, once, with its words and where it came from."""

import pytest

from actionplans.models import Plan, Target
from signatories.actions.records import add_reference, remove_reference
from tests.signatories.test_steering_pages import text

REGISTER = "/wealdshire/references/"


@pytest.fixture
def target(cast) -> Target:
    plan = Plan.objects.create(compact=cast.compact, period="2009", label="Plan 2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    return Target.objects.create(plan=plan, number=1, text="To know each other")


@pytest.fixture
def reference(cast):
    words = {"document": "Grants Policy", "kind": "policy", "strength": "operates", "website": "https://example.org/grants"}
    return add_reference(compact=cast.compact, organisation=cast.council, by=cast.officer, **words)


def test_reference_becomes_an_achievement_in_one_step(cast, target, reference, sign_in):
    client, page = sign_in(cast.officer), f"/wealdshire/plan/from-register/{reference.pk}/"
    assert f'href="{page}"' in text(client.get(REGISTER))
    sentence = "Wealdshire Council’s policy “Grants Policy” operates in accordance with the Compact."
    assert sentence in text(client.get(page))
    assert client.post(page, {"target": target.pk, "text": sentence})["Location"] == REGISTER
    made = target.achievements.get()
    assert (made.text, list(made.organisations.all()), made.evidence_link) == (sentence, [cast.council], "https://example.org/grants")
    assert (made.origin_kind, made.origin_key) == ("signatories.reference", str(reference.pk))
    assert made.origin_words == "the register of documents: “Grants Policy”, Wealdshire Council"
    again = text(client.post(page, {"target": target.pk, "text": sentence}))
    assert "An achievement was made from this already" in again and target.achievements.count() == 1


def test_only_an_officer_and_only_what_is_on_the_register(cast, target, reference, sign_in):
    page = f"/wealdshire/plan/from-register/{reference.pk}/"
    for who in (cast.lead, cast.vcs_member, cast.superuser):
        assert sign_in(who).get(page).status_code == 404
    assert "Make an achievement" not in text(sign_in(cast.lead).get(REGISTER))
    remove_reference(reference=reference, by=cast.officer)
    assert sign_in(cast.officer).get(page).status_code == 404
