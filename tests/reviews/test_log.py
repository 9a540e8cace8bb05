"""The log of the year: noted in a minute, ready in the survey, gone when it was used, counted without a trace."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from compact_portal.messaging.models import Message
from reviews.actions import noting
from reviews.log.figures import compared, figures_of
from reviews.models import LogCount, LogNote, NamedAnswer, Review
from reviews.report.process import noted_sentence
from signatories.models import Champion, Signature
from tests.reviews.answers import BASE, draft, invitation_of, links_for, numbers, save, send
from tests.reviews.conftest import DURING
from tests.reviews.test_canaries import TO_ORGANISATION, holding, rows

pytestmark = pytest.mark.django_db
LOG = "/wealdshire/log/"
POSTED = {"kind": "bad", "what": "canary-note: three weeks in August", "about": "1", "openness": "steering", "offered": "on"}
PAGE = "Examples of working together"


@pytest.fixture
def charitys(cast):
    return Signature.objects.get(organisation=cast.charity)


def noted(signature, by, **more) -> LogNote:
    words = {"kind": "bad", "what": "canary-note: three weeks in August", "openness": "steering", "offered": True} | more
    return noting.add_note(signature=signature, by=by, on=DURING, **words)


def test_a_champion_notes_changes_and_deletes(sign_in, cast):
    browser = sign_in(cast.champion)
    browser.post(f"{LOG}new/", POSTED)
    note = LogNote.objects.get()
    assert (note.author, note.signature.organisation, note.kind, note.about, note.openness) == (cast.champion, cast.charity, "bad", "1", "steering")
    assert "canary-note" in browser.get(LOG).content.decode()
    browser.post(f"{LOG}{note.pk}/", POSTED | {"kind": "issue", "what": "canary-other", "openness": "named"})
    note.refresh_from_db()
    assert (note.kind, note.what, note.openness) == ("issue", "canary-other", "named")
    assert set(LogCount.objects.values_list("kind", "count")) == {("bad", 0), ("issue", 1)}
    assert "canary-other" in browser.get(f"{LOG}{note.pk}/delete/").content.decode()
    browser.post(f"{LOG}{note.pk}/delete/")
    assert not LogNote.objects.exists() and not LogCount.objects.filter(count__gt=0).exists()


def test_a_note_needs_a_kind_and_words(sign_in, cast):
    page = sign_in(cast.champion).post(f"{LOG}new/", {"openness": "steering"}).content.decode()
    assert "Enter “What happened?”" in page or "Answer “What happened?”" in page
    assert not LogNote.objects.exists()


def test_nobody_else_reads_a_note_that_is_not_open(sign_in, cast, charitys):
    note = noted(charitys, cast.champion)
    noted(charitys, cast.champion, what="canary-open", openness="named")
    for person in (cast.lead, cast.volunteer, cast.officer, cast.vcs_member, cast.superuser, cast.council_lead):
        browser = sign_in(person)
        pages = [browser.get(address) for address in (LOG, f"{LOG}figures/", f"{LOG}{note.pk}/", "/wealdshire/steering/", "/admin/")]
        assert [page.request["PATH_INFO"] for page in pages if "canary-note" in page.content.decode()] == [], person
        assert pages[2].status_code == 404
    assert "canary-open" in sign_in(cast.officer).get(f"{LOG}figures/").content.decode()


def test_who_has_no_part_cannot_note(cast, charitys):
    for person in (cast.officer, cast.council_lead, cast.stranger):
        with pytest.raises(PermissionDenied):
            noted(charitys, person)
    note = noted(charitys, cast.champion)
    with pytest.raises(PermissionDenied):
        noting.delete_note(note=note, by=cast.lead)


def test_a_mailed_link_adds_and_shows_nothing(cast, charitys, client):
    noted(charitys, cast.champion, what="canary-before")
    assert noting.send_links(compact=cast.compact, by=cast.officer) == 2  # the council has no Champion: its lead
    mail = Message.objects.get(to=cast.champion.email)
    address = re.search(r"/wealdshire/log/by-link/\S+/", mail.text)[0]
    page = client.get(address)
    assert page["Referrer-Policy"] == "strict-origin" and "canary-before" not in page.content.decode()
    assert LogNote.objects.count() == 1
    answer = client.post(address, POSTED).content.decode()
    assert "Thank you" in answer and "canary-note" not in answer
    assert LogNote.objects.filter(author=cast.champion).count() == 2
    noting.send_links(compact=cast.compact, by=cast.officer)
    assert client.get(address).status_code == 404  # the newer mail's link works
    newer = re.search(r"/wealdshire/log/by-link/\S+/", Message.objects.filter(to=cast.champion.email).first().text)[0]
    Champion.objects.update(until=datetime.date(2010, 1, 1))
    assert client.post(newer, POSTED).status_code == 404


def test_a_note_is_a_ready_example_and_goes_when_the_answers_are_sent(cast, charitys, invited, respondent):
    note, other = noted(charitys, cast.champion, about="1"), noted(charitys, cast.champion, what="canary-unused")
    noted(charitys, cast.champion, what="canary-private", offered=False)
    number = numbers(invited)[PAGE]
    page = respondent.get(f"{BASE}{number}/").content.decode()
    assert "canary-note" in page and "canary-unused" in page and "canary-private" not in page
    respondent.post(f"{BASE}{number}/notes/{note.pk}/", {"invitation": invitation_of().pk})
    page = respondent.get(f"{BASE}{number}/").content.decode()
    assert page.count("canary-note") == 1 and f'value="{note.pk}"' in page
    saved = {"q16-1-judgement": "bad", "q16-1-what": "canary-note, told better", "q16-1-openness": "steering", "q16-1-note": str(note.pk)}
    save(respondent, number, 1, **saved)
    assert draft()["q16"][0]["note"] == str(note.pk) and draft()["q16"][0]["what"] == "canary-note, told better"
    assert "Thank you" in send(respondent).content.decode()
    assert holding("canary-note") == ["reviews_bundle"]
    assert "reviews_bundle" not in {table for (table,) in rows(TO_ORGANISATION)}
    assert holding(str(note.pk)) == []  # neither the words nor a number that would say whose they were
    assert list(LogNote.objects.filter(offered=True)) == [other]
    assert LogCount.objects.get(kind="bad").count == 3  # its count stays


def test_a_named_example_goes_from_the_log_too_and_holds_no_number_of_it(cast, charitys, invited, respondent):
    note = noted(charitys, cast.champion, openness="named", kind="good")
    number = numbers(invited)[PAGE]
    respondent.post(f"{BASE}{number}/notes/{note.pk}/", {"invitation": invitation_of().pk})
    assert draft()["q16"][0]["judgement"] == "good"
    send(respondent)
    assert not LogNote.objects.exists()
    assert "note" not in NamedAnswer.objects.get().body


def test_a_note_of_another_organisation_cannot_be_used_or_deleted(cast, invited, respondent):
    councils = noted(Signature.objects.get(organisation=cast.council), cast.council_lead)
    number = numbers(invited)[PAGE]
    assert respondent.post(f"{BASE}{number}/notes/{councils.pk}/", {"invitation": invitation_of().pk}).status_code == 404
    save(respondent, number, **{"q16-1-judgement": "bad", "q16-1-what": "Forged", "q16-1-openness": "steering", "q16-1-note": str(councils.pk)})
    send(respondent)
    assert LogNote.objects.filter(pk=councils.pk).exists()


def test_a_colleague_of_one_page_sees_no_notes(cast, charitys, invited, respondent):
    noted(charitys, cast.champion)
    number = numbers(invited)[PAGE]
    respondent.post(f"{BASE}colleagues/", {"invitation": invitation_of().pk, "section": number, "name": "Pat", "email": "pat@example.org"})
    colleague = Client()
    colleague.post(links_for("pat@example.org")[0])
    page = colleague.get(f"{BASE}{number}/")
    assert page.status_code == 200 and "canary-note" not in page.content.decode()


def test_a_link_that_went_astray_does_not_fill_the_log(cast, charitys, client, monkeypatch):
    monkeypatch.setattr(noting, "A_DAY", 2)
    noting.send_own_link(signature=charitys, by=cast.champion)
    link = re.search(r"/wealdshire/log/by-link/\S+/", Message.objects.get(to=cast.champion.email).text)[0]
    pages = [client.post(link, POSTED).content.decode() for _ in range(3)]
    assert "Thank you. It waits for you" in pages[1] and "Note the rest tomorrow" in pages[2] and "canary-note" in pages[2]
    assert LogNote.objects.count() == 2


def test_counts_of_a_month_that_is_over_do_not_move(cast, charitys):
    """Else who takes own notes away one by one reads from the rounded figures how many others there are."""
    LogCount.objects.create(compact=cast.compact, month=datetime.date(2009, 8, 1), kind="bad", count=7)
    mine = [noting.add_note(signature=charitys, by=cast.champion, on=datetime.date(2009, 8, day), kind="bad", what="x") for day in (3, 4, 5, 6)]
    noting.delete_note(note=mine.pop(), by=cast.champion, on=datetime.date(2009, 8, 31))
    told = figures_of(cast.compact, on=datetime.date(2009, 9, 20)).rows
    noting.change_note(note=mine[0], by=cast.champion, on=datetime.date(2009, 9, 20), kind="good")
    noting.delete_note(note=mine[1], by=cast.champion, on=datetime.date(2009, 9, 20))
    assert LogCount.objects.get(count__gt=0).count == 10 and figures_of(cast.compact, on=datetime.date(2009, 9, 20)).rows == told


def test_figures_are_of_whole_months_rounded_and_withheld_below_the_floor(cast):
    def counted(year, month, kind, count):
        LogCount.objects.create(compact=cast.compact, month=datetime.date(year, month, 1), kind=kind, count=count)

    for year, good, bad, issue in ((2008, 21, 15, 4), (2009, 23, 17, 3)):
        counted(year, 2, "good", good), counted(year, 3, "bad", bad), counted(year, 3, "issue", issue)
    counted(2009, 9, "good", 40)  # of the month that is not over
    figures = figures_of(cast.compact, on=datetime.date(2009, 9, 20))
    assert (figures.until, figures.sentence) == (datetime.date(2009, 8, 31), "a slight increase")
    assert [(row.label, row.this_year, row.year_before) for row in figures.rows] == [
        ("Good practice", "25", "20"), ("Bad practice", "not shown", "not shown"),
        ("An issue that is not over yet", "fewer than 10", "fewer than 10"), ("All", "45", "40"),
    ]  # fmt: skip
    assert compared(60, 40, 10) == "an increase" and compared(40, 60, 10) == "a decrease" and compared(9, 60, 10) == ""


@pytest.mark.parametrize("many", [2, 20])
def test_the_log_costs_the_same_for_few_and_for_many(sign_in, cast, charitys, django_assert_num_queries, many):
    for _ in range(many):
        noted(charitys, cast.champion, about="1", openness="named")
    browser = sign_in(cast.champion)
    browser.get(LOG)
    with django_assert_num_queries(12):
        browser.get(LOG)


def test_the_report_compares_the_year_with_the_one_before(cast):
    review = Review(compact=cast.compact, year=2009)
    assert noted_sentence(review, on=datetime.date(2010, 2, 1)) == ""
    for year, count in ((2008, 40), (2009, 44)):
        LogCount.objects.create(compact=cast.compact, month=datetime.date(year, 6, 1), kind="bad", count=count)
    said = "about 45 issues and successes were noted as they happened, a slight increase."
    assert noted_sentence(review, on=datetime.date(2010, 2, 1)) == f"In 2009 {said}"
    assert noted_sentence(review, on=datetime.date(2009, 7, 5)) == f"Up to the end of June 2009 {said}"
    assert noted_sentence(review, on=datetime.date(2009, 6, 30)) == ""  # the month of the notes is not over
    LogCount.objects.update(count=9)
    assert noted_sentence(review, on=datetime.date(2010, 2, 1)) == ""
