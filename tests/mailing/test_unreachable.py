"""Mail that came back is a task of the officer, stands in the lists of those to chase, and is gone when the address changes."""

import pytest
from django.utils import timezone

from compact_portal.days import today
from compact_portal.messaging.bounces import came_back
from compact_portal.messaging.models import Message, Unreachable
from reviews.models import Invitation
from signatories.models import Champion, Membership, Organisation, Signature
from signatories.reach import unreachable_in
from signatories.reports_refresh import unreachable
from tests.reviews.conftest import draft_survey, invited, survey, today_is  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db
PAGE = "/wealdshire/mail/unreachable/"
TASK = "Find out how to reach those to whom mail comes back"


def bounce(to: str, message: Message | None = None) -> None:
    message = message or Message.objects.create(to=to, subject="s", text="", reason="r", next_attempt_at=timezone.now())
    Message.objects.filter(pk=message.pk).update(status="sent")
    came_back(message=message, code="5.1.1", for_good=True)


def test_an_officer_learns_whose_address_it_is(cast, sign_in):
    bounce("OAK@example.org")
    bounce(cast.champion.email)
    bounce("nobody-here@example.org")
    officer = sign_in(cast.officer)
    assert TASK in officer.get("/home/").content.decode()
    page = officer.get(PAGE).content.decode()
    assert str(cast.other_charity) in page and str(cast.champion) in page and "nobody-here" not in page
    assert TASK not in sign_in(cast.vcs_member).get("/home/").content.decode()


@pytest.mark.parametrize("who", ["lead", "champion"])
def test_who_has_a_part_under_a_merged_name_is_a_task_too(cast, sign_in, who):
    merged = Organisation.objects.create(name="Merged", sector="voluntary", kind="charity", merged_into=cast.charity)
    signature = Signature.objects.create(organisation=merged, compact=cast.compact, edition=cast.edition, status="signed", signed_on=today())
    Membership.objects.filter(person=cast.lead).update(organisation=merged)
    Champion.objects.filter(person=cast.champion).update(signature=signature)
    bounce(getattr(cast, who).email)
    assert TASK in sign_in(cast.officer).get("/home/").content.decode()


def test_it_is_gone_when_the_address_changes(cast, sign_in):
    bounce("oak@example.org")
    assert [lost.whose for lost in unreachable_in(cast.compact, on=today())] == [[str(cast.other_charity)]]
    Organisation.objects.filter(pk=cast.other_charity.pk).update(contact_email="acorn@example.org")
    assert unreachable_in(cast.compact, on=today()) == []
    assert TASK not in sign_in(cast.officer).get("/home/").content.decode()


def test_it_is_gone_when_somebody_says_that_it_works(cast, sign_in):
    bounce("oak@example.org")
    bounce("nobody-here@example.org")
    mine, other = Unreachable.objects.get(address="oak@example.org"), Unreachable.objects.get(address="nobody-here@example.org")
    officer = sign_in(cast.officer)
    assert officer.post(f"{PAGE}{other.pk}/").status_code == 404  # nobody of this agreement has it
    officer.post(f"{PAGE}{mine.pk}/")
    assert list(Unreachable.objects.all()) == [other]


def test_the_list_before_a_refresh_says_it(cast):
    bounce("oak@example.org")
    assert [(str(one.signature.organisation), one.why) for one in unreachable(cast.compact)] == [
        (str(cast.other_charity), "Mail to its address comes back.")
    ]


def test_who_is_chased_for_an_answer_is_marked(cast, sign_in, invited):  # noqa: F811
    one = Invitation.objects.select_related("message").get(organisation=cast.other_charity)
    bounce("oak@example.org", one.message)
    page = sign_in(cast.officer).get("/wealdshire/survey/2009/chasing/?state=undeliverable").content.decode()
    assert str(cast.other_charity) in page and "Mail did not arrive" in page and str(cast.police) not in page


@pytest.mark.parametrize("many", [1, 4])
def test_the_list_costs_the_same_for_few_and_for_many(cast, django_assert_num_queries, many):
    for address in ("oak@example.org", "bramble@example.org", "police@example.org", "council@example.org")[:many]:
        bounce(address)
    with django_assert_num_queries(4):
        assert len(unreachable_in(cast.compact, on=today())) == many
