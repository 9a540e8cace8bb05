"""Once a year a signatory says how it kept each undertaking that binds it. Words without a name leave it at the close."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from compact_portal.documents.models import Upload
from reviews.checklists.actions import words
from reviews.checklists.due import do_due
from reviews.checklists.refusals import Refused
from reviews.models import SaidOfUndertaking, UndertakingWord, WordsFigures, WordsYear
from signatories.models import Membership
from tests.cast import organisation, person
from tests.reviews.checklists.test_designing import new_edition

pytestmark = pytest.mark.django_db
ON = datetime.date.today()
END = ON + datetime.timedelta(days=30)
AFTER = datetime.datetime.combine(END + datetime.timedelta(days=1), datetime.time(12), tzinfo=datetime.UTC)
CANARY = "the-words-of-one-small-charity"


@pytest.fixture
def year(cast):
    new_edition(cast, undertakings=["both", "statutory", "voluntary"])
    return words.open_year(compact=cast.compact, year=ON.year, opens_on=ON, closes_on=END, by=cast.officer)


def say(cast, year, number, by=None, body=None, **said):
    undertaking = year.compact.edition.undertakings.get(number=number)
    said = {"kept": "kept", "openness": "steering", "done": "Something"} | said
    return words.write_word(year=year, organisation=body or cast.charity, undertaking=undertaking, by=by or cast.lead, on=ON, **said)


def test_only_what_binds_us_is_asked(client, cast, sign_in, year):
    sign_in(cast.lead)
    page = client.get(f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/").content.decode()
    assert "Undertaking 1" in page and "Undertaking 3" in page and "Undertaking 2" not in page
    assert client.get(f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/2/").status_code == 404
    assert client.get(f"/wealdshire/undertakings/{ON.year}/of/{cast.council.pk}/").status_code == 404
    with pytest.raises(Refused, match="does not bind"):
        say(cast, year, 2)


def test_who_acted_for_a_duplicate_reports_for_the_one_that_is_kept(client, cast, sign_in, year):
    twin = organisation(cast.compact, "Bramble Lane Befrienders", "voluntary", "charity")
    lead = person("twin lead")
    Membership.objects.create(person=lead, organisation=twin, role="lead", since=ON)
    page = f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/"
    sign_in(lead)
    assert client.get(page).status_code == 404
    twin.merged_into = cast.charity
    twin.save()
    assert client.get(page).status_code == 200
    assert say(cast, year, 1, by=lead).organisation == cast.charity


def test_words_evidence_and_openness_in_the_browser(client, cast, sign_in, year):
    sign_in(cast.volunteer)
    address = f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/1/"
    hidden = {"kept": "partly", "done": "We met twice", "openness": "steering", "evidence": "Minutes"}
    assert "What shows it would tell who you are" in client.post(address, hidden).content.decode()
    client.post(address, hidden | {"openness": "named", "link": "example.org/m", "file": SimpleUploadedFile("m.txt", b"minutes")})
    word = UndertakingWord.objects.get()
    assert (word.kept, word.link, word.upload.name) == ("partly", "https://example.org/m", "m.txt")
    client.post(address, {"kept": "kept", "done": "Changed", "openness": "sector"})
    word.refresh_from_db()
    assert (word.done, word.evidence, word.upload) == ("Changed", "", None)
    assert not Upload.objects.exists(), "evidence without a name is not kept"
    assert "You have reported on 1 of 2" in client.get(f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/").content.decode()


def test_nobody_else_reads_before_the_close(client, cast, sign_in, year):
    say(cast, year, 1, done=CANARY, openness="named")
    for who in (cast.officer, cast.vcs_member, cast.superuser, cast.stranger, cast.council_lead):
        sign_in(who)
        for address in (
            f"/wealdshire/undertakings/{ON.year}/",
            "/wealdshire/undertakings/",
            f"/wealdshire/undertakings/{ON.year}/of/{cast.charity.pk}/",
        ):
            assert CANARY not in client.get(address).content.decode()
    with pytest.raises(PermissionDenied):
        say(cast, year, 1, by=cast.officer)


def test_at_the_close_only_named_words_stay(client, cast, sign_in, year):
    say(cast, year, 1, done="named-words", openness="named")
    say(cast, year, 3, done=CANARY, openness="sector")
    council = {"by": cast.council_lead, "body": cast.council}
    say(cast, year, 1, done="never-read", openness="counted", **council)
    say(cast, year, 2, done="for-the-group", **council)
    do_due(AFTER)
    year.refresh_from_db()
    assert year.closed_at
    assert list(UndertakingWord.objects.values_list("done", flat=True)) == ["named-words"]
    assert not SaidOfUndertaking.objects.exists(), "too few reported: whoever read it would know whose it is"
    page = client.get(f"/wealdshire/undertakings/{ON.year}/").content.decode()
    assert "named-words" in page and "Bramble Lane Befriending" in page
    assert CANARY not in page and "for-the-group" not in page
    assert "fewer than 10" in page
    sign_in(cast.vcs_member)
    page = client.get(f"/wealdshire/undertakings/{ON.year}/").content.decode()
    assert CANARY not in page and "for-the-group" not in page and "Wealdshire Council" not in page
    with pytest.raises(Refused, match="takes no more reports"):
        say(cast, WordsYear.objects.get(), 1)


@pytest.fixture
def many(cast, year):
    """15 of each sector report on the first undertaking; the last two choose the steering group alone, and to be only counted."""
    for n in range(30):
        body = organisation(cast.compact, f"Body {n}", "voluntary" if n < 15 else "statutory", "charity" if n < 15 else "health")
        who = person(f"someone {n}")
        Membership.objects.create(person=who, organisation=body, role="lead", since=ON)
        openness = {28: "steering", 29: "counted"}.get(n, "sector")
        say(cast, year, 1, by=who, body=body, kept="kept" if n % 3 else "partly", openness=openness, done=f"words-{n}.")
    words.close_year(year=year, by=None, at=AFTER)
    return year


def test_figures_are_released_for_large_groups_alone(cast, many):
    figures = WordsFigures.objects.get().figures
    whole = figures["questions"][0]["groups"][0]
    assert (figures["level"], whole["answered"]) == ("full", 30)
    assert {option["label"]: option["share"] for option in whole["options"] if option["share"]} == {"Kept": 65, "Partly kept": 35}
    assert set(SaidOfUndertaking.objects.filter(publishable=True).values_list("sector", flat=True)) == {"statutory", "voluntary"}
    assert words.close_year(year=many, by=None, at=AFTER).closed_at, "safe to run twice"


def test_words_are_published_once_two_sectors_say_so(client, cast, sign_in, many):
    address = f"/wealdshire/undertakings/{ON.year}/"

    def page(who=None):
        sign_in(who) if who else client.logout()
        return client.get(address).content.decode()

    def judge(who, text, opinion):
        sign_in(who)
        said = SaidOfUndertaking.objects.get(text=text)
        return client.post(f"{address}said/{said.pk}/", {"opinion": opinion}, follow=True).content.decode()

    assert "words-3." not in page() and "words-29." not in page(cast.vcs_member)
    shown = page(cast.vcs_member)
    assert "words-3." in shown and "words-28." in shown
    assert "once somebody of the other sector says the same" in judge(cast.vcs_member, "words-3.", "publish")
    assert "words-3." not in page() and "You said: publish." in page(cast.vcs_member)
    assert "everybody can read it now" in judge(cast.statutory_member, "words-3.", "publish")
    assert "words-3." in page()
    assert "published already" in judge(cast.statutory_member, "words-3.", "private")
    judge(cast.vcs_member, "words-4.", "publish"), judge(cast.statutory_member, "words-4.", "private")
    assert "words-4." not in page()
    judge(cast.statutory_member, "words-4.", "publish")
    assert "words-4." in page(), "an opinion can be changed until both agree"


def test_what_was_written_for_the_steering_group_alone_is_never_published(client, cast, sign_in, many):
    said = SaidOfUndertaking.objects.get(text="words-28.")
    sign_in(cast.vcs_member)
    assert client.post(f"/wealdshire/undertakings/{ON.year}/said/{said.pk}/", {"opinion": "publish"}).status_code == 404
    with pytest.raises(PermissionDenied):
        words.judge(said=said, publish=True, by=cast.vcs_member, on=ON)


def test_nobody_reads_words_that_name_their_own_organisation(client, cast, sign_in, many):
    year = many.year
    undertaking = many.said.first().undertaking
    said = SaidOfUndertaking.objects.create(year=many, undertaking=undertaking, publishable=True, text="Wealdshire Council paid us late.")
    sign_in(cast.statutory_member)
    assert "paid us late" not in client.get(f"/wealdshire/undertakings/{year}/").content.decode()
    assert client.post(f"/wealdshire/undertakings/{year}/said/{said.pk}/", {"opinion": "publish"}).status_code == 404
    sign_in(cast.vcs_member)
    assert "paid us late" in client.get(f"/wealdshire/undertakings/{year}/").content.decode()


def test_officer_closes_only_after_the_last_day(client, cast, sign_in, year):
    sign_in(cast.officer)
    said = client.post(f"/wealdshire/undertakings/{ON.year}/close/", follow=True).content.decode()
    assert "until then words may be changed, and nobody reads them" in said
    assert not WordsFigures.objects.exists()
