"""What anybody may say of a draft: without sign-in, checked before it is sent, kept, and read by the steering group alone."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from compact_portal.audit.models import Event
from compact_portal.days import today
from compact_portal.messaging.models import Message
from signatories.actions import editions as actions
from signatories.models import Comment, Consultation
from tests.signatories.texts import DAY, a_consultation

WRITTEN = {
    "text": "Speakbird: shorter, please.",
    "name": "Namebird",
    "email": "mailbird@example.org",
    "organisation_name": "Groupbird",
    "about": "part 2",
}


def page(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def consultation(cast):
    return a_consultation(cast)


@pytest.fixture
def address(consultation):
    return reverse("signatories:comment", args=["wealdshire", consultation.pk])


def test_comment_is_checked_before_it_is_sent(client, consultation, address):
    check = page(client.post(address, WRITTEN))
    assert "Nothing has been sent yet." in check and "Speakbird: shorter, please." in check
    assert not Comment.objects.exists()
    again = page(client.post(address, WRITTEN | {"change": "yes"}))
    assert "Speakbird: shorter, please.</textarea>" in again
    sent = page(client.post(address, WRITTEN | {"send": "yes"}, follow=True))
    assert "Thank you. Your comment has been received." in sent
    comment = Comment.objects.get()
    assert {name: getattr(comment, name) for name in WRITTEN} == WRITTEN
    assert (comment.consultation, comment.received_on) == (consultation, today())
    assert not Message.objects.exists()


@pytest.mark.parametrize("given", [{"name": "A neighbour"}, {"email": "a@example.org"}])
def test_name_or_address_is_enough(client, address, given):
    client.post(address, {"text": "Good.", "send": "yes"} | given)
    assert Comment.objects.get().text == "Good."


def test_comment_of_nobody_or_of_nothing_is_refused(client, address):
    assert "Give your name or an e-mail address" in page(client.post(address, {"text": "Good.", "send": "yes"}))
    assert "Write your comment" in page(client.post(address, {"name": "Me", "send": "yes"}))
    assert "Use 10000 characters or fewer" in page(client.post(address, {"name": "Me", "text": "x" * 10_001, "send": "yes"}))
    assert not Comment.objects.exists()


@pytest.mark.parametrize(("opens", "closes"), [(1, 90), (-90, -1)])
def test_outside_its_days_nothing_is_taken(client, consultation, address, opens, closes):
    Consultation.objects.update(opens_on=today() + opens * DAY, closes_on=today() + closes * DAY, short_because="x")
    for answer in (client.get(address), client.post(address, WRITTEN | {"send": "yes"})):
        assert "Comments cannot be sent now" in page(answer)
    with pytest.raises(ValidationError, match="not open for comments"):
        actions.comment(consultation=consultation, text="Late.", name="Me")
    assert not Comment.objects.exists()


def test_comments_are_read_by_the_steering_group_alone(cast, client, sign_in, consultation, address):
    client.post(address, WRITTEN | {"send": "yes"}, follow=True)  # the page after it uses up the thanks
    birds = ["speakbird", "namebird", "mailbird", "groupbird"]
    public = [reverse(f"signatories:{name}", args=["wealdshire"]) for name in ("compact", "consultations", "editions", "agreement")]
    public += [address, reverse("signatories:edition", args=["wealdshire", consultation.edition.pk])]
    assert [(one, bird) for one in public for bird in birds if bird in page(client.get(one)).lower()] == []
    history = reverse("history", args=["wealdshire", "consultation", consultation.pk])
    assert not any(bird in page(sign_in(cast.officer).get(history)).lower() for bird in birds)
    seen = page(sign_in(cast.vcs_member).get(reverse("signatories:comments", args=["wealdshire", consultation.pk]))).lower()
    assert all(bird in seen for bird in birds)
    assert not any(bird in str(list(Event.objects.values())).lower() for bird in birds)
    assert not any(bird in str(list(Comment.history.rel.related_model.objects.values())).lower() for bird in birds)


def test_comments_as_a_table_run_no_formula(cast, client, sign_in, consultation, address):
    client.post(address, {"text": "=1+1", "name": "@SUM(1)", "send": "yes"})
    table = sign_in(cast.officer).get(reverse("signatories:comments_csv", args=["wealdshire", consultation.pk])).content.decode("utf-8-sig")
    assert table.splitlines()[0] == "received_on,part,comment,name,organisation,email"
    assert "'=1+1,'@SUM(1)," in table


def test_comments_page_costs_the_same_for_many(cast, sign_in, consultation, django_assert_num_queries):
    client = sign_in(cast.officer)
    comments = reverse("signatories:comments", args=["wealdshire", consultation.pk])
    Comment.objects.create(consultation=consultation, name="A", text="One.")
    client.get(comments)
    with django_assert_num_queries(7) as few:
        client.get(comments)
    Comment.objects.bulk_create(Comment(consultation=consultation, name="B", text=f"More {n}.") for n in range(30))
    with django_assert_num_queries(len(few)):
        assert "31 comments" in page(client.get(comments))


def test_too_many_from_one_address_are_stopped(client, address):
    answers = [client.post(address, {"text": f"Number {n}.", "name": "Me", "send": "yes"}).status_code for n in range(22)]
    assert answers[:20] == [302] * 20 and answers[20:] == [429] * 2
    assert Comment.objects.count() == 20


def test_open_consultation_is_announced_on_the_first_page(cast, client, consultation):
    assert "A draft is out for comment" in page(client.get("/wealdshire/"))
    Consultation.objects.update(opens_on=today() + DAY, short_because="x")
    assert "A draft is out for comment" not in page(client.get("/wealdshire/"))
