"""What the annual review report holds, from its records to the printed page."""

import datetime
import re

import pytest

from actionplans.models import Achievement, Plan, Target
from reviews.models import Highlight, Review
from reviews.report import assemble
from reviews.report.agreement import standing
from reviews.report.rendering import render_body, report_pdf
from signatories.models import Champion, Compact, Edition, SeatHolder, Signature, Statement
from tests.documents.tags import pages_of_text, words
from tests.reviews.report_sample import DAY, FIGURES, likert, make_year, question

BANDS = [("1 to 4", 25), ("5 to 7", 25), ("8 to 10", 50)]


def fresh(year) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "next_plan").get(pk=year.review.pk)


def body_of(year, on=DAY) -> str:
    return render_body(assemble(fresh(year), on))


@pytest.fixture
def year(cast):
    return make_year(cast)


def test_contents_follow_the_sections_that_exist(cast, year):
    report = assemble(fresh(year), DAY)
    assert [section.title for section in report.sections] == [
        "Background", "Compact steering group", "Annual review process", "Annual review 2009", "Concerns and disagreements",
        "Survey results", "2009 – 2010 highlights", "Signatories and Champions",
        "Appendix 1: Compact steering group", "Appendix 2: Signatories", "Appendix 3: How the figures were made",
    ]  # fmt: skip


def test_appendices_are_numbered_without_a_gap(cast):
    year = make_year(cast, released=False, status="closed")
    cast.compact.seats.all().delete()
    titles = [section.title for section in assemble(fresh(year), DAY).sections]
    assert "Appendix 1: Signatories" in titles
    assert not any("steering group" in title for title in titles if title.startswith("Appendix"))


def test_empty_review_still_makes_a_report(cast):
    review = Review.objects.create(compact=cast.compact, year=2012, label="2012")
    titles = [section.title for section in assemble(review, DAY).sections]
    assert "Annual review 2012" not in titles and "Survey results" not in titles and "2012 highlights" not in titles
    assert "Annual review process" in titles


def test_agreement_without_an_edition_has_no_background(cast):
    compact = Compact.objects.create(slug="young", name="Young Accord", area=cast.area, level="county", controller="x", words={"agreement": "Accord"})
    report = assemble(Review.objects.create(compact=compact, year=2012, label="2012"), DAY)
    assert [section.title for section in report.sections] == ["Accord steering group", "Annual review process", "Concerns and disagreements"]
    assert "Compact" not in render_body(report)


def test_background_is_the_editions(cast, year):
    cast.compact.editions.update(status="superseded")
    edition = Edition.objects.create(
        compact=cast.compact, label="Edition of 2009", description="An understanding of both sides.", vision="A shared habit."
    )
    Statement.objects.create(edition=edition, kind="aim", number=1, text="Work as equals")
    Statement.objects.create(edition=edition, kind="principle", number=1, text="Respect")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    text = body_of(year)
    for words_ in ("An understanding of both sides.", "not legally binding", "Work as equals", "Respect", "A shared habit.", "Edition of 2009"):
        assert words_ in text


def test_background_tells_codes_dates_and_strapline(cast, year):
    Compact.objects.update(launched="October 2003", revised="July 2005")
    Edition.objects.update(status="superseded")
    edition = Edition.objects.create(compact=cast.compact, label="Next", vision="A shared habit.", strapline="Right together")
    edition.codes.create(number=1, title="Volunteering")
    edition.codes.create(number=2, title="Partnerships")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    text = words(body_of(year))
    assert "It was launched in October 2003 and last revised in July 2005." in text
    assert 'Its codes of practice are:</p> <ul class="govuk-list govuk-list--bullet"> <li>Volunteering</li> <li>Partnerships</li> </ul>' in text
    assert 'A shared habit.</p> <p class="govuk-body"><strong>Right together</strong>' in text


def test_force_of_the_agreement_is_said_once(cast):
    assert "not legally binding" in standing(cast.compact, "An understanding of both sides.")
    assert "legally binding" not in standing(cast.compact, "It is not legally binding.")


def test_steering_group_section_names_strategy_plan_and_appendix(cast, year):
    text = body_of(year)
    for said in ("a strategy of 5 years, the Five-year strategy 2007 – 2012", "the 2009 Action Plan", "listed in Appendix 1", "may ask to join"):
        assert said in text


def test_strategy_of_another_time_is_not_named(cast):
    year = make_year(cast)
    type(year.plan).objects.update(strategy=None)
    assert "Five-year strategy" in body_of(year)
    type(year.review).objects.update(year=2020)
    assert "Five-year strategy" not in body_of(year)


def test_review_process_says_dates_length_documents_and_answers(cast, year):
    text = words(body_of(year))
    for said in (
        "open from 10 August 2009 to 26 October 2009, 77 days", "shorter than the 84 days", "Folder: what the agreement means in practice",
        "who would help to carry out the plan", "About 40 of the 46 organisations invited answered: about 15 from the public sector and",
        "Reminders now go out earlier.", "It goes to the Wealdshire Partnership Board on 21 January 2010",
    ):  # fmt: skip
        assert said in text


def test_long_survey_is_not_called_short(cast, year):
    type(year.survey).objects.update(closes_on="2009-11-02")
    text = body_of(year)
    assert "84 days." in text and "shorter than" not in text


def test_targets_print_outcomes_and_numerals_by_place(cast, year):
    Achievement.objects.get(target__number=1, number=20).delete()
    pages = words(" ".join(pages_of_text(report_pdf(report := assemble(fresh(year), DAY), render_body(report)))))
    assert "Target 1 Aim number 1 of the year. Outcomes First outcome of 1. Second outcome of 1." in pages
    assert "i) Deed 1 of 1. More on deed 1 of 1. ii) Deed 3 of 1. More on deed 3 of 1." in pages and "iii) Deed 3 of 1." not in pages
    assert "iii) Deed 3 of 2." in pages


def test_future_considerations_are_numbered_with_the_targets(cast, year):
    text = words(body_of(year))
    assert re.search(r"Target 3</h3> <p [^>]*>What to look at next year.</p> <h4 [^>]*>Future considerations", text)


def test_target_kept_as_actions_prints_them(cast, year):
    assert "The forum: Write to every parish. (June 2009 COMPLETED)" in body_of(year)
    Target.objects.get(number=4).actions.all().delete()
    assert "Nothing has been recorded here." in body_of(year)


def test_agreements_own_words_are_used(cast, year):
    cast.compact.words = {"agreement": "Accord", "target": "Objective", "targets": "Objectives", "signatories": "partners", "champions": "Friends"}
    cast.compact.save(update_fields=["words"])
    text = body_of(year)
    assert "Objective 1</h3>" in text and "Target 1" not in text
    assert "Partners and Friends" in text


def test_survey_results_come_from_the_release(cast, year):
    text = words(body_of(year))
    assert "People who need it know of it.</h4>" in text and "Question 4" not in text
    assert "All organisations: Strongly disagree 5%, Disagree 15%, Neither 20%, Agree 40%, Strongly agree 20%" in text
    assert re.search(r"It changed how we worked.</th><td [^>]*>Nearly all</td>", text)
    assert "agreed or strongly agreed." not in text, "the table of main figures says it"
    assert "About 40 organisations answered this." in text
    assert "Fewer than 10 organisations answered this, so no figures are published." in text
    assert re.search(r'<th scope="row" [^>]*>Staff induction</th><td [^>]*>75%</td>', text)


def test_unreleased_survey_prints_no_figure(cast):
    year = make_year(cast, released=False, status="closed")
    text = body_of(year)
    assert "The survey’s results have not been released yet." in text
    assert "<svg" not in text and "%" not in text and "organisations invited answered" not in text


def test_survey_below_the_floor_prints_one_sentence(cast):
    year = make_year(
        cast, figures=FIGURES | {"level": "none", "floor": 12, "questions": [], "responses": {"rounded": None, "words": "fewer than 12"}}
    )
    text = body_of(year)
    assert "Fewer than 12 organisations answered, so no figures are published." in text
    assert "No figure stands for fewer than 12 organisations" in text
    assert "<svg" not in text


def test_headline_release_prints_only_shares_of_agreement(cast):
    group = {"key": "all", "label": "All", "answered": 15, "agree_share": 65, "agree_words": None, "words": "", "options": []}
    asked = FIGURES["questions"][0] | {"groups": [group]}
    year = make_year(cast, figures=FIGURES | {"level": "headline", "groups": [], "questions": [asked]})
    text = words(body_of(year))
    assert "only the main figures are published" in text
    assert re.search(r"People who need it know of it.</th><td [^>]*>65%</td>", text)
    assert "agreed or strongly agreed." not in text and "<h4" not in text[text.index("Survey results</h2>") : text.index("highlights</h2>")]
    assert "Strongly disagree" not in text


def release_of(*questions: dict) -> dict:
    return FIGURES | {"questions": list(questions)}


def test_words_and_dashes_stand_where_there_is_no_share(cast):
    options = [
        {"value": "induction", "label": "staff induction", "count": None, "share": None, "words": "nearly all"},
        {"value": "policy", "label": "A policy", "count": 0, "share": 0, "words": ""},
    ]
    group = {"key": "all", "label": "All", "answered": 40, "agree_share": None, "agree_words": None, "words": "", "options": options}
    text = words(body_of(make_year(cast, figures=release_of(question(6, "several", "What went on?", [group])))))
    assert re.search(r">Staff induction</th><td [^>]*>Nearly all</td>", text)
    assert re.search(r">A policy</th><td [^>]*>–</td>", text)
    assert "“–” stands for none or very few." in text


def test_rating_prints_its_bands(cast):
    options = [{"value": f"b{n}", "label": label, "count": 10, "share": share, "words": ""} for n, (label, share) in enumerate(BANDS)]
    group = {"key": "all", "label": "All", "answered": 40, "agree_share": None, "agree_words": None, "words": "", "options": options}
    text = words(body_of(make_year(cast, figures=release_of(question(20, "rating", "How well does it do: Purpose", [group], key="q20:purpose")))))
    assert "All organisations: 1 to 4 25%, 5 to 7 25%, 8 to 10 50%" in text
    assert 'id="chart-q20-purpose-title"' in text


def test_agreement_in_words_is_said_once(cast):
    """A question that is no headline says who agreed by sector in words, and for all together in its table."""
    groups = [likert("all", "All", 40, [5, 15, 20, 40, 20]), likert("statutory", "public sector", 15, [0, 15, 20, 40, 25])]
    text = words(body_of(make_year(cast, figures=release_of(question(4, "likert", "It is known.", groups)))))
    assert "Public sector: 65% agreed or strongly agreed." in text
    assert "All: 60% agreed" not in text


def test_unlisted_signatory_is_counted_and_not_named(cast, year):
    Signature.objects.filter(organisation=cast.police).update(listed=False)
    text = body_of(year)
    assert "Wealdshire Police" not in text
    assert "1 more is not on the public list." in text


def test_steering_group_is_that_of_the_day(cast, year):
    assert "Statutory Member" in body_of(year)
    assert "Statutory Member" not in body_of(year, on=datetime.date(2008, 12, 31))


def test_people_and_signatures_are_those_of_the_surveys_last_day(cast, year):
    later = datetime.date(2009, 12, 1)
    SeatHolder.objects.filter(name="Statutory Member").update(since=later)
    Champion.objects.update(since=later)
    Signature.objects.filter(organisation=cast.police).update(signed_on=later)
    Signature.objects.filter(organisation=cast.council).update(signed_on=later, status="refreshed")
    text = words(body_of(year))
    assert "On 26 October 2009, 3 signatories stood behind the Compact." in text
    assert "0 of them had named a main Champion" in text
    assert "Members of the steering group on 26 October 2009" in text and "Statutory Member" not in text
    assert "The signatories on 26 October 2009, by sector:" in text
    assert "Wealdshire Police" not in text and "Wealdshire Council" in text


def test_without_a_survey_they_are_those_of_the_plans_end_or_of_today(cast):
    make_year(cast)
    review = Review.objects.create(compact=cast.compact, year=2012, label="2012", plan=Plan.objects.get())
    assert "On 31 December 2009, 4 signatories" in words(render_body(assemble(review, DAY)))
    review.plan = None
    assert "On 3 March 2010, 4 signatories" in words(render_body(assemble(review, DAY)))


def test_assembly_takes_the_same_queries_for_long_and_short_years(cast, django_assert_num_queries):
    year = make_year(cast, targets=1, achievements=1)
    review = fresh(year)
    with django_assert_num_queries(39):
        render_body(assemble(review, DAY))
    Highlight.objects.create(review=review, number=2, text="Another.")
    for number in range(10, 30):
        target = Target.objects.create(plan=year.plan, number=number, text="More")
        Achievement.objects.create(target=target, number=1, text="Done")
    review = fresh(year)
    with django_assert_num_queries(39):
        render_body(assemble(review, DAY))
