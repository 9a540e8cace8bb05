"""Each text that can be changed is checked alike: what it asks for must be known, and the link that it is sent for must stay."""

from dataclasses import replace

import pytest
from django.urls import reverse

from compact_portal.days import today
from compact_portal.mailing.wordings import WORDINGS
from compact_portal.messaging.wordings import PLACEHOLDER, paragraphs
from signatories.mail_words import said_of
from signatories.models import Compact, MailWords

every_wording = pytest.mark.parametrize("wording", WORDINGS, ids=lambda each: each.key)
NO_ACTION = {
    "group-seat-ended",
    "refresh-thanks",
    "refresh-lapsed",
    "offer-accepted",
    "offer-thanked",
}  # nothing is asked: the mail before holds the link


@every_wording
def test_unknown_placeholder_is_refused_in_one_sentence_that_names_it_and_those_there_are(wording):
    known = ", ".join(str(each) for each in wording.all_placeholders())
    sentence = f"There is no placeholder {{organization}}. There are: {known}."
    assert wording.problems(wording.subject, f"{wording.text} {{organization}}") == [("text", sentence)]
    assert wording.problems(f"{wording.subject} {{organization}}", wording.text) == [("subject", sentence)]


@every_wording
def test_what_the_mail_is_sent_for_may_not_be_left_out(wording):
    needed = [str(each) for each in wording.placeholders if each.needed]
    assert bool(needed) != (wording.key in NO_ACTION)
    without = wording.text
    for each in needed:
        without = without.replace(each, "")
        assert each not in wording.subject
    back = f"Put {' and '.join(needed)} back: without it nobody could do what the mail asks for."
    assert wording.problems(wording.subject, without) == ([("text", back)] if needed else [])


@every_wording
def test_portals_own_words_ask_for_nothing_that_is_not_known(wording):
    names = {each.name for each in wording.all_placeholders()}
    assert len(names) == len(wording.all_placeholders())
    for words in (wording.subject, wording.text, wording.reason, str(wording.when)):
        assert set(PLACEHOLDER.findall(words)) <= names


@pytest.mark.django_db
@every_wording
def test_page_shows_each_and_refuses_what_is_wrong(wording, cast, sign_in):
    page, officer = reverse("mailing:words", args=["wealdshire", wording.key]), sign_in(cast.officer)
    shown = officer.get(page).content.decode()
    assert "How it looks" in shown and str(wording.title) in shown and "{" not in shown.split('id="preview"')[1]
    refused = officer.post(page, {"subject": wording.subject, "text": f"{wording.text} {{organization}}"}).content.decode()
    assert "There is no placeholder {organization}" in refused and not MailWords.objects.exists()


def preview_of(page: str) -> str:
    return page.split('id="preview"')[1]


@pytest.mark.django_db
def test_preview_speaks_the_language_in_which_the_mail_goes(cast, sign_in):
    Compact.objects.update(language="cy")
    officer, page = sign_in(cast.officer), reverse("mailing:words", args=["wealdshire", "survey-reminder"])
    shown = officer.get(page).content.decode()
    assert "Mae eich dolen yn gweithio" in shown and "26 Hydref 2026" in preview_of(shown) and 'lang="cy"' in preview_of(shown)
    typed = {"subject": "Nodyn: {short_day}", "text": "Atebwch erbyn {day}:\n\n{link}", "preview": "1"}
    assert "Atebwch erbyn 26 Hydref 2026:" in preview_of(officer.post(page, typed).content.decode())


@pytest.mark.django_db
def test_mail_is_whole_in_one_language_and_words_of_their_own_are_sent_as_they_are(cast):
    Compact.objects.update(language="cy")
    half = replace(WORDINGS[0], text=paragraphs(WORDINGS[0].text, "A sentence that nobody has translated."))
    speaking = {each.key: said_of(Compact.objects.get(), each, **{one.name: one.example for one in each.placeholders}).language for each in WORDINGS}
    assert set(speaking.values()) == {"cy"}
    assert said_of(Compact.objects.get(), half, **{one.name: one.example for one in half.placeholders}).language == "en-gb"
    MailWords.objects.create(compact=cast.compact, key="champion-question", subject="Cwestiwn", text="Erbyn {day}: {link}")
    guidance = next(each for each in WORDINGS if each.key == "champion-question")
    said = said_of(Compact.objects.get(), guidance, day=today().replace(month=10, day=1), link="https://x.example/")
    assert said[:2] == ("Cwestiwn", f"Erbyn 1 Hydref {today().year}: https://x.example/") and said.language == "cy"
