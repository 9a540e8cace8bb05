"""`render_report` from the command line."""

import pytest
from django.core.management import CommandError, call_command

from tests.documents.tags import pages_of_text
from tests.reviews.report_sample import make_year, publish


def test_writes_the_draft(cast, tmp_path, capsys):
    make_year(cast)
    target = tmp_path / "report.pdf"
    call_command("render_report", "wealdshire", "2009", output=target)
    pages = pages_of_text(target.read_bytes())
    assert "Wealdshire Compact annual review" in pages[0] and "DRAFT" in pages[0]
    assert capsys.readouterr().out == f"Wrote {target}.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_page_beside_it_is_whole_in_one_file(cast, tmp_path):
    make_year(cast)
    call_command("render_report", "wealdshire", "2009", output=tmp_path / "r.pdf", html=tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text()
    assert "static:" not in page and "font/ttf;base64," in page and "Deed 1 of 1." in page


def test_published_report_is_written_as_issued(cast, tmp_path):
    published = publish(make_year(cast).review, cast)
    call_command("render_report", "wealdshire", "2009", output=tmp_path / "r.pdf", html=tmp_path / "r.html")
    assert (tmp_path / "r.pdf").read_bytes() == bytes(published.pdf.content)
    assert bytes(published.page.content).decode() in (tmp_path / "r.html").read_text()


@pytest.mark.parametrize(("compact", "year"), [("nowhere", "2009"), ("wealdshire", "1999")])
def test_unknown_report_is_one_sentence(cast, tmp_path, compact, year):
    make_year(cast)
    with pytest.raises(CommandError, match=f"There is no review of {year} for a Compact called {compact}."):
        call_command("render_report", compact, year, output=tmp_path / "r.pdf")
    assert not list(tmp_path.iterdir())


def test_file_that_cannot_be_written_is_one_sentence(cast, tmp_path):
    make_year(cast)
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "nowhere" / "r.pdf", tmp_path / "file" / "r.pdf", tmp_path):
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("render_report", "wealdshire", "2009", output=place)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_missing_font_is_one_sentence_and_leaves_the_old_file(cast, tmp_path, settings):
    make_year(cast)
    (tmp_path / "r.pdf").write_text("old")
    settings.STATICFILES_DIRS = settings.STATICFILES_DIRS[:1]
    with pytest.raises(CommandError, match=r"fonts/SourceSans3-\w+.ttf .* is missing"):
        call_command("render_report", "wealdshire", "2009", output=tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_text() == "old"
