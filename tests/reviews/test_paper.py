"""For those who are not online: the form on paper, and answers that staff type and can never read again."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from reviews.actions.answering import save_section, submit_response
from reviews.actions.refusals import NotNow
from reviews.actions.running import close_survey, open_survey, send_invitations
from reviews.actions.typing import confirm_typed, type_answer
from reviews.designing import create_survey, editing
from reviews.models import Bundle, Facts, Invitation, Question, Response, Review, TypedAnswer
from reviews.paper import paper_html, paper_pdf
from signatories.models import Organisation
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, words
from tests.reviews.conftest import CLOSES, DOCUMENTS, DURING, OPENS, at

pytestmark = pytest.mark.django_db
BASE = "/wealdshire/survey/2009/"
TYPED = {"q23a": {"text": "CANARY-TYPED", "openness": "steering"}, "q23": "agree"}


def invitation_of(organisation) -> Invitation:
    return Invitation.objects.select_related("survey__compact", "survey__review", "organisation").get(organisation=organisation)


@pytest.fixture
def offline(cast, survey):
    """Everybody is invited; the charity has no address and no lead."""
    Organisation.objects.filter(pk=cast.charity.pk).update(contact_email="")
    cast.charity.memberships.all().delete()
    send_invitations(survey=survey, by=cast.officer, at=at(OPENS))
    return invitation_of(cast.charity)


def by_hand(invitation, by, **more) -> TypedAnswer:
    return type_answer(invitation=invitation, **({"source": "paper", "received_on": DURING, "answers": TYPED, "at": at(DURING)} | more), by=by)


def test_paper_has_every_question_with_boxes_and_lines(cast, draft_survey):
    page = editing.add_section(survey=draft_survey, title="Kinds", introduction="", by=cast.officer)
    first = Question.objects.get(section__survey=draft_survey, key="q9")
    for kind in Question.Kind.values:
        if kind not in ("comment", "help"):
            made = editing.add_question(section=page, kind=kind, text=f"Of kind {kind}?", options=["Some", "None"], by=cast.officer)
    editing.set_condition(question=made, depends_on=first, values=["worse"], by=cast.officer)
    html = paper_html(draft_survey, Facts(sector="voluntary"))
    for question in Question.objects.filter(section__survey=draft_survey):
        assert f"{question.number}. {question.text_for('voluntary')}" in words(html.replace("&#x27;", "'")), question.key
    for part in ("Tick one.", "Tick all that apply.", "Circle one.", "Write here:", "Write one subject:", '<div class="line">', "Example 2"):
        assert part in html
    assert "Only if you answered question 9 with: Worse." in html
    assert "a public sector partner" in html and "a voluntary and community sector partner" not in html
    assert "a voluntary and community sector partner" in paper_html(draft_survey, Facts(sector="statutory"))
    assert "How many people helped" not in paper_html(draft_survey, Facts(sector="voluntary", size="small", short=True))


def test_paper_is_an_accessible_pdf(cast, survey):
    pdf = paper_pdf(survey, Facts(sector="voluntary"))
    with opened(pdf) as document:
        kinds = {kind for kind, _ in elements(document)}
        assert {"H1", "H2", "H3", "P", "L", "LI"} <= kinds
        assert marks_without_owner(document) == 0
        assert str(document.docinfo["/Title"]) == "Wealdshire Compact: survey 2009, on paper"
    text = words(" ".join(pages_of_text(pdf)))
    assert "26 October 2009" in text and "People in our organisation who need the Compact know about it." in text
    assert "counts only once you have confirmed it" in text


def test_everybody_may_print_it_once_the_survey_opens(cast, client, draft_survey, sign_in):
    address = f"{BASE}paper/voluntary.pdf"
    assert client.get(address).status_code == 404
    assert sign_in(cast.vcs_member).get(address).status_code == 200
    open_survey(survey=draft_survey, by=cast.officer, at=at(OPENS))
    client.logout()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(f"{BASE}paper/nobody.pdf").status_code == 404


@pytest.fixture
def running(cast, sign_in):
    """A survey that is open today, with everybody invited: pages ask for the present day."""
    review = Review.objects.create(compact=cast.compact, year=2009, label="2009")
    days = {"opens_on": today(), "closes_on": today() + datetime.timedelta(days=90)}
    survey = open_survey(survey=create_survey(review=review, **days, documents=DOCUMENTS, by=cast.officer), by=cast.officer)
    Organisation.objects.filter(pk=cast.other_charity.pk).update(contact_email="")
    send_invitations(survey=survey, by=cast.officer)
    return survey


def form(**more) -> dict:
    day = {f"received_on-{part}": getattr(today(), part) for part in ("day", "month", "year")}
    return day | {"source": "phone", "q4": "agree", "q23a": "CANARY-TYPED", "q23a_openness": "steering"} | more


def test_typed_answer_is_confirmed_by_its_organisation_and_nobody_reads_it_before(cast, running, client, sign_in):
    one = invitation_of(cast.charity)
    address = f"{BASE}invitations/{one.pk}/type/"
    officer = sign_in(cast.officer)
    page = officer.get(address).content.decode()
    assert "is told that you, Officer, typed this" in page and "you can never open them again" in page
    assert "How did the answer come" in page and "People in our organisation who need the Compact" in page
    after = officer.post(address, form()).content.decode()
    assert "A mail asks Bramble Lane Befriending to confirm them" in after and "CANARY" not in after
    for other in (address, f"{BASE}invitations/{one.pk}/", f"{BASE}chasing/", f"{BASE}manage/", f"{BASE}chasing.csv"):
        assert "CANARY" not in officer.get(other).content.decode()
    assert "Typed by staff, to be confirmed" in officer.get(f"{BASE}chasing/").content.decode()
    assert officer.get(BASE).status_code == 404
    assert sum(running.tally.responses.values()) == 0  # it does not count yet
    client.logout()
    mail = Message.objects.filter(to="bramble@example.org").latest("id")
    assert "Officer typed the answers" in mail.text and "by telephone" in mail.text and "CANARY" not in mail.text
    link = next(word for word in mail.text.split() if "/i/" in word).split("://")[-1].partition("/")[2]
    assert "Officer typed these answers" in client.get(f"/{link}").content.decode()
    client.post(f"/{link}")
    check = client.get(f"{BASE}check/").content.decode()
    assert "CANARY-TYPED" in check and "has read them while typing" in check
    assert Event.objects.get(verb="answer.typed").detail == {"organisation": cast.charity.pk, "source": "phone"}


def test_typed_answer_detaches_like_any_other(cast, offline):
    by_hand(offline, cast.officer)
    for same_sector in (cast.officer, cast.statutory_member):
        with pytest.raises(NotNow, match="another sector than Officer"):
            confirm_typed(invitation=offline, confirmed="signed", by=same_sector, at=at(DURING))
    confirm_typed(invitation=offline, confirmed="signed", by=cast.vcs_member, at=at(DURING))
    typed = TypedAnswer.objects.get()
    assert (typed.confirmed, typed.confirmed_by, typed.typed_for) == ("signed", cast.vcs_member, "statutory")
    response = Response.objects.get(organisation=cast.charity)
    assert (response.status, response.draft, response.submitted_on) == ("submitted", {}, DURING)
    assert Bundle.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        holding = []
        for table in tables:
            cursor.execute(f"SELECT 1 FROM \"{table}\" t WHERE t::text LIKE '%CANARY-TYPED%' LIMIT 1")
            holding += [table] if cursor.fetchone() else []
    assert holding == ["reviews_bundle"]
    assert not Event.objects.filter(at__gt=Event.objects.get(verb="answer.typed").at).exists()  # no moment of the submission


def test_organisation_without_an_address_gets_its_copy_once(cast, running, sign_in):
    one = invitation_of(cast.other_charity)
    client = sign_in(cast.officer)
    page = client.post(f"{BASE}invitations/{one.pk}/type/", form(source="paper")).content.decode()
    assert "Print this page now and post it" in page and "CANARY-TYPED" in page
    confirm = f"{BASE}invitations/{one.pk}/confirm/"
    page = client.get(confirm).content.decode()
    assert "Somebody else has to confirm them" in page and "CANARY" not in page
    refused = client.post(confirm, {"confirmed": "signed", "sure": "on"}, follow=True).content.decode()
    assert "Somebody of another sector than Officer confirms these answers." in refused
    assert "Ask Oak Hill Allotments whether" not in refused  # on nobody's list who may not do it
    client = sign_in(cast.vcs_member)
    assert "Ask Oak Hill Allotments whether its answers were typed rightly" in client.get("/home/").content.decode()
    assert "CANARY" not in client.get(confirm).content.decode()
    assert "Tick" in client.post(confirm, {"confirmed": "signed"}).content.decode()
    assert "The answers of Oak Hill Allotments are sent." in client.post(confirm, {"confirmed": "signed", "sure": "on"}, follow=True).content.decode()
    running.tally.refresh_from_db()
    assert running.tally.responses == {"voluntary": 1}
    assert client.get(confirm).status_code == 404


def test_who_has_an_address_confirms_by_itself(cast, invited):
    one = invitation_of(cast.charity)
    by_hand(one, cast.officer)
    with pytest.raises(NotNow, match="confirms its answers itself"):
        confirm_typed(invitation=one, confirmed="signed", by=cast.officer, at=at(DURING))


def test_what_an_organisation_wrote_itself_is_not_replaced(cast, invited):
    one = invitation_of(cast.charity)
    by_hand(one, cast.officer)
    by_hand(one, cast.officer, answers={"q23": "disagree"})  # nobody has touched it: typed again
    assert Response.objects.get(organisation=cast.charity).draft == {"q23": "disagree"}
    section = invited.sections.get(title="This survey")
    save_section(invitation=one, section=section, answers={"q23": "neither"}, version=1, on=DURING)
    with pytest.raises(NotNow, match="has begun to answer itself"):
        by_hand(one, cast.officer)
    submit_response(invitation=one, by=None, on=DURING)
    with pytest.raises(NotNow, match="has answered already"):
        by_hand(one, cast.officer)


def test_typing_is_refused_in_words(cast, offline):
    with pytest.raises(NotNow, match="at least one answer"):
        by_hand(offline, cast.officer, answers={"q23": None})
    with pytest.raises(NotNow, match="Nothing has been typed"):
        confirm_typed(invitation=offline, confirmed="signed", by=cast.officer)
    with pytest.raises(NotNow, match="last day for answers is over"):
        by_hand(offline, cast.officer, at=at(CLOSES + datetime.timedelta(days=1)))
    for by in (cast.superuser, cast.lead):
        with pytest.raises(PermissionDenied):
            by_hand(offline, by)
        with pytest.raises(PermissionDenied):
            confirm_typed(invitation=offline, confirmed="signed", by=by)
    with pytest.raises(PermissionDenied):
        by_hand(offline, cast.vcs_member)
    close_survey(survey=offline.survey, by=cast.officer, at=at(CLOSES + datetime.timedelta(days=1)))
    with pytest.raises(NotNow, match="not open"):
        by_hand(offline, cast.officer)


def test_form_for_typing_says_what_is_wrong(cast, running, sign_in):
    address = f"{BASE}invitations/{invitation_of(cast.charity).pk}/type/"
    client = sign_in(cast.officer)
    assert "Enter a whole number from 1 to 99" in client.post(address, form(q2="many")).content.decode()
    assert "How did the answer come" in client.post(address, form(source="")).content.decode()
    tomorrow = today() + datetime.timedelta(days=1)
    late = {f"received_on-{part}": getattr(tomorrow, part) for part in ("day", "month", "year")}
    assert "That day has not come yet" in client.post(address, form() | late).content.decode()
    assert not TypedAnswer.objects.exists()
