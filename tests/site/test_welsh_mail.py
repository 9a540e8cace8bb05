"""The mails whose words an agreement may change are whole in Welsh: their subject, their sentences, their reason and what stands around them."""

import re

import pytest
from django.utils.translation import get_language, override

from compact_portal.days import DAY, today
from compact_portal.mailing.wordings import WORDINGS
from compact_portal.marked import marked
from compact_portal.messaging.models import Message
from compact_portal.messaging.wordings import Wording
from signatories import emails_refresh
from signatories.actions import refreshing
from signatories.actions.champions import name_champion
from signatories.mail_words import said_of
from signatories.models import Compact, RefreshLink, Signature
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
def test_an_english_mail_is_noticed(cast, english):
    letter = said_of(cast.compact, WORDINGS[0], **{each.name: each.example for each in WORDINGS[0].placeholders})
    assert len({one.pattern for one in english if one.search(letter.text)}) > 1
