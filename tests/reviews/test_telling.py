"""What a survey said is told further: highlights, themes, facts, who took part, ratings beside each other, examples of linked agreements."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from compact_portal.days import today
from reviews.actions.findings import write_finding
from reviews.actions.highlights import take_highlight
from reviews.actions.preparing import edit_report
from reviews.actions.running import close_survey, release_survey
from reviews.facts import counted
from reviews.models import Block, Bundle, Example, Fact, Finding, Highlight, Passage, Question, Review, Survey, Tally
from reviews.people import took_part
from reviews.report import assemble
from reviews.report.ratings import ratings_part
from reviews.report.rendering import render_body
from signatories.models import Compact, CompactLink, Membership, TrainingEvent
from tests.reviews.answers import BASE, link_for
from tests.reviews.conftest import AFTER, DURING, at
from tests.reviews.report_sample import make_year

pytestmark = pytest.mark.django_db
BAD = {"judgement": "bad", "when": "", "who": "", "result": "", "raised": ""}


@pytest.fixture
def released(cast, survey):
    """Twenty of each sector answered; one bad example may be published, and was passed."""
    Tally.objects.filter(survey=survey).update(responses={"statutory": 20, "voluntary": 20})
    told = [("The grant came late", "1"), ("Forms are long", "1"), ("No notice", "2"), ("Oak Hill Allotments was cut off", "")]
    texts = [{"question": "q16", "openness": "sector", "sector": "voluntary", "body": BAD | {"what": what, "about": about}} for what, about in told]
    Bundle.objects.create(survey=survey, texts=texts)
    survey = close_survey(survey=survey, by=cast.officer, at=at(AFTER))
    Passage.objects.filter(text__body__what="The grant came late").update(state="published", settled_on=AFTER)
    release_survey(survey=survey, by=cast.officer, at=at(AFTER))
    survey.refresh_from_db()
    return survey


def test_highlight_is_taken_from_a_passed_text_and_names_nobody(cast, released, sign_in):
    officer = sign_in(cast.officer)
    listed = officer.get(f"{BASE}passed/").content.decode()
    assert "The grant came late" in listed and "Forms are long" not in listed  # nobody passed the other one
    passage = Passage.objects.public().get()
    address = f"{BASE}passed/{passage.pk}/"
    assert "The grant came late" in officer.get(address).content.decode()
    refused = officer.post(address, {"text": "Oak Hill Allotments waited for its grant."}).content.decode()
    assert "A highlight names nobody. Leave out “Oak Hill Allotments”." in refused
    officer.post(address, {"text": "A grant came late, and a group nearly closed."})
    highlight = Highlight.objects.get()
    assert (highlight.passage, highlight.review) == (passage, released.review)
    assert "A highlight of the report" in officer.get(f"{BASE}passed/").content.decode()
    with pytest.raises(ValidationError, match="is a highlight already"):
        take_highlight(passage=passage, text="Again", by=cast.officer)
    with pytest.raises(ValidationError, match="two people passed"):
        take_highlight(passage=Passage.objects.exclude(pk=passage.pk).first(), text="x", by=cast.officer)
    report = render_body(assemble(released.review, AFTER))
    assert "A grant came late, and a group nearly closed." in report and "for examples of good and bad practice" in report


def test_highlight_keeps_its_origin_when_places_change(cast, released, sign_in):
    passage = Passage.objects.public().get()
    take_highlight(passage=passage, text="From the survey", by=cast.officer)
    typed = {"opening": "", "process_notes": "", "highlight_1": "From the survey", "place_1": "2", "highlight_2": "Our own", "place_2": "1"}
    sign_in(cast.officer).post("/wealdshire/reports/2009/edit/", typed)
    edit_report(review=released.review, opening="", process_notes="", highlights=["Our own", "From the survey"], by=cast.officer,
                origins={"From the survey": passage.pk})  # fmt: skip
    assert list(Highlight.objects.values_list("text", "passage")) == [("Our own", None), ("From the survey", passage.pk)]
    edit_report(review=released.review, opening="", process_notes="", highlights=["Our own"], by=cast.officer)
    assert list(Highlight.objects.values_list("text", "passage")) == [("Our own", None)]


def test_themes_stand_under_their_codes_the_most_frequent_first(cast, released, sign_in):
    money, volunteers = cast.codes
    for text, code, times in (("Late pay", money, 2), ("Short notice", volunteers, 5), ("Long forms", money, 4)):
        write_finding(review=released.review, text=text, kind="theme", code=code, times=times, by=cast.vcs_member)
    write_finding(review=released.review, text="Papers help", by=cast.vcs_member)
    told = [one.text for one in Finding.by_weight(released.review.findings.select_related("code"))]
    assert told == ["Papers help", "Long forms", "Late pay", "Short notice"]
    page = sign_in(cast.vcs_member).get("/wealdshire/reviews/2009/findings/").content.decode()
    assert page.index("Long forms") < page.index("Late pay") < page.index("Short notice")
    report = render_body(assemble(released.review, AFTER))
    assert report.index("Papers help") < report.index("Funding: Long forms") < report.index("Volunteering: Short notice")


def test_bad_examples_that_one_may_read_are_counted_by_code(cast, released, sign_in):
    page = sign_in(cast.vcs_member).get("/wealdshire/reviews/2009/findings/").content.decode()
    assert "Funding: 2" in page and "Volunteering: 1" in page and page.index("Funding: 2") < page.index("Volunteering: 1")
    assert "Nothing in particular: 1" in page
    Membership.objects.create(person=cast.vcs_member, organisation=cast.other_charity, role="lead", since=DURING)
    assert "Nothing in particular: 1" not in sign_in(cast.vcs_member).get("/wealdshire/reviews/2009/findings/").content.decode()


def test_answered_facts_stand_in_the_report_and_training_is_counted(cast):
    year = make_year(cast)
    Fact.objects.create(review=year.review, number=1, key="meetings", text="How often did the group meet?", answer="Four times.")
    Fact.objects.create(review=year.review, number=2, key="training", text="CANARY-UNANSWERED", answer="")
    review = Review.objects.select_related("compact__area", "plan__strategy", "next_plan").get(pk=year.review.pk)
    report = render_body(assemble(review, AFTER))
    assert "How often did the group meet? Four times." in report and "CANARY" not in report
    for day, cancelled in (("2009-03-01", False), ("2009-04-01", True), ("2011-03-01", False)):
        TrainingEvent.objects.create(compact=cast.compact, title="T", kind="session", held_on=day, statutory=3, voluntary=4, cancelled=cancelled)
    assert counted(review, AFTER)["training"] == "1 events, 7 people"


def test_nobody_who_took_part_is_counted_twice(cast):
    Membership.objects.create(person=cast.vcs_member, organisation=cast.charity, role="lead", since="2009-01-01")  # sits in the group too
    Membership.objects.create(person=cast.champion, organisation=cast.council, role="contributor", since="2009-01-01")
    assert took_part(cast.compact, today()) == [
        ("In the steering group", 2), ("Compact officers", 1), ("Champions", 1), ("Leading the answers of an organisation", 2),
        ("Helping an organisation to answer", 1),
    ]  # fmt: skip
    make_year(cast)
    review = Review.objects.select_related("compact__area", "plan__strategy", "next_plan").get()
    Block.objects.create(review=review, kind="people", position=1)
    report = render_body(assemble(review, today()))
    assert "7 people took part in keeping and reviewing the Compact, each counted once:" in report


def rated(item: str, shares: dict[str, int | None], before: int | None = None) -> dict:
    """One released item of a rating: share of high ones by group."""
    groups = [
        {"key": key, "label": "All" if key == "all" else f"{key} sector", "answered": 20, "words": "", "common": None, "agree_share": None,
         "options": [{"value": "8-10", "label": "8 to 10", "count": None, "share": share, "words": "",
                      "before": {"share": before, "words": ""} if before and key == "all" else None}]}
        for key, share in shares.items()
    ]  # fmt: skip
    return {"key": f"q20:{item}", "kind": "rating", "text": f"How well: {item}", "groups": groups}


def test_ratings_are_compared_over_years_and_sides_and_never_below_the_floor():
    shown = {"all": 40, "statutory": 60, "voluntary": 20}
    figures = {"questions": [rated("purpose", shown, before=30), rated("voice", {"all": 70}), rated("papers", {"all": None}), {"kind": "likert"}]}
    table = ratings_part(figures, compared_with=2008).figures
    assert table.heads == ["What was rated", "All members", "All members in 2008", "Statutory sector", "Voluntary sector"]
    assert table.cells == [
        ("How well: voice", ["70%", "Not shown", "Not shown", "Not shown"]),
        ("How well: purpose", ["40%", "30%", "60%", "20%"]),
    ]  # an item without figures, because too few rated it, is left out
    assert ratings_part({"questions": [rated("purpose", shown)]}, compared_with=None) is None


def test_limits_of_the_promise_are_told_before_anybody_writes(client, cast, invited, today_is):
    assert "A court can order" in client.get(f"{BASE}questions/").content.decode()
    client.post(link_for(cast.charity))
    page = client.get(BASE).content.decode()
    assert "What we cannot promise" in page and "freedom of information law" in page and "has to pass it on" in page


def test_examples_of_linked_agreements_are_shown_and_of_others_not(cast, released, client):
    passage = Passage.objects.public().get()
    other = Compact.objects.create(slug="downland", name="Downland Compact", area=cast.area, level="district", status="in_force")
    review = Review.objects.create(compact=other, year=2009, label="2009")
    survey = Survey.objects.create(review=review, compact=other, opens_on="2009-08-01", closes_on="2009-10-01")
    Example.objects.create(
        compact=other, survey=survey, passage=passage, title="Downland shares", what="Minutes for all", kept_at=at(AFTER), kept_by=cast.officer,
        agreed_until=today() + datetime.timedelta(days=9),
    )  # fmt: skip
    assert "Minutes for all" not in client.get("/wealdshire/examples/").content.decode()
    CompactLink.objects.create(compact=cast.compact, other=other, kind="refers_up")
    page = client.get("/wealdshire/examples/").content.decode()
    assert "From linked agreements" in page and "Minutes for all" in page and 'href="/downland/examples/"' in page
    assert "Minutes for all" not in client.get("/wealdshire/examples/?code=1").content.decode()
    Example.objects.update(withdrawn_on=today())
    assert "Minutes for all" not in client.get("/wealdshire/examples/").content.decode()


def test_label_joins_years_with_their_dash(cast, sign_in):
    sign_in(cast.officer).post("/wealdshire/reviews/new/", {"year": "2027", "label": "2027 - 2028", "rhythm": "own"})
    assert Review.objects.get(year=2027).label == "2027 – 2028"


def test_report_says_what_it_is_about_and_what_comes_next(cast):
    """Sentences that lines of the acceptance list ask for (domain.md A15.0/6, A15.0/9, A15.1/5, A15.1/41)."""
    year = make_year(cast)
    Question.objects.filter(section__survey=year.survey).first()
    Compact.objects.filter(pk=cast.compact.pk).update(launched="October 2003", revised="July 2005")
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(status="superseded")
    edition = type(cast.edition).objects.create(compact=cast.compact, label="2005", vision="Together.", strapline="Getting it right side by side")
    type(edition).objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    review = Review.objects.select_related("compact__area", "plan__strategy", "next_plan").get(pk=year.review.pk)
    review.next_plan = review.plan
    text = render_body(assemble(review, AFTER))
    assert "launched in October 2003 and last revised in July 2005" in text
    assert "Getting it right side by side" in text
    assert f"This review looks at the {review.plan.label}." in text and f"What was learnt goes into the {review.plan.label}." in text
