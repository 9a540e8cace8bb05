"""What the year's own records bring into the report: each part whole, told by the releasing rules, silent where there is nothing."""

import copy
import datetime

import pytest

from disputes.models import Tally
from reviews.checklists.actions import rounds
from reviews.checklists.actions.words import figures_of
from reviews.models import Block, Highlight, KitemarkApplication, KitemarkAward, KitemarkScheme, Review, WordsFigures, WordsYear
from reviews.report import assemble
from reviews.report.assemble import all_forms
from reviews.report.checks import blocking
from reviews.report.outlines import starting_blocks
from reviews.report.outputs import OUTPUTS
from reviews.report.rendering import render_body
from reviews.report.source import Consent
from reviews.report.sources import SOURCES
from reviews.report.year import Year
from signatories.models import Compact, EnquiryCount
from tests.documents.tags import words
from tests.reviews.checklists.conftest import make_checklist, scales  # noqa: F401 (a fixture)
from tests.reviews.report_sample import DAY, FIGURES, make_year

pytestmark = pytest.mark.django_db
IN_YEAR = datetime.date(2009, 9, 1)


@pytest.fixture
def year(cast):
    return Year(fresh(make_year(cast).review), DAY)


def fresh(review) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").get(pk=review.pk)


def section(kind: str, year: Year):
    return SOURCES[kind].build(year, Block(review=year.review, kind=kind, position=1))


def told(kind: str, year: Year) -> list[str]:
    """Paragraphs, then the entries of lists, in order."""
    return [text for part in section(kind, year).data for text in (*part.paragraphs, *(item for one in part.listings for item in one.items))]


def ask(cast, year, scales, bodies: int, *, on=IN_YEAR):  # noqa: F811
    checklist = make_checklist(cast, scales["0 to 2"], "Funding")
    due = on + datetime.timedelta(days=60)
    made = rounds.save_round(compact=cast.compact, round=None, title="Trial", starts_on=on, due_on=due, by=cast.officer)
    for body in (cast.charity, cast.council)[:bodies]:
        rounds.assign(round=made, checklists=[checklist], body=body, by=cast.officer, on=on, tell=False)


@pytest.mark.parametrize("kind", ["training", "checklists", "kitemark", "kept"])
def test_part_without_records_is_left_out(cast, year, kind):
    assert section(kind, year) is None


def test_training_and_packs_of_the_year_are_counted(cast, year):
    events = cast.compact.training_events
    for day, kind, people, cancelled in ((1, "session", 12, False), (2, "session", 8, False), (3, "briefing", 1, False), (4, "event", 99, True)):
        events.create(title="T", kind=kind, held_on=f"2009-05-0{day}", voluntary=people, cancelled=cancelled)
    events.create(title="Before", kind="event", held_on="2008-12-31", unknown=77)
    cast.compact.packs_sent.create(title="Folder", sent_on="2009-06-01", channel="print", statutory=100, voluntary=150)
    assert told("training", year) == ["staff briefing: 1, with 1 person", "training session: 2, with 20 people", "Folder: 250 recipients, on paper"]


def test_checklists_print_who_was_asked_and_nothing_of_what_they_said(cast, year, scales):  # noqa: F811
    ask(cast, year, scales, 2)
    data = section("checklists", year).data
    assert [rows for _, _, rows in data["tables"]] == [[[["Funding"], ["Bramble Lane Befriending", "Wealdshire Council"]]]]
    assert data["listings"] == []
    Block.objects.create(review=year.review, kind="checklists", position=1)
    forms = all_forms(year.review, DAY)
    assert "Bramble Lane Befriending\\nWealdshire Council" in OUTPUTS["data"].make(forms).decode()


def test_checklists_of_another_year_are_not_this_years(cast, year, scales):  # noqa: F811
    ask(cast, year, scales, 2, on=datetime.date(2007, 9, 1))
    assert section("checklists", year) is None


def test_kitemarks_that_stand_are_named(cast, year):
    scheme = KitemarkScheme.objects.create(compact=cast.compact, name="The Wealdshire mark", prefix="WC")
    for number, (until, withdrawn) in enumerate((("2010-12-31", {}), ("2009-06-30", {}))):
        made = KitemarkApplication.objects.create(
            scheme=scheme, compact=cast.compact, applicant=cast.charity, subject_kind="document", title=f"Guide {number}", begun_by=cast.lead
        )
        KitemarkAward.objects.create(application=made, compact=cast.compact, number=str(number), awarded_on="2009-02-01", until=until, **withdrawn)
    assert told("kitemark", year) == ["Guide 0 (a document) of Bramble Lane Befriending, until 31 December 2010"]


def test_undertakings_are_told_from_their_release(cast, year):
    reported = WordsYear.objects.create(compact=cast.compact, year=2009, opens_on="2009-09-01", closes_on="2009-10-01")
    WordsFigures.objects.create(year=reported, figures=figures_of(reported))
    assert section("kept", year).data.opening == [
        "Organisations that said how they kept the undertakings: fewer than 10.",
        "That is too few for figures: these are published only for groups of at least 10.",
    ]


def test_none_and_few_concerns_read_alike(cast, year):
    nothing = told("concerns", year)
    assert nothing == [
        "Questions that Champions were asked in 2009: fewer than 10.",
        "Times that somebody asked for advice in confidence: fewer than 10.",
        "Disagreements that were closed in 2009: fewer than 10.",
    ]
    Tally.objects.create(compact=cast.compact, year=2009, code="CANARY", sector="voluntary", stage=2, result="solved")
    EnquiryCount.objects.create(compact=cast.compact, year=2009, breakdown="all", count=9)
    assert told("concerns", year) == nothing


def test_concerns_from_the_floor_on_are_told_as_the_public_page_tells_them(cast, year):
    Tally.objects.bulk_create(Tally(compact=cast.compact, year=2009, code="Funding", sector="voluntary", stage=2, result="solved") for _ in range(13))
    EnquiryCount.objects.create(compact=cast.compact, year=2009, breakdown="all", count=21)
    said = told("concerns", year)
    assert said[0] == "Questions that Champions were asked in 2009: 20." and said[2] == "Disagreements that were closed in 2009: 15."
    assert "solved: 15" in said
    assert not any("In the year before" in one for one in said)
    Tally.objects.bulk_create(Tally(compact=cast.compact, year=2008, code="", sector="voluntary", stage=1, result="solved") for _ in range(21))
    assert "In the year before: 20." in told("concerns", year)


def test_ways_to_monitor_are_those_in_use(cast, year, scales):  # noqa: F811
    make_checklist(cast, scales["0 to 2"], "Funding")
    Compact.objects.update(disputes="panel")
    year.compact.refresh_from_db()
    said = told("monitoring", year)
    assert [line.split(":")[0][:40] for line in said] == [
        "A yearly survey of every signatory, open", "The progress of the 2009 Action Plan, ta", "Checklists that bodies use on themselves",
        "A way to settle disagreements",
        "This report, which people of both sector",
    ]  # fmt: skip


# ---- the four purposes ----


def test_purposes_of_the_review_head_the_report(cast, year):
    cast.compact.packs_sent.create(title="Folder", sent_on="2009-06-01", channel="print", statutory=100)
    year.review.findings.create(number=1, text="Papers come late.")
    Block.objects.bulk_create(starting_blocks(year.review, "purposes"))
    report = assemble(year.review, DAY)
    titles = [one.title for one in report.sections]
    start = titles.index("Awareness of the Wealdshire Compact")
    assert titles[start : start + 4] == ["Awareness of the Wealdshire Compact", "Events and activities", "Good practice", "Bad practice"]
    body = words(render_body(report))
    assert '<h3 class="govuk-heading-m">Annual review 2009</h3>' in body and '<h4 class="govuk-heading-m">Target 1</h4>' in body
    assert (
        body.index("Good practice</h2>") < body.index("A small group was heard.") < body.index("Bad practice</h2>") < body.index("Papers come late.")
    )


def test_answers_stand_under_the_purpose_that_their_question_serves(cast):
    figures = copy.deepcopy(FIGURES)
    for question, purpose in zip(figures["questions"], ["known", "known", "done", "bad"], strict=False):
        question["purpose"] = purpose
    year = Year(fresh(make_year(cast, figures=figures).review), DAY)
    Block.objects.bulk_create(starting_blocks(year.review, "purposes"))
    body = words(render_body(assemble(year.review, DAY)))
    heads = [
        body.index(f"{title}</h2>") for title in ("Awareness of the Wealdshire Compact", "Events and activities", "Good practice", "Bad practice")
    ]
    known, done = body[heads[0] : heads[1]], body[heads[1] : heads[2]]
    assert "People who need it know of it." in known and "What went on this year?" in done and "What went on this year?" not in known
    assert "We could raise a concern." in body[heads[3] :] and "fewer than 10" in body[heads[3] :].lower()
    assert "<svg" not in known, "the drawings stand once, with all results"


def test_story_without_consent_stops_the_report_under_its_purpose_too(cast, year):
    Highlight.objects.update(consent="")
    Block.objects.create(review=year.review, kind="good", position=1)
    assert [one.words[:11] for one in blocking(year)] == ["Highlight 1"]
    assert SOURCES["good"].consent(year) == Consent(False, "Nobody has said yet whether those concerned agree: highlight 1.")


# ---- late ----


def test_late_report_is_shown_until_it_is_out(cast, sign_in, client, monkeypatch):
    make_year(cast)
    Review.objects.update(report_due_on="2009-12-01", board_on=None)
    late = "Its report was due on 1 December 2009."
    for address in ("/wealdshire/reports/", "/wealdshire/reports/2009/"):
        assert late in sign_in(cast.vcs_member).get(address).content.decode()
    assert "Late: 1 Dec 2009" in sign_in(cast.officer).get("/home/").content.decode()
    Review.objects.update(report_due_on="2999-12-01")
    assert "Its report was due" not in sign_in(cast.vcs_member).get("/wealdshire/reports/").content.decode()
