"""The keyboard alone, and a person's own colours, on the pages of the main ways through the portal."""

import pytest

from tests.site import sweep

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
# Whose page, and its address. The first four are looked at in every run.
PAGES = [
    ("anonymous", "signatories:join"),
    ("lead", "reviews:section"),
    ("officer", "signatories:steering"),
    ("lead", "disputes:before"),
    ("anonymous", "front"),
    ("anonymous", "signatories:compact"),
    ("anonymous", "signatories:signatories"),
    ("anonymous", "signatories:which"),
    ("anonymous", "signatories:agreement"),
    ("lead", "home"),
    ("lead", "reviews:survey"),
    ("lead", "reviews:check"),
    ("lead", "signatories:own_refresh"),
    ("lead", "disputes:cases"),
    ("lead", "disputes:make_passphrase"),
    ("officer", "reviews:compose"),
    ("officer", "reviews:chasing"),
    ("officer", "actionplans:plan"),
    ("officer", "actionplans:write"),
    ("officer", "signatories:signatures"),
    ("officer", "signatories:import_file"),
    ("officer", "signatories:write_draft"),
    ("officer", "reviews:papers"),
    ("officer", "mailing:mail"),
    ("officer", "mailing:words"),
    ("officer", "mailing:held_round"),
    ("officer", "mailing:throw_round_away"),
    ("officer", "mailing:unreachable"),
    ("officer", "reviews:send_log_links"),
    ("vcs_member", "reviews:moderation"),
    ("champion", "home"),
]
ALWAYS = 4


@pytest.fixture
def site(cast):
    sweep.prepare(cast)
    return cast


def pages():
    known = [pytest.param(*page, id=f"{page[0]}-{page[1]}") for page in PAGES[:ALWAYS]]
    return known + [pytest.param(*page, id=f"{page[0]}-{page[1]}", marks=pytest.mark.prove) for page in PAGES[ALWAYS:]]


@pytest.mark.parametrize(("name", "route"), pages())
def test_keyboard_reaches_everything_and_is_seen(name, route, site, browse, screen):
    address = sweep.rules()[route].address(site)
    answer = browse(name).get(address, follow=True)
    assert answer.status_code == 200, route
    screen.show(answer, address)
    assert screen.unreached() + screen.faint() == []
