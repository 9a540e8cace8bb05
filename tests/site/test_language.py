"""English and Welsh: the choice is kept without asking the database, a translation says what the English says, and no page speaks half of each."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as portal
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from compact_portal import language
from compact_portal.catalogues import compiled, entries
from compact_portal.marked import marked, whole
from compact_portal.messaging.models import Message
from compact_portal.messaging.outbox import queue
from signatories.models import Compact
from tests.site import sweep

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = entries((ROOT / "locale/cy/LC_MESSAGES/django.po").read_text())[1:]
WELSH = {entry["msgid"]: entry for entry in CATALOGUE}
PLACEHOLDER, TAG = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%"), re.compile(r"<[^>]+>")


def welsh_reader() -> Client:
    client = Client()
    client.cookies["language"] = "cy"
    return client


def forms(entry: dict) -> list[str]:
    return [text for name, text in entry.items() if name.startswith("msgstr")]


def test_placeholders_and_markup_are_those_of_the_english():
    for entry in CATALOGUE:
        for text in forms(entry):
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(entry["msgid"])), text
            assert sorted(TAG.findall(text)) == sorted(TAG.findall(entry["msgid"])), text


def test_plurals_have_the_six_forms_of_welsh():
    plural = [entry for entry in CATALOGUE if "msgid_plural" in entry]
    assert plural and {len(forms(entry)) for entry in plural} == {6}
    with translation.override("cy"):
        said = [translation.ngettext(plural[0]["msgid"], plural[0]["msgid_plural"], n) for n in range(8)]
    assert [said.index(text) for text in said] == [0, 1, 2, 3, 0, 0, 6, 0]  # 4, 5 and 7 as none: Welsh names nothing there


def test_a_text_without_translation_is_left_in_english():
    source = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "One"\nmsgstr "Un"\n\nmsgid "Two"\nmsgstr ""\n'
    assert b"Un\0" in compiled(source) and b"Two" not in compiled(source)


class Words(HTMLParser):
    """The text of each element by itself."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = set(), 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style", "svg")

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "svg")

    def handle_data(self, data):
        if not self.silent:
            self.found.add(" ".join(data.split()))


# Said in English on Welsh pages because it is data: names of agreements, of parties and codes, and questions that officers wrote.
DATA = {
    "Training",
    "Funding",
    "Volunteering",
    "Volunteer",
    "Champion",
    "Champions",
    "Data",
    "Sector",
    "Compact",
    "The same",
    "English",
    "Something else",
    "yes",
    "no",
}
ALIKE = {msgid for msgid, entry in WELSH.items() if entry.get("msgstr") == msgid}


@pytest.mark.django_db
def test_translated_pages_speak_welsh_throughout(cast):
    sweep.prepare(cast)
    asked, rules, english = 0, sweep.rules(), {one for one, _ in marked()}
    held = {str(file.relative_to(ROOT / "templates")) for file in whole("cy") if file.suffix != ".py"}
    library = {name for name in language.TRANSLATED if name.startswith(("account_", "usersessions_"))}
    assert language.TRANSLATED - rules.keys() == library
    for rule in [rules[name] for name in sorted(language.TRANSLATED & rules.keys()) if not rules[name].only_post]:
        client = welsh_reader()
        if "lead" in rule.admits and "anonymous" not in rule.admits:
            client.force_login(cast.lead, backend=portal.AUTHENTICATION_BACKENDS[0])
        answer = client.get(rule.address(cast), follow=True)
        drawn = {str(template.name) for template in answer.templates if template.name and (ROOT / f"templates/{template.name}").exists()}
        assert drawn - held == set(), f"{rule.name} shows what locale/cy/whole.txt does not name"
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        words = Words()
        words.feed(page)
        assert '<html lang="cy"' in page, rule.name
        assert (words.found & english) - ALIKE - DATA == set(), rule.name
        asked += 1
    assert asked > 20


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "signed_in", "said"),
    [
        ("account_login", False, "Wedi anghofio eich cyfrinair?"),
        ("account_reset_password", False, "Wedi anghofio’r cyfrinair"),
        ("account_reset_password_done", False, "Edrychwch yn eich e-bost"),
        ("account_inactive", False, "Ni allwch fewngofnodi â’r cyfeiriad hwn"),
        ("account_logout", True, "A ydych am allgofnodi?"),
        ("usersessions_list", True, "Ble’r ydych wedi mewngofnodi"),
        ("home", True, "Yr hyn sydd i’w wneud"),
        ("my_agreements", True, "Eich cytundebau"),
        ("messaging:my_wishes", True, "Nodiadau atgoffa"),
    ],
)
def test_pages_of_whoever_signs_in_speak_welsh(cast, name, signed_in, said):
    client = welsh_reader()
    if signed_in:
        client.force_login(cast.lead, backend=portal.AUTHENTICATION_BACKENDS[0])
    page = client.get(reverse(name)).content.decode()
    words = Words()
    words.feed(page)
    assert '<html lang="cy"' in page and said in page
    assert (words.found & {one for one, _ in marked()}) - ALIKE - DATA == set()


@pytest.mark.django_db
def test_link_chooses_and_cookie_keeps(client, cast):
    assert '<html lang="en-GB"' in client.get("/wealdshire/").content.decode()
    answer = client.get("/wealdshire/?language=cy")
    assert 'href="?language=en-gb" lang="en"' in answer.content.decode()
    assert answer.cookies["language"].value == "cy"
    page = client.get("/wealdshire/join/")
    assert "Gofyn am gael ymuno" in page.content.decode()
    assert (page["Content-Language"], "Cookie" in page["Vary"]) == ("cy", True)
    client.get("/wealdshire/?language=en-gb")
    assert "Ask to join" in client.get("/wealdshire/join/").content.decode()
    assert client.get("/wealdshire/?language=xx").cookies.get("language") is None


@pytest.mark.django_db
def test_page_that_is_not_translated_stays_english_and_says_so(cast):
    page = welsh_reader().get("/wealdshire/plans/").content.decode()
    assert '<html lang="en-GB"' in page
    assert '<p class="portal-header__language" lang="cy">' in page
    assert "Skip to main content" in page


@pytest.mark.django_db
def test_answer_to_what_was_sent_offers_no_other_language(cast):
    page = welsh_reader().post("/wealdshire/join/", {}).content.decode()
    assert "Rhowch enw’r sefydliad" in page
    assert "?language=" not in page


@pytest.mark.django_db
def test_a_browser_in_welsh_is_greeted_in_welsh(client, cast):
    assert '<html lang="cy"' in client.get("/wealdshire/", HTTP_ACCEPT_LANGUAGE="cy,en-GB;q=0.8").content.decode()


@pytest.mark.django_db
def test_usual_language_of_an_agreement_is_for_those_who_have_not_chosen(client, cast, monkeypatch):
    Compact.objects.update(language="cy")
    monkeypatch.setattr(language.Usual, "read_at", -language.REREAD)
    assert '<html lang="cy"' in client.get("/wealdshire/").content.decode()
    assert '<html lang="en-GB"' in client.get("/wealdshire/", headers={"cookie": "language=en-gb"}).content.decode()


@pytest.mark.django_db
def test_no_language_costs_a_query(client, cast):
    counts = []
    for reader in (client, welsh_reader()):
        with CaptureQueriesContext(connection) as queries:
            reader.get("/wealdshire/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_terms_are_welsh_but_an_agreements_own_words_stay():
    compact = Compact(name="Wealdshire Compact", words={"champions": "Ambassadors"})
    with translation.override("cy"):
        assert (compact.terms.signatories, compact.terms.champions, compact.called) == ("llofnodwyr", "Ambassadors", "Wealdshire Compact")
    assert (compact.terms.signatories, compact.called) == ("signatories", "the Wealdshire Compact")


@pytest.mark.django_db
def test_foot_of_a_mail_is_in_the_language_of_its_words():
    queue(to="a@example.org", subject="S", text="T", reason="R", language="cy")
    queue(to="a@example.org", subject="S", text="T", reason="R")
    second, first = Message.objects.all()
    assert "Rydych yn derbyn hyn oherwydd: R." in first.text and '<html lang="cy">' in first.html
    assert "You receive this because R." in second.text and '<html lang="en-GB">' in second.html


@pytest.mark.django_db
def test_an_agreements_own_text_keeps_its_language(client, cast):
    Compact.objects.update(summary="CANARY-SUMMARY")
    assert '<div lang="en-gb"><p class="govuk-body-l">CANARY-SUMMARY' in welsh_reader().get("/wealdshire/").content.decode()
    assert '<div><p class="govuk-body-l">CANARY-SUMMARY' in client.get("/wealdshire/").content.decode()
