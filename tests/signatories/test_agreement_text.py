"""The text as it is read: in its own order, under its own headings, with its emphasis; as a page, PDF, Word and text file."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override
from docx import Document

from signatories.agreement.files import file_of
from signatories.agreement.sections import sections_of
from signatories.agreement.source import source_of
from signatories.editions import STARTING_CONTENT, parse_edition, read_edition, write_draft
from signatories.models import Compact, Edition, Endorsement, Signature
from tests.cast import organisation
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text
from tests.signatories.texts import a_text, with_parts


def page(response) -> str:
    return " ".join(response.content.decode().split())


def publish(cast, edition) -> Edition:
    Edition.objects.filter(compact=cast.compact, status="published").update(status="superseded")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    edition.refresh_from_db()
    return edition


@pytest.fixture
def own_order(cast):
    return with_parts(a_text(cast.compact))


@pytest.fixture
def agreed(cast, own_order):
    return publish(cast, own_order)


HEADINGS = [
    "What we hold to", "Vision", "Codes of practice", "Undertakings by the voluntary and community sector", "Undertakings by both sectors",
    "Undertakings by the public sector", "Words that we use",
]  # fmt: skip


def test_parts_stand_in_the_agreements_own_order(cast, own_order):
    sections = sections_of(own_order)
    assert [(section.number, section.heading) for section in sections] == list(enumerate(HEADINGS, 1))
    assert [section.marker for section in sections][:2] == ["letters", "numbers"]
    assert sections[6].paragraphs == ["A partner is whoever signs."]


def test_without_parts_the_usual_order_is_kept(cast):
    sections = sections_of(a_text(cast.compact))
    assert [section.kind for section in sections] == [
        "vision", "principles", "undertakings_both", "undertakings_statutory", "undertakings_voluntary", "codes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en-gb", ["Vision", "Shared principles", "Undertakings by both sectors", "Undertakings by the public sector"]),
        ("cy", ["Gweledigaeth", "Egwyddorion a rennir", "Ymrwymiadau gan y ddau sector", "Ymrwymiadau gan y sector cyhoeddus"]),
    ],
)
@pytest.mark.parametrize("spoken", ["en-gb", "cy"])
def test_headings_are_in_the_language_of_the_text_whichever_the_page_speaks(cast, language, headings, spoken):
    edition = a_text(cast.compact, language=language)
    with override(spoken):
        assert [section.heading for section in sections_of(edition)][:4] == headings


def test_what_binds_one_side_keeps_the_numbers_of_the_whole(cast, own_order):
    sections = sections_of(own_order, binds="voluntary")
    assert [section.number for section in sections] == [1, 2, 3, 4, 5, 7]
    assert sections[2].codes[0].commitments == []
    assert [entry.number for section in sections for entry in section.entries] == [1, 3, 1]


def test_page_shows_order_emphasis_qualifier_and_measure(cast, client, agreed):
    shown = page(client.get(reverse("signatories:agreement", args=["wealdshire"])))
    places = [shown.index(f"{number}. {heading}") for number, heading in enumerate(HEADINGS, 1)]
    assert places == sorted(places)
    assert '<li value="2"><strong><em>Consult early.</em></strong> (unless it is urgent)</li>' in shown
    assert "Pay in advance. <strong>(within 4 weeks)</strong>" in shown
    assert "portal-list--letters" in shown


def test_pdf_is_tagged_and_says_all(cast, agreed):
    pdf = file_of(agreed, "pdf")
    with opened(pdf) as document:
        kinds = [kind for kind, _ in elements(document)]
        assert (kinds.count("H1"), kinds.count("H2"), kinds.count("H3")) == (1, 9, 3)
        assert marks_without_owner(document) == 0
        assert str(document.Root.Lang) == "en-GB"
        assert document.docinfo["/Title"] == "Wealdshire Compact"
    text = " ".join(" ".join(pages_of_text(pdf)).split())
    for words in ["not legally binding", "3. Codes of practice", "Consult early. (unless it is urgent)", "Words that we use", "Oak Hill Allotments"]:
        assert words in text
    assert "2. Consult early." in text  # its own number, though it is the first of its list


def test_files_say_in_which_language_they_are_written(cast):
    welsh = a_text(cast.compact, language="cy")
    document = Document(io.BytesIO(file_of(welsh, "docx")))
    assert document.core_properties.language == "cy-GB"
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', xml(document.styles.element))) == {"cy-GB"}
    with opened(file_of(welsh, "pdf")) as pdf:
        assert str(pdf.Root.Lang) == "cy"


def test_word_document_has_real_headings_lists_language_and_emphasis(cast, agreed):
    document = Document(io.BytesIO(file_of(agreed, "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [f"{number}. {heading}" for number, heading in enumerate(HEADINGS, 1)] + ["Signatories"]
    assert next(p.text for p in document.paragraphs if p.style.name == "Heading 2") == "3.1 Funding"
    assert (document.core_properties.title, document.core_properties.language) == ("Wealdshire Compact", "en-GB")
    consult = next(p for p in document.paragraphs if p.text.startswith("Consult early."))
    assert [(run.text, run.bold, run.italic) for run in consult.runs] == [("Consult early.", True, True), (" (unless it is urgent)", None, None)]
    lists = {p.text: p._p.pPr.numPr.numId.val for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None}
    assert lists["Respect each other."] != lists["Meet often."]
    numbering = document.part.numbering_part.element
    of_list = {int(n.numId): n.abstractNumId.val for n in numbering.num_lst}
    levels = {int(a.get(f"{{{a.nsmap['w']}}}abstractNumId")): a for a in numbering if a.tag.endswith("abstractNum")}
    consults = levels[of_list[lists["Consult early. (unless it is urgent)"]]]
    assert 'w:start w:val="2"' in xml(consults) and 'w:numFmt w:val="lowerLetter"' in xml(levels[of_list[lists["Respect each other."]]])


def xml(element) -> str:
    from lxml import etree

    return etree.tostring(element).decode()


def test_who_signed_stands_in_the_document(cast, agreed):
    hidden = organisation(cast.compact, "Unlistedbird Trust", "voluntary", "charity")
    Signature.objects.filter(organisation=hidden).update(listed=False)
    document = Document(io.BytesIO(file_of(agreed, "docx")))
    text = [p.text for p in document.paragraphs]
    assert {"Bramble Lane Befriending", "Wealdshire Police"} <= set(text) and "Unlistedbird Trust" not in text
    Endorsement.objects.create(edition=agreed, number=1, body="Health Trust", status="endorsed", decided_when="2008/9", minute="7")
    Endorsement.objects.create(edition=agreed, number=2, body="Awaitedbird", status="awaited")
    text = [p.text for p in Document(io.BytesIO(file_of(agreed, "docx"))).paragraphs]
    assert "Health Trust, 2008/9 (7)" in text and not any("Awaitedbird" in line for line in text)


def test_hostile_words_stay_words(cast):
    evil = "<script>x()</script> & \x0b</w:t>"
    edition = a_text(cast.compact, "Evil")
    edition.undertakings.update(text=evil)
    edition.refresh_from_db()
    document = Document(io.BytesIO(file_of(edition, "docx")))
    assert any("<script>x()</script> & </w:t>" in p.text for p in document.paragraphs)
    assert "<script>x()" in " ".join(" ".join(pages_of_text(file_of(edition, "pdf"))).split())


def test_draft_says_on_paper_that_it_is_one(cast):
    text = " ".join(" ".join(pages_of_text(file_of(a_text(cast.compact), "pdf"))).split())
    assert "Edition of 2010 (draft)" in text and "DRAFT" in text and "Oak Hill Allotments" not in text


@pytest.mark.parametrize("name", ["east-sussex", "essex", "southwark", "south-east"])
def test_text_file_gives_back_the_same_text(cast, name):
    content = read_edition(STARTING_CONTENT / f"{name}.toml")
    elsewhere = Compact.objects.create(slug="new", name="New Compact", area=cast.area, level="county", controller="C")
    edition = write_draft(compact=elsewhere, content=content, by=cast.officer)
    assert parse_edition(source_of(edition).encode(), name="again.toml") == content


def test_text_file_keeps_quotation_marks_and_backslashes(cast):
    edition = a_text(cast.compact, 'An "edition" \\ of “2010”')
    content = parse_edition(source_of(edition).encode(), name="again.toml")
    assert content["label"] == edition.label
    assert content["undertakings"][1] == {
        "binds": "statutory", "text": "Consult early.", "emphasised": True, "qualifier": "unless it is urgent", "subject": "consultation",
        "number": 2,
    }  # fmt: skip


PARTS = """
label = "New"
vision = "A vision."
[[principles]]
text = "Respect."
emphasised = true
[[parts]]
kind = "vision"
[[parts]]
kind = "principles"
heading = "Ours"
marker = "letters"
[[parts]]
heading = "Of its own"
text = "Words."
"""


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('kind = "vision"', 'kind = "purpose"', "new.toml: parts gives no place to vision, which has a text."),
        ('vision = "A vision."', "", "new.toml: parts gives a place to vision, which has no text."),
        ('kind = "vision"', 'kind = "principles"', "new.toml: parts 2: principles has a place already."),
        ('kind = "vision"', 'kind = "visoin"', "new.toml: parts 1: kind is “visoin”; it must be one of description, vision,"),
        ('heading = "Of its own"\n', "", "new.toml: parts 3: a text of its own needs a heading."),
        ('marker = "letters"', 'marker = "roman"', "new.toml: parts 2: marker is “roman”; it must be one of numbers, letters, bullets."),
        ('heading = "Ours"', 'text = "Both"', "new.toml: parts 2: give either a kind or a text of its own."),
        ('kind = "vision"', "", "new.toml: parts 1: give either a kind or a text of its own."),
    ],
)
def test_wrong_parts_are_refused_with_one_sentence(cast, tmp_path, wrong, right, sentence):
    assert wrong in PARTS
    path = tmp_path / "new.toml"
    path.write_text(PARTS.replace(wrong, right, 1))
    with pytest.raises(CommandError) as refusal:
        call_command("load_edition", "--compact", "wealdshire", str(path))
    assert str(refusal.value).startswith(sentence)
    assert list(Edition.objects.all()) == [cast.edition]


def test_parts_of_a_file_are_kept(cast, tmp_path):
    path = tmp_path / "new.toml"
    path.write_text(PARTS)
    call_command("load_edition", "--compact", "wealdshire", str(path))
    call_command("load_edition", "--compact", "wealdshire", str(path))  # written afresh, not twice
    edition = Edition.objects.get(label="New")
    assert list(edition.parts.values_list("number", "kind", "heading", "marker", "text")) == [
        (1, "vision", "", "numbers", ""), (2, "principles", "Ours", "letters", ""), (3, "text", "Of its own", "numbers", "Words."),
    ]  # fmt: skip
    assert edition.statements.get().emphasised


def test_files_have_their_kind_and_name(cast, client, agreed):
    answers = {kind: client.get(f"/wealdshire/agreement.{kind}") for kind in ("pdf", "docx")}
    assert answers["pdf"]["Content-Type"] == "application/pdf" and answers["pdf"].content.startswith(b"%PDF")
    assert answers["docx"]["Content-Disposition"] == 'attachment; filename="wealdshire-agreement.docx"'
    former = client.get(reverse("signatories:edition_pdf", args=["wealdshire", cast.edition.pk]))
    assert f"wealdshire-edition-{cast.edition.pk}.pdf" in former["Content-Disposition"]


def test_agreement_without_a_text_has_no_files(cast, client):
    Edition.objects.update(status="superseded")
    assert [client.get(f"/wealdshire/{name}").status_code for name in ("agreement.pdf", "agreement.docx", "introduction.pdf")] == [404] * 3
