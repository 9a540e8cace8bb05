"""What anybody reads about a Compact, and what stays out of it."""

import datetime

import pytest
from django.urls import reverse

from signatories.models import Area, Champion, Code, Commitment, Compact, CompactLink, Edition, Organisation, Signature, Statement, Undertaking
from tests.cast import organisation, person

PUBLIC = ["compact", "agreement", "signatories", "champions", "privacy"]


def get(client, name, compact="wealdshire", query="", **kwargs):
    return client.get(reverse(f"signatories:{name}", kwargs={"compact": compact, **kwargs}) + query)


def text(response) -> str:
    """What the page says, its blanks as single spaces."""
    return " ".join(response.content.decode().split())


@pytest.fixture
def essex(cast):
    """A Compact without codes whose text binds each side to something of its own."""
    area = Area.objects.create(name="Marshland", level="county")
    compact = Compact.objects.create(
        slug="marshland", name="Marshland Accord", area=area, level="county", status="in_force", summary="Summary.", controller="Marsh Council",
        words={"agreement": "Accord", "statutory": "public bodies", "voluntary": "third sector", "signatories": "partners"},
    )  # fmt: skip
    edition = Edition.objects.create(compact=compact, label="First text", vision="A shared vision.", purpose="The purpose of it.")
    Statement.objects.create(edition=edition, kind="aim", number=1, text="An aim to reach.")
    Statement.objects.create(edition=edition, kind="principle", number=1, text="Respect each other.")
    Statement.objects.create(edition=edition, kind="next_step", number=1, text="Tell your staff.")
    Undertaking.objects.create(edition=edition, number=1, binds="both", text="Meet often.")
    Undertaking.objects.create(edition=edition, number=2, binds="statutory", text="Consult early.", emphasised=True, qualifier="unless urgent")
    Undertaking.objects.create(edition=edition, number=3, binds="voluntary", text="Govern well.")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    return compact


def test_compact_page_says_what_it_is_and_that_no_law_binds(client, cast):
    page = text(get(client, "compact"))
    assert "<h1" in page and page.count("<h1") == 1
    assert "How public bodies and voluntary groups in Wealdshire work together." in page
    assert "not legally binding" in page
    assert "<strong>2</strong> public sector" in page and "<strong>2</strong> voluntary and community sector" in page
    assert 'href="/wealdshire/codes/2/">Volunteering' in page
    assert "mailto:compact@example.org" in page
    assert "For the steering group" not in page


def test_compact_page_shows_the_way_to_steering_only_to_those_who_steer(cast, sign_in):
    assert "/wealdshire/steering/" in text(get(sign_in(cast.vcs_member), "compact"))
    assert "/wealdshire/steering/" not in text(get(sign_in(cast.lead), "compact"))


def test_compact_page_sends_the_reader_to_the_right_agreement(client, cast, essex):
    CompactLink.objects.create(compact=cast.compact, other=essex, kind="refers_up")
    CompactLink.objects.create(compact=cast.compact, other_name="The National One", kind="follows_from")
    below = text(get(client, "compact"))
    assert 'For what this one does not cover, see <a class="govuk-link" href="/marshland/">the Marshland Accord</a>.' in below
    assert "It follows on from The National One." in below
    assert 'For a matter in Wealdshire, look at <a class="govuk-link" href="/wealdshire/">the Wealdshire Compact</a> first.' in text(
        get(client, "compact", "marshland")
    )


def test_name_in_a_sentence_has_one_article():
    assert [Compact(name=name).called for name in ("Wealdshire Compact", "The Compact for Essex")] == [
        "the Wealdshire Compact",
        "The Compact for Essex",
    ]


@pytest.mark.parametrize("name", [*PUBLIC, "code"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_page_is_only_read(client, cast, name, method):
    page = reverse(f"signatories:{name}", kwargs={"compact": "wealdshire"} | ({"number": 1} if name == "code" else {}))
    assert getattr(client, method)(page).status_code == 405


def test_pages_link_to_files_only_when_there_is_something(client, cast):
    plan = "Latest plan and progress"
    assert plan not in text(get(client, "compact")) and "plan.csv" not in text(client.get("/wealdshire/data/"))
    assert "signatories.csv" in text(get(client, "signatories"))
    cast.compact.plans.create(label="Plan", period="2009-2010", status="adopted", starts_on="2009-01-01", ends_on="2010-01-01")
    Signature.objects.all().update(listed=False)
    assert plan in text(get(client, "compact")) and "plan.csv" in text(client.get("/wealdshire/data/"))
    assert "signatories.csv" not in text(get(client, "signatories"))


def test_compact_speaks_its_own_words(client, essex):
    for name in ["compact", "agreement", "signatories", "champions"]:
        assert "Compact" not in text(get(client, name, "marshland")).replace("Compact portal", "").replace("Wealdshire Compact", ""), name


def test_compact_in_development_says_that_nobody_is_bound(client, cast):
    assert "Not yet signed" not in text(get(client, "compact"))
    Compact.objects.filter(pk=cast.compact.pk).update(status="in_development")
    assert "Not yet signed" in text(get(client, "compact"))


@pytest.mark.parametrize("name", PUBLIC)
def test_page_of_a_compact_without_anything_is_still_a_page(client, cast, name):
    Compact.objects.create(slug="bare", name="Bare Compact", area=cast.area, level="county", summary="To come.", controller="Nobody yet")
    response = get(client, name, "bare")
    assert response.status_code == 200
    if name in ("compact", "agreement"):
        assert "The text has not been published yet." in text(response)
    if name == "signatories":
        assert "Not yet signed" in text(response)


def test_agreement_keeps_its_order_emphasis_and_qualifiers(client, essex):
    page = text(get(client, "agreement", "marshland"))
    order = [
        "A shared vision.", "The purpose of it.", "An aim to reach.", "Respect each other.", "Undertakings by both sectors", "Meet often.",
        "Undertakings by the public bodies", "Consult early.", "Undertakings by the third sector", "Govern well.", "Tell your staff.",
    ]  # fmt: skip
    assert [part for part in order if part not in page] == []
    assert sorted(order, key=page.index) == order
    assert "<strong><em>Consult early.</em></strong> (unless urgent)" in page
    assert "not legally binding" in page


@pytest.mark.parametrize(
    ("binds", "there", "gone"),
    [("statutory", ["Meet often.", "Consult early."], ["Govern well."]), ("voluntary", ["Meet often.", "Govern well."], ["Consult early."])],
)
def test_agreement_narrows_to_what_binds_one_side(client, essex, binds, there, gone):
    page = text(get(client, "agreement", "marshland", f"?binds={binds}"))
    assert all(words in page for words in there)
    assert not any(words in page for words in gone)


def test_agreement_ignores_an_unknown_side(client, essex):
    assert "Govern well." in text(get(client, "agreement", "marshland", "?binds=%00nobody"))


@pytest.fixture
def commitments(cast):
    """A published edition with one code of two commitments."""
    compact = Compact.objects.create(
        slug="downs", name="Downs Compact", area=cast.area, level="district", status="in_force", summary="Summary.", controller="Downs"
    )
    edition = Edition.objects.create(compact=compact, label="Downs text")
    code = Code.objects.create(edition=edition, number=1, title="Consultation")
    Commitment.objects.create(code=code, number=1, binds="statutory", text="Allow time to answer.", measure="12 weeks")
    Commitment.objects.create(code=code, number=2, binds="voluntary", text="Ask your members.")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2009-01-01T12:00Z", published_by=cast.officer)
    return compact


def test_code_page_lists_commitments_with_who_is_bound(client, commitments):
    page = text(get(client, "code", "downs", number=1))
    assert "Allow time to answer. <strong>(12 weeks)</strong>" in page and "Binds the public sector" in page
    assert "Ask your members." in page and "Binds the voluntary and community sector" in page
    assert "not legally binding" in page
    assert "Ask your members." not in text(get(client, "agreement", "downs", "?binds=statutory"))


def test_code_that_is_not_there_is_not_found(client, cast):
    assert get(client, "code", number=9).status_code == 404
    assert get(client, "compact", "nowhere").status_code == 404


def test_agreement_needs_as_many_queries_for_three_codes_as_for_one(client, cast, django_assert_num_queries):
    address = reverse("signatories:agreement", args=["wealdshire"])
    with django_assert_num_queries(8) as one:
        client.get(address)
    Edition.objects.update(status="superseded")
    edition = Edition.objects.create(compact=cast.compact, label="Edition of 2010")
    for number in range(1, 4):
        code = Code.objects.create(edition=edition, number=number, title=f"Code {number}")
        Commitment.objects.create(code=code, number=1, binds="both", text=f"Commitment of {number}")
    Edition.objects.filter(pk=edition.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    with django_assert_num_queries(len(one)):
        assert "Commitment of 3" in client.get(address).content.decode()


@pytest.fixture
def canaries(cast):
    """Each thing that must stay out of public pages, under a word of its own."""
    unlisted = organisation(cast.compact, "Unlistedbird Trust", "voluntary", "charity")
    Signature.objects.filter(organisation=unlisted).update(listed=False)
    only_there = Area.objects.create(name="Unlistedbird Valley", level="district")
    unlisted.areas.add(only_there)
    gone = organisation(cast.compact, "Withdrawnbird Trust", "voluntary", "charity")
    Signature.objects.filter(organisation=gone).update(status="withdrawn")
    invited = Organisation.objects.create(name="Invitedbird Trust", sector="voluntary", kind="charity")
    Signature.objects.create(organisation=invited, compact=cast.compact)
    quiet = person("quietbird")
    signature = Signature.objects.get(organisation=cast.council)
    Champion.objects.create(signature=signature, person=quiet, main=True, since=datetime.date(2009, 1, 1))
    hidden = person("hiddenbird")  # agreed to be shown, but the signatory did not agree to be listed
    Champion.objects.create(signature=unlisted.signatures.get(), person=hidden, main=True, published=True, since=datetime.date(2009, 1, 1))
    former = person("formerbird")
    Champion.objects.create(signature=signature, person=former, published=True, since=datetime.date(2009, 1, 1), until=datetime.date(2009, 6, 1))
    draft = Edition.objects.create(compact=cast.compact, label="Draftbird edition", vision="Draftbird vision", description="Draftbird text")
    Statement.objects.create(edition=draft, kind="aim", number=1, text="Draftbird aim")
    Code.objects.create(edition=draft, number=1, title="Draftbird code")
    return ["unlistedbird", "withdrawnbird", "invitedbird", "quietbird", "hiddenbird", "formerbird", "draftbird"]


def test_nothing_hidden_reaches_a_public_page(client, cast, canaries):
    pages = {name: text(get(client, name)).lower() for name in PUBLIC} | {"code": text(get(client, "code", number=1)).lower()}
    pages |= {f"search {word}": text(get(client, "signatories", query=f"?words={word[:6]}")).lower() for word in canaries}
    assert [(name, bird) for name, page in pages.items() for bird in canaries if bird in page] == []
    assert "bramble lane befriending" in pages["signatories"] and "champion" in pages["champions"]


def test_privacy_page_names_the_controller(client, cast):
    page = text(get(client, "privacy"))
    assert "Wealdshire Voluntary Action is the data controller" in page
    assert "groups of at least 10 organisations" in page
