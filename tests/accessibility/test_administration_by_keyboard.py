"""The administration by keyboard, and in a person's own colours: one page of each kind, with its frame."""

import pytest
from django.urls import reverse

from disputes.models import Signpost
from signatories.models import Seat

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def pages(cast) -> dict[str, str]:
    """One of each kind; the first has the frame alone, lists have tick boxes and filters, and a seat is chosen by typing and holds a table."""
    signpost = Signpost.objects.create(
        compact=cast.compact, kind="ombudsman", name="Ombudsman", helps_with="Complaints", telephone="0300", review_on="2030-01-01"
    )
    of_signpost, seat = [signpost.pk], [Seat.objects.first().pk]
    return {
        "index": reverse("admin:index"),
        "list": reverse("admin:disputes_signpost_changelist"),
        "form to add": reverse("admin:disputes_signpost_add"),
        "form to change": reverse("admin:signatories_seat_change", args=seat),
        "several to choose": reverse("admin:signatories_organisation_change", args=[cast.charity.pk]),
        "deletion": reverse("admin:disputes_signpost_delete", args=of_signpost),
        "history": reverse("admin:disputes_signpost_history", args=of_signpost),
        "password": reverse("admin:password_change"),
    }


def test_keyboard_reaches_everything_and_is_seen(pages, browse, screen):
    client, found = browse("superuser"), []
    for name, address in pages.items():
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, name
        screen.show(answer, address)
        found += [f"{name}: {line}" for line in screen.unreached("body" if name == "list" else "#content, main") + screen.faint()]
    assert not found, "\n".join(found)


def test_first_key_leads_past_the_frame(pages, browse, screen):
    address = pages["list"]
    screen.show(browse("superuser").get(address), address)
    screen.page.keyboard.press("Tab")
    assert screen.page.evaluate("document.activeElement.textContent") == "Skip to main content"
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.press("Tab")
    assert screen.page.evaluate("Boolean(document.activeElement.closest('#content'))")


def test_one_is_chosen_by_keyboard_alone(cast, pages, browse, screen):
    """What was found for the words that are typed comes beside the page: here it was asked for beforehand."""
    client, address, page = browse("superuser"), pages["form to change"], screen.page
    asked = {"app_label": "signatories", "model_name": "seat", "field_name": "organisation", "term": "oak"}
    found = client.get(reverse("admin:autocomplete"), asked)
    page.route("**/admin/autocomplete/**", lambda route: route.fulfill(status=200, body=found.content, content_type="application/json"))
    screen.show(client.get(address), address)
    page.focus("#id_organisation + .select2 .select2-selection")
    page.keyboard.press("Enter")
    page.keyboard.type("oak")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('Oak Hill')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('#id_organisation').value") == str(cast.other_charity.pk)
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.select2')")
    page.unroute("**/admin/autocomplete/**")
