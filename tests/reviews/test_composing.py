"""Composing the report: its parts are laid out, moved, left out and written by both sectors, and two editors lose nothing."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from reviews.actions import composing as actions
from reviews.models import Block, Review
from reviews.report import assemble
from reviews.report.outlines import OUTLINES
from reviews.report.rendering import render_body
from reviews.report.sources import ALL, SOURCES
from tests.reviews.report_sample import DAY, make_year, publish

COMPOSE = "/wealdshire/reports/2009/compose/"


@pytest.fixture
def review(cast):
    return Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan").get(pk=make_year(cast).review.pk)


@pytest.fixture
def blocks(cast, review):
    actions.lay_out(review=review, by=cast.vcs_member)
    return {block.kind: block for block in Block.objects.select_related("review__compact")}


def titles(review) -> list[str]:
    return [section.title for section in assemble(review, DAY).sections]


def kinds(review) -> list[str]:
    return list(Block.objects.filter(review=review).values_list("kind", flat=True))


def edit(block: Block, **said) -> dict:
    """What the page of a block sends that is opened now."""
    from reviews.forms_composing import BlockForm

    opened = BlockForm(source=SOURCES[block.kind], block=block).opened
    return {"heading": block.heading, "text": block.text} | {f"opened-{name}": mark for name, mark in opened.items()} | said


def test_report_laid_out_is_the_report_that_was_there(cast, review):
    before = render_body(assemble(review, DAY))
    actions.lay_out(review=review, by=cast.officer)
    assert render_body(assemble(review, DAY)) == before


def test_every_part_of_every_outline_is_known():
    assert len(SOURCES) == len(ALL)
    for outline in OUTLINES.values():
        assert {kind for kind, _ in outline.parts} <= set(SOURCES)


def test_four_headings_of_an_agreement_that_reports_so(cast, review, sign_in):
    review.next_plan = review.plan
    review.save(update_fields=["next_plan"])
    cast.compact.amendments.create(text="Say who pays for meetings.")
    review.findings.create(number=1, text="Papers come late.")
    page = sign_in(cast.vcs_member).get(COMPOSE).content.decode()
    assert "How should the report be laid out at first?" in page
    answer = sign_in(cast.vcs_member).post(COMPOSE, {"outline": "four_headings"}, follow=True)
    assert "The report is laid out." in answer.content.decode()
    assert titles(review)[:4] == ["Achievements", "Aspirations", "Issues", "Amendments"]
    assert Event.objects.get(verb="report.laid_out").actor == cast.vcs_member


def test_report_is_laid_out_once(cast, review, blocks):
    with pytest.raises(ValidationError, match="already"):
        actions.lay_out(review=review, by=cast.officer)


def test_parts_move_by_buttons_and_stay_at_the_ends(cast, review, blocks, sign_in):
    client = sign_in(cast.statutory_member)
    address = f"{COMPOSE}{blocks['vision'].pk}/move/"
    assert client.post(address, {"up": "1"})["Location"] == f"{COMPOSE}#block-{blocks['vision'].pk}"
    assert kinds(review)[:2] == ["vision", "background"]
    client.post(address, {"up": "1"})
    assert kinds(review)[:2] == ["vision", "background"]
    client.post(address, {"down": "1"})
    assert kinds(review)[:2] == ["background", "vision"]


def test_part_left_out_is_in_no_report_and_comes_back(cast, review, blocks, sign_in):
    client = sign_in(cast.vcs_member)
    address = f"{COMPOSE}{blocks['highlights'].pk}/hide/"
    page = client.post(address, {"hide": "1"}, follow=True).content.decode()
    assert "The part is left out of the report." in page and "Left out</strong>" in page
    assert "2009 – 2010 highlights" not in titles(review)
    client.post(address, {"show": "1"})
    assert "2009 – 2010 highlights" in titles(review)


def test_own_words_are_added_written_and_printed(cast, review, blocks, sign_in):
    client = sign_in(cast.vcs_member)
    assert "What should the report hold as well?" in client.get(f"{COMPOSE}new/").content.decode()
    said = {"heading": "Foreword", "text": "We met **twelve** times.\n\n# Thanks\n\n- to all"}
    assert client.post(f"{COMPOSE}new/?kind=text", said).status_code == 302
    assert client.post(f"{COMPOSE}new/?kind=text", said | {"heading": "Afterword"}).status_code == 302  # as many as one likes
    body = render_body(assemble(review, DAY))
    assert "Foreword</h2>" in body and "<strong>twelve</strong>" in body and '<h3 class="govuk-heading-m">Thanks</h3>' in body
    assert "Enter heading" in client.post(f"{COMPOSE}new/?kind=text", said | {"heading": ""}).content.decode()


def test_part_that_draws_is_there_once_and_carries_words(cast, review, blocks, sign_in):
    client = sign_in(cast.officer)
    assert 'value="coverage"' in client.get(f"{COMPOSE}new/").content.decode()
    assert 'value="findings"' not in client.get(f"{COMPOSE}new/").content.decode()
    client.post(f"{COMPOSE}new/?kind=coverage", {"heading": "", "text": "Where help is wanted."})
    body = render_body(assemble(review, DAY))
    assert "What the Champions cover</h2>" in body and "Where help is wanted." in body
    with pytest.raises(ValidationError, match="already"):
        actions.add_block(review=review, kind="coverage", by=cast.officer)


def test_two_editors_of_one_part_both_keep_what_only_they_changed(cast, review, blocks, sign_in):
    block = blocks["findings"]
    first = edit(block, text="By the first.")
    second = edit(block, heading="What we learnt")
    sign_in(cast.officer).post(f"{COMPOSE}{block.pk}/", first)
    sign_in(cast.vcs_member).post(f"{COMPOSE}{block.pk}/", second)
    block.refresh_from_db()
    assert (block.heading, block.text, block.version, block.changed_by) == ("What we learnt", "By the first.", 3, cast.vcs_member)


def test_two_editors_of_one_text_see_both_versions_and_lose_nothing(cast, review, blocks, sign_in):
    block = blocks["findings"]
    first, second = edit(block, text="By the first."), edit(block, text="By the second.")
    sign_in(cast.officer).post(f"{COMPOSE}{block.pk}/", first)
    client = sign_in(cast.vcs_member)
    page = client.post(f"{COMPOSE}{block.pk}/", second).content.decode()
    assert "Officer changed this while you wrote" in page
    assert "By the first." in page and "By the second." in page
    block.refresh_from_db()
    assert block.text == "By the first."
    both = edit(block, text="By the first. By the second.")
    assert client.post(f"{COMPOSE}{block.pk}/", both).status_code == 302
    block.refresh_from_db()
    assert block.text == "By the first. By the second."


def test_part_is_removed_after_a_question(cast, review, blocks, sign_in):
    client = sign_in(cast.vcs_member)
    address = f"{COMPOSE}{blocks['vision'].pk}/remove/"
    assert "Remove this part?" in client.get(address).content.decode() and Block.objects.filter(kind="vision").exists()
    client.post(address)
    assert not Block.objects.filter(kind="vision").exists()
    assert Event.objects.get(verb="report.block_removed").detail == {"kind": "vision"}


def test_each_part_shows_where_it_comes_from(cast, review, blocks, sign_in):
    page = sign_in(cast.vcs_member).get(COMPOSE).content.decode()
    assert "From the released figures alone." in page and 'href="/wealdshire/plans/2009/"' in page
    assert "Only those who agreed to be on the public list are named" in page
    assert "Nothing to print yet</strong>" in page  # the vision, of which the edition says nothing


def test_part_of_a_kind_that_is_gone_prints_nothing(cast, review, blocks, sign_in):
    Block.objects.filter(kind="vision").update(kind="astrology")
    assert "This kind of part is not known any more." in sign_in(cast.vcs_member).get(COMPOSE).content.decode()
    assert "Background" in titles(review)


def test_published_report_is_not_composed(cast, review, blocks, sign_in):
    publish(review, cast)
    client = sign_in(cast.officer)
    assert "A published report does not change." in client.get(COMPOSE).content.decode()
    page = client.post(f"{COMPOSE}{blocks['vision'].pk}/hide/", {"hide": "1"}, follow=True).content.decode()
    assert "A published report does not change." in page and not Block.objects.filter(hidden=True).exists()


@pytest.mark.parametrize("who", ["lead", "champion", "board_member", "stranger", "superuser"])
def test_only_who_steers_composes(cast, review, blocks, sign_in, who):
    client = sign_in(getattr(cast, who))
    for address in (COMPOSE, f"{COMPOSE}new/", f"{COMPOSE}{blocks['vision'].pk}/"):
        assert client.get(address).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.hide_block(block=blocks["vision"], hidden=True, by=getattr(cast, who))


def test_page_takes_the_same_queries_for_few_and_many_parts(cast, review, blocks, sign_in, django_assert_num_queries):
    client = sign_in(cast.vcs_member)
    for number in range(2):
        actions.add_block(review=review, kind="text", heading=f"Part {number}", text="x", by=cast.officer)
    with django_assert_num_queries(45):
        client.get(COMPOSE)
    for number in range(20):
        actions.add_block(review=review, kind="text", heading=f"More {number}", text="x", by=cast.officer)
    with django_assert_num_queries(45):
        client.get(COMPOSE)
