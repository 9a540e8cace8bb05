"""The import in the browser: what was understood is shown first, and nothing is written before somebody says so."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actionplans.models import Action, Plan
from compact_portal.audit.models import Event
from tests.actionplans.samples import ACTION, actions_csv, xlsx_bytes

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/plans/import/"


def send(client, content: bytes, *, name="plan.csv", period="2008-04/2009-03", **more):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), "period": period, **more}, follow=True)


def text(response) -> str:
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


ROWS = [
    ACTION,
    [ACTION[0], "WC/Moon Society", "Write to all. It was sent on 3 May.", "April-June & Ongoing"],
    [ACTION[0], "", ".", "November 2008"],
]


@pytest.fixture
def officer(cast, sign_in):
    return sign_in(cast.officer)


def test_rows_are_shown_as_understood_and_nothing_is_written(officer):
    shown = text(send(officer, actions_csv(*ROWS)))
    for words in [
        "Is this what the file says?", "Nothing has been written. The entries would become a new draft, “Action plan April 2008 – March 2009”.",
        "Target 1 , action: Hold an open day. Owners: Wealdshire Council By when: 30 June 2008",
        "Progress, 3 May 2008: It was sent on 3 May.",
        "By when: 1 April 2008 to 30 June 2008 &amp; ongoing",
        "Left out Because it has no owner and no activity, only “November 2008”.",
        "“Moon Society” is not the name of an organisation kept here",
    ]:  # fmt: skip
        assert words in shown
    assert (Plan.objects.count(), Action.objects.count(), Event.objects.filter(verb="plan.imported").count()) == (0, 0, 0)


def test_confirmed_it_is_written_once(officer, cast):
    response = send(officer, actions_csv(*ROWS))
    write = f"{response.request['PATH_INFO']}write/"
    done = officer.post(write, follow=True)
    assert "plan.csv was imported. It is a draft until its adoption is recorded." in text(done)
    plan = Plan.objects.get()
    assert (plan.status, Action.objects.count()) == ("draft", 2)
    assert Event.objects.get(verb="plan.imported").actor == cast.officer
    assert officer.post(write).status_code == 404
    assert Plan.objects.count() == 1


def test_wrong_rows_are_named_among_the_others_and_there_is_no_button(officer):
    shown = text(send(officer, actions_csv(ACTION, [*ACTION[:2], "Meet.", "31 June 2008"], [*ACTION[:2], "", ""])))
    assert "This file cannot be imported yet" in shown
    assert "plan.csv, row 3, “By When”: there is no day 31/6/2008: correct it." in shown
    assert "Wrong Activity: there is an owner but no activity" in shown
    assert "Hold an open day. Owners: Wealdshire Council" in shown
    assert "Import these entries" not in shown


def test_wrong_rows_cannot_be_written_by_hand_either(officer):
    response = send(officer, actions_csv(ACTION, [*ACTION[:2], "Meet.", "31 June 2008"]))
    said = text(officer.post(f"{response.request['PATH_INFO']}write/", follow=True))
    assert "there is no day 31/6/2008" in said
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "plan.csv is a PDF, not a table"),
        (b"Who,What\nx,y\n", "there is no column"),
        (actions_csv([*ACTION[:2], "=1+1", ""]), "row 2, “Activity”: “=1+1” begins like a formula"),
    ],
)
def test_file_that_cannot_be_read(officer, content, sentence):
    shown = text(send(officer, content))
    assert "There is a problem This file cannot be read as a plan" in shown
    assert sentence in shown.replace("&#x27;", "'")


def test_form_says_what_is_missing(officer):
    shown = text(officer.post(ADDRESS, {"period": "next year"}))
    assert "Choose the file that holds the table" in shown
    assert "“next year” is not a period: write 2009 for a calendar year" in shown


def test_filled_plan_is_refused_unless_beside(officer):
    first = send(officer, actions_csv(ACTION))
    officer.post(f"{first.request['PATH_INFO']}write/")
    assert "has entries already" in text(send(officer, actions_csv(ACTION)))
    beside = send(officer, xlsx_bytes(["Target", "Owner", "Activity", "By When"], ACTION), name="plan.xlsx", beside="on")
    assert "The entries would become a new draft, “Action plan April 2008 – March 2009 (2)”" in text(beside)


def test_plan_filled_by_somebody_else_in_the_meantime(officer, cast):
    response = send(officer, actions_csv(ACTION))
    plan = Plan.objects.create(compact=cast.compact, label="Ours", period="2008-04-2009-03", starts_on="2008-04-01", ends_on="2009-03-31")
    plan.targets.create(number=1, text="To know each other")
    assert "“Ours” of Wealdshire Compact has entries already" in text(officer.get(response.request["PATH_INFO"], follow=True))
    assert "has entries already" in text(officer.post(f"{response.request['PATH_INFO']}write/", follow=True))
    assert not Action.objects.exists()


def test_another_officer_cannot_open_it(officer, cast, client):
    from signatories.models import Officer

    address = send(officer, actions_csv(ACTION)).request["PATH_INFO"]
    Officer.objects.create(compact=cast.compact, person=cast.stranger, sector="voluntary")
    client.force_login(cast.stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "This file is no longer here" in text(client.get(address, follow=True))
    assert client.post(f"{address}write/").status_code == 404


def test_file_that_was_kept_for_too_long(officer):
    from django.core.cache import caches

    address = send(officer, actions_csv(ACTION)).request["PATH_INFO"]
    caches["copies"].clear()
    assert "it was kept for an hour. Choose it again." in text(officer.get(address, follow=True))


def test_long_table_is_paged(officer):
    address = send(officer, actions_csv(*([*ACTION[:2], f"Activity {n}.", ""] for n in range(1, 251)))).request["PATH_INFO"]
    second = text(officer.get(address, {"page": 2}))
    assert "Activity 101." in second and "Activity 100." not in second and "Activity 201." not in second


@pytest.mark.parametrize("rows", [1, 60])
def test_check_page_takes_the_same_queries_for_more_rows(officer, django_assert_num_queries, rows):
    address = send(officer, actions_csv(*([*ACTION[:2], f"Activity {n}.", ""] for n in range(rows)))).request["PATH_INFO"]
    with django_assert_num_queries(7):
        assert officer.get(address).status_code == 200


def test_list_of_plans_leads_here_for_officers_alone(officer, cast, client):
    link = reverse("actionplans:import", args=["wealdshire"])
    assert link in officer.get("/wealdshire/plans/").content.decode()
    client.force_login(cast.vcs_member, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert link not in client.get("/wealdshire/plans/").content.decode()
