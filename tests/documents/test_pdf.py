"""HTML to PDF: tagged, named, with its fonts; and made from nothing but our own files."""

import subprocess
import sys

import pytest

from compact_portal.documents.pdf import ResourceRefused, render_pdf, render_pdf_once
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text, pagination_artefacts

ROWS = "".join(f"<tr><th scope='row'>Row {n}</th><td>{n}</td></tr>" for n in range(120))
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>A long list</title><link rel="stylesheet" href="static:print/letters.css">
<link rel="stylesheet" href="static:print/report.css"></head><body>
<h1>A long list</h1><h2 id="rows">Rows</h2><p>Go to the <a href="#rows">rows of the list</a> or <a href="https://example.org/">elsewhere</a>.</p>
{more}<table><caption>All rows</caption><thead>
<tr><th scope="col">Name of row</th><th scope="col">Number</th></tr></thead><tbody>{rows}</tbody></table>
<svg width="50" viewBox="0 0 10 10" role="img"><title>A square</title><rect width="5" height="5"/></svg></body></html>"""


def page(more: str = "") -> str:
    return PAGE.format(more=more, rows=ROWS)


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(page())


@pytest.fixture(scope="module")
def document(pdf):
    with opened(pdf) as document:
        yield document


def test_other_letters_and_emoji_come_from_our_own_files():
    """A machine's own fonts would differ from host to host, and leave boxes where it has none."""
    with opened(render_pdf(page("<p>שלום مرحبا ŵŷ 🎉 ✅</p>"))) as document:
        names = {str(font.BaseFont) for sheet in document.pages for font in dict(sheet.Resources.get("/Font", {})).values()}
    assert {name.split("+")[-1].strip(",") for name in names} >= {"Noto-Sans-Hebrew", "Noto-Sans-Arabic", "Noto-Emoji"}
    assert all("Source-Sans-3" in name or "Noto" in name for name in names)


def test_title_and_language_come_from_the_page(document):
    assert str(document.docinfo["/Title"]) == "A long list"
    assert document.Root.ViewerPreferences.DisplayDocTitle is True
    assert str(document.Root.Lang) == "en-GB"
    assert document.Root.MarkInfo.Marked is True
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_structure_is_tagged_in_reading_order(document):
    tagged = elements(document)
    kinds = [kind for kind, _ in tagged]
    for kind in ("H1", "H2", "P", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Link", "Figure"):
        assert kind in kinds, kind
    assert kinds.index("H1") < kinds.index("H2") < kinds.index("Table") < kinds.index("Figure")
    assert [str(element.Alt) for kind, element in tagged if kind == "Figure"] == ["A square"]


def test_heading_cells_say_which_way_they_head(document):
    """A table over several pages is a table with a head of its own on each."""
    tagged = elements(document)
    scopes = [str(element.A.Scope) for kind, element in tagged if kind == "TH"]
    parts = sum(kind == "Table" for kind, _ in tagged)
    assert (scopes.count("/Column"), scopes.count("/Row")) == (2 * parts, 120)


def test_bookmarks_are_the_headings(document):
    with document.open_outline() as outline:
        top = outline.root[0]
        assert (top.title, [child.title for child in top.children]) == ("A long list", ["Rows"])


def test_running_heads_and_page_numbers_are_artefacts(document):
    assert len(document.pages) > 3
    assert marks_without_owner(document) == 0
    # none on the title page; afterwards the running head and the number
    assert pagination_artefacts(document) == [0] + [2] * (len(document.pages) - 1)


def test_links_speak(document):
    notes = [note for sheet in document.pages for note in sheet.get("/Annots", ())]
    assert [str(note.Contents) for note in notes] == ["rows of the list", "elsewhere"]


def test_head_of_a_long_table_is_repeated_on_each_page(pdf):
    sheets = [text for text in pages_of_text(pdf) if "Row " in text]
    assert len(sheets) >= 3
    assert all("Name of row" in text for text in sheets)


def test_every_font_is_embedded(document):
    fonts = {}
    for sheet in document.pages:
        fonts |= {str(font.BaseFont): font for font in dict(sheet.Resources.get("/Font", {})).values()}
    assert fonts and all("Source-Sans-3" in name for name in fonts)
    for font in fonts.values():
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor and "/ToUnicode" in font


@pytest.mark.parametrize(
    "asked",
    [
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="http://127.0.0.1/x.png">',
        '<img alt="x" src="//example.org/x.png">',
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="x.png">',
        '<img alt="x" src="static:../manage.py">',
        '<img alt="x" src="static:%2e%2e/manage.py">',
        '<img alt="x" src="static:/etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        "<style>@import url(https://example.org/x.css);</style>",
        '<p style="background: url(ftp://example.org/x)">x</p>',
    ],
)
def test_anything_but_our_own_files_stops_the_pdf(asked):
    with pytest.raises(ResourceRefused) as refused:
        render_pdf(page(asked))
    assert any(name in str(refused.value) for name in ("x.png", "hostname", "manage.py", "x.css", "example.org/x"))


def test_a_missing_file_of_ours_is_named():
    with pytest.raises(ResourceRefused, match=r"fonts/Nowhere\.ttf"):
        render_pdf(page("<style>@font-face { font-family: N; src: url(static:fonts/Nowhere.ttf); }</style><p style='font-family: N'>x</p>"))


def test_pdfua_finds_no_error(pdf, tmp_path):
    """pdfua looks at 16 of the 106 rules of PDF/UA-1; it ends with 2 where it warns and 3 where it finds an error."""
    path = tmp_path / "list.pdf"
    path.write_bytes(pdf)
    checked = subprocess.run([sys.executable, "-m", "pdfua", "check", str(path)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.django_db
def test_same_page_is_drawn_once_a_day(monkeypatch):
    drawn = []
    monkeypatch.setattr("compact_portal.documents.pdf.render_pdf", lambda html: drawn.append(html) or f"%PDF of {html}".encode())
    assert [render_pdf_once(html) for html in ("<p>a", "<p>b", "<p>a")] == [b"%PDF of <p>a", b"%PDF of <p>b", b"%PDF of <p>a"]
    assert drawn == ["<p>a", "<p>b"]
