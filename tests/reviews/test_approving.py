"""From the draft to the approved report: checks, a frozen proposal, one approval of each sector, and what stays for good."""

import io
import json
import zipfile
from itertools import pairwise

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actionplans.models import Achievement, Action
from compact_portal.audit.models import Event
from reviews.actions import composing
from reviews.actions.approving import correct_report, give_approval, propose_report
from reviews.actions.report import NotPublishable, publish_report
from reviews.models import Correction, Highlight, Proposal, ReportApproval, Review
from reviews.report.assemble import all_forms
from reviews.report.checks import blocking, checks_of
from reviews.report.outputs import OUTPUTS
from reviews.report.year import Year
from tests.documents.tags import elements, opened, pages_of_text, words
from tests.reviews.report_sample import DAY, approve, make_year, publish

REPORT = "/wealdshire/reports/2009/"
APPROVE = f"{REPORT}approve/"
CANARY = "Quillfeather"


def fresh(year) -> Review:
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").get(pk=year.review.pk)


@pytest.fixture
def year(cast):
    return make_year(cast)


def said(year) -> list[tuple[str, bool]]:
    return [(found.words, found.blocking) for found in checks_of(Year(fresh(year), DAY))]


def test_what_is_only_to_be_judged_is_listed_with_links(cast, year, sign_in):
    assert not blocking(Year(fresh(year), DAY))
    assert [text for text, _ in said(year)] == [
        "The survey was open for 77 days, fewer than 84. The report says so.",
        "Target 4 says nothing of its outcome.",
    ]
    Action.objects.update(owners_as_written="")
    assert ("Target 4: “Write to every parish.” has nobody who does it.", False) in said(year)
    page = sign_in(cast.vcs_member).get(APPROVE).content.decode()
    assert 'href="/wealdshire/reviews/2009/dates/"' in page and 'href="/wealdshire/plans/2009/"' in page
    assert "Nothing stands in the way of approval." in page


@pytest.mark.parametrize("wrong", ["release", "consent", "heading"])
def test_nothing_is_proposed_while_something_stands_in_the_way(cast, sign_in, wrong):
    year = make_year(cast, released=wrong != "release", status="closed" if wrong == "release" else "released")
    expected = "figures have not been released"
    if wrong == "consent":
        Highlight.objects.update(consent="")
        expected = "Highlight 1 (“A small group was heard. It was paid in advance afterwards.”): say whether those concerned agreed."
    if wrong == "heading":
        composing.add_block(review=year.review, kind="text", heading="Foreword", text="## Too small", by=cast.officer)
        expected = "Foreword: its first heading begins with ##"
    client = sign_in(cast.officer)
    page = client.get(APPROVE).content.decode()
    assert expected in page and "Put the report before both sectors" not in page
    with pytest.raises(ValidationError, match="Something stands in the way"):
        propose_report(review=year.review, by=cast.officer)
    assert "Something stands in the way" in client.post(f"{REPORT}propose/", follow=True).content.decode()
    assert not Proposal.objects.exists()


def test_hidden_highlights_need_no_consent(cast, year):
    Highlight.objects.update(consent="")
    composing.lay_out(review=year.review, by=cast.officer)
    block = year.review.blocks.get(kind="highlights")
    assert blocking(Year(fresh(year), DAY))
    composing.hide_block(block=block, hidden=True, by=cast.officer)
    assert not blocking(Year(fresh(year), DAY))


def test_both_sectors_approve_before_anything_is_published(cast, year, sign_in):
    client = sign_in(cast.officer)
    assert "has not been put before both sectors yet" in client.get(f"{REPORT}publish/").content.decode()
    client.post(f"{REPORT}propose/")
    statutory = sign_in(cast.statutory_member)
    assert "Deed 1 of 1." in statutory.get(f"{REPORT}proposed/").content.decode()
    statutory.post(APPROVE, {"verdict": "approve"})
    page = statutory.get(APPROVE).content.decode()
    assert "Still missing: somebody of the voluntary and community sector" in page and "Your word" not in page
    with pytest.raises(NotPublishable, match="waits for the approval of the voluntary and community sector"):
        publish_report(review=year.review, by=cast.officer)
    sign_in(cast.vcs_member).post(APPROVE, {"verdict": "approve"})
    assert publish_report(review=year.review, by=cast.officer).proposal.number == 1
    assert Event.objects.filter(verb="report.approved").count() == 2


def test_what_was_read_is_what_is_published(cast, year, client):
    approve(year.review, cast)
    Achievement.objects.update(text="Rewritten after the approval.")
    publish_report(review=year.review, by=cast.officer)
    page = client.get(REPORT).content.decode()
    assert "Deed 1 of 1." in page and "Rewritten" not in page
    assert "This report was approved by:" in page and "Vcs Member, Voluntary and community sector" in page


def test_consent_taken_back_stops_the_publication(cast, year):
    approve(year.review, cast)
    Highlight.objects.update(consent="")
    with pytest.raises(NotPublishable, match="since it was proposed"):
        publish_report(review=year.review, by=cast.officer)


def test_dissent_is_printed_in_every_form_and_does_not_count(cast, year, sign_in, client):
    approve(year.review, cast)
    proposal = Proposal.objects.get()
    page = sign_in(cast.officer).post(APPROVE, {"verdict": "dissent", "words": " "}).content.decode()
    assert "Say why, in the words that the report should print" in page
    sign_in(cast.officer).post(APPROVE, {"verdict": "dissent", "words": f"{CANARY} was left out."})
    assert [one.verdict for one in proposal.approvals.all()] == ["approve", "approve", "dissent"]
    published = publish_report(review=year.review, by=cast.officer)
    assert CANARY in bytes(published.page.content).decode()
    assert CANARY in " ".join(pages_of_text(bytes(published.pdf.content)))
    assert CANARY in json.dumps(json.loads(bytes(published.data.content)))


def test_dissent_alone_of_a_sector_is_no_approval(cast, year):
    proposal = propose_report(review=year.review, by=cast.officer)
    give_approval(proposal=proposal, verdict="approve", by=cast.statutory_member, on=DAY)
    give_approval(proposal=proposal, verdict="dissent", words="No.", by=cast.vcs_member, on=DAY)
    assert proposal.missing == ["voluntary"]


def test_word_is_given_once_and_only_on_the_newest_proposal(cast, year):
    first = propose_report(review=year.review, by=cast.officer)
    give_approval(proposal=first, verdict="approve", by=cast.vcs_member, on=DAY)
    with pytest.raises(ValidationError, match="already"):
        give_approval(proposal=first, verdict="dissent", words="x", by=cast.vcs_member, on=DAY)
    second = propose_report(review=year.review, by=cast.officer)
    with pytest.raises(ValidationError, match="proposed anew"):
        give_approval(proposal=first, verdict="approve", by=cast.statutory_member, on=DAY)
    assert second.missing == ["statutory", "voluntary"]


@pytest.mark.parametrize("who", ["lead", "champion", "board_member", "stranger", "superuser"])
def test_who_has_no_seat_approves_nothing(cast, year, sign_in, who):
    proposal = propose_report(review=year.review, by=cast.officer)
    person = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        give_approval(proposal=proposal, verdict="approve", by=person, on=DAY)
    client = sign_in(person)
    for address in (APPROVE, f"{REPORT}proposed/", f"{REPORT}proposed/pdf/", f"{REPORT}files/word/"):
        assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        propose_report(review=year.review, by=person)


def test_summary_that_is_too_long_is_refused_in_words(cast, year):
    composing.lay_out(review=year.review, by=cast.officer)
    block = year.review.blocks.get(kind="summary")
    composing.change_block(block=block, words={"heading": "", "text": "Long words. " * 1500}, opened=fingerprints(block), by=cast.officer)
    with pytest.raises(ValidationError, match=r"The summary fills \d+ pages; it may have 4"):
        propose_report(review=year.review, by=cast.officer)


def fingerprints(block) -> dict:
    from reviews.forms_composing import BlockForm

    return BlockForm(source=None, block=block).opened


def test_every_form_is_stored_with_its_hash_and_stays(cast, year, client):
    published = publish(year.review, cast)
    for name, output in OUTPUTS.items():
        document = getattr(published, name)
        assert document.media_type == output.media_type and len(document.sha256) == 64, name
        if name != "page":
            answer = client.get(f"{REPORT}files/{name}/")
            assert (answer.content, answer["ETag"]) == (bytes(document.content), f'"{document.sha256}"'), name
            assert document.name in answer["Content-Disposition"]
    assert client.get(f"{REPORT}files/nothing/").status_code == 404


def test_summary_and_plain_words_say_the_years_figures(cast, year):
    forms = all_forms(fresh(year), DAY)
    summary = pages_of_text(OUTPUTS["summary"].make(forms))
    easy = pages_of_text(OUTPUTS["easy_read"].make(forms))
    assert len(summary) <= 4 and len(easy) == 1
    assert "4 organisations have signed the promise." in easy[0] and "About 40 organisations answered." in easy[0]
    assert "Target 1: Aim number 1 of the year. (3 achievements)" in words(" ".join(summary))


def test_word_file_has_real_headings_lists_tables_and_contents(cast, year):
    form = all_forms(fresh(year), DAY)
    made = OUTPUTS["word"].make(form)
    document = docx.Document(io.BytesIO(made))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert styles[0] == ("Title", "Wealdshire Compact annual review report 2009 – 2010")
    headings = [text for style, text in styles if style == "Heading 1"]
    assert headings == [part.title for part in form["report"].parts]
    levels = [int(style[-1]) for style, _ in styles if style.startswith("Heading ")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert ("List Number", "Deed 1 of 1.") in styles
    table = document.tables[-1]
    assert "w:tblHeader" in table._tbl.xml and document.core_properties.language == "en-GB"
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert "TOC \\o" in xml and xml.count('w:anchor="s_') == len(headings)


def test_archive_is_pdf_a_and_carries_the_figures(cast, year):
    with opened(OUTPUTS["archive"].make(all_forms(fresh(year), DAY))) as document:
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        kinds = {kind for kind, _ in elements(document)}
        assert {"H1", "H2", "P", "Table", "Figure"} <= kinds
        told = json.loads(document.attachments["data.json"].get_file().read_bytes())
    assert told["title"] == "Wealdshire Compact annual review report 2009 – 2010"


def test_data_and_table_hold_every_figure(cast, year):
    forms = all_forms(fresh(year), DAY)
    told = json.loads(OUTPUTS["data"].make(forms))
    assert [section["title"] for section in told["sections"]] == [part.title for part in forms["report"].parts]
    table = OUTPUTS["table"].make(forms).decode("utf-8-sig")
    assert table.splitlines()[0] == "Section,Table,Row,Column,Value"
    assert "People who need it know of it.,All,60%" in table


def test_correction_is_a_further_version_and_the_first_stays(cast, year, client, sign_in):
    published = publish(year.review, cast)
    first = bytes(published.pdf.content)
    officer = sign_in(cast.officer)
    assert CANARY not in officer.get(REPORT).content.decode()
    answer = officer.post(f"{REPORT}correct/", {"place": "Target 1, i)", "wrong": "Deed 1", "right": CANARY}, follow=True)
    page = answer.content.decode()
    assert "Version 2 is published." in page and "Corrections</h2>" in page and f"Read: {CANARY}" in page and "Deed 1 of 1." in page
    assert CANARY in client.get(REPORT).content.decode()
    assert client.get("/wealdshire/reports/2009.pdf").content != first
    assert client.get(f"{REPORT}versions/1/pdf/").content == first
    assert CANARY not in client.get(f"{REPORT}versions/1/").content.decode()
    assert "A newer one" in client.get(f"{REPORT}versions/1/").content.decode()
    assert CANARY in client.get(f"{REPORT}versions/2/").content.decode()
    assert client.get(f"{REPORT}versions/3/").status_code == 404
    correction = Correction.objects.get()
    assert all(getattr(correction, name) for name in OUTPUTS)
    third = correct_report(report=published, place="Title", wrong="a", right="b", by=cast.officer)
    assert third.version == 3 and CANARY in bytes(third.page.content).decode()
    with pytest.raises(PermissionDenied):
        correct_report(report=published, place="x", wrong="x", right="x", by=cast.vcs_member)


def test_proposals_and_approvals_cannot_be_rewritten(cast, year):
    from django.db import transaction

    approve(year.review, cast)
    for change in (lambda: Proposal.objects.update(sha256="x"), lambda: ReportApproval.objects.all().delete()):
        with pytest.raises(Exception, match=r"permission denied|Cannot (update|delete)"), transaction.atomic():
            change()
