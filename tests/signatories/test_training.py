"""Packs sent, training held, comments of delegates, and the introduction."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from signatories.actions import records as actions
from signatories.models import Compact, IntroductionUse, PackSent, TrainingComment, TrainingEvent
from signatories.records.slides import slides_of, to_pdf
from signatories.reports_training import made_known
from tests.documents.tags import elements, marks_without_owner, opened, pages_of_text
from tests.signatories.test_agreement_text import publish
from tests.signatories.texts import DAY, a_text


def page(response) -> str:
    return " ".join(response.content.decode().split())


def address(name, *args) -> str:
    return reverse(f"signatories:{name}", args=["wealdshire", *args])


def on(name: str, day: datetime.date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


@pytest.fixture
def officer(cast, sign_in):
    return sign_in(cast.officer)


def test_pack_is_recorded_by_sector(cast, officer, client):
    words = {"title": "Information folder", "channel": "print", "statutory": "110", "voluntary": "146"} | on("sent_on", today())
    answer = page(officer.post(address("add_pack"), words, follow=True))
    assert "“Information folder” to 256 is recorded." in answer and "public sector 110, voluntary and community sector 146" in answer
    pack = PackSent.objects.get()
    assert (pack.total, pack.unknown) == (256, 0)
    assert Event.objects.about(pack).get().detail == {"recipients": 256}
    client.logout()
    public = page(client.get(address("training")))
    assert "to 256 recipients" in public and "146" not in public


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "Say how many received it, in at least one of the boxes"),
        ({"statutory": "-1"}, "Enter 0 or more"),
        ({"statutory": "many"}, "Enter a whole number"),
        ({"voluntary": "3"} | on("sent_on", today() + DAY), "this day has not come yet"),
    ],
)
def test_wrong_pack_is_refused(officer, wrong, words):
    given = {"title": "Folder", "channel": "email"} | on("sent_on", today()) | wrong
    assert words in page(officer.post(address("add_pack"), given))
    assert not PackSent.objects.exists()


def test_training_is_planned_counted_and_commented(cast, officer, client):
    words = {"title": "The code in practice", "kind": "session", "place": "Library", "codes": [cast.codes[1].pk], "area": cast.area.pk}
    officer.post(address("add_training"), words | on("held_on", today() + 9 * DAY))
    event = TrainingEvent.objects.get()
    public = page(client.get(address("training")))
    assert "The code in practice" in public and "About: Volunteering" in public and "Library" in public
    refused = page(officer.post(address("change_training", event.pk), words | {"voluntary": "3"} | on("held_on", today() + 9 * DAY)))
    assert "count the delegates afterwards" in refused
    officer.post(address("change_training", event.pk), words | {"statutory": "4", "voluntary": "9"} | on("held_on", today()))
    officer.post(address("add_comments", event.pk), {"comments": "Saidbird one.\n\nSaidbird two,\nstill two."})
    event.refresh_from_db()
    assert (event.total, event.held_on) == (13, today())
    assert list(event.comments.values_list("text", flat=True)) == ["Saidbird one.", "Saidbird two, still two."]
    record = page(officer.get(address("training_record")))
    assert "13 delegates: public sector 4, voluntary and community sector 9" in record and "Saidbird two, still two." in record
    client.logout()
    assert "Saidbird" not in page(client.get(address("training")))
    assert not any("Saidbird" in str(row) for row in TrainingComment.history.rel.related_model.objects.values())


def test_event_is_cancelled_unless_it_was_held(cast, officer, client):
    coming = actions.save_training(compact=cast.compact, title="Comingbird", kind="event", held_on=today() + DAY, by=cast.officer)
    officer.post(address("cancel_training", coming.pk))
    coming.refresh_from_db()
    assert coming.cancelled
    client.logout()
    assert "Comingbird" not in page(client.get(address("training")))
    held = actions.save_training(compact=cast.compact, title="Held", kind="event", held_on=today(), unknown=2, by=cast.officer)
    with pytest.raises(ValidationError, match="Delegates came"):
        actions.cancel_training(event=held, by=cast.officer)


@pytest.mark.parametrize("who", ["vcs_member", "superuser", "lead"])
def test_only_an_officer_keeps_the_record(cast, who):
    by = getattr(cast, who)
    event = TrainingEvent.objects.create(compact=cast.compact, title="E", kind="event", held_on=today())
    for deed in (
        lambda: actions.record_pack(compact=cast.compact, title="P", sent_on=today(), channel="print", unknown=1, by=by),
        lambda: actions.save_training(compact=cast.compact, title="T", kind="event", held_on=today(), by=by),
        lambda: actions.cancel_training(event=event, by=by),
        lambda: actions.add_comments(event=event, comments="C", by=by),
        lambda: actions.record_use(compact=cast.compact, organisation=cast.charity, purpose="project", used_on=today(), by=by),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert (PackSent.objects.count(), TrainingEvent.objects.count(), TrainingComment.objects.count()) == (0, 1, 0)


def test_event_of_another_agreement_stays_untouched(cast, elsewhere, officer):
    theirs = TrainingEvent.objects.create(compact=elsewhere.compact, title="Theirs", kind="event", held_on=today())
    for name in ("change_training", "cancel_training", "add_comments"):
        assert officer.post(address(name, theirs.pk)).status_code == 404
    with pytest.raises(TrainingEvent.DoesNotExist):
        actions.save_training(compact=cast.compact, event=theirs, title="Mine", kind="event", held_on=today(), by=cast.officer)


def test_use_of_the_introduction_is_recorded(cast, officer):
    answer = page(officer.post(address("add_use"), {"organisation": cast.charity.pk, "purpose": "induction"} | on("used_on", today()), follow=True))
    assert "Bramble Lane Befriending used the introduction: recorded." in answer and "induction of new people" in answer
    assert IntroductionUse.objects.get().organisation == cast.charity


def test_introduction_is_made_from_the_text_in_force(cast, client):
    edition = publish(cast, a_text(cast.compact))
    slides = slides_of(cast.compact)
    assert [slide.heading for slide in slides] == [
        "What is the Compact?", "What we want", "What we agree on", "The codes of practice",
        "The promises that weigh most", "What this means for you",
    ]  # fmt: skip
    assert slides[4].lines == ["Consult early."] and slides[3].lines == ["Funding"]
    pdf = client.get(address("introduction"))
    assert pdf["Content-Type"] == "application/pdf"
    with opened(pdf.content) as document:
        assert [kind for kind, _ in elements(document)].count("H2") == 6 and len(document.pages) == 7
        assert marks_without_owner(document) == 0 and document.docinfo["/Title"] == "Wealdshire Compact: an introduction"
    assert "Ask the Champion of your organisation" in " ".join(" ".join(pages_of_text(pdf.content)).split())
    assert edition.status == "published"


def test_long_lists_take_several_slides_and_no_slide_overflows(cast):
    edition = a_text(cast.compact)
    for number in range(2, 16):
        edition.statements.create(kind="principle", number=number, text="A principle in rather many words, so that its line is long. " * 2)
    publish(cast, edition)
    slides = slides_of(Compact.objects.get(pk=cast.compact.pk))
    assert [len(slide.lines) for slide in slides if slide.heading.startswith("What we agree on")] == [4, 4, 4, 3]
    with opened(to_pdf(cast.compact, slides)) as document:
        assert len(document.pages) == len(slides) + 1


def test_figures_of_a_time(cast):
    for day, cancelled in [("2009-04-01", False), ("2010-03-31", False), ("2010-04-01", False), ("2009-06-01", True)]:
        TrainingEvent.objects.create(compact=cast.compact, title="E", kind="event", held_on=day, statutory=2, voluntary=3, cancelled=cancelled)
    PackSent.objects.create(compact=cast.compact, title="P", sent_on="2009-05-01", channel="print", unknown=250)
    first, last = datetime.date(2009, 4, 1), datetime.date(2010, 3, 31)
    known = made_known(cast.compact, since=first, until=last)
    assert [(count, people) for _, count, people in known.events] == [(2, 10)]
    assert [(title, people) for title, people, _ in known.packs] == [("P", 250)]
    assert made_known(cast.compact, since=last, until=last).packs == []


def test_record_costs_the_same_for_many(cast, officer, django_assert_num_queries):
    officer.get(address("training_record"))
    with django_assert_num_queries(8) as few:
        officer.get(address("training_record"))
    for number in range(8):
        event = actions.save_training(
            compact=cast.compact, title=f"E{number}", kind="event", held_on=today(), codes=cast.codes, area=cast.area, by=cast.officer
        )
        actions.add_comments(event=event, comments="A.\n\nB.", by=cast.officer)
        actions.record_pack(compact=cast.compact, title="P", sent_on=today(), channel="print", unknown=1, by=cast.officer)
    with django_assert_num_queries(len(few) + 4):  # codes, comments, speakers and organisations, once there are any
        assert "E7" in page(officer.get(address("training_record")))


def test_week_of_several_organisations_is_one_programme_and_says_which_checklist_was_used(cast, sign_in, client):
    officer, day = sign_in(cast.officer), today()
    typed = {"kind": "session", "held_on-day": day.day, "held_on-month": day.month, "held_on-year": day.year, "programme": "Compact Week"}
    together = {"organisations": "bramble lane befriending\nWealdshire Police", "checklist": "Checklist of the code on funding"}
    officer.post(address("add_training"), typed | together | {"title": "Open morning"})
    officer.post(address("add_training"), typed | {"title": "Closing talk", "organisations": "Oak Hill Allotments"})
    officer.post(address("add_training"), typed | {"title": "Another matter", "programme": ""})
    wrong = officer.post(address("add_training"), typed | {"title": "X", "organisations": "Nobody knows them"})
    assert "No organisation on this list is called “Nobody knows them”" in wrong.content.decode()
    event = cast.compact.training_events.get(title="Open morning")
    assert (set(event.organisations.all()), event.checklist) == ({cast.charity, cast.police}, "Checklist of the code on funding")
    client.logout()
    week = " ".join(client.get(address("training") + "?programme=Compact Week").content.decode().split())
    assert "Open morning" in week and "Closing talk" in week and "Another matter" not in week
    assert "Held by Bramble Lane Befriending, Wealdshire Police" in week and "Checklist: Checklist of the code on funding" in week
