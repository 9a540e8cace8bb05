"""Asking for a pack, the worker that makes it, and downloading it: once at a time, whole or not at all, and always recorded."""

import hashlib
import io
import threading
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from compact_portal.audit.models import Event
from compact_portal.leaving import packing
from compact_portal.leaving.models import LEASE, Pack, PackPiece
from compact_portal.messaging.models import Message
from signatories.models import Compact, Officer
from tests.cast import SINCE, person

pytestmark = pytest.mark.django_db
PAGE = "/wealdshire/everything/"


@pytest.fixture
def deputy(cast):
    deputy = person("deputy")
    Officer.objects.create(compact=cast.compact, person=deputy, sector="voluntary", since=SINCE)
    return deputy


@pytest.fixture
def asked(cast):
    return Pack.objects.create(compact=cast.compact, asked_at=timezone.now(), asked_by=cast.officer)


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="everything.").order_by("id").values_list("verb", flat=True))


def test_an_officer_asks_and_the_other_sector_is_told(cast, deputy, sign_in):
    browser = sign_in(cast.officer)
    page = browser.get(f"{PAGE}ask/").content.decode()
    assert "One person of another sector is told" in page
    assert "what any organisation answered" in page

    after = browser.post(f"{PAGE}ask/", follow=True).content.decode()

    assert "A file is being made" in after
    assert "There is no file now" in after
    assert "Ask for a new file" not in after
    assert list(Message.objects.filter(subject__contains="asked for").values_list("to", flat=True)) == [deputy.email]
    assert verbs() == ["everything.asked_for"]


def test_without_a_second_officer_those_who_sit_for_the_other_sector_are_told(cast, sign_in):
    sign_in(cast.officer).post(f"{PAGE}ask/")
    assert list(Message.objects.filter(subject__contains="asked for").values_list("to", flat=True)) == [cast.vcs_member.email]


def test_one_at_a_time(cast, asked, sign_in):
    page = sign_in(cast.officer).post(f"{PAGE}ask/", follow=True).content.decode()
    assert "One is being made already" in page
    assert Pack.objects.count() == 1


def test_worker_makes_it_and_each_download_is_recorded(cast, asked, sign_in):
    assert packing.make_due() == 1

    asked.refresh_from_db()
    assert (asked.status, asked.done) == ("ready", asked.steps)
    assert Message.objects.get(to=cast.officer.email).subject == "The file of the Wealdshire Compact is ready"
    browser = sign_in(cast.officer)
    assert asked.sha256 in browser.get(PAGE).content.decode()
    answer = browser.post(f"{PAGE}{asked.pk}/download/")
    content = answer.getvalue()
    assert hashlib.sha256(content).hexdigest() == asked.sha256
    assert int(answer["Content-Length"]) == len(content) == asked.size
    assert answer["Content-Disposition"].startswith('attachment; filename="wealdshire-')
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert verbs() == ["everything.packed", "everything.downloaded"]
    event = Event.objects.get(verb="everything.downloaded")
    assert (event.actor, event.detail["sha256"]) == (cast.officer, asked.sha256)
    assert browser.get(f"{PAGE}{asked.pk}/download/").status_code == 405


def test_nobody_else_gets_it(cast, asked, sign_in):
    packing.make_due()
    for other in (cast.statutory_member, cast.lead, cast.superuser, cast.stranger):
        assert sign_in(other).get(PAGE).status_code == 404
        assert sign_in(other).post(f"{PAGE}{asked.pk}/download/").status_code == 404
    elsewhere = Compact.objects.create(
        slug="elsewhere", name="Elsewhere", area=cast.area, level="county", status="in_force", summary="x", controller="y"
    )
    Officer.objects.create(compact=elsewhere, person=cast.stranger, sector="voluntary", since=SINCE)
    assert sign_in(cast.stranger).post(f"/elsewhere/everything/{asked.pk}/download/").status_code == 404
    assert "everything.downloaded" not in verbs()


def test_it_goes_after_seven_days(cast, asked, sign_in):
    packing.make_due()
    Pack.objects.update(made_at=timezone.now() - timedelta(days=7), asked_at=timezone.now() - timedelta(days=7))
    browser = sign_in(cast.officer)
    assert "There is no file now" in browser.get(PAGE).content.decode()
    assert "not here any more" in browser.post(f"{PAGE}{asked.pk}/download/", follow=True).content.decode()
    call_command("tick")
    assert not Pack.objects.exists()
    assert not PackPiece.objects.exists()


def test_it_can_be_deleted_before(cast, asked, sign_in):
    packing.make_due()
    assert "Deleted" in sign_in(cast.officer).post(f"{PAGE}{asked.pk}/remove/", follow=True).content.decode()
    assert not PackPiece.objects.exists()
    assert verbs()[-1] == "everything.removed"


def test_what_cannot_be_made_is_tried_again_and_then_given_up(cast, asked, sign_in, monkeypatch):
    monkeypatch.setattr(packing, "write_pack", lambda *args, **more: 1 / 0)
    assert packing.make_due() == 0
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == ("failed", 3)
    assert not PackPiece.objects.exists()
    assert "could not be made" in Message.objects.get(to=cast.officer.email).subject
    page = sign_in(cast.officer).get(PAGE).content.decode()
    assert "could not be made" in page
    assert "Ask for a new file" in page


def test_a_worker_that_is_killed_leaves_nothing_half(cast, asked, monkeypatch):
    """Its lease ends, another begins anew, and what the first may still store is refused."""

    class Killed(BaseException):
        pass

    def half(compact, out, **more):
        out.write(b"half a file")
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(packing, "write_pack", half)
        with pytest.raises(Killed):
            packing.make_due()
    assert not PackPiece.objects.exists()
    assert packing.make_due() == 0  # its lease has not ended
    first = Pack.objects.get()
    Pack.objects.update(lease_until=timezone.now() - LEASE)
    assert packing.make_due() == 1
    assert packing.store(first, io.BytesIO(b"half a file")) is False
    assert b"".join(bytes(piece.content) for piece in PackPiece.objects.all())[:2] == b"PK"


def test_a_worker_that_is_told_to_end_puts_it_back(asked):
    stop = threading.Event()
    claimed = packing.claim(at=timezone.now())
    stop.set()
    assert packing.make(claimed, stop) is False
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == ("waiting", 0)


def test_a_worker_that_fails_late_takes_nothing_from_the_next(asked):
    Pack.objects.update(status=Pack.Status.MAKING, attempts=2)
    asked.attempts = 1  # as the first worker knows it, whose lease ended
    packing.put_back(asked, attempts=1)
    asked.refresh_from_db()
    assert (asked.status, asked.attempts) == ("making", 2)
