"""What linked agreements say on one subject, side by side."""

import pytest
from django.urls import reverse

from signatories.models import Compact, CompactLink, Edition, Undertaking
from tests.signatories.texts import a_text


def page(response) -> str:
    return " ".join(response.content.decode().split())


def agreement(cast, slug, **words) -> Compact:
    compact = Compact.objects.create(slug=slug, name=f"{slug.title()} Accord", area=cast.area, level="district", controller="C", words=words)
    edition = a_text(compact, f"Text of {slug}")
    Undertaking.objects.filter(edition=edition, number=2).update(text=f"Consult as {slug} does.")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    return compact


@pytest.fixture
def linked(cast):
    """The first is linked with the second, and the third with the first; the fourth stands alone."""
    first, second, third, _ = [agreement(cast, slug, statutory="public bodies") for slug in ("first", "second", "third", "fourth")]
    CompactLink.objects.create(compact=first, other=second, kind="refers_up")
    CompactLink.objects.create(compact=third, other=first, kind="refers_up")
    return first


def test_linked_agreements_stand_side_by_side(linked, client):
    shown = page(client.get(reverse("signatories:wording", args=["first"]) + "?subject=consultation"))
    assert all(f"Consult as {slug} does. (unless it is urgent)" in shown for slug in ("first", "second", "third"))
    assert "Consult as fourth does." not in shown and "Govern well." not in shown
    assert "Undertaking 2; binds the public bodies" in shown
    assert shown.index("Consult as first") < shown.index("Consult as second") < shown.index("Consult as third")


def test_subject_of_a_code_brings_its_commitments(linked, client):
    shown = page(client.get(reverse("signatories:wording", args=["first"]) + "?subject=funding"))
    assert shown.count("Pay in advance. (within 4 weeks)") == 3 and "Funding, 1; binds the public bodies" in shown


def test_words_are_found_in_every_kind_of_passage(linked, client):
    def found(words):
        return page(client.get(reverse("signatories:wording", args=["second"]), {"words": words}))

    assert "Respect each other." in found("OTHER respect") and "Principle 1" in found("respect")
    assert "Pay in advance." in found("4 weeks") and "Consult as second" in found("urgent")
    assert found("zebra").count("It says nothing on this.") == 2


def test_drafts_stay_out(cast, linked, client):
    a_text(linked, "Draftcanary")
    Undertaking.objects.filter(edition__label="Draftcanary").update(text="Draftcanary")
    assert "Draftcanary" not in page(client.get(reverse("signatories:wording", args=["first"]), {"words": "Draftcanary"})).replace(
        'value="Draftcanary"', ""
    ).replace('<h2 class="govuk-heading-l">Draftcanary</h2>', "")


def test_agreement_that_stands_alone_says_so(linked, client):
    assert "No other agreement that is kept here is linked with this one yet" in page(client.get(reverse("signatories:wording", args=["fourth"])))


def test_wording_costs_the_same_for_more_agreements(cast, linked, client, django_assert_num_queries):
    address = reverse("signatories:wording", args=["first"]) + "?subject=funding"
    client.get(address)
    with django_assert_num_queries(7) as few:
        client.get(address)
    for number in range(4):
        CompactLink.objects.create(compact=agreement(cast, f"more{number}"), other=linked, kind="refers_up")
    with django_assert_num_queries(len(few)):
        assert "More3 Accord" in page(client.get(address))
