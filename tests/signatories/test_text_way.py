"""A text from draft to agreement: each step, what it refuses, what it leaves unchanged."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import editions as actions
from signatories.models import Consultation, Edition, Endorsement, Part, Undertaking
from tests.signatories.texts import DAY, a_consultation, a_text, records

TWELVE_WEEKS = 84


def page(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def draft(cast):
    return a_text(cast.compact)


def final(cast, draft, bodies=("The trustees", "The cabinet")):
    return actions.make_final(edition=draft, bodies=list(bodies), by=cast.officer)


def test_text_goes_from_draft_to_agreement(cast, draft):
    consultation = actions.open_consultation(edition=draft, opens_on=today(), closes_on=today() + TWELVE_WEEKS * DAY, by=cast.officer)
    draft.refresh_from_db()
    assert draft.status == "consulted"
    assert bytes(consultation.text.content).startswith(b"%PDF")
    Consultation.objects.update(opens_on=today() - 90 * DAY, closes_on=today() - DAY)
    actions.close_consultation(consultation=consultation, by=cast.officer)
    draft.refresh_from_db()
    assert draft.status == "draft"
    final(cast, draft)
    first, second = draft.endorsements.all()
    actions.decide(endorsement=first, status="endorsed", decided_on=today(), minute="12/3", by=cast.officer)
    actions.decide(endorsement=second, status="declined", decided_when="March", by=cast.officer)
    actions.publish(edition=draft, by=cast.officer)
    draft.refresh_from_db()
    cast.edition.refresh_from_db()
    assert (draft.status, cast.edition.status, cast.compact.editions.get(status="published")) == ("published", "superseded", draft)
    assert list(draft.endorsements.values_list("body", "status", "decided_when", "minute")) == [
        ("The trustees", "endorsed", "", "12/3"),
        ("The cabinet", "declined", "March", ""),
    ]
    verbs = ["consultation.opened", "consultation.closed", "edition.made_final", "endorsement.endorsed", "endorsement.declined", "edition.published"]
    assert set(verbs) <= set(Event.objects.filter(actor=cast.officer, compact_id=cast.compact.pk).values_list("verb", flat=True))


@pytest.mark.parametrize("who", ["stranger", "superuser", "vcs_member", "lead"])
def test_only_an_officer_takes_a_step(cast, draft, who):
    by = getattr(cast, who)
    consultation = a_consultation(cast, edition=a_text(cast.compact, "Other"))
    endorsement = Endorsement.objects.create(edition=cast.edition, number=1, body="A body")
    for deed in (
        lambda: actions.draft(compact=cast.compact, content={}, by=by),
        lambda: actions.open_consultation(edition=draft, opens_on=today(), closes_on=today() + 90 * DAY, by=by),
        lambda: actions.extend_consultation(consultation=consultation, closes_on=today() + 200 * DAY, by=by),
        lambda: actions.close_consultation(consultation=consultation, by=by),
        lambda: actions.answer_consultation(consultation=consultation, outcome="So.", by=by),
        lambda: actions.make_final(edition=draft, bodies=["A body"], by=by),
        lambda: actions.ask_for_endorsement(edition=cast.edition, body="Another", by=by),
        lambda: actions.decide(endorsement=endorsement, status="endorsed", decided_on=today(), by=by),
        lambda: actions.back_to_draft(edition=draft, by=by),
        lambda: actions.publish(edition=draft, by=by),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert not Event.objects.exists()


@pytest.mark.parametrize("status", ["consulted", "final", "published"])
def test_text_stands_still_from_the_consultation_on(cast, draft, status):
    if status == "published":
        Edition.objects.filter(compact=cast.compact, status="published").update(status="superseded")
        Edition.objects.filter(pk=draft.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    else:
        Edition.objects.filter(pk=draft.pk).update(status=status)
    for change in (
        lambda: Edition.objects.filter(pk=draft.pk).update(vision="Another."),
        lambda: Undertaking.objects.filter(edition=draft).update(text="Another."),
        lambda: Part.objects.create(edition=draft, number=1, kind="vision"),
        lambda: Edition.objects.filter(pk=draft.pk).delete(),
    ):
        with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
            change()


def test_what_was_published_is_never_a_draft_again(cast):
    for status in ("draft", "final", "consulted"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.filter(pk=cast.edition.pk).update(status=status)


def test_short_consultation_needs_its_reason(cast, draft, sign_in):
    address = reverse("signatories:consult", args=["wealdshire", draft.pk])
    last = today() + 83 * DAY
    posted = {"opens_on-day": today().day, "opens_on-month": today().month, "opens_on-year": today().year}
    posted |= {"closes_on-day": last.day, "closes_on-month": last.month, "closes_on-year": last.year}
    client = sign_in(cast.officer)
    refused = page(client.post(address, posted))
    assert "This is 83 days, and twelve weeks (84 days) are usual: say why, or choose a later last day" in refused
    assert not Consultation.objects.exists()
    assert client.post(address, posted | {"short_because": "The board meets in May."}).status_code == 302
    consultation = Consultation.objects.get()
    assert (consultation.days, consultation.short_because, consultation.is_short) == (83, "The board meets in May.", True)
    steering = page(client.get(reverse("signatories:comments", args=["wealdshire", consultation.pk])))
    assert "This is less than twelve weeks (84 days). The reason that everybody reads: The board meets in May." in steering
    assert "The board meets in May." in page(client.get(reverse("signatories:consultations", args=["wealdshire"])))
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.update(short_because="")


@pytest.mark.parametrize(
    ("opens", "closes", "words"), [(-1, 90, "cannot have begun before today"), (5, 5, "closes after it opens"), (0, 83, "less than twelve weeks")]
)
def test_consultation_of_wrong_days_is_refused(cast, draft, opens, closes, words):
    with pytest.raises(ValidationError, match=words):
        actions.open_consultation(edition=draft, opens_on=today() + opens * DAY, closes_on=today() + closes * DAY, by=cast.officer)
    draft.refresh_from_db()
    assert draft.status == "draft" and not Consultation.objects.exists()


def test_consultation_is_made_longer_and_never_shorter(cast):
    consultation = a_consultation(cast)
    longer = consultation.closes_on + 7 * DAY
    actions.extend_consultation(consultation=consultation, closes_on=longer, by=cast.officer)
    for day in (longer, longer - DAY):
        with pytest.raises(ValidationError, match="made longer, not shorter"):
            actions.extend_consultation(consultation=consultation, closes_on=day, by=cast.officer)
    with pytest.raises(ValidationError, match="cannot be closed before"):
        actions.close_consultation(consultation=consultation, by=cast.officer)
    consultation.refresh_from_db()
    assert (consultation.closes_on, consultation.closed_at) == (longer, None)
    assert Event.objects.get(verb="consultation.extended").detail["before"] == (longer - 7 * DAY).isoformat()


def test_outcome_is_published_after_the_close(cast, client):
    consultation = a_consultation(cast, opened=100, days=90)
    with pytest.raises(ValidationError, match="once it has closed"):
        actions.answer_consultation(consultation=consultation, outcome="Early.", by=cast.officer)
    actions.close_consultation(consultation=consultation, by=cast.officer)
    actions.answer_consultation(consultation=consultation, outcome="Everybody wants\n\nplain words.", by=cast.officer)
    shown = page(client.get(reverse("signatories:consultations", args=["wealdshire"])))
    assert "Everybody wants</p>" in shown and "plain words.</p>" in shown
    text = client.get(reverse("signatories:consultation_text", args=["wealdshire", consultation.pk]))
    assert (text.content, text["Content-Type"]) == (b"%PDF-the text of then", "application/pdf")


def test_text_that_was_endorsed_does_not_go_back(cast, draft):
    final(cast, draft)
    actions.back_to_draft(edition=draft, by=cast.officer)
    draft.refresh_from_db()
    assert (draft.status, draft.endorsements.count()) == ("draft", 0)
    final(cast, draft)
    actions.decide(endorsement=draft.endorsements.first(), status="endorsed", decided_on=today(), by=cast.officer)
    with pytest.raises(ValidationError, match="has endorsed this very text"):
        actions.back_to_draft(edition=draft, by=cast.officer)


def test_nothing_is_published_that_no_body_endorsed(cast, draft):
    with pytest.raises(ValidationError, match="Only a final text"):
        actions.publish(edition=draft, by=cast.officer)
    final(cast, draft)
    with pytest.raises(ValidationError, match="No body has endorsed it yet"):
        actions.publish(edition=draft, by=cast.officer)
    cast.edition.refresh_from_db()
    assert cast.edition.status == "published"


def test_body_may_endorse_what_is_in_force_already(cast):
    """The partnership board of an area may adopt a text a year after its council did."""
    body = actions.ask_for_endorsement(edition=cast.edition, body="Southern Alliance", by=cast.officer)
    actions.decide(endorsement=body, status="endorsed", decided_when="2003", by=cast.officer)
    with pytest.raises(ValidationError, match="on the list already"), transaction.atomic():
        actions.ask_for_endorsement(edition=cast.edition, body="southern alliance", by=cast.officer)
    with pytest.raises(ValidationError, match="dated in the future"):
        actions.decide(endorsement=body, status="endorsed", decided_on=today() + DAY, by=cast.officer)
    with pytest.raises(ValidationError, match="has a day"), transaction.atomic():
        actions.decide(endorsement=body, status="endorsed", by=cast.officer)


def test_chain_of_endorsements_says_who_is_waited_for(cast, draft, sign_in):
    final(cast, draft, ["Infrastructure group", "Health trust", "Executive"])
    for body in draft.endorsements.all()[:2]:
        actions.decide(endorsement=body, status="endorsed", decided_when="2008/9", by=cast.officer)
    shown = page(sign_in(cast.vcs_member).get(reverse("signatories:text", args=["wealdshire", draft.pk])))
    assert "Health trust: endorsed, 2008/9" in shown and "Executive: waiting for its decision" in shown
    assert "Record its decision" not in shown
    confirm = page(sign_in(cast.officer).get(reverse("signatories:publish", args=["wealdshire", draft.pk])))
    assert "These have not decided yet: Executive." in confirm


def test_officer_walks_the_pages_of_a_text(cast, sign_in):
    """Bring a file, settle it, record a decision, publish: through the pages, as an officer does."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = sign_in(cast.officer)
    source = client.get(reverse("signatories:edition_source", args=["wealdshire", cast.edition.pk])).content.decode()
    new = source.replace("Edition of 2005", "Edition of 2011") + '\n[[aims]]\ntext = "Listen."\n'
    answer = client.post(reverse("signatories:draft", args=["wealdshire"]), {"file": SimpleUploadedFile("new.toml", new.encode())}, follow=True)
    assert "“Edition of 2011” is a draft." in page(answer)
    edition = Edition.objects.get(label="Edition of 2011")
    assert edition.codes.count() == 2 and edition.statements.get().text == "Listen."
    answer = client.post(
        reverse("signatories:make_final", args=["wealdshire", edition.pk]), {"bodies": " Trustees \n\nCabinet\nTrustees"}, follow=True
    )
    assert list(edition.endorsements.values_list("body", flat=True)) == ["Trustees", "Cabinet"]
    assert "It can be published once a body has endorsed it." in page(answer)
    one = edition.endorsements.first()
    decide = reverse("signatories:decide", args=["wealdshire", edition.pk, one.pk])
    assert "Enter the day of the decision, or say when it was" in page(client.post(decide, {"status": "endorsed"}))
    answer = client.post(decide, {"status": "endorsed", "decided_when": "Spring"}, follow=True)
    assert "Publish it</a>" in page(answer)
    answer = client.post(reverse("signatories:publish", args=["wealdshire", edition.pk]), follow=True)
    assert "“Edition of 2011” is published." in page(answer)
    assert "Listen." in page(client.get(reverse("signatories:agreement", args=["wealdshire"])))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"label = 'x", "new.toml is not valid TOML"),
        (b"label = '\xff'", "new.toml is not saved as UTF-8 text"),
        (b"label = 'Edition of 2005'", "“Edition of 2005” has been published, and a published edition never changes"),
        (b'label = "New"\nvision = "\\u0001"', "new.toml: vision holds a character that cannot be printed"),
    ],
)
def test_wrong_file_is_refused_in_one_sentence(cast, sign_in, content, words):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = sign_in(cast.officer).post(reverse("signatories:draft", args=["wealdshire"]), {"file": SimpleUploadedFile("new.toml", content)})
    assert words in page(answer)
    assert list(Edition.objects.all()) == [cast.edition]


def test_draft_is_for_the_steering_group_alone(cast, client, sign_in, draft):
    Edition.objects.filter(pk=draft.pk).update(vision="Draftcanary", label="Draftcanary label")
    addresses = [
        reverse(f"signatories:{name}", args=["wealdshire", draft.pk]) for name in ("edition", "edition_pdf", "edition_docx", "edition_source")
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    for name in ("editions", "compare", "consultations", "compact", "agreement"):
        assert "Draftcanary" not in page(client.get(reverse(f"signatories:{name}", args=["wealdshire"]))), name
    other = reverse("signatories:compare", args=["wealdshire"]) + f"?a={cast.edition.pk}&b={draft.pk}"
    assert "Draftcanary" not in page(client.get(other))
    assert "Draftcanary" in page(sign_in(cast.vcs_member).get(addresses[0]))
    assert "Draftcanary" in page(sign_in(cast.vcs_member).get(other))


def test_day_counts_as_both_ends(cast):
    consultation = a_consultation(cast, opened=0, days=84)
    assert consultation.is_open and not consultation.is_short
    Consultation.objects.update(closes_on=today(), opens_on=today() - 84 * DAY)
    consultation.refresh_from_db()
    assert consultation.is_open
    assert list(Consultation.objects.open_on(today() + datetime.timedelta(days=1))) == []


@pytest.mark.parametrize("model", ["consultation", "endorsement", "amendment", "reference", "packsent", "trainingevent", "edition"])
def test_history_of_each_record_is_for_the_steering_group(cast, sign_in, model):
    from django.apps import apps

    a_consultation(cast)
    records(cast)
    row = apps.get_model("signatories", model).objects.first()
    address = reverse("history", args=["wealdshire", model, row.pk])
    assert "Added" in page(sign_in(cast.vcs_member).get(address))
    assert sign_in(cast.lead).get(address).status_code == 404


def test_signature_names_only_what_was_agreed(cast, draft):
    """A draft, or a text that is out for comment, cannot be signed."""
    from signatories.actions.signing import sign

    signature = cast.compact.signatures.get(organisation=cast.charity)
    for status in ("draft", "consulted", "final"):
        Edition.objects.filter(pk=draft.pk).update(status=status)
        draft.refresh_from_db()
        with pytest.raises(ValidationError, match="Only a published edition can be signed"):
            sign(signature=signature, edition=draft, signed_on=today(), signed_by_name="Chair", by=cast.officer)
    assert list(cast.compact.editions.agreed()) == [cast.edition]
