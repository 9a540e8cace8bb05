"""People are consulted on a draft, with launch days, and answered."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actionplans.actions.consulting import answer_comment, comment, save_consultation
from actionplans.models import Plan, PlanComment, PlanConsultation
from tests.actionplans.test_plan_pages import make_plan

pytestmark = pytest.mark.django_db
PAGE = reverse("actionplans:consultation", args=["wealdshire", "2009"])
DAYS = reverse("actionplans:consult", args=["wealdshire", "2009"])
OPENS, CLOSES = datetime.date(2008, 9, 1), datetime.date(2008, 11, 30)
DURING = datetime.date(2008, 10, 1)


@pytest.fixture(autouse=True)
def on(monkeypatch):
    for where in ("views.consulting", "views.plans", "actions.consulting", "models.plan"):
        monkeypatch.setattr(f"actionplans.{where}.today", lambda: DURING)


@pytest.fixture
def draft(cast):
    return make_plan(cast, status="draft", actions=1)


def consult(plan, by, **words) -> PlanConsultation:
    known = {"opens_on": OPENS, "closes_on": CLOSES, "final_on": None, "briefing": "", "briefing_link": "", "why_short": "", "launch_days": []}
    return save_consultation(plan=plan, by=by, **known | words)


def boxes(name: str, day: datetime.date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_officer_sets_days_and_everybody_can_read_the_draft(cast, draft, sign_in, client):
    assert client.get(draft.get_absolute_url()).status_code == 404
    data = boxes("opens_on", OPENS) | boxes("closes_on", CLOSES) | boxes("final_on", datetime.date(2008, 12, 15))
    data |= {"launch_days": "4 September 2008: Town hall, 2 pm\n11 September 2008: Village hall", "briefing": "Please read it.", "why_short": ""}
    sign_in(cast.officer).post(DAYS, data)
    client.logout()
    shown = client.get(PAGE).content.decode()
    assert "From 1 September 2008 to 30 November 2008 (91 days); the final draft is planned for 15 December 2008. It is open." in shown
    assert "Thursday 4 September 2008: Town hall, 2 pm" in shown and "Please read it." in shown and "Sign in to comment" in shown
    plan = client.get(draft.get_absolute_url()).content.decode()
    assert "This is a draft." in plan and "People are consulted on it." in plan


def test_before_its_first_day_nobody_else_sees_the_draft(cast, draft, client):
    consult(draft, cast.officer, opens_on=DURING + datetime.timedelta(days=1), closes_on=datetime.date(2009, 3, 1))
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(PAGE).status_code == 404


def test_comments_are_kept_and_answered(cast, draft, sign_in, client):
    consult(draft, cast.officer)
    assert client.post(PAGE + "comment/", {"text": "Good."}).url.startswith("/accounts/login/")
    sign_in(cast.stranger).post(PAGE + "comment/", {"text": "More halls, please.", "target": draft.targets.get().pk})
    said = PlanComment.objects.get()
    assert (said.written_by, said.target.number) == (cast.stranger, 1)
    answer = reverse("actionplans:answer", args=["wealdshire", "2009", said.pk])
    assert answer in sign_in(cast.officer).get(PAGE).content.decode()
    client.post(answer, {"answer": "We have asked for two."})
    assert "Stranger" in sign_in(cast.vcs_member).get(PAGE).content.decode()
    client.logout()
    shown = client.get(PAGE).content.decode()
    assert "More halls, please." in shown and "We have asked for two." in shown
    assert "Stranger" not in shown


@pytest.mark.parametrize("change", ["closed", "adopted"])
def test_outside_its_days_it_takes_no_comment(cast, draft, sign_in, change):
    consultation = consult(draft, cast.officer)
    if change == "closed":
        PlanConsultation.objects.update(closes_on="2008-09-30")
    else:
        Plan.objects.update(status="adopted")
    shown = sign_in(cast.stranger).post(PAGE + "comment/", {"text": "Good."}, follow=True).content.decode()
    assert "This consultation is not open, so it takes no comments." in shown
    consultation.refresh_from_db()
    with pytest.raises(ValidationError, match="not open"):
        comment(consultation=PlanConsultation.objects.get(), target=None, text="x", by=cast.stranger, on=DURING)
    assert not PlanComment.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"closes_on": OPENS - datetime.timedelta(days=1)}, "closes before it opens"),
        ({"closes_on": datetime.date(2008, 11, 15)}, "76 days are fewer than the 84 that people are promised"),
        ({"final_on": DURING}, "cannot be ready before the consultation closes"),
    ],
)
def test_days_that_cannot_be(cast, draft, words, sentence):
    with pytest.raises(ValidationError, match=sentence):
        consult(draft, cast.officer, **words)
    assert not PlanConsultation.objects.exists()


def test_a_short_one_says_why(cast, draft, client):
    consult(draft, cast.officer, closes_on=datetime.date(2008, 11, 15), why_short="The law changes in December.")
    assert "It is shorter than the 84 days that people are promised: The law changes in December." in client.get(PAGE).content.decode()


def test_launch_days_without_a_day_are_refused(cast, draft, sign_in):
    data = boxes("opens_on", OPENS) | boxes("closes_on", CLOSES)
    for line, words in [("Town hall", "“Town hall”: write the day, a colon, and what happens"), ("soon: Town hall", "“soon” is no day")]:
        assert words in sign_in(cast.officer).post(DAYS, data | {"launch_days": line}).content.decode()


@pytest.mark.parametrize("who", ["vcs_member", "stranger", "superuser"])
def test_only_officers_set_days_and_answer(cast, draft, who):
    with pytest.raises(PermissionDenied):
        consult(draft, getattr(cast, who))
    consultation = consult(draft, cast.officer)
    said = comment(consultation=consultation, target=None, text="x", by=cast.stranger, on=DURING)
    with pytest.raises(PermissionDenied):
        answer_comment(comment=said, answer="x", by=getattr(cast, who))


@pytest.mark.parametrize("comments", [1, 5])
def test_page_takes_the_same_queries_for_more_rows(cast, draft, client, django_assert_num_queries, comments):
    consultation = consult(draft, cast.officer)
    for _ in range(comments):
        comment(consultation=consultation, target=draft.targets.get(), text="x", by=cast.stranger, on=DURING)
    with django_assert_num_queries(3):
        client.get(PAGE)
