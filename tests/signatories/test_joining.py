"""An organisation asks to join, proves its address, is answered; its senior person signs by a mailed link and gets the certificate."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import joining, links
from signatories.actions.signing import mark
from signatories.models import Edition, JoinRequest, Organisation, Signature, SigningLink
from signatories.tasks import tasks_of
from tests.cast import organisation
from tests.clock import move_on
from tests.documents.tags import elements, opened, pages_of_text
from tests.signatories.test_steering_pages import text

JOIN = "/wealdshire/join/"
SAID = {
    "name": "Tŷ Cymuned O’Neill",
    "sector": "voluntary",
    "kind": "charity",
    "person": "Siân Ó Néill",
    "post": "Chair",
    "charity_number": "123 4567",
}


def link_in(message: Message) -> str:
    return re.search(r"http://localhost:8000(/\S+)", message.text)[1]


def asked(cast, **more) -> JoinRequest:
    """A confirmed request."""
    fields = SAID | {"charity_number": "1234567"} | more
    request = joining.ask_to_join(compact=cast.compact, email=fields.pop("email", "sian@example.org"), **fields)
    return joining.confirm_request(request=request)


@pytest.fixture
def invited(cast):
    signature = organisation(cast.compact, "Newcomer Trust", "voluntary", "charity", contact_email="office@example.org").signatures.get()
    Signature.objects.filter(pk=signature.pk).update(status="invited", edition=None, signed_on=None)
    signature.refresh_from_db()
    return signature


def sent_link(cast, signature, **more) -> str:
    links.send_link(signature=signature, person="Siân Ó Néill", post="Chair", email="sian@example.org", by=cast.officer, **more)
    return link_in(Message.objects.filter(to="sian@example.org").latest("id"))


def test_from_asking_to_the_certificate(client, cast, sign_in):
    answer = client.post(JOIN, SAID | {"email": "sian@example.org"}, follow=True)
    assert "We have sent a link" in text(answer)
    request = JoinRequest.objects.get()
    assert (request.status, request.charity_number) == ("unconfirmed", "1234567")
    mail = Message.objects.get()
    assert mail.to == "sian@example.org" and "Cymuned" not in mail.text + mail.subject  # nothing typed goes to an unproved address
    address = link_in(mail)
    assert "Is this right?" in text(client.get(address)) and JoinRequest.objects.get().status == "unconfirmed"
    confirmed = client.post(address, follow=True)
    assert "Confirmed" in text(confirmed) and confirmed["Referrer-Policy"] == "strict-origin" and "no-store" in confirmed["Cache-Control"]
    assert Message.objects.latest("id").to == cast.officer.email
    assert [task.what for task in tasks_of(cast.officer, today())] == ["Answer Tŷ Cymuned O’Neill, which asks to join"]

    officer = sign_in(cast.officer)
    assert "Tŷ Cymuned O’Neill" in text(officer.get("/wealdshire/steering/pipeline/"))
    done = text(officer.post(f"/wealdshire/steering/requests/{request.pk}/", {"do": "new"}, follow=True))
    assert "is on the list, and is told so" in done
    signature = Signature.objects.get(organisation__name="Tŷ Cymuned O’Neill")
    assert (signature.status, signature.organisation.charity_number, signature.organisation.contact_email) == (
        "invited",
        "1234567",
        "sian@example.org",
    )
    form = officer.get(f"/wealdshire/steering/signatures/{signature.pk}/link/").content.decode()
    assert 'value="Siân Ó Néill"' in form and 'value="sian@example.org"' in form
    body = {"person": "Siân Ó Néill", "post": "Chair", "email": "sian@example.org"}
    assert "gets a link to sign" in text(officer.post(f"/wealdshire/steering/signatures/{signature.pk}/link/", body, follow=True))
    assert "Siân Ó Néill got the link on" in text(officer.get("/wealdshire/steering/pipeline/?state=considering"))

    client.logout()
    address = link_in(Message.objects.filter(to="sian@example.org").latest("id"))
    page = text(client.get(address))
    assert "Funding" in page and "Siân Ó Néill, you are asked to sign" in page
    assert "never held against anybody" in page
    assert "Tick this box to sign" in text(client.post(address, {"listed": "on"}))
    signed = text(client.post(address, {"agreed": "on", "listed": "on", "post": "Chair", "endorsed_by": "Trustees, 3 May 2026"}, follow=True))
    assert "Tŷ Cymuned O’Neill has signed" in signed
    signature.refresh_from_db()
    assert (signature.status, signature.signed_by_name, signature.signed_by_post, signature.edition) == (
        "signed",
        "Siân Ó Néill",
        "Chair",
        cast.edition,
    )
    assert (signature.signed_on, signature.endorsed_by) == (today(), "Trustees, 3 May 2026")
    assert (signature.listed, signature.details_listed, signature.contact_listed) == (True, False, False)
    event = Event.objects.get(verb="signature.signed")
    assert event.actor is None and event.detail["by_link"] is True
    assert "Tŷ Cymuned O’Neill" in text(client.get("/wealdshire/signatories/"))

    pdf = client.get(f"{address}certificate.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    with opened(pdf.content) as document:
        kinds = [kind for kind, _ in elements(document)]
        assert "H1" in kinds and document.Root.MarkInfo.Marked is True and len(document.pages) == 1
    words = " ".join("".join(pages_of_text(pdf.content)).split())
    assert "Tŷ Cymuned O’Neill" in words and "Siân Ó Néill, Chair" in words and "Trustees, 3 May 2026" in words


def test_nobody_reads_a_request_before_its_address_is_proved(cast, client, sign_in):
    client.post(JOIN, SAID | {"email": "sian@example.org", "name": "Canary Trust"})
    request = JoinRequest.objects.get()
    officer = sign_in(cast.officer)
    assert "Canary" not in text(officer.get("/wealdshire/steering/pipeline/"))
    assert officer.get(f"/wealdshire/steering/requests/{request.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="nothing to answer"):
        joining.approve_request(request=request, by=cast.officer)
    assert tasks_of(cast.officer, today()) == []


def test_unconfirmed_requests_are_forgotten(cast):
    for days in (14, 15):
        joining.ask_to_join(compact=cast.compact, email="a@example.org", on=today() - datetime.timedelta(days=days), **SAID | {"charity_number": ""})
    kept = asked(cast, name="Kept")
    JoinRequest.objects.filter(pk=kept.pk).update(asked_on=today() - datetime.timedelta(days=90))
    assert joining.forget_unconfirmed() == 1
    assert JoinRequest.objects.count() == 2 and JoinRequest.objects.filter(name="Kept").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Enter the name of the organisation"),
        ({"charity_number": "12"}, "A charity number has 6 or 7 figures"),
        ({"kind": "parish_council"}, "parish and town councils included"),
        ({"email": "nowhere"}, "Enter an e-mail address in full"),
        ({"name": "Two\u2028lines"}, "Write it on one line"),
        ({"website": "java script"}, "Enter a web address"),
    ],
)
def test_the_form_says_what_is_wrong(client, cast, changed, said):
    page = client.post(JOIN, SAID | {"email": "sian@example.org"} | changed)
    assert said in text(page)
    assert not JoinRequest.objects.exists() and not Message.objects.exists()


def test_the_form_cannot_be_used_to_flood_somebody(client, cast):
    for _ in range(4):
        page = client.post(JOIN, SAID | {"email": "sian@example.org"}, follow=True)
    assert "We have sent several links to this address today" in text(page)
    assert Message.objects.count() == 3


def test_one_address_of_the_internet_cannot_close_the_form_for_everybody(cast, client):
    got = [client.post(JOIN, SAID | {"email": f"a{number}@example.org"}).status_code for number in range(11)]
    assert got == [302] * 10 + [429]


def test_form_closed_to_an_address_of_the_internet_stays_so_for_an_hour(cast, client, monkeypatch):
    def tries(start, stop):
        return [client.post(JOIN, SAID | {"email": f"a{number}@example.org"}).status_code for number in range(start, stop)]

    assert tries(0, 10) == [302] * 10
    move_on(monkeypatch, minutes=6)
    assert tries(10, 12) == [429] * 2
    move_on(monkeypatch, minutes=55)
    assert tries(12, 14) == [302] * 2


def test_network_of_one_household_counts_as_one_address(cast, client):
    """The last 64 bits of an IPv6 address are its owner's to choose."""
    near = [client.post(JOIN, SAID | {"email": f"a{n}@example.org"}, REMOTE_ADDR=f"2001:db8::{n}").status_code for n in range(1, 12)]
    assert near == [302] * 10 + [429]
    assert client.post(JOIN, SAID | {"email": "b@example.org"}, REMOTE_ADDR="2001:db8:0:1::1").status_code == 302


def test_officer_is_shown_whom_the_portal_knows(cast, sign_in):
    Organisation.objects.filter(pk=cast.charity.pk).update(charity_number="1234567")
    request = asked(cast)
    address = f"/wealdshire/steering/requests/{request.pk}/"
    officer = sign_in(cast.officer)
    assert "Approve: it is Bramble Lane Befriending" in text(officer.get(address))
    assert "Choose whether it is one" in text(officer.post(address, {"do": "999999"}, follow=True))
    officer.post(address, {"do": str(cast.charity.pk)})
    request.refresh_from_db()
    assert (request.status, request.signature) == ("approved", Signature.objects.get(organisation=cast.charity))
    assert Organisation.objects.filter(name=SAID["name"]).count() == 0
    assert "nothing to answer" in text(officer.post(address, {"do": "new"}, follow=True))


def test_refusing_needs_a_reason_and_tells_it(cast, sign_in):
    request = asked(cast)
    address = f"/wealdshire/steering/requests/{request.pk}/"
    officer = sign_in(cast.officer)
    assert "Say why it is refused" in text(officer.post(address, {"do": "refuse", "reason": ""}))
    officer.post(address, {"do": "refuse", "reason": "You work in another county."})
    assert "You work in another county." in Message.objects.filter(to="sian@example.org").latest("id").text
    assert JoinRequest.objects.get().decided_by == cast.officer


@pytest.mark.parametrize("who", ["vcs_member", "lead", "superuser"])
def test_only_an_officer_answers_and_asks_for_signatures(cast, invited, who):
    request, by = asked(cast), getattr(cast, who)
    for verb in (
        lambda: joining.approve_request(request=request, by=by),
        lambda: joining.refuse_request(request=request, reason="x", by=by),
        lambda: links.send_link(signature=invited, person="A", email="a@example.org", by=by),
        lambda: links.revoke_link(signature=invited, by=by),
        lambda: mark(signature=invited, status="declined", by=by),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    invited.refresh_from_db()
    assert invited.status == "invited" and not SigningLink.objects.exists()


def test_a_new_link_ends_the_one_before(client, cast, invited):
    first = sent_link(cast, invited)
    second = sent_link(cast, invited)
    assert client.get(first).status_code == 404 and "This link does not work" in text(client.get(first))
    assert client.get(second).status_code == 200


def test_a_link_taken_back_signs_nothing(client, cast, invited, sign_in):
    address = sent_link(cast, invited)
    page = text(sign_in(cast.officer).post(f"/wealdshire/steering/signatures/{invited.pk}/link/end/", follow=True))
    assert "The link no longer works." in page
    over = client.post(address, {"agreed": "on", "listed": "on"})
    assert over.status_code == 410 and "This link was taken back." in text(over)
    invited.refresh_from_db()
    assert invited.status == "considering"


def test_a_link_is_of_one_text_and_one_agreement(client, cast, invited, elsewhere):
    address = sent_link(cast, invited)
    assert client.get(address.replace("wealdshire", "elsewhere")).status_code == 404
    SigningLink.objects.update(edition=elsewhere.edition)
    over = client.post(address, {"agreed": "on"})
    assert over.status_code == 410 and "The text has changed since this link was sent" in text(over)


def test_signing_twice_changes_nothing(client, cast, invited):
    address = sent_link(cast, invited)
    client.post(address, {"agreed": "on", "listed": "on"})
    before = Event.objects.count()
    client.post(address, {"agreed": "on"})
    assert Event.objects.count() == before
    assert Signature.objects.get(pk=invited.pk).listed


def test_who_is_asked_may_answer_not_now_and_think_again(client, cast, invited, sign_in):
    address = sent_link(cast, invited)
    assert "does not sign now" in text(client.get(f"{address}decline/"))
    answered = text(client.post(f"{address}decline/", {"reason": "Waitheron reason"}, follow=True))
    assert "does not sign now. The Compact officer has been told" in answered
    invited.refresh_from_db()
    assert invited.status == "declined"
    told = Message.objects.get(to=cast.officer.email, subject__contains="does not sign now")
    assert "Waitheron" not in told.text and f"/wealdshire/steering/signatures/{invited.pk}/" in told.text
    assert Event.objects.filter(verb="signature.declined", compact_id=cast.compact.pk).count() == 1
    assert "Waitheron reason" in text(sign_in(cast.officer).get(f"/wealdshire/steering/signatures/{invited.pk}/"))
    client.logout()
    client.post(address, {"agreed": "on", "listed": "on"})
    invited.refresh_from_db()
    assert invited.status == "signed" and SigningLink.objects.get().decline_reason == ""
    client.post(f"{address}decline/", {"reason": ""})
    assert Signature.objects.get(pk=invited.pk).status == "signed"


def test_not_signing_again_withdraws_nothing(client, cast):
    charity = Signature.objects.get(organisation=cast.charity)
    links.decline_by_link(link=links.send_link(signature=charity, person="S", email="s@example.org", by=cast.officer))
    charity.refresh_from_db()
    assert charity.status == "signed"


def test_signer_reads_the_text_as_everybody_does(client, cast, invited):
    """The same numbered parts, with stress and conditions, as on the agreement's own page."""
    edition = Edition.objects.create(compact=cast.compact, label="Edition of 2010", vision="A fair county.")
    edition.undertakings.create(number=1, text="Pay on time.", binds="statutory", emphasised=True, qualifier="where a grant is paid")
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    page, agreement = (text(client.get(address)) for address in (sent_link(cast, invited), "/wealdshire/agreement/"))
    for said in ("1. Vision", "2. Undertakings by the public sector", "<strong><em>Pay on time.</em></strong> (where a grant is paid)"):
        assert said in page and said in agreement


def test_a_closed_organisation_signs_nothing(client, cast, invited):
    address = sent_link(cast, invited)
    Organisation.objects.filter(pk=invited.organisation_id).update(closed_on=today())
    assert "has closed" in text(client.post(address, {"agreed": "on"}))
    assert Signature.objects.get(pk=invited.pk).status == "considering"


def test_no_signature_before_the_organisation_began(client, cast, invited):
    address = sent_link(cast, invited)
    Organisation.objects.filter(pk=invited.organisation_id).update(founded_on=today() + datetime.timedelta(days=1))
    assert "it cannot have signed before that day" in text(client.post(address, {"agreed": "on"}))
    assert Signature.objects.get(pk=invited.pk).signed_on is None


def test_the_certificate_needs_a_signature_in_force(client, cast, invited, sign_in):
    address = sent_link(cast, invited)
    assert client.get(f"{address}certificate.pdf").status_code == 404
    assert sign_in(cast.officer).get(f"/wealdshire/steering/signatures/{invited.pk}/certificate.pdf").status_code == 404
    charity = Signature.objects.get(organisation=cast.charity)
    assert client.get(f"/wealdshire/steering/signatures/{charity.pk}/certificate.pdf").content.startswith(b"%PDF")


def test_withdrawing_needs_a_reason_which_the_public_never_sees(cast, sign_in, client):
    signature = Signature.objects.get(organisation=cast.charity)
    page = f"/wealdshire/steering/signatures/{signature.pk}/end/"
    officer = sign_in(cast.officer)
    assert "Say why it has withdrawn" in text(officer.post(page, {"status": "withdrawn"}))
    officer.post(page, {"status": "withdrawn", "reason": "Canary reason"})
    signature.refresh_from_db()
    assert (signature.status, signature.ended_on, signature.end_reason) == ("withdrawn", today(), "Canary reason")
    assert "Canary reason" in text(officer.get(f"/wealdshire/steering/signatures/{signature.pk}/"))
    client.logout()
    assert "Bramble" not in text(client.get("/wealdshire/signatories/"))


def test_pipeline_shows_states_and_filters(cast, sign_in, invited):
    client = sign_in(cast.officer)
    other = organisation(cast.compact, "Slow Trust", "voluntary", "charity").signatures.get()
    Signature.objects.filter(pk=other.pk).update(status="considering")
    client.post(f"/wealdshire/steering/signatures/{invited.pk}/state/", {"status": "declined"})
    page = text(client.get("/wealdshire/steering/pipeline/"))
    assert "Declined for now (1)" in page and "Considering (1)" in page and "Bramble" not in page
    one = text(client.get("/wealdshire/steering/pipeline/?state=declined"))
    assert "Newcomer Trust" in one and "Slow Trust" not in one
    signed = Signature.objects.get(organisation=cast.charity)
    refused = text(client.post(f"/wealdshire/steering/signatures/{signed.pk}/state/", {"status": "invited"}, follow=True))
    assert "Only an organisation that has not signed" in refused


def test_pipeline_needs_as_many_queries_for_many_as_for_one(cast, sign_in, invited, django_assert_num_queries):
    client = sign_in(cast.officer)
    client.get("/wealdshire/steering/pipeline/")
    for more in (0, 30):
        for n in range(more):
            one = organisation(cast.compact, f"Group {n}", "voluntary", "charity").signatures.get()
            Signature.objects.filter(pk=one.pk).update(status="invited")
            SigningLink.objects.create(signature=one, edition=cast.edition, person="P", sent_on=today())
        with django_assert_num_queries(9):
            client.get("/wealdshire/steering/pipeline/")
