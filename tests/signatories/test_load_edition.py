"""Editions from files: what is read, what is refused and in which words, what publishing does."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from compact_portal.audit.models import Event
from signatories.editions import STARTING_CONTENT, read_edition
from signatories.models import Commitment, Edition, Statement, Undertaking

GOOD = """
label = "Edition of 2010"
vision = \"\"\"
One line
and its rest.

A second paragraph.
\"\"\"
[[aims]]
text = "Work together."
[[undertakings]]
binds = "statutory"
text = "Pay in time."
emphasised = true
qualifier = "where possible"
[[codes]]
title = "Funding"
[[codes.commitments]]
binds = "both"
text = "Agree first."
measure = "12 weeks"
[[next_steps]]
text = "Tell everybody."
"""


@pytest.fixture
def edition_file(tmp_path):
    def write(content: str | bytes):
        path = tmp_path / "edition.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def load(path, *options):
    call_command("load_edition", "--compact", "wealdshire", str(path), *options)


def test_a_file_becomes_a_draft_edition(cast, edition_file, capsys):
    load(edition_file(GOOD))

    edition = Edition.objects.get(label="Edition of 2010")
    assert (edition.compact, edition.status, edition.published_by) == (cast.compact, "draft", None)
    assert edition.vision == "One line and its rest.\n\nA second paragraph."
    assert list(edition.statements.values_list("kind", "number", "text")) == [("aim", 1, "Work together."), ("next_step", 1, "Tell everybody.")]
    assert list(edition.undertakings.values_list("number", "binds", "text", "emphasised", "qualifier")) == [
        (1, "statutory", "Pay in time.", True, "where possible")
    ]
    assert list(Commitment.objects.filter(code__edition=edition).values_list("code__title", "number", "binds", "text", "measure")) == [
        ("Funding", 1, "both", "Agree first.", "12 weeks")
    ]
    assert cast.compact.editions.get(status="published") == cast.edition
    assert capsys.readouterr().out == (
        "Wealdshire Compact: “Edition of 2010” is draft (aims 1, principles 0, next steps 1, undertakings 1, codes 1, parts 0, commitments 1).\n"
    )
    assert Event.objects.about(edition).values_list("verb", flat=True).get() == "edition.drafted"


def test_a_file_of_windows_with_a_byte_order_mark_is_read(cast, edition_file):
    load(edition_file(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()))

    assert Edition.objects.get(label="Edition of 2010").vision == "One line and its rest.\n\nA second paragraph."


def test_publishing_supersedes_the_former_edition(cast, edition_file):
    load(edition_file(GOOD), "--publish", "--by", "OFFICER@example.org")

    new = Edition.objects.get(label="Edition of 2010")
    cast.edition.refresh_from_db()
    assert (new.status, new.published_by, cast.edition.status) == ("published", cast.officer, "superseded")
    assert set(Event.objects.filter(actor=cast.officer).values_list("verb", "target_name")) == {
        ("edition.drafted", "Wealdshire Compact: Edition of 2010"),
        ("edition.superseded", "Wealdshire Compact: Edition of 2005"),
        ("edition.published", "Wealdshire Compact: Edition of 2010"),
    }
    for change in (
        lambda: Undertaking.objects.create(edition=new, number=2, text="Later.", binds="both"),
        lambda: new.statements.update(text="Another."),
        lambda: Commitment.objects.filter(code__edition=new).delete(),
    ):
        with pytest.raises(IntegrityError, match="A published edition never changes"), transaction.atomic():
            change()


def test_a_draft_is_written_afresh_and_a_published_edition_is_not(cast, edition_file):
    load(edition_file(GOOD))
    load(edition_file(GOOD.replace("Work together.", "Work well together.")))

    assert list(Statement.objects.filter(kind="aim").values_list("text", flat=True)) == ["Work well together."]
    load(edition_file(GOOD), "--publish", "--by", cast.officer.email)
    with pytest.raises(CommandError, match="“Edition of 2010” has been published, and a published edition never changes"):
        load(edition_file(GOOD.replace("Work together.", "Something else.")))
    assert list(Statement.objects.filter(kind="aim").values_list("text", flat=True)) == ["Work together."]


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ('label = "Edition of 2010"', "", "edition.toml: label is missing."),
        ('label = "Edition of 2010"', 'label = " "', "edition.toml: label is empty."),
        ("vision =", "visoin =", "edition.toml: there is no key called visoin; did you mean vision."),
        ("[[aims]]", "[[aim]]", "edition.toml: there is no key called aim; did you mean aims."),
        (
            "qualifier =",
            "zebra =",
            "edition.toml: undertakings 1: there is no key called zebra; known are binds, text, emphasised, qualifier, subject.",
        ),
        ("measure =", "meassure =", "edition.toml: codes 1: commitments 1: there is no key called meassure; did you mean measure."),
        ('"statutory"', '"council"', "edition.toml: undertakings 1: binds is “council”; it must be one of both, statutory, voluntary."),
        ('binds = "both"\n', "", "edition.toml: codes 1: commitments 1: binds is missing."),
        ('"Work together."', '"  "', "edition.toml: aims 1: text is empty."),
        ('"Work together."', "7", "edition.toml: aims 1: text must be text in quotation marks."),
        ("emphasised = true", 'emphasised = "yes"', "edition.toml: undertakings 1: emphasised must be true or false."),
        ('title = "Funding"', f'title = "{"x" * 161}"', "edition.toml: codes 1: title has 161 characters; 160 fit."),
        ('[[aims]]\ntext = "Work together."', "", None),
        ('[[aims]]\ntext = "Work together."', 'aims = "Work"', "edition.toml: aims must be written as [[aims]], once for each entry."),
        ("[[next_steps]]", "[[next_steps]", "edition.toml is not valid TOML: "),
    ],
)
def test_a_wrong_file_is_refused_with_one_sentence_and_nothing_is_written(cast, edition_file, wrong, right, sentence):
    assert wrong in GOOD
    path = edition_file(GOOD.replace(wrong, right, 1))
    if sentence is None:
        load(path)  # a list may be left out
        return

    with pytest.raises(CommandError) as refusal:
        load(path)

    assert str(refusal.value).startswith(sentence)
    assert list(Edition.objects.all()) == [cast.edition]


def test_a_file_that_is_not_text_or_not_there_is_refused(cast, edition_file, tmp_path):
    with pytest.raises(CommandError, match=r"edition\.toml is not saved as UTF-8 text"):
        load(edition_file(b"label = '\xe9'"))
    with pytest.raises(CommandError, match=r"absent\.toml cannot be read: No such file or directory\."):
        load(tmp_path / "absent.toml")


def test_the_command_says_what_is_missing(cast, edition_file):
    path = edition_file(GOOD)
    with pytest.raises(CommandError, match="Say who publishes"):
        load(path, "--publish")
    with pytest.raises(CommandError, match=r"Nobody here has the address ghost@example\.org"):
        load(path, "--publish", "--by", "ghost@example.org")
    with pytest.raises(CommandError, match="There is no Compact called nowhere"):
        call_command("load_edition", "--compact", "nowhere", str(path))
    assert list(Edition.objects.all()) == [cast.edition]


# The counts of the four agreements, as their sources print them (domain.md A12).
@pytest.mark.parametrize(
    ("slug", "counts"),
    [
        ("east-sussex", {"aims": 4, "principles": 4, "undertakings": 0, "codes": 6, "next_steps": 0}),
        ("essex", {"aims": 0, "principles": 10, "undertakings": 26, "codes": 0, "next_steps": 4}),
        ("southwark", {"aims": 0, "principles": 5, "undertakings": 8, "codes": 0, "next_steps": 4}),
        ("south-east", {"aims": 4, "principles": 0, "undertakings": 0, "codes": 0, "next_steps": 2}),
    ],
)
def test_the_starting_editions_have_the_parts_of_their_sources(slug, counts):
    content = read_edition(STARTING_CONTENT / f"{slug}.toml")

    assert {name: len(content[name]) for name in counts} == counts


def test_the_essex_undertakings_bind_whom_they_should():
    undertakings = read_edition(STARTING_CONTENT / "essex.toml")["undertakings"]

    assert [entry["binds"] for entry in undertakings] == ["both"] * 9 + ["statutory"] * 9 + ["voluntary"] * 8
    assert [entry["number"] for entry in undertakings if entry.get("emphasised")] == [11, 14, 18, 23, 25]
    assert [entry["number"] for entry in undertakings if "qualifier" in entry] == [4, 6, 8, 10, 12, 13, 14, 22, 23, 25]


def test_the_east_sussex_codes_have_their_titles_and_commitments_for_each_side():
    codes = read_edition(STARTING_CONTENT / "east-sussex.toml")["codes"]

    assert [code["title"] for code in codes] == [
        "Funding and Procurement",
        "Consultation and Community Engagement",
        "Partnerships",
        "Volunteering",
        "Community Groups",
        "Black and Minority Ethnic Voluntary and Community Groups",
    ]
    assert [len(code["commitments"]) for code in codes] == [8, 7, 7, 8, 7, 7]
    for code in codes:
        assert {entry["binds"] for entry in code["commitments"]} == {"both", "statutory", "voluntary"}, code["title"]
