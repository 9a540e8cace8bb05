"""What a text on its way and the register ask of an officer."""

from django.urls import reverse

from compact_portal.days import today
from signatories.actions import editions as actions
from signatories.models import Endorsement, Reference
from signatories.tasks import tasks_of
from tests.signatories.texts import a_consultation, a_text


def asked(person) -> list[str]:
    return [task.what for task in tasks_of(person, today())]


def test_consultation_that_is_over_is_to_be_closed_then_answered(cast):
    consultation = a_consultation(cast, opened=100, days=90)
    task = next(task for task in tasks_of(cast.officer, today()) if "Close the consultation" in task.what)
    assert (task.due_on, task.address) == (consultation.closes_on, reverse("signatories:comments", args=["wealdshire", consultation.pk]))
    actions.close_consultation(consultation=consultation, by=cast.officer)
    assert asked(cast.officer) == ["Say what came of the comments on “Edition of 2010”"]
    actions.answer_consultation(consultation=consultation, outcome="So.", by=cast.officer)
    assert asked(cast.officer) == []


def test_open_consultation_asks_nothing(cast):
    a_consultation(cast)
    assert asked(cast.officer) == []


def test_text_that_all_bodies_decided_on_is_to_be_published(cast):
    edition = actions.make_final(edition=a_text(cast.compact), bodies=["A", "B"], by=cast.officer)
    for status, expected in [("endorsed", []), ("declined", ["Publish “Edition of 2010”"])]:
        body = edition.endorsements.filter(status=Endorsement.Status.AWAITED).first()
        actions.decide(endorsement=body, status=status, decided_on=today(), by=cast.officer)
        assert asked(cast.officer) == expected


def test_reported_documents_are_to_be_checked(cast):
    for number in range(2):
        Reference.objects.create(compact=cast.compact, organisation=cast.council, document=f"D{number}", kind="policy", strength="refers")
    assert asked(cast.officer) == ["Check 2 reported documents"]
    assert asked(cast.vcs_member) == asked(cast.superuser) == []
