"""The mails whose words an agreement may change are whole in Welsh: their subject, their sentences, their reason and what stands around them."""

import re

import pytest
from django.utils.translation import get_language, override

from compact_portal.days import DAY, today
from compact_portal.mailing.wordings import WORDINGS
from compact_portal.marked import marked
from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import Wording
from signatories import emails, emails_enquiries, emails_joining, emails_refresh
from signatories.actions import enquiries, links, refreshing
from signatories.actions.champions import hand_over_champion, name_champion
from signatories.actions.leads import add_lead
from signatories.actions.people import hand_over_lead
from signatories.mail_words import said_of
from signatories.models import Champion, Compact, Enquiry, RefreshLink, Signature, SigningLink
from tests.site.made_up import Heard

PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def sentences() -> list[re.Pattern]:
    """Each English text of the portal that has three words or more, with anything in place of what is put into it."""
    whole = [text.replace("%%", "%") for pair in marked() for text in pair if text and "<" not in text]
    return [re.compile(r"(?<!\w)" + ".{1,80}?".join(map(re.escape, PLACEHOLDERS.split(text))) + r"(?!\w)") for text in whole if is_sentence(text)]


def is_sentence(text: str) -> bool:
    return len(re.findall(r"[A-Za-z]{2,}", PLACEHOLDERS.sub(" ", text))) > 2


@pytest.fixture(scope="module")
def english() -> list[re.Pattern]:
    return sentences()


def english_of(message: Message, english: list[re.Pattern]) -> set[str]:
    """The English sentences of the portal in a mail, its foot and its HTML form included."""
    said = "\n".join([message.subject, message.text, *Heard(message.html.replace('lang="en-GB"', "")).said])
    return {one.pattern for one in english if one.search(said)}


@pytest.fixture
def welsh(cast):
    """An agreement whose usual language is Welsh. Its own words are called otherwise, so that none of its terms is English."""
    Compact.objects.update(language="cy", name="Cytundeb Sir Newydd")
    cast.compact.refresh_from_db()
    Message.objects.all().delete()
    return cast.compact


def sent_in_welsh(english: list[re.Pattern], *, at_least: int) -> None:
    sent = list(Message.objects.all())
    assert len(sent) >= at_least
    assert {message.language for message in sent} == {"cy"}
    assert {message.subject: said for message in sent if (said := english_of(message, english))} == {}


def test_every_mail_that_an_agreement_may_word_has_its_welsh():
    assert [wording.key for wording in WORDINGS if not wording.speaks("cy")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.key)
def test_no_sentence_of_it_is_english(wording: Wording, english):
    compact = Compact(name="Cytundeb Sir Newydd", language="cy", contact_name="Jo", contact_email="jo@example.org")
    compact.own_mail_words = {}
    with override("cy"):
        values = {name: value for name, value in wording.example().items() if name not in ("compact", "agreement", "contact", "short_day")}
    said = said_of(compact, wording, **values)
    mail = "\n".join([said.subject, said.text, said.reason])
    assert said.language == "cy"
    assert {one.pattern for one in english if one.search(mail)} == set()
    assert "{" not in mail
    assert get_language() == "en-gb"


@pytest.mark.django_db
def test_asking_to_renew(welsh, cast, english):
    round = refreshing.prepare_round(
        compact=welsh, year=2026, by=cast.officer, due_on=today() + 40 * DAY, lapses_on=today() + 80 * DAY, remind_before=[28, 7]
    )
    refreshing.start_round(round=round, by=cast.officer)
    refresh = RefreshLink.objects.select_related("refresh__round__compact", "refresh__signature__organisation").first()
    emails_refresh.request(refresh, "token", reminder=True)
    emails_refresh.thanks(refresh.refresh)
    emails_refresh.lapsed(refresh.refresh, held=None)
    sent_in_welsh(english, at_least=5)


@pytest.mark.django_db
def test_naming_a_champion(welsh, cast, english):
    signature = Signature.objects.get(organisation=cast.council)
    name_champion(signature=signature, email="newydd@example.org", name="Siân Prys", main=not signature.champions.exists(), by=cast.officer)
    sent_in_welsh(english, at_least=1)


@pytest.mark.django_db
def test_handing_over(welsh, cast, english):
    signature = Signature.objects.get(organisation=cast.charity)
    hand_over_lead(signature=signature, email="newydd@example.org", name="Siân Prys", by=cast.lead, stay=True)
    champion = Champion.objects.get(person=cast.champion)
    hand_over_champion(champion=champion, email="arall@example.org", name="Ifan Rhys", by=cast.champion)
    emails_refresh.address_changed(cast.charity, compact=welsh, before="cynt@example.org")
    sent_in_welsh(english, at_least=6)


@pytest.mark.django_db
def test_words_of_an_office_are_those_of_the_agreement_and_not_of_whoever_presses(welsh, cast, english):
    signature = Signature.objects.get(organisation=cast.charity)
    add_lead(signature=signature, email="newydd@example.org", name="Siân Prys", by=cast.officer, proved=True, reason="away")
    assert any("Y rheswm a roddwyd: Mae ei arweinydd i ffwrdd" in message.text for message in Message.objects.all())
    sent_in_welsh(english, at_least=2)
    Message.objects.all().delete()
    Compact.objects.update(language="en-gb")
    signature = Signature.objects.get(organisation=cast.charity)
    with override("cy"):
        emails.signature_recorded(signature, by=cast.officer)
        emails.lead_added(signature.organisation.memberships.first(), compact=None, by=cast.officer)
    assert set(Message.objects.values_list("language", flat=True)) == {"en-gb"}
    assert all(english_of(message, english) for message in Message.objects.all())


@pytest.mark.django_db
def test_asking_a_champion(welsh, cast, english):
    enquiry = enquiries.ask(compact=welsh, text="A gaf i ofyn?", email="gofyn@example.org")
    emails_enquiries.answered(enquiry, "token")
    emails_enquiries.passed_on(Enquiry(compact=welsh, sent_to="gofyn@example.org", due_on=today()))
    emails_enquiries.closed(enquiry)
    emails_enquiries.waiting(Enquiry(pk=1, compact=welsh, champion=Champion.objects.get(person=cast.champion), due_on=today()))
    sent_in_welsh(english, at_least=5)


@pytest.mark.django_db
def test_signing_by_link(welsh, cast, english):
    signature = Signature.objects.get(organisation=cast.charity)
    Signature.objects.filter(pk=signature.pk).update(status="invited", edition=None, signed_on=None)
    signature.refresh_from_db()
    links.send_link(signature=signature, person="Siân Ó Néill", post="Cadeirydd", email="sian@example.org", by=cast.officer)
    emails_joining.declined_by_link(SigningLink.objects.get(), signature)
    emails_joining.signed_by_link(SigningLink.objects.get(), signature)
    sent_in_welsh(english, at_least=3)


@pytest.mark.django_db
def test_an_english_mail_is_noticed(cast, english):
    letter = said_of(cast.compact, WORDINGS[0], **{each.name: each.example for each in WORDINGS[0].placeholders})
    assert len({one.pattern for one in english if one.search(letter.text)}) > 1
