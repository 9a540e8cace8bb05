"""The keyboard alone, and a person's own colours, on pages of the main ways through the portal. The long proof does so on every address."""

import pytest

from tests.site import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
PAGES = {
    "anonymous": ["signatories:join", "search"],
    "lead": ["reviews:section", "reviews:log", "disputes:before", "about_me:about_me"],
    "officer": ["dashboard", "signatories:steering", "reviews:the_year", "reviews:agenda", "leaving:pack"],
    "superuser": ["host"],
}


def test_keyboard_reaches_everything_and_is_seen(cast, browse, screen):
    sweep.prepare(cast)
    found = []
    for name, routes in PAGES.items():
        client = browse(name)
        for route in routes:
            address = sweep.rules()[route].address(cast)
            answer = client.get(address)
            assert answer.status_code == 200, route
            screen.show(answer, address)
            found += [f"{route} as {name}: {line}" for line in screen.unreached() + screen.faint()]
    assert not found, "\n".join(found)
