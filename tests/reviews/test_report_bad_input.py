"""Whatever stands in the records or is typed, the report is a readable document or one sentence, and nothing is fetched."""

import io
import re
import subprocess

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from actionplans.models import Achievement, Action, Plan, Target
from reviews.actions import composing
from reviews.actions.approving import propose_report
from reviews.models import Block, Finding, Highlight, Review
from reviews.report.assemble import all_forms
from reviews.report.checks import blocking
from reviews.report.outlines import starting_blocks
from reviews.report.outputs import OUTPUTS
from reviews.report.year import Year
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, words
from tests.reviews.report_sample import DAY, FIGURES, likert, make_year, question

COMPOSE = "/wealdshire/reports/2009/compose/"
EVIL = '<img src="file:///etc/passwd"><script>x()</script> url(file:///etc/passwd) ![x](file:///etc/passwd) [x](file:///etc/passwd) {{ x }}'
LONG_WORD = "Donaudampfschifffahrt" * 20
RTL, WELSH, EMOJI = "شراكة بين القطاعين", "Cyngor Gwirfoddol Tŷ’r Ŵyl", "🌳👩🏽‍🌾✅"


@pytest.fixture
def year(cast):
    return make_year(cast)


def fresh(review) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").get(pk=review.pk)


def write(review, cast, text: str, heading: str = "Words") -> None:
    composing.add_block(review=review, kind="text", heading=heading, text=text, by=cast.officer)


def texts(review) -> tuple[str, str]:
    """What PDF and Word file say."""
    forms = all_forms(fresh(review), DAY)
    pdf = OUTPUTS["pdf"].make(forms)
    with opened(pdf) as document:
        assert marks_without_owner(document) == 0
    read = docx.Document(io.BytesIO(OUTPUTS["word"].make(forms)))
    told = [paragraph.text for paragraph in read.paragraphs] + [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return words(" ".join(pages_of_text(pdf))), "\n".join(told)


def test_markup_and_addresses_of_files_in_every_field_stay_words(cast, year):
    year.review.plan.targets.update(text=EVIL)
    Achievement.objects.update(text=EVIL)
    Action.objects.update(text=EVIL, owners_as_written=EVIL[:60])
    Highlight.objects.update(text=EVIL)
    Finding.objects.create(review=year.review, number=1, text=EVIL)
    cast.compact.amendments.create(text=EVIL, reason=EVIL)
    cast.compact.board = EVIL
    cast.compact.save(update_fields=["board"])
    composing.lay_out(review=year.review, by=cast.officer)
    Block.objects.update(text=EVIL)
    for kind in ("actions", "amendments", "coverage", "undertakings", "future"):
        composing.add_block(review=year.review, kind=kind, heading=EVIL[:120], text=EVIL, by=cast.officer)
    forms = all_forms(fresh(year.review), DAY)
    for name, output in OUTPUTS.items():
        made = output.make(forms)  # a fetch of anything would stop it
        assert b"root:x:0" not in made, name
    body = OUTPUTS["page"].make(forms).decode()
    assert "<script" not in body and "<img" not in body and "url(file:///etc/passwd)" in body


def test_word_of_400_letters_breaks_and_is_whole(cast, year):
    write(year.review, cast, LONG_WORD)
    Target.objects.filter(number=1).update(text=LONG_WORD)
    pdf, word = texts(year.review)
    assert LONG_WORD in pdf.replace(" ", "") and LONG_WORD in word


def test_welsh_right_to_left_and_emoji_are_printed_or_stand_as_signs(cast, year):
    write(year.review, cast, f"{WELSH}\n\n{RTL}\n\n{EMOJI} done", heading=WELSH)
    pdf, word = texts(year.review)
    assert WELSH in pdf
    assert all(text in word for text in (WELSH, RTL, EMOJI))


def test_long_table_repeats_its_head_on_every_page(cast, year):
    for block in starting_blocks(year.review):
        block.hidden = True
        block.save()
    rows = "\n".join(f"| Row {number} | {number} |" for number in range(1, 201))
    write(year.review, cast, f"| Name of row | Number |\n|---|---|\n{rows}")
    pdf = OUTPUTS["pdf"].make(all_forms(fresh(year.review), DAY))
    sheets = [sheet for sheet in pages_of_text(pdf) if "Row " in sheet]
    assert len(sheets) > 3 and all("Name of row" in sheet for sheet in sheets)
    assert "Row 200" in sheets[-1]


def test_200_targets_make_a_report_and_a_short_summary(cast):
    year = make_year(cast, targets=200, achievements=1)
    proposal = propose_report(review=year.review, by=cast.officer)
    assert "Target 200" in str(proposal.content["report"])
    assert "more in the report." in str(proposal.content["summary"])


@pytest.mark.parametrize("plan", [False, True])
def test_year_without_data_or_not_begun_is_a_short_document(cast, plan):
    coming = Plan.objects.create(compact=cast.compact, label="Plan", period="2031", starts_on="2031-01-01", ends_on="2031-12-31") if plan else None
    review = Review.objects.create(compact=cast.compact, year=2031, label="2031", plan=coming)
    pdf, word = texts(review)
    assert "Annual review process" in pdf and "Annual review process" in word
    forms = all_forms(fresh(review), DAY)
    assert all(output.make(forms) for output in OUTPUTS.values())


# ---- pictures ----


def png(size=(1600, 1200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, format="PNG")
    return out.getvalue()


def add_picture(client, content: bytes, name: str = "meeting.png", **said):
    composed = {"heading": "Our meeting", "text": "", "alt": "Twelve people around a table"} | said
    return client.post(f"{COMPOSE}new/?kind=picture", composed | {"picture": SimpleUploadedFile(name, content)}, follow=True)


def test_picture_is_made_small_and_stands_in_every_form_with_its_words(cast, year, client, sign_in):
    officer = sign_in(cast.officer)
    assert "The part is added at the end." in add_picture(officer, png()).content.decode()
    block = Block.objects.select_related("picture").get(kind="picture")
    assert block.picture.media_type == "image/jpeg" and block.picture.size < 100_000
    address = f"/wealdshire/reports/2009/pictures/{block.picture.sha256}/"
    page = officer.get("/wealdshire/reports/2009/").content.decode()
    assert f'src="{address}" alt="Twelve people around a table"' in page
    assert officer.get(address)["Content-Type"] == "image/jpeg"
    forms = all_forms(fresh(year.review), DAY)
    with opened(OUTPUTS["pdf"].make(forms)) as document:
        assert "Twelve people around a table" in [str(element.get("/Alt", "")) for kind, element in elements(document) if kind == "Figure"]
    read = docx.Document(io.BytesIO(OUTPUTS["word"].make(forms)))
    assert [shape._inline.docPr.get("descr") for shape in read.inline_shapes] == ["Twelve people around a table"]
    assert sign_in(cast.lead).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("huge.png", b"\x89PNG\r\n\x1a\n" + bytes(30 * 1024 * 1024), "huge.png is larger than 10 MB"),
        ("page.pdf", b"%PDF-1.4 x", "page.pdf is not a"),
        ("meeting.png", b"MZ\x90\x00", "meeting.png holds a program"),
        ("notes.txt", b"words", "notes.txt is not a picture: choose a JPEG or PNG."),
    ],
    ids=["30 MB", "broken", "program", "text"],
)
def test_what_is_no_picture_is_refused_in_one_sentence(cast, year, sign_in, name, content, said):
    page = add_picture(sign_in(cast.officer), content, name).content.decode()
    assert said in page and not Block.objects.filter(kind="picture").exists()


def test_picture_without_words_stands_in_the_way_of_approval(cast, year, sign_in):
    add_picture(sign_in(cast.officer), png((40, 40)), alt="")
    block = Block.objects.get(kind="picture")
    found = blocking(Year(fresh(year.review), DAY))
    assert [one.address for one in found] == [f"{COMPOSE}{block.pk}/"]
    assert "say what the picture shows" in found[0].words


def test_word_of_400_letters_keeps_a_table_on_the_page(cast):
    """As a statement beside its figures: the columns after it are still on the paper."""
    agreed = [likert("all", "All", 40, [5, 15, 20, 40, 20]), likert("statutory", "public sector", 15, [0, 15, 20, 40, 25])]
    asked = [question(number, "likert", text, agreed, headline=True) for number, text in ((101, LONG_WORD), (102, "Short."))]
    year = make_year(cast, figures=FIGURES | {"questions": asked})
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=OUTPUTS["pdf"].make(all_forms(fresh(year.review), DAY)), capture_output=True, check=True
    )
    ends = [float(end) for end in re.findall(r'xMax="([0-9.]+)"', boxes.stdout.decode())]
    assert len(ends) > 300 and max(ends) < 595 - 60  # points: A4 without its margin
