"""One box finds everything that somebody may see, and nothing else; names in spite of accents, apostrophes and a slip of the hand."""

import pytest
from django.utils import timezone

from actionplans.models import Achievement, Action, GroupDecision, Plan, ProgressMeeting, ProgressNote, Target
from compact_portal.accounts.models import User
from disputes.models import Story
from reviews.archive.indexing import index_new
from reviews.models import Checklist, Event, Finding, Milestone, Paper, Review, Scale
from signatories.models import (
    Champion,
    Code,
    Commitment,
    Compact,
    Edition,
    Guidance,
    Organisation,
    Practice,
    Reference,
    Resource,
    Signature,
    Undertaking,
)
from tests.cast import organisation
from tests.reviews.archive.test_years import published

pytestmark = pytest.mark.django_db
WORD = "wheelbarrow"


def found(client, words: str, **more) -> str:
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def planted(cast):
    """WORD where everybody may see it, and where only some may."""
    compact = cast.compact
    draft = Edition.objects.create(compact=compact, label="Draft")
    Code.objects.create(edition=draft, number=1, title=f"Draft {WORD} code")
    Undertaking.objects.create(edition=draft, number=1, text=f"Draft {WORD} undertaking", binds="both")
    plans = {
        status: Plan.objects.create(compact=compact, label=status, period=status, starts_on="2009-01-01", ends_on="2009-12-31", status=status)
        for status in ("adopted", "draft")
    }
    for status, plan in plans.items():
        target = Target.objects.create(plan=plan, number=1, text=f"Target of the {status} {WORD}")
        Action.objects.create(target=target, number=1, text=f"Action of the {status} {WORD}")
        Achievement.objects.create(target=target, number=1, text=f"Achievement of the {status} {WORD}")
        ProgressNote.objects.create(action=target.actions.get(), number=1, text=f"Progress of the {status} {WORD}")
    ProgressMeeting.objects.create(
        plan=plans["adopted"], held_on="2009-05-01", of="Group that met", chaired_by="chair", noted=WORD, recorded_at=timezone.now(),
        recorded_by=cast.officer,
    )  # fmt: skip
    said = {"recorded_at": timezone.now(), "recorded_by": cast.officer}
    ProgressMeeting.objects.create(plan=plans["adopted"], held_on="2009-06-01", of="Group that will meet", items=f"The {WORD}", **said)
    alone = ProgressMeeting.objects.create(group=compact, held_on="2009-04-01", of="Group alone", chaired_by="chair", **said)
    GroupDecision.objects.create(meeting=alone, number=1, text=f"Decided to lend the {WORD}")
    Guidance.objects.create(compact=compact, version=1, text=f"An old {WORD}brush", issued_at=timezone.now(), issued_by=cast.officer)
    Guidance.objects.create(compact=compact, version=2, text=f"What a Champion does with a {WORD}", issued_at=timezone.now(), issued_by=cast.officer)
    scale = Scale.objects.create(compact=compact, name="How well")
    for status in ("draft", "in_use"):
        checklist = Checklist.objects.create(compact=compact, edition=cast.edition, title=f"{status} list", kind="own", scale=scale)
        checklist.items.create(number=1, key="a", text=f"Who holds the {status} {WORD}?", binds="both")
        Checklist.objects.filter(title="in_use list").update(status="in_use", in_use_at=timezone.now(), in_use_by=cast.officer)
    Resource.objects.create(compact=compact, kind="guidance", title=f"How others lend a {WORD}", source="Elsewhere", text="x")
    Practice.objects.bulk_create(
        Practice(signature=Signature.objects.get(organisation=cast.police), kind="other", text=f"We {said} our {WORD}", public=said == "share")
        for said in ("share", "hide")
    )
    for title, fields in (("told", {}), ("kept", {"for_signatories": True}), ("taken back", {"withdrawn_on": "2009-05-01"})):
        Story.objects.create(compact=compact, title=f"{WORD}s {title}", text="x", **fields)
    review = Review.objects.create(compact=compact, year=2007)
    Milestone.objects.create(review=review, key="own-1", name=f"Oil the {WORD}", on="2009-03-01")
    Finding.objects.create(review=review, number=1, kind="finding", text=f"Nobody lent the {WORD}")
    for name, fields in (("Open", {"published_at": timezone.now(), "published_by": cast.officer}), ("Coming", {})):
        Event.objects.create(compact=compact, name=f"{name} {WORD} day", starts_on="2009-11-02", ends_on="2009-11-02", **fields)
    Paper.objects.create(compact=compact, title=f"Paper on the {WORD}")
    Reference.objects.create(compact=compact, organisation=cast.police, document=f"Reported {WORD} policy", kind="policy", strength="aims")
    published(cast, 2008, f"<h1>Report</h1><p>The {WORD} was lent.</p>")
    index_new()
    return cast


PUBLIC = [
    "Target of the adopted",
    "Action of the adopted",
    "Achievement of the adopted",
    "Progress of the adopted",
    "the in_use wheelbarrow",
    "/wealdshire/champions/guidance/",
    "How others lend",
    "We share our",
    "wheelbarrows told",
    "Open wheelbarrow day",
    "Annual review 2008",
]
STEERING = [
    "Target of the draft", "Action of the draft", "Achievement of the draft", "Progress of the draft", "Group that met", "Group that will meet",
    "Decided to lend", "Oil the wheelbarrow", "Nobody lent", "Coming wheelbarrow day", "Paper on the wheelbarrow",
    "Reported wheelbarrow policy",
]  # fmt: skip
NOBODY = [
    "We hide our", "wheelbarrows kept", "wheelbarrows taken back", "the draft wheelbarrow?", "Draft wheelbarrow code",
    "Draft wheelbarrow undertaking",
]  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), [(None, False), ("stranger", False), ("lead", False), ("superuser", False), ("vcs_member", True)])
def test_found_is_what_the_seeker_may_see(client, planted, sign_in, who, sees):
    page = found(sign_in(getattr(planted, who)) if who else client, WORD)
    assert [words for words in PUBLIC if words not in page] == []
    assert [words for words in STEERING if (words in page) is not sees] == []
    assert [words for words in NOBODY if words in page] == []


def test_texts_of_the_agreement_are_found_by_grammar(client, cast):
    draft = Edition.objects.create(compact=cast.compact, label="Next")
    code = Code.objects.create(edition=draft, number=1, title="Paying in time")
    Commitment.objects.create(code=code, number=1, text="Invoices are paid within thirty days", binds="statutory")
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=draft.pk).update(status="published", published_at=timezone.now(), published_by=cast.officer)
    page = found(client, "invoice within a day")
    assert "Invoices are paid within thirty days" in page and 'href="/wealdshire/codes/1/"' in page
    assert "Wealdshire Compact" in found(client, "wealdshire compact")


@pytest.mark.parametrize("words", ["Bramble Lane", "befriending", "bram", "BRAMBEL lane", "brambl befrending", "Bramblé"])
def test_name_is_found_however_it_is_typed(client, cast, words):
    page = found(client, words)
    assert "Bramble Lane Befriending" in page and "/wealdshire/signatories/?words=Bramble+Lane+Befriending" in page


def test_accents_apostrophes_and_other_names_do_not_matter(client, cast):
    organisation(cast.compact, "Tŷ St Mary’s Café", "voluntary", "charity")
    cast.police.names.create(name="Constabulary of the Weald", kind="former")
    for words in ("ty st marys cafe", "Tŷ café", "mary's"):
        assert "Café" in found(client, words), words
    assert "Wealdshire Police" in found(client, "constabulary")


def test_what_was_meant_is_said_and_a_word_like_none_finds_none(client, cast):
    assert "These are called “bramble”" in found(client, "bramblee")
    assert "Nothing has all of these words" in found(client, "xylophonist")


def test_names_that_are_hidden_change_nothing_of_what_is_found_and_meant(client, cast):
    """Else a word that finds nothing more would tell that somebody hidden is called so."""
    slips = ("bramblee", "brambles", "brambls", "bramles lane")
    before = [found(client, words) for words in slips]
    assert all("These are called “bramble" in page for page in before)
    organisation(cast.compact, "Brambles Bramblee Refuge", "voluntary", "charity")
    Signature.objects.filter(organisation__name__startswith="Brambles").update(listed=False)
    User.objects.filter(pk=cast.stranger.pk).update(name="Bramls Brambls")
    assert [found(client, words) for words in slips] == before


def test_champion_is_found_by_name_where_everybody_sees_them(client, cast):
    champion = Champion.objects.select_related("person").filter(signature__in=Signature.objects.public()).first()
    User.objects.filter(pk=champion.person_id).update(name="Zebedee Quâck")
    for shown_to_all, since, shown in ((False, "2009-01-01", False), (True, "2009-01-01", True), (True, "2999-01-01", False)):
        Champion.objects.filter(pk=champion.pk).update(published=shown_to_all, since=since, until=None)
        for words in ("zebedee quack", "Quâ"):
            assert ('href="/wealdshire/champions/">Zebedee Quâck' in found(client, words)) is shown, (shown_to_all, since, words)


def test_unlisted_signatory_is_found_by_who_steers_alone(client, cast, sign_in):
    organisation(cast.compact, "Quillfeather Friends", "voluntary", "charity")
    Signature.objects.filter(organisation__name="Quillfeather Friends").update(listed=False)
    for words in ("quillfeather", "quilfeather"):
        assert "Quillfeather Friends" not in found(client, words) and "called “quillfeather”" not in found(client, words)
    page = found(sign_in(cast.officer), "quilfeather")
    assert "On the lists of your agreements" in page and "Quillfeather Friends" in page


def test_case_is_found_by_its_whole_reference_by_who_takes_part(cast, sign_in, concern):
    reference = concern.case.reference
    assert f"/wealdshire/cases/{reference}/" in found(sign_in(cast.lead), reference.lower())
    assert f"/wealdshire/cases/{reference}/" not in found(sign_in(cast.lead), reference[:9])
    for other in (cast.officer, cast.superuser, cast.volunteer):
        assert f"/cases/{reference}/" not in found(sign_in(other), reference)


@pytest.mark.parametrize("words", ["", " ", "'", '"', "&|!():*", "\\", "a\0b", "%", "-", "<script>alert(1)</script>", "é" * 250, "| &", "a:*"])
def test_anything_can_be_typed(client, cast, words):
    page = found(client, words)
    assert "<script>alert" not in page


def test_more_of_one_kind_stands_on_its_own_page(client, cast):
    for number in range(9):
        organisation(cast.compact, f"Lantern Circle {number}", "voluntary", "community_group")
    assert found(client, "lantern").count("Lantern Circle") == 2 * 5 - 5 and "More of these" in found(client, "lantern")
    page = found(client, "lantern", **{"in": "signatories"})
    assert page.count(">Lantern Circle") == 9 and "Look in everything" in page
    assert "Lantern Circle" in found(client, "lantern", **{"in": "nonsense"})


@pytest.mark.parametrize(("who", "queries"), [(None, 1), ("lead", 4), ("vcs_member", 4)])
def test_as_many_queries_for_many_rows_as_for_few(client, planted, sign_in, django_assert_num_queries, who, queries):
    seeker = sign_in(getattr(planted, who)) if who else client
    organisation(planted.compact, f"{WORD} lenders", "voluntary", "charity")
    found(seeker, WORD)
    with django_assert_num_queries(queries):
        found(seeker, WORD)
    target = Target.objects.get(plan__status="adopted")
    Action.objects.bulk_create(Action(target=target, number=number, text=f"Push the {WORD} {number}") for number in range(2, 300))
    for number in range(20):
        organisation(planted.compact, f"{WORD} {number}", "voluntary", "charity")
    with django_assert_num_queries(queries):
        assert "More of these" in found(seeker, WORD)


def test_words_of_names_written_in_bulk_are_known_too(client, cast):
    made = Organisation.objects.bulk_create([Organisation(name="Hollyhock Society", sector="voluntary", kind="charity")])
    Signature.objects.create(organisation=made[0], compact=cast.compact, edition=cast.edition, status="signed")
    assert "Hollyhock Society" in found(client, "holyhock")
    Organisation.objects.filter(pk=made[0].pk).update(name="Foxglove Society")
    assert "Foxglove Society" in found(client, "foxglvoe") and Compact.objects.count() == 1


def test_box_is_on_every_page_of_who_is_signed_in(client, cast, sign_in):
    """And on no page of anybody else; the page of the search has its own."""
    box = 'id="header-search" name="q"'
    assert box not in client.get("/").content.decode()
    browser = sign_in(cast.lead)
    for path in ("/", "/home/", "/wealdshire/", "/accounts/"):
        assert box in browser.get(path, follow=True).content.decode()
    assert box not in browser.get("/search/").content.decode()
    assert "Bramble Lane" in found(browser, "bramble")
