"""Advice before any case: no names, seen by who gave it alone, counted for the year under the releasing rules (A15.1/15)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from compact_portal.audit.models import Event
from compact_portal.days import today
from disputes.actions.advice import close_advice, log_advice, note_reply
from disputes.figures import advice_figures
from disputes.models import Advice, AdviceCount

pytestmark = pytest.mark.django_db
ADDRESS = "/wealdshire/disagreements/advice/"


def log(cast, by=None, **changes) -> Advice:
    return log_advice(compact=cast.compact, by=by or cast.champion, **{"subject": "funding", "sector": "voluntary"} | changes)


@pytest.mark.parametrize("name", ["champion", "statutory_member", "vcs_member", "officer"])
def test_who_is_asked_notes_it(cast, name):
    assert log(cast, by=getattr(cast, name)).adviser == getattr(cast, name)


@pytest.mark.parametrize("name", ["lead", "stranger", "superuser", "board_member", "council_lead"])
def test_nobody_else_does(cast, name):
    with pytest.raises(PermissionDenied):
        log(cast, by=getattr(cast, name))


def test_single_notes_are_seen_by_who_wrote_them_alone(cast, sign_in):
    note = log(cast, code=cast.codes[1])
    assert "Volunteering" in sign_in(cast.champion).get(ADDRESS).content.decode()
    for person in (cast.officer, cast.vcs_member):
        page = sign_in(person).get(ADDRESS)
        assert "Volunteering" not in page.content.decode()
        assert sign_in(person).get(f"{ADDRESS}{note.pk}/close/").status_code == 404
    assert not Event.objects.filter(verb__startswith="advice").exists()


def test_it_is_counted_and_goes(cast):
    close_advice(advice=log(cast, code=cast.codes[0], asked_on=datetime.date(2026, 3, 2)), outcome="direct", by=cast.champion)
    assert not Advice.objects.exists()
    assert set(AdviceCount.objects.values_list("year", "breakdown", "option", "count")) == {
        (2026, "all", "", 1), (2026, "subject", "funding", 1), (2026, "code", "Funding", 1), (2026, "sector", "voluntary", 1),
        (2026, "outcome", "direct", 1),
    }  # fmt: skip


def test_few_are_told_in_words_and_without_parts(cast, sign_in):
    for _ in range(9):
        close_advice(advice=log(cast), outcome="advice", by=cast.champion)
    (year,) = advice_figures(cast.compact)
    assert (year.total, year.parts) == ("fewer than 10", [])
    close_advice(advice=log(cast, sector="statutory"), outcome="help", by=cast.champion)
    (year,) = advice_figures(cast.compact)
    assert year.total == "10"
    assert dict(year.parts)["Who asked"] == [("public sector", "fewer than 10"), ("voluntary and community sector", "fewer than 10")]
    page = sign_in(cast.officer).get(ADDRESS).content.decode()
    assert "fewer than 10" in page


def test_limits_of_the_procedure_make_the_task(cast, sign_in):
    note = log(cast, asked_on=today() - datetime.timedelta(days=30))
    page = sign_in(cast.champion).get("/home/").content.decode()
    assert "Answer somebody who asked you" in page
    note_reply(advice=note, by=cast.champion)
    assert "Finish a conversation that you began" in sign_in(cast.champion).get("/home/").content.decode()


def test_whole_way_on_the_pages(cast, sign_in):
    client, day = sign_in(cast.champion), today()
    said = {"subject": "funding", "sector": "voluntary", "asked_on-day": day.day, "asked_on-month": day.month, "asked_on-year": day.year}
    assert "Choose the side that asked" in client.post(ADDRESS + "log/", said | {"sector": ""}).content.decode()
    client.post(ADDRESS + "log/", said)
    note = Advice.objects.get()
    client.post(f"{ADDRESS}{note.pk}/answered/")
    note.refresh_from_db()
    assert note.replied_on == day
    client.post(f"{ADDRESS}{note.pk}/close/", {"outcome": "signposted"})
    assert AdviceCount.objects.get(breakdown="outcome").option == "signposted"
    client.post(ADDRESS + "log/", said)
    client.post(f"{ADDRESS}{Advice.objects.get().pk}/remove/")
    assert (Advice.objects.count(), AdviceCount.objects.get(breakdown="all").count) == (0, 1)


def test_day_to_come_is_refused(cast):
    with pytest.raises(ValidationError, match="not come yet"):
        log(cast, asked_on=today() + datetime.timedelta(days=1))


def test_no_box_takes_free_words(cast, sign_in):
    page = sign_in(cast.champion).get(ADDRESS + "log/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "<textarea" not in main
    assert main.count('type="text"') == 3  # day, month, year
