"""A partnership takes a checklist in a meeting: three people at one screen, then a second person who saves at the same time."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from reviews.checklists.actions import designing
from reviews.checklists.sheets import frozen_parts
from reviews.checklists.starting import load_scales
from reviews.models import Assessment, ChecklistItem, Gap
from signatories.models import GroupMembership, Organisation
from tests.browser.conftest import WATCH, follow

pytestmark = pytest.mark.browser
ITEMS = ["Write down purpose and members.", "Send papers early enough.", "Give all members the same standing."]


@pytest.fixture
def meeting(cast):
    frozen_parts.cache_clear()
    scale = load_scales(compact=cast.compact, by=cast.officer)[0]
    checklist = designing.create_checklist(compact=cast.compact, title="Partnerships", scale=scale, code=cast.codes[0], by=cast.officer)
    for number, text in enumerate(ITEMS, 1):
        ChecklistItem.objects.create(checklist=checklist, number=number, key=f"pa{number}", binds="both", text=text)
    group = Organisation.objects.create(name="Weald Wellbeing Partnership", sector="cross", kind="partnership")
    for member in (cast.charity, cast.council, cast.police):
        GroupMembership.objects.create(group=group, member=member)
    return designing.put_in_use(checklist=checklist, by=cast.officer)


@pytest.fixture
def second(chromium, live_server, cast, settings):
    """The council's lead in a browser of their own."""
    context = chromium.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 320, "height": 800})
    context.set_default_timeout(60_000)
    context.add_init_script(WATCH)
    client = Client()  # one of its own: the first person's sign-in would end this one's session
    client.force_login(cast.council_lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def choose(page, item: str, answer: str) -> None:
    page.get_by_role("group", name=item).get_by_label(answer, exact=True).check()


def test_joint_meeting_and_a_second_person_at_the_same_time(meeting, second, page, cast, enter, sound):
    enter(cast.lead)
    page.goto("/wealdshire/checklists/")
    sound(page)
    follow(page.get_by_role("link", name="Partnerships"))
    follow(page.get_by_role("button", name="Take this checklist"))
    page.get_by_label("Who takes it?").select_option(label="Weald Wellbeing Partnership")
    sound(page)
    follow(page.get_by_role("button", name="Begin"))
    sound(page)
    opened = page.url
    second.goto(opened)
    # Three people at the first screen agree on two items
    choose(page, ITEMS[0], "Already do")
    choose(page, ITEMS[1], "Could do better")
    page.get_by_label("Comment of the public sector on item 2").fill("Papers came late twice")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    # The second person, on a phone, answers one of them otherwise and one more
    choose(second, ITEMS[1], "Already do")
    choose(second, ITEMS[2], "Already do")
    expect(second.get_by_role("status").filter(has_text="Somebody else changed this too")).to_be_visible()
    follow(second.get_by_role("button", name="Save and go on"))
    expect(second.get_by_role("heading", name="Somebody else changed the same answers")).to_be_visible()
    expect(second.get_by_text("What Charity Lead saved")).to_be_visible()
    sound(second)
    second.get_by_label("What Charity Lead saved").check()
    follow(second.get_by_role("button", name="Save and go on"))
    # Back at the first screen both people's answers are there
    follow(page.get_by_role("button", name="Save and look at the result"))
    expect(page.get_by_text("83 per cent of the points")).to_be_visible()
    sound(page)
    page.get_by_label("How many people took part?").fill("4")
    follow(page.get_by_role("button", name="Send and lock"))
    sound(page)
    follow(page.get_by_role("link", name=f"2. {ITEMS[1]}"))
    page.get_by_label("We do something about it").check()
    page.get_by_label("What is to be done?").fill("Send papers five days ahead")
    page.get_by_label("Who does it?").fill("Wealdshire Council")
    for part, value in (("Day", "1"), ("Month", "9"), ("Year", "2030")):
        page.get_by_label(part).fill(value)
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Every item has its action or its reason")).to_be_visible()
    follow(page.get_by_role("link", name="Result"))
    expect(page.get_by_text("Papers came late twice")).to_be_visible()
    sound(page)
    assert (Assessment.objects.get().score, Gap.objects.get().owner) == (83, "Wealdshire Council")
