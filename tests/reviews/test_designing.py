"""Questions in the browser: every kind, conditions, order, copies; and that they stand once the survey opens."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from reviews.actions.answering import save_section, submit_response
from reviews.actions.running import make_ready, open_survey, send_invitations
from reviews.answering.pages import pages_for, questions_for
from reviews.designing import CannotBe, NotDraft, create_survey, editing
from reviews.models import Facts, Invitation, Question, Review, Section, SurveyDocument
from signatories.models import Organisation
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

pytestmark = pytest.mark.django_db
DESIGN = "/wealdshire/survey/2009/design/"
WITH_OPTIONS = {"single", "several", "rank", "rating"}


@pytest.fixture
def page(draft_survey):
    return draft_survey.sections.get(title="This survey")


def question(survey, key: str) -> Question:
    return Question.objects.select_related("section__survey").get(section__survey=survey, key=key)


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_officer_adds_a_question_of_every_kind_in_the_browser(cast, draft_survey, sign_in, kind):
    page = draft_survey.sections.get(title="Information Folder")
    client = sign_in(cast.officer)
    address = f"{DESIGN}pages/{page.pk}/questions/new/"
    assert f'value="{kind}"' in client.get(address).content.decode()
    typed = {"text": "What about CANARY-Q?", "options": "One\nTwo\n\n  Three  "}
    answer = client.post(f"{address}?kind={kind}", typed, follow=True)
    assert answer.redirect_chain == [(DESIGN, 302)]
    made = Question.objects.get(text="What about CANARY-Q?")
    assert (made.kind, made.key, made.section) == (kind, "own1", page)
    offered = {"examples": [["1", "Funding"], ["2", "Volunteering"]]}
    offered |= {key: [["o-one", "One"], ["o-two", "Two"], ["o-three", "Three"]] for key in WITH_OPTIONS}
    assert made.options == offered.get(kind, [])
    preview = client.get("/wealdshire/survey/2009/preview/voluntary/").content.decode()
    assert kind == "examples" or "What about CANARY-Q?" in preview  # examples have headings of their own
    assert "CANARY-Q" in client.get("/wealdshire/survey/2009/questions/").content.decode()


def test_question_says_what_is_wrong(cast, draft_survey, page, sign_in):
    client = sign_in(cast.officer)
    address = f"{DESIGN}pages/{page.pk}/questions/new/?kind="
    assert "Offer 2 to 30 answers" in client.post(f"{address}single", {"text": "Which?", "options": "Only one"}).content.decode()
    assert "A comment needs a document" in client.post(f"{address}comment", {"text": "Well?"}).content.decode()
    assert "Enter question" in client.post(f"{address}text", {"text": ""}).content.decode()
    assert "Use 500 characters or fewer" in client.post(f"{address}text", {"text": "x" * 501}).content.decode()
    assert not Question.objects.filter(key__startswith="own").exists()


def test_reworded_answer_keeps_its_value_and_a_new_one_gets_its_own(cast, draft_survey):
    q9 = question(draft_survey, "q9")
    labels = ["Much worse", "A bit worse", "The same", "Better", "Much better"]
    changed = editing.change_question(question=q9, text=q9.text, options=labels, by=cast.officer)
    assert changed.options[1] == ["worse", "A bit worse"]
    changed = editing.change_question(question=q9, text=q9.text, options=["Better", "Answered", "Answered!"], by=cast.officer)
    assert changed.options == [["better", "Better"], ["o-answered", "Answered"], ["o-answered-2", "Answered!"]]


def test_pages_and_questions_are_moved_by_buttons(cast, draft_survey, sign_in):
    client = sign_in(cast.officer)
    last = draft_survey.sections.last()
    client.post(f"{DESIGN}page/{last.pk}/move/", {"up": "1"})
    titles = list(draft_survey.sections.values_list("title", flat=True))
    assert titles[-2:] == ["This survey", "Priorities for next year"]
    q5 = question(draft_survey, "q5")
    client.post(f"{DESIGN}question/{q5.pk}/move/", {"up": "1"})
    asked = Question.objects.filter(section__survey=draft_survey).order_by("section__number", "number")
    assert list(asked.values_list("key", flat=True))[3:5] == ["q5", "q4"]
    assert list(asked.values_list("number", flat=True)) == list(range(1, asked.count() + 1))
    first = draft_survey.sections.first()
    client.post(f"{DESIGN}page/{first.pk}/move/", {"up": "1"})
    assert draft_survey.sections.first() == first
    page = client.get(DESIGN).content.decode()
    assert page.count("Move up") == page.count("Move down")


def test_question_goes_to_another_page_and_away(cast, draft_survey, page, sign_in):
    client = sign_in(cast.officer)
    q2 = question(draft_survey, "q2")
    assert "How many people helped" in client.get(f"{DESIGN}questions/{q2.pk}/").content.decode()
    client.post(f"{DESIGN}questions/{q2.pk}/", {"text": "How many helped?", "section": page.pk, "in_short_form": "on"})
    q2.refresh_from_db()
    assert (q2.text, q2.section, q2.in_short_form) == ("How many helped?", page, True)
    assert q2.number == Question.objects.filter(section__survey=draft_survey).count()
    assert "Remove this question?" in client.get(f"{DESIGN}question/{q2.pk}/remove/").content.decode()
    client.post(f"{DESIGN}question/{q2.pk}/remove/")
    assert not Question.objects.filter(pk=q2.pk).exists()
    client.post(f"{DESIGN}page/{page.pk}/remove/")
    assert not Section.objects.filter(pk=page.pk).exists()
    assert list(draft_survey.sections.values_list("number", flat=True)) == list(range(1, draft_survey.sections.count() + 1))


def test_documents_come_with_a_page_and_go_with_it(cast, draft_survey, sign_in):
    client = sign_in(cast.officer)
    client.post(f"{DESIGN}documents/new/", {"title": "Funding guide", "purpose": "For funders", "link": "example.org/guide"})
    paper = SurveyDocument.objects.get(title="Funding guide")
    page = paper.sections.get()
    assert (paper.number, paper.link, page.title, page.introduction) == (3, "https://example.org/guide", "Funding guide", "For funders")
    assert list(page.questions.values_list("key", "kind")) == [("d3", "likert"), ("d3a", "comment")]
    assert page.number == draft_survey.sections.get(title="Action Plan 2009").number + 1
    client.post(f"{DESIGN}documents/{paper.pk}/", {"title": "Grants guide", "purpose": "", "link": ""})
    assert question(draft_survey, "d3").text.startswith("“Grants guide” is useful")
    client.post(f"{DESIGN}document/{paper.pk}/remove/")
    assert not draft_survey.sections.filter(title="Grants guide").exists()


def test_each_sector_is_asked_its_own(cast, draft_survey, sign_in):
    page = editing.add_section(survey=draft_survey, title="For funders", introduction="", only_sector="statutory", by=cast.officer)
    editing.add_question(section=page, kind="number", text="How many grants CANARY-GRANT?", by=cast.officer)
    small = editing.add_question(section=draft_survey.sections.first(), kind="line", text="CANARY-SMALL?", only_size="small", by=cast.officer)
    client = sign_in(cast.vcs_member)
    seen = {sector: client.get(f"/wealdshire/survey/2009/preview/{sector}/").content.decode() for sector in ("statutory", "voluntary", "cross")}
    assert ["CANARY-GRANT" in seen[sector] for sector in seen] == [True, False, True]
    assert "voluntary and community sector partner without harm" in seen["statutory"]
    assert "public sector partner without harm" in seen["voluntary"]
    assert all("CANARY-SMALL" not in words for words in seen.values())
    assert "CANARY-SMALL" in client.get("/wealdshire/survey/2009/preview/voluntary/?size=small").content.decode()
    assert not small.fits(Facts(sector="voluntary"))  # a size that nobody noted counts as larger
    assert client.get("/wealdshire/survey/2009/preview/nobody/").status_code == 404


@pytest.fixture
def conditional(cast, draft_survey, page):
    """On the last page: asked only of those who disagree with the eighth question."""
    made = editing.add_question(section=page, kind="text", text="What would help?", by=cast.officer)
    return editing.set_condition(question=made, depends_on=question(draft_survey, "q8"), values=["disagree", "strongly_disagree"], by=cast.officer)


def test_condition_is_set_in_the_browser_and_taken_off(cast, draft_survey, page, sign_in):
    client = sign_in(cast.officer)
    made = editing.add_question(section=page, kind="text", text="What would help?", by=cast.officer)
    address = f"{DESIGN}questions/{made.pk}/condition/"
    q8 = question(draft_survey, "q8")
    assert f"?on={q8.pk}" in client.get(address).content.decode()
    assert "Strongly disagree" in client.get(f"{address}?on={q8.pk}").content.decode()
    assert "Choose at least one" in client.post(f"{address}?on={q8.pk}").content.decode()
    client.post(f"{address}?on={q8.pk}", {"values": ["disagree"]})
    made.refresh_from_db()
    assert (made.depends_on, made.depends_values, made.awaited) == (q8, ["disagree"], ["Disagree"])
    assert "Only for those who answered" in client.get(DESIGN).content.decode()
    client.post(address, {"nobody": "1"})
    made.refresh_from_db()
    assert (made.depends_on, made.depends_values) == (None, [])


def test_what_others_wait_for_cannot_go_or_come_later(cast, draft_survey, conditional, sign_in):
    q8 = question(draft_survey, "q8")
    with pytest.raises(CannotBe, match="waits for an answer"):
        editing.remove(part=q8, by=cast.officer)
    with pytest.raises(CannotBe, match="has to stand on a later page"):
        editing.change_question(question=conditional, text="x", section=q8.section, by=cast.officer)
    with pytest.raises(CannotBe, match="has to stand on a later page"):
        editing.set_condition(question=q8, depends_on=question(draft_survey, "q23"), values=["agree"], by=cast.officer)
    q9 = question(draft_survey, "q9")
    editing.set_condition(question=conditional, depends_on=q9, values=["worse"], by=cast.officer)
    with pytest.raises(CannotBe, match="would no longer offer"):
        editing.change_question(question=q9, text=q9.text, options=["Better", "Other"], by=cast.officer)
    page = sign_in(cast.officer).post(f"{DESIGN}question/{q9.pk}/remove/", follow=True).content.decode()
    assert "Take that condition off first." in page
    assert Question.objects.filter(pk=q9.pk).exists()


def test_answer_to_a_question_that_was_not_asked_does_not_count(cast, draft_survey, conditional):
    survey = open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    invitation = Invitation.objects.select_related("survey__compact", "organisation").get(organisation=cast.charity)
    said = {"q8": "agree", conditional.key: {"text": "CANARY-NOT-ASKED", "openness": "named"}}
    assert conditional not in questions_for(invitation, said)
    assert conditional in questions_for(invitation, said | {"q8": "disagree"})
    assert conditional in questions_for(invitation)
    save_section(invitation=invitation, section=conditional.section, answers=said, version=0, on=DURING)
    submit_response(invitation=invitation, by=None, on=DURING)
    survey.tally.refresh_from_db()
    assert conditional.key not in survey.tally.counts and "q8" in survey.tally.counts
    assert not survey.named_answers.exists()


def test_short_form_is_asked_of_small_bodies_that_do_not_want_the_whole(cast, draft_survey, client):
    draft_survey.short_form = True
    draft_survey.save(update_fields=["short_form"])
    Organisation.objects.filter(pk=cast.charity.pk).update(size="small")
    survey = open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    keys = {}
    for invitation in Invitation.objects.select_related("survey__compact", "organisation"):
        keys[invitation.organisation_id] = [one.key for _, asked in pages_for(invitation) for one in asked]
    assert keys[cast.charity.pk] == ["q1", "q6", "q8", "q9", "q16", "q22"]
    assert len(keys[cast.council.pk]) > 15


def test_copy_of_last_years_questions(cast, draft_survey, conditional, sign_in):
    editing.change_question(question=question(draft_survey, "q2"), text="How many of you helped?", by=cast.officer)
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    copy = create_survey(
        review=review, opens_on=OPENS.replace(year=2010), closes_on=CLOSES.replace(year=2010), documents=[], copy_of=draft_survey, by=cast.officer
    )
    old, new = [
        list(Question.objects.filter(section__survey=survey).values_list("key", "text", "kind", "number", "depends_on__key", "section__title"))
        for survey in (draft_survey, copy)
    ]
    assert new == old and len(new) > 18
    assert question(copy, conditional.key).depends_on.section.survey == copy
    assert list(copy.documents.values_list("title", flat=True)) == [paper["title"] for paper in DOCUMENTS]
    page = sign_in(cast.officer).get("/wealdshire/survey/2010/preview/voluntary/").content.decode()
    assert "How many of you helped?" in page


def test_last_years_questions_are_offered_when_a_survey_is_prepared(cast, draft_survey, sign_in):
    Review.objects.create(compact=cast.compact, year=2010, label="2010")
    page = sign_in(cast.officer).get("/wealdshire/survey/2010/prepare/").content.decode()
    assert "Those of the survey of 2009" in page


def test_any_change_takes_back_that_it_was_ready(cast, draft_survey, page):
    make_ready(survey=draft_survey, by=cast.officer, at=at(OPENS))
    editing.change_section(section=page, title="Your view", by=cast.officer)
    draft_survey.refresh_from_db()
    assert draft_survey.ready_at is None and draft_survey.ready_by is None


def test_opened_survey_is_frozen_for_the_pages(cast, survey, sign_in):
    client = sign_in(cast.officer)
    q2 = question(survey, "q2")
    assert "has been opened" in client.post(f"{DESIGN}questions/{q2.pk}/", {"text": "New", "section": q2.section_id}).content.decode()
    assert "has been opened" in client.post(f"{DESIGN}question/{q2.pk}/remove/", follow=True).content.decode()
    page = client.get(DESIGN).content.decode()
    assert "its questions stand" in page and "Move up" not in page and "Add a page" not in page
    with pytest.raises(NotDraft):
        editing.add_section(survey=survey, title="x", by=cast.officer)
    q2.refresh_from_db()
    assert q2.text.startswith("How many people helped")


@pytest.mark.parametrize(
    "change",
    [
        lambda survey: Question.objects.filter(section__survey=survey).update(text="Something else"),
        lambda survey: Question.objects.filter(section__survey=survey, key="q24").delete(),
        lambda survey: Question.objects.create(section=survey.sections.first(), key="late", number=99, kind="line", text="Late"),
        lambda survey: survey.sections.update(introduction="Other"),
        lambda survey: survey.documents.update(title="Other"),
        lambda survey: type(survey).objects.filter(pk=survey.pk).update(introduction="Other"),
        lambda survey: type(survey).objects.filter(pk=survey.pk).update(status="draft"),
    ],
    ids=["text", "removed", "added", "page", "document", "introduction", "back to draft"],
)
def test_opened_survey_is_frozen_in_the_database(survey, change):
    with pytest.raises(IntegrityError, match="its questions stand"), transaction.atomic():
        change(survey)


def test_only_the_officer_designs(cast, draft_survey, page):
    for verb in (
        lambda: editing.add_section(survey=draft_survey, title="x", by=cast.vcs_member),
        lambda: editing.change_section(section=page, title="x", by=cast.vcs_member),
        lambda: editing.add_question(section=page, kind="line", text="x", by=cast.vcs_member),
        lambda: editing.change_question(question=question(draft_survey, "q2"), text="x", by=cast.vcs_member),
        lambda: editing.set_condition(question=question(draft_survey, "q2"), depends_on=None, values=[], by=cast.vcs_member),
        lambda: editing.move(part=page, up=True, by=cast.vcs_member),
        lambda: editing.remove(part=page, by=cast.superuser),
        lambda: editing.add_document(survey=draft_survey, title="x", by=cast.superuser),
        lambda: editing.change_document(document=draft_survey.documents.first(), title="x", by=cast.superuser),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_part_of_another_survey_is_not_found(cast, draft_survey, sign_in):
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010")
    other = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=[], by=cast.officer)
    theirs = other.sections.first()
    client = sign_in(cast.officer)
    assert client.get(f"{DESIGN}pages/{theirs.pk}/").status_code == 404
    assert client.post(f"{DESIGN}page/{theirs.pk}/remove/").status_code == 404
    assert client.post(f"{DESIGN}document/{theirs.pk}/move/").status_code == 404
    assert client.get(f"{DESIGN}survey/{draft_survey.pk}/remove/").status_code == 404


@pytest.mark.parametrize("more", [0, 6])
def test_design_page_costs_the_same_for_any_number_of_questions(cast, draft_survey, page, sign_in, django_assert_num_queries, more):
    for n in range(more):
        editing.add_question(section=page, kind="line", text=f"Another {n}?", by=cast.officer)
    client = sign_in(cast.officer)
    client.get(DESIGN)
    with django_assert_num_queries(6):
        client.get(DESIGN)


def test_starting_content_has_the_24_questions_and_the_eight_facts(cast):
    from reviews.designing.starting import starting_pages
    from reviews.facts import starting_facts

    keys = {entry["key"] for page in starting_pages() for entry in page["questions"]}
    within_examples = {"q17", "q18", "q19"}
    assert keys | within_examples == {f"q{n}" for n in range(1, 25)} | {"q23a", "d{n}", "d{n}a"}
    assert len(starting_facts()) == 8
    serving = {entry["key"]: entry["purpose"] for page in starting_pages() for entry in page["questions"] if entry.get("purpose")}
    assert set(serving.values()) == {"known", "done", "good", "bad"}, "each purpose of the review is asked about (domain.md A15.0, 10)"
