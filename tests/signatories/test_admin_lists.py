"""Every list of the administration pages of this room costs as many queries for many rows as for few."""

import pytest
from django.urls import reverse
from django.utils import timezone

from compact_portal.days import today
from signatories.models import (
    Amendment,
    Area,
    Compact,
    DutyTie,
    Edition,
    Endorsement,
    JoinRequest,
    KeptApart,
    Refresh,
    RefreshRound,
    SigningLink,
    Theme,
)
from tests.cast import organisation, person
from tests.signatories.test_admin import MODELS, site  # noqa: F401 (a fixture)
from tests.signatories.texts import a_consultation, a_text

DAY = "2009-05-01"


def body(cast, n):
    made = organisation(cast.compact, f"More {n}", "statutory", "health")
    made.areas.add(another_area(cast, n))
    return made


def signature(cast, n):
    return body(cast, n).signatures.get()


def another_area(cast, n) -> Area:
    return Area.objects.create(name=f"Part {n}", level="district", parent=cast.area)


def another_compact(cast, n) -> Compact:
    return Compact.objects.create(slug=f"more-{n}", name=f"More {n}", area=another_area(cast, n), level="district", summary="S", controller="C")


def another_edition(cast, n) -> Edition:
    return another_compact(cast, n).editions.create(label=f"Edition {n}")


def someone(n):
    return person(f"more {n}")


def asked_for_a_seat(cast, n):
    return signature(cast, n).seat_requests.create(asked_at=timezone.now(), asked_by=someone(n))


def a_round(cast, n) -> RefreshRound:
    return RefreshRound.objects.create(compact=another_compact(cast, n), year=2030, due_on="2030-01-01", lapses_on="2030-06-01", remind_before=[])


def a_tie_of(compact) -> DutyTie:
    text = a_text(compact)
    return DutyTie.objects.create(edition=text, undertaking=text.undertakings.first(), aim="foster")


ADDED = {
    "amendment": lambda cast, n: Amendment.objects.create(compact=another_compact(cast, n), text="More."),
    "area": another_area,
    "boardmember": lambda cast, n: another_compact(cast, n).board_members.create(person=someone(n)),
    "champion": lambda cast, n: signature(cast, n).champions.create(person=someone(n)),
    "code": lambda cast, n: another_edition(cast, n).codes.create(number=1, title="More"),
    "compact": another_compact,
    "consultation": lambda cast, n: a_consultation(cast, edition=a_text(another_compact(cast, n))),
    "correctionrequest": lambda cast, n: another_compact(cast, n).corrections.create(
        asked_by=someone(n), asked_on=DAY, due_on="2009-06-01", wrong="M", right="N"
    ),
    "dutytie": lambda cast, n: a_tie_of(another_compact(cast, n)),
    "edition": another_edition,
    "endorsement": lambda cast, n: Endorsement.objects.create(edition=another_edition(cast, n), number=1, body="More"),
    "guidance": lambda cast, n: another_compact(cast, n).guidance.create(version=1, text="T", issued_at=timezone.now(), issued_by=someone(n)),
    "introductionuse": lambda cast, n: cast.compact.introduction_uses.create(organisation=body(cast, n), purpose="induction", used_on=DAY),
    "joinrequest": lambda cast, n: JoinRequest.objects.create(
        compact=another_compact(cast, n), name="More", sector="voluntary", kind="charity", person="M", asked_on=DAY, status="refused",
        decided_at=timezone.now(), decided_by=someone(n),
    ),
    "keptapart": lambda cast, n: KeptApart.objects.create(first=cast.charity, second=body(cast, n), decided_by=someone(n)),
    "membership": lambda cast, n: body(cast, n).memberships.create(person=someone(n), role="lead"),
    "officer": lambda cast, n: another_compact(cast, n).officers.create(person=someone(n), sector="statutory", employer=body(cast, f"{n}b")),
    "organisation": body,
    "packsent": lambda cast, n: another_compact(cast, n).packs_sent.create(title="More", sent_on=DAY, channel="print", statutory=1),
    "codequestion": lambda cast, n: another_compact(cast, n).code_questions.create(subject="funding", text="More"),
    "practice": lambda cast, n: signature(cast, n).practices.create(kind="channel", text="More."),
    "resource": lambda cast, n: another_compact(cast, n).resources.create(kind="practice", title="More", source="S", text="T"),
    "ownconsultation": lambda cast, n: cast.compact.own_consultations.create(
        organisation=body(cast, n), about="More", opens_on=DAY, closes_on="2009-12-01"
    ),
    "policyappraisal": lambda cast, n: cast.compact.appraisals.create(organisation=body(cast, n), policy="More", effect="Much."),
    "serviceentry": lambda cast, n: another_compact(cast, n).services.create(subject="More", finding="gap"),
    "reference": lambda cast, n: cast.compact.references.create(organisation=body(cast, n), document="More", kind="policy", strength="refers"),
    "refresh": lambda cast, n: Refresh.objects.create(round=a_round(cast, n), signature=signature(cast, f"{n}b")),
    "refreshround": a_round,
    "seat": lambda cast, n: another_compact(cast, n).seats.create(organisation=body(cast, f"{n}b"), number=1),
    "seatrequest": asked_for_a_seat,
    "signature": signature,
    "signinglink": lambda cast, n: SigningLink.objects.create(signature=signature(cast, n), edition=cast.edition, person="M", sent_on=today()),
    "termsofreference": lambda cast, n: another_compact(cast, n).terms_of_reference.create(agreed_on=DAY, text="T"),
    "theme": lambda cast, n: Theme.objects.create(name=f"More {n}"),
    "trainingevent": lambda cast, n: another_compact(cast, n).training_events.create(title="More", kind="session", held_on=DAY),
}  # fmt: skip


def test_no_list_is_forgotten():
    assert sorted(ADDED) == MODELS


@pytest.mark.parametrize("name", sorted(ADDED))
def test_list_needs_as_many_queries_for_many_rows(site, cast, name, django_assert_max_num_queries, django_assert_num_queries):  # noqa: F811
    page = reverse(f"admin:signatories_{name}_changelist")
    ADDED[name](cast, 0)
    site.get(page)
    with django_assert_max_num_queries(100) as few:
        site.get(page)
    for n in range(1, 5):
        ADDED[name](cast, n)
    with django_assert_num_queries(len(few)):
        assert site.get(page).status_code == 200
