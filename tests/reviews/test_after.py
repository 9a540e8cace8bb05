"""What becomes of the answers: offers, findings, good examples, the next invitation, and the look back on the review itself."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplans.models import Action, Plan, Target
from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.documents.models import issue
from compact_portal.mailing.actions import let_go
from compact_portal.messaging.models import Message
from reviews.actions.examples import answer_owner, ask_owners, keep_example
from reviews.actions.findings import make_action, record_process_review, remove_finding, write_finding
from reviews.actions.offers import answer_offer
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, open_survey, release_survey, send_invitations
from reviews.designing import create_survey
from reviews.models import Bundle, Example, Finding, NamedAnswer, Offer, Passage, ProcessReview, Proposal, PublishedReport, Question, Review, Tally
from reviews.report import assemble
from reviews.report.rendering import render_body
from signatories.models import Compact
from tests.reviews.conftest import AFTER, CLOSES, DOCUMENTS, OPENS, at

BASE = "/wealdshire/survey/2009/"
GOOD = {"judgement": "good", "what": "Papers came early", "result": "Everybody had read them", "when": "", "who": "", "raised": ""}
pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    made = Plan.objects.create(compact=cast.compact, label="Plan 2010", period="2010", starts_on="2010-01-01", ends_on="2010-12-31", status="adopted")
    for number in (1, 2):
        Target.objects.create(plan=made, number=number, text=f"Aim {number}")
    return made


@pytest.fixture
def closed(cast, plan):
    """A closed survey: the charity offers help with the second target, and gives a good example in its name."""
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009 – 2010", next_plan=plan)
    survey = create_survey(review=review, opens_on=OPENS, closes_on=CLOSES, documents=DOCUMENTS, by=cast.officer)
    survey = open_survey(survey=survey, by=cast.officer, at=at(OPENS))
    Tally.objects.filter(survey=survey).update(responses={"statutory": 20, "voluntary": 20})
    questions = {question.key: question for question in Question.objects.filter(section__survey=survey)}
    help_with = {"targets": ["target-2", "target-2"], "offers": ["time", "venue"], "text": "On Tuesdays"}
    NamedAnswer.objects.create(survey=survey, organisation=cast.charity, question=questions["q15"], body=help_with)
    NamedAnswer.objects.create(survey=survey, organisation=cast.charity, question=questions["q16"], body=GOOD)
    bad = GOOD | {"judgement": "bad", "what": "The grant came late"}
    Bundle.objects.create(survey=survey, texts=[{"question": "q16", "openness": "sector", "sector": "voluntary", "body": bad}])
    return close_survey(survey=survey, by=cast.officer, at=at(AFTER))


@pytest.fixture
def released(cast, closed):
    Passage.objects.update(state="published", settled_on=AFTER)
    release_survey(survey=closed, by=cast.officer, at=at(AFTER))
    closed.refresh_from_db()
    return closed


def passage(judgement: str) -> Passage:
    return next(one for one in Passage.objects.all() if one.body["judgement"] == judgement)


def test_offer_stands_beside_its_target_for_the_steering_group_alone(cast, closed, client, sign_in):
    assert [(offer.organisation, offer.target.number, offer.of) for offer in Offer.objects.all()] == [(cast.charity, 2, "Time, A room")]
    assert "Bramble Lane" not in client.get("/wealdshire/plans/2010/").content.decode()
    page = sign_in(cast.vcs_member).get("/wealdshire/plans/2010/").content.decode()
    beside = page[page.index("Aim 2") :]
    assert "Offers of help with Target 2 (1)" in beside and "Bramble Lane Befriending: Time, A room. On Tuesdays" in beside
    assert "Bramble Lane" not in page[: page.index("Aim 2")]


def test_offer_is_answered_once_and_told(cast, closed, sign_in):
    offer = Offer.objects.get()
    with pytest.raises(PermissionDenied):
        answer_offer(offer=offer, state="accepted", by=cast.vcs_member)
    page = sign_in(cast.officer).post(f"{BASE}offers/{offer.pk}/", {"state": "accepted"}, follow=True).content.decode()
    assert "Bramble Lane Befriending is told." in page and "Accepted" in page
    message = Message.objects.get(subject__contains="thank you for your offer")
    assert message.to == "bramble@example.org" and "we gladly accept" in message.text
    with pytest.raises(NotNow):
        answer_offer(offer=offer, state="thanked", by=cast.officer)
    assert Event.objects.get(verb="offer.answered").detail == {"state": "accepted"}


def test_offers_are_counted_in_the_report_without_names(cast, closed):
    answer_offer(offer=Offer.objects.get(), state="accepted", by=cast.officer)
    text = render_body(assemble(closed.review, AFTER))
    assert "1 organisation offered help with the plan: 1 offer, of which 1 was accepted." in text


def test_finding_becomes_an_action_that_keeps_its_origin(cast, closed, sign_in, client):
    finding = write_finding(review=closed.review, text="Papers come too late.", by=cast.vcs_member)
    target = Target.objects.get(number=1)
    address = f"/wealdshire/reviews/2009/findings/{finding.pk}/action/"
    reason = sign_in(cast.officer).get(address).context["form"]["reason"].value()
    sent = {"target": target.pk, "text": "Send papers ten days before", "by_when": "June 2010", "owners": str(cast.council)}
    assert "This plan is adopted: say why it is amended" in client.post(address, sent).content.decode()
    assert "Send papers ten days before" in client.post(address, sent | {"reason": reason}, follow=True).content.decode()
    action = Action.objects.get()
    assert (list(action.owners.all()), action.due_on) == ([cast.council], datetime.date(2010, 6, 30))
    amended = target.plan.amendments.get()  # the one door of an adopted plan: everybody reads why
    assert (amended.action, amended.reason) == (action, "The steering group learnt from the review of 2009 that it is needed.")
    assert (action.target, action.number, action.finding) == (target, 1, finding)
    assert "The steering group learnt from this review" in render_body(assemble(closed.review, AFTER))
    with pytest.raises(ValidationError, match="answers this finding already"):
        make_action(finding=finding, target=target, text="Again", by=cast.officer)
    with pytest.raises(ValidationError, match="An action answers this finding"):
        remove_finding(finding=finding, by=cast.vcs_member)


def test_origin_is_public_only_with_its_report(cast, closed, client):
    finding = write_finding(review=closed.review, text="Papers come too late.", by=cast.vcs_member)
    make_action(finding=finding, target=Target.objects.get(number=1), text="Send papers early", by=cast.officer, reason="Asked for")
    assert "answers finding" not in client.get("/wealdshire/plans/2010/").content.decode()


def test_theme_of_bad_examples_names_nobody(cast, closed, sign_in):
    with pytest.raises(ValidationError, match="Leave out “Wealdshire Council”"):
        write_finding(review=closed.review, text="wealdshire council pays late.", kind="theme", by=cast.vcs_member)
    for text, named in (
        ("WC is late", True),
        ("Wealdshre Council is late", True),
        ("The wc is late", False),
    ):  # an acronym in small letters is a word
        page = sign_in(cast.vcs_member).post("/wealdshire/reviews/2009/findings/", {"text": text, "kind": "theme"}).content.decode()
        assert ("A theme names nobody" in page) == named, text
    page = (
        sign_in(cast.vcs_member).post("/wealdshire/reviews/2009/findings/", {"text": "Oak Hill Allotments waits", "kind": "theme"}).content.decode()
    )
    assert "A theme names nobody. Leave out “Oak Hill Allotments”." in page
    with pytest.raises(PermissionDenied):
        write_finding(review=closed.review, text="Mine", by=cast.lead)


def test_only_good_examples_that_two_people_passed_are_kept(cast, released, sign_in):
    with pytest.raises(ValidationError, match="Bad ones become themes"):
        keep_example(passage=passage("bad"), title="No", by=cast.officer)
    Passage.objects.update(state="private")
    with pytest.raises(ValidationError, match="two people passed"):
        keep_example(passage=passage("good"), title="No", by=cast.officer)


def test_good_example_is_found_by_code_and_promise(cast, released, client, sign_in):
    code, other = cast.codes
    sent = {"title": "Papers in time", "about": str(code.number)}
    sign_in(cast.officer).post(f"{BASE}examples/{passage('good').pk}/", sent)
    client.logout()
    Example.objects.update(agreed_until=datetime.date.today() + datetime.timedelta(days=9))
    for address, found in (("", True), (f"?code={code.number}", True), (f"?code={other.number}", False), ("?code=x", True), ("?promise=1.7", False)):
        page = client.get(f"/wealdshire/examples/{address}").content.decode()
        assert ("Papers came early" in page) == found, address
    assert "Bramble Lane Befriending" in client.get("/wealdshire/examples/").content.decode()


def test_owner_is_asked_again_every_year_and_can_take_the_example_away(cast, released, client):
    example = keep_example(passage=passage("good"), title="Papers in time", by=cast.officer, at=at(AFTER))
    until = AFTER + datetime.timedelta(days=365)
    assert example.agreed_until == until
    assert ask_owners(on=until - datetime.timedelta(days=31)) == 0
    assert ask_owners(on=until - datetime.timedelta(days=30)) == 1
    assert ask_owners(on=until - datetime.timedelta(days=29)) == 0, "asked once"
    message = Message.objects.get(subject__contains="may your example stay")
    assert "Papers came early" not in message.text
    link = re.search(r"/i/[^/\s]+/example/", message.text).group()
    assert "Papers came early" in client.get(link).content.decode()
    assert "Papers came early" in client.get(link).content.decode(), "reading uses nothing up"
    assert "no longer shown" in client.post(link, {"answer": "go"}).content.decode()
    assert client.get(link).status_code == 404
    assert not Example.objects.shown(on=AFTER).exists()


@pytest.mark.parametrize("meanwhile", ["nothing", "taken back", "over"])
def test_question_whether_an_example_may_stay_waits_as_a_round_while_it_can_be_answered(cast, released, meanwhile):
    Compact.objects.update(holds_rounds=True)
    example = keep_example(passage=passage("good"), title="Papers in time", by=cast.officer)
    on = today()
    Example.objects.update(agreed_until=on + datetime.timedelta(days=20))
    assert ask_owners(on=on) == 1
    message = Message.objects.get(subject__contains="may your example stay")
    assert (message.status, message.to) == ("held", cast.charity.contact_email)
    if meanwhile == "taken back":
        answer_owner(example=example, stays=False, on=on)
    if meanwhile == "over":
        Example.objects.update(agreed_until=on - datetime.timedelta(days=1))
    assert let_go(round=message.round, by=cast.officer) == ((1, 0) if meanwhile == "nothing" else (0, 1))


def test_example_becomes_an_achievement_in_one_step(cast, released, client, sign_in, monkeypatch):
    monkeypatch.setattr("reviews.views.examples.today", lambda: AFTER)
    example = keep_example(passage=passage("good"), title="Papers in time", by=cast.officer, at=at(AFTER))
    address, target = f"/wealdshire/examples/{example.pk}/achievement/", Target.objects.get(number=2)
    client = sign_in(cast.officer)
    assert address in client.get("/wealdshire/examples/").content.decode()
    assert "Papers came early" in client.get(address).content.decode()
    said = client.post(address, {"target": target.pk, "text": "Papers come early now."}, follow=True).content.decode()
    assert "It stands last among the achievements of target 2, Plan 2010." in said and "Made into an achievement" in said
    made = target.achievements.get()
    assert (made.text, list(made.organisations.all()), made.origin_kind, made.origin_key, made.origin_words) == (
        "Papers come early now.", [cast.charity], "reviews.example", str(example.pk), "the good example “Papers in time”, survey 2009",
    )  # fmt: skip
    again = client.post(address, {"target": target.pk, "text": "Again."}).content.decode()
    assert "An achievement was made from this already" in again and target.achievements.count() == 1
    Example.objects.update(withdrawn_on=AFTER)
    assert client.get(address).status_code == 404
    assert sign_in(cast.vcs_member).get(address).status_code == 404


def test_without_an_answer_an_example_goes_after_its_year(cast, released):
    example = keep_example(passage=passage("good"), title="Papers in time", by=cast.officer, at=at(AFTER))
    assert Example.objects.shown(on=example.agreed_until).exists()
    assert not Example.objects.shown(on=example.agreed_until + datetime.timedelta(days=1)).exists()


def test_next_invitation_opens_with_what_came_of_the_last_survey(cast, released, client, today_is):
    write_finding(review=released.review, text="CANARY-FINDING", by=cast.vcs_member)
    report = issue(name="report", media_type="text/html", content=b"x", at=at(AFTER))
    said = {"number": 1, "content": {}, "sha256": "0" * 64, "proposed_at": at(AFTER), "proposed_by": cast.officer}
    proposal = Proposal.objects.create(review=released.review, **said)
    PublishedReport.objects.create(
        review=released.review, proposal=proposal, page=report, pdf=report, published_at=at(AFTER), published_by=cast.officer
    )
    review = Review.objects.create(compact=cast.compact, year=2010, label="2010 – 2011")
    opens = OPENS + datetime.timedelta(days=365)
    survey = create_survey(review=review, opens_on=opens, closes_on=opens + datetime.timedelta(days=90), documents=DOCUMENTS, by=cast.officer)
    open_survey(survey=survey, by=cast.officer, at=at(opens))
    send_invitations(survey=survey, by=cast.officer, at=at(opens))
    today_is(opens)
    link = re.search(r"/i/\S+/", Message.objects.filter(to="oak@example.org").latest("id").text).group()
    page = client.get(link).content.decode()
    assert "What came of the survey 2009" in page and "1 finding: 0 became actions of the plan" in page
    assert "CANARY" not in page and "Bramble" not in page


def test_steering_group_records_its_look_at_the_review_itself(cast, closed, sign_in):
    sent = {"reviewed_on-day": "12", "reviewed_on-month": "11", "reviewed_on-year": "2009", "worked": "It was short.", "changes": "Begin in May."}
    page = sign_in(cast.vcs_member).post("/wealdshire/reviews/2009/process/", sent, follow=True).content.decode()
    assert "The report prints it." in page
    assert ProcessReview.objects.get().recorded_by == cast.vcs_member
    text = render_body(assemble(closed.review, AFTER))
    assert "What will be done differently: Begin in May." in text and "On 12 November 2009" in text
    with pytest.raises(PermissionDenied):
        record_process_review(review=closed.review, reviewed_on=AFTER, worked="", changes="x", by=cast.lead)


@pytest.mark.parametrize("more", [0, 4])
def test_lists_cost_the_same_for_any_number_of_rows(cast, closed, sign_in, django_assert_num_queries, more):
    from tests.cast import organisation

    for n in range(more):
        one = organisation(cast.compact, f"Extra {n}", "voluntary", "charity")
        Offer.objects.create(survey=closed, organisation=one, target=Target.objects.get(number=1))
        Finding.objects.create(review=closed.review, number=n + 1, text=f"Finding {n}")
    client = sign_in(cast.officer)
    for address, queries in ((f"{BASE}offers/", 6), ("/wealdshire/reviews/2009/findings/", 16), ("/wealdshire/plans/2010/", 18)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_texts_and_offers_are_on_the_to_do_page(cast, closed, sign_in):
    page = sign_in(cast.officer).get("/home/").content.decode()
    assert "Answer 1 offer of help (2009)" in page and "Read 2 texts of the survey 2009" in page
    page = sign_in(cast.vcs_member).get("/home/").content.decode()
    assert "Read 1 text of the survey 2009" in page and "offer of help" not in page  # the other text is the charity's own
    assert "before they are published" not in sign_in(cast.lead).get("/home/").content.decode()
