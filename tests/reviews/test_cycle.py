"""The dates of a review: proposed, in order, moved with their reasons; and a survey that moves by itself on them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compact_portal.audit.models import Event
from compact_portal.messaging.models import Message
from reviews.actions.answering import save_section, submit_response
from reviews.actions.changing_invitations import give_extra_time
from reviews.actions.dates import set_dates, set_nudges
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_on_its_date, close_survey, make_ready, open_on_its_date, take_back_ready
from reviews.designing import create_survey
from reviews.due import do_due
from reviews.models import DateChange, Invitation, Review
from reviews.rhythm import dates_from, disorder
from tests.reviews.conftest import AFTER, CLOSES, DURING, OPENS, at

pytestmark = pytest.mark.django_db
DATES = "/wealdshire/reviews/2009/dates/"
LONDON = ZoneInfo("Europe/London")
DAY = datetime.timedelta(days=1)
D = datetime.date


def boxes(name: str, day: datetime.date | None) -> dict:
    return {f"{name}-{part}": getattr(day, part, "") for part in ("day", "month", "year")}


def form(**days) -> dict:
    return {name: value for field, day in days.items() for name, value in boxes(field, day).items()}


def test_summer_template_gives_the_five_dates_of_2008():
    dates = dates_from("summer", D(2008, 11, 3))
    assert [dates[name] for name in ("opens_on", "closes_on", "interim_on", "report_due_on", "board_on")] == [
        D(2008, 6, 26), D(2008, 9, 11), D(2008, 9, 18), D(2008, 9, 25), D(2008, 11, 27),
    ]  # fmt: skip
    assert disorder(dates, "summer") is None


def test_templates_give_the_survey_of_2009_and_the_example_of_2026():
    autumn = dates_from("autumn", D(2009, 11, 2))
    assert (autumn["opens_on"], autumn["closes_on"], autumn["board_on"]) == (D(2009, 8, 10), D(2009, 10, 26), D(2010, 1, 21))
    assert disorder(autumn, "autumn") is None
    summer = dates_from("summer", D(2026, 11, 2))
    assert list(summer.values()) == [D(2026, 6, 25), D(2026, 9, 10), D(2026, 9, 17), D(2026, 9, 24), D(2026, 11, 2), D(2026, 11, 26)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("started_on", "opens_on"), ("opens_on", "due_on"), ("due_on", "closes_on"), ("closes_on", "interim_on"), ("closes_on", "report_due_on"),
     ("report_due_on", "week_on"), ("week_on", "board_on"), ("interim_on", "board_on"), ("report_due_on", "board_on"), ("opens_on", "closes_on")],
)  # fmt: skip
def test_dates_out_of_order_are_told_in_words(earlier, later):
    names = ("started_on", "opens_on", "due_on", "closes_on", "interim_on", "report_due_on", "week_on", "board_on")
    dates = dict.fromkeys(names)
    dates |= {earlier: D(2010, 5, 2), later: D(2010, 5, 1)}
    wrong, sentence = disorder(dates, "summer")
    assert wrong == later and "cannot come before" in sentence and "2 May 2010" in sentence
    dates[later] = D(2010, 5, 2)
    assert disorder(dates, "summer") is None


def test_review_of_a_rhythm_gets_its_dates_and_proposes_those_of_its_survey(cast, sign_in):
    client = sign_in(cast.officer)
    typed = {"year": 2031, "label": "2031", "rhythm": "summer"}
    assert "Enter a Monday" in client.post("/wealdshire/reviews/new/", typed | form(week_on=D(2031, 11, 4))).content.decode()
    client.post("/wealdshire/reviews/new/", typed | form(week_on=D(2031, 11, 3)))
    review = Review.objects.get(year=2031)
    assert (review.interim_on, review.report_due_on, review.board_on) == (D(2031, 9, 18), D(2031, 9, 25), D(2031, 11, 27))
    assert review.facts.count() == 8
    page = client.get("/wealdshire/survey/2031/prepare/").content.decode()
    assert 'value="19"' in page and 'value="11"' in page


def test_dates_are_proposed_on_their_page_and_nothing_is_saved(cast, draft_survey, sign_in):
    client = sign_in(cast.officer)
    page = client.get(DATES, {"rhythm": "summer"} | form(week=D(2009, 11, 2))).content.decode()
    assert "Nothing is saved until you save them" in page and 'value="18"' in page  # 18 June: the twelve weeks that the agreement asks for
    assert "Enter a Monday" in client.get(DATES, {"rhythm": "summer"} | form(week=D(2009, 11, 3))).content.decode()
    draft_survey.refresh_from_db()
    assert draft_survey.opens_on == OPENS


def test_moved_date_keeps_its_old_value_and_reason(cast, draft_survey, sign_in):
    later = D(2040, 5, 1)
    client = sign_in(cast.officer)
    typed = form(opens_on=later, closes_on=later + 90 * DAY, board_on=later + 200 * DAY)
    assert "Say why a date is moved" in client.post(DATES, typed | {"nudges": "14"}).content.decode()
    page = client.post(DATES, typed | {"nudges": "14, 3", "reason": "CANARY-ELECTION"}, follow=True).content.decode()
    assert "CANARY-ELECTION" in page and "10 Aug 2009" in page and "1 May 2040" in page
    moved = {change.date: (change.before, change.after, change.changed_by) for change in DateChange.objects.all()}
    assert moved == {"opens_on": (OPENS, later, cast.officer), "closes_on": (CLOSES, later + 90 * DAY, cast.officer)}  # the board had no date
    draft_survey.refresh_from_db()
    assert (draft_survey.opens_on, draft_survey.review.board_on) == (later, later + 200 * DAY)
    assert list(draft_survey.nudges.values_list("days_before", flat=True)) == [14, 3]


def test_short_survey_is_warned_of_when_its_dates_are_set(cast, draft_survey, sign_in):
    first = D(2040, 5, 1)
    typed = form(opens_on=first, closes_on=first + 77 * DAY) | {"nudges": "", "reason": "x"}
    page = sign_in(cast.officer).post(DATES, typed, follow=True).content.decode()
    assert "The survey is open for 77 days. Allow 84" in page


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({"opens_on": OPENS - DAY}, "first day cannot be changed"),
        ({"closes_on": CLOSES - DAY}, "only be moved to later ones"),
        ({"due_on": CLOSES - DAY}, "only be moved to later ones"),
        ({"report_due_on": CLOSES - DAY}, "cannot come before the last day of the survey"),
    ],
)
def test_days_of_an_open_survey_only_grow(cast, survey, dates, sentence):
    with pytest.raises(ValidationError, match=sentence):
        set_dates(review=survey.review, dates=dates, reason="x", by=cast.officer, at=at(DURING))
    assert set_dates(review=survey.review, dates={"closes_on": CLOSES + DAY}, reason="Half term", by=cast.officer, at=at(DURING))
    survey.refresh_from_db()
    assert survey.closes_on == CLOSES + DAY


def test_days_of_a_closed_survey_stand(cast, survey):
    close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    with pytest.raises(ValidationError, match="has closed"):
        set_dates(review=survey.review, dates={"closes_on": CLOSES + 30 * DAY}, reason="x", by=cast.officer, at=at(AFTER))


def test_only_the_officer_sets_dates(cast, draft_survey):
    for verb in (
        lambda by: set_dates(review=draft_survey.review, dates={}, reason="", by=by),
        lambda by: set_nudges(survey=draft_survey, days=[], by=by),
        lambda by: make_ready(survey=draft_survey, by=by),
        lambda by: take_back_ready(survey=draft_survey, by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb(cast.vcs_member)


@pytest.mark.parametrize("days", [[0], [77], [200]])
def test_reminder_falls_between_opening_and_the_due_day(cast, draft_survey, days):
    with pytest.raises(ValidationError, match="would not fall between"):
        set_nudges(survey=draft_survey, days=days, by=cast.officer)


def test_database_keeps_the_order_and_the_changes(cast, survey):
    for change in ({"due_on": CLOSES + DAY}, {"due_on": OPENS - DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(survey).objects.filter(pk=survey.pk).update(**change)
    for change in ({"board_on": OPENS, "report_due_on": CLOSES}, {"board_on": OPENS, "week_on": CLOSES}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.filter(pk=survey.review_id).update(**change)


def test_ready_survey_opens_by_itself_and_invites(cast, draft_survey):
    make_ready(survey=draft_survey, by=cast.officer, at=at(OPENS - 10 * DAY))
    assert not any("is open" in sentence for sentence in do_due(at(OPENS - DAY)))
    assert "4 invitations are on the way, 0 have no address." in do_due(at(OPENS))[0]
    draft_survey.refresh_from_db()
    assert (draft_survey.status, draft_survey.opened_by) == ("open", cast.officer)
    assert Message.objects.count() == 4 and Invitation.objects.count() == 4
    do_due(at(OPENS))
    assert Message.objects.count() == 4
    assert Event.objects.get(verb="survey.opened").actor is None


def test_survey_that_nobody_called_ready_does_not_open(cast, draft_survey):
    do_due(at(OPENS))
    make_ready(survey=draft_survey, by=cast.officer)
    take_back_ready(survey=draft_survey, by=cast.officer)
    do_due(at(OPENS))
    draft_survey.refresh_from_db()
    assert draft_survey.status == "draft"
    with pytest.raises(NotNow):
        open_on_its_date(survey=draft_survey, at=at(OPENS))


def test_survey_without_questions_is_not_ready(cast, draft_survey, sign_in):
    draft_survey.sections.all().delete()
    page = sign_in(cast.officer).post("/wealdshire/survey/2009/ready/", follow=True).content.decode()
    assert "This survey has no question yet." in page


def test_officer_calls_it_ready_on_its_page(cast, draft_survey, sign_in):
    client = sign_in(cast.officer)
    page = client.post("/wealdshire/survey/2009/ready/", follow=True).content.decode()
    assert "opens by itself on 10 August 2009" in page and "Do not open it by itself" in page
    assert "It does not open by itself." in client.post("/wealdshire/survey/2009/ready/", {"back": "1"}, follow=True).content.decode()


def test_survey_closes_by_itself_when_its_last_day_is_over_however_few_answered(cast, invited):
    answer(cast.charity, "CANARY-FEW")
    do_due(at(CLOSES))
    invited.refresh_from_db()
    assert invited.status == "open"
    with pytest.raises(NotNow, match="not over"):
        close_on_its_date(survey=invited, at=at(CLOSES))
    with pytest.raises(NotNow, match="Fewer than 10"):
        close_survey(survey=invited, by=cast.officer, at=at(CLOSES))
    assert do_due(at(AFTER))[0].endswith("is closed.")
    invited.refresh_from_db()
    assert (invited.status, invited.closes_on, invited.closed_by) == ("closed", CLOSES, None)
    assert invited.texts.count() == 1 and not invited.bundles.exists()


def answer(organisation, words: str = "words", on=DURING) -> None:
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=organisation)
    section = invitation.survey.sections.get(title="This survey")
    save_section(invitation=invitation, section=section, answers={"q23a": {"text": words, "openness": "steering"}}, version=0, on=on)
    submit_response(invitation=invitation, by=None, on=on)


def test_last_second_counts_and_the_next_does_not_in_both_clock_changes(cast):
    """2009: clocks go forward on 29 March, back on 25 October. A day ends at midnight in London, whatever the hour in Greenwich."""
    for year, day in ((2011, D(2011, 3, 27)), (2012, D(2012, 10, 28))):
        review = Review.objects.create(compact=cast.compact, year=year, label=str(year))
        survey = create_survey(review=review, opens_on=day, closes_on=day, documents=[], by=cast.officer)
        make_ready(survey=survey, by=cast.officer)
        first = datetime.datetime.combine(day, datetime.time(0, 0, 0), tzinfo=LONDON)
        last = datetime.datetime.combine(day, datetime.time(23, 59, 59), tzinfo=LONDON)
        states = []
        for moment in (first - datetime.timedelta(seconds=1), first, last, last + datetime.timedelta(seconds=1)):
            do_due(moment.astimezone(datetime.UTC))
            survey.refresh_from_db()
            states.append(survey.status)
        assert states == ["draft", "open", "open", "closed"]


def test_extra_time_is_for_one_organisation_and_keeps_the_survey_open(cast, invited, sign_in):
    invitation = Invitation.objects.select_related("survey").get(organisation=cast.charity)
    client = sign_in(cast.officer)
    address = f"/wealdshire/survey/2009/invitations/{invitation.pk}/extra-time/"
    assert "nobody’s answers are read" in client.get(address).content.decode()
    with pytest.raises(ValidationError, match="ends later than 26 October 2009"):
        give_extra_time(invitation=invitation, until=CLOSES, reason="x", by=cast.officer, at=at(DURING))
    with pytest.raises(ValidationError, match="Say why"):
        give_extra_time(invitation=invitation, until=AFTER, reason=" ", by=cast.officer, at=at(DURING))
    until = CLOSES + 5 * DAY
    give_extra_time(invitation=invitation, until=until, reason="CANARY-FLOOD", by=cast.officer, at=at(DURING))
    assert "You can answer" not in Message.objects.latest("id").subject and "you have more time" in Message.objects.latest("id").subject
    change = DateChange.objects.get(organisation=cast.charity)
    assert (change.date, change.before, change.after, change.reason) == ("extended_to", CLOSES, until, "CANARY-FLOOD")
    assert "CANARY-FLOOD" in client.get(f"/wealdshire/survey/2009/invitations/{invitation.pk}/").content.decode()
    do_due(at(AFTER))
    invited.refresh_from_db()
    assert invited.status == "open"
    with pytest.raises(NotNow, match="closed"):
        answer(cast.council, on=AFTER)
    answer(cast.charity, on=until)
    do_due(at(until))
    invited.refresh_from_db()
    assert invited.status == "open"
    do_due(at(until + DAY))
    invited.refresh_from_db()
    assert invited.status == "closed"


def test_facts_are_set_on_their_page_with_what_the_portal_counts(cast, sign_in):
    client = sign_in(cast.officer)
    client.post("/wealdshire/reviews/new/", {"year": 2009, "label": "2009"})
    review = Review.objects.get()
    address = "/wealdshire/reviews/2009/facts/"
    page = client.get(address).content.decode()
    assert "The portal counts: public sector: 2; voluntary and community sector: 2." in page and "2 of 2 filled" in page
    first, *others = review.facts.all()
    typed = {f"text_{one.pk}": one.text for one in others} | {f"text_{first.pk}": "", "text_new": "Who paid?", "answer_new": "CANARY-ALL"}
    typed |= {f"answer_{one.pk}": "7" for one in others[:1]}
    client.post(address, typed)
    facts = list(review.facts.values_list("number", "text", "answer"))
    assert [number for number, _, _ in facts] == list(range(1, 9))
    assert facts[0][2] == "7" and facts[-1] == (8, "Who paid?", "CANARY-ALL") and first.text not in dict(fact[:2] for fact in facts).values()
    assert "Enter the question" in client.post(address, {"answer_new": "x"}).content.decode()
