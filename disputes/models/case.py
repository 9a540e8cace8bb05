"""A case and who takes part. What stands here is in clear, because days, turns and yearly figures need it: never a word of what happened.

Keys are random, so that nothing about a case tells how many there are.
"""

import secrets
import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from compact_portal.database.rules import closed_choices, in_order
from compact_portal.days import today
from disputes import wall
from disputes.procedure import Setting, State, Who
from signatories.models import Champion, Compact, Edition, Membership, Officer, Organisation, SeatHolder
from signatories.models.people import DatedRole, ServingQuerySet, ends_in_order, person
from signatories.roles import bodies_of

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when read aloud
GROUPS = 4  # of four letters: 80 bits. To know a reference opens nothing.

MINE = f"IN (SELECT case_id FROM disputes_part WHERE person_id = {wall.THIS_PERSON})"  # noqa: S608 (constants)
OF_CASE = f"case_id = {wall.THIS_CASE}"
KNOWN_TO_ME = f"{OF_CASE} OR case_id {MINE} OR {wall.THE_CLOCKWORK}"


def words_of(value: str) -> str:
    return value.replace("_", " ")


def new_reference() -> str:
    """Such as K3QM-8TXA-91CE-ZB40."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(4 * GROUPS))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


class Side(models.TextChoices):
    RAISER = "raiser", gettext_lazy("raised it")
    RESPONDER = "responder", gettext_lazy("answers it")


class Role(models.TextChoices):
    """What a person is in one case; those of procedure.Who, and some who take no step of the procedure."""

    RAISER = Who.RAISER.value, gettext_lazy("for who raised it")
    RESPONDER = Who.RESPONDER.value, gettext_lazy("for who answers")
    COMPANION = "companion", gettext_lazy("accompanies one side")
    HELPER = Who.HELPER.value, gettext_lazy("helps both sides")
    OFFICER = Who.OFFICER.value, gettext_lazy("case officer")
    CONVENOR = Who.CONVENORS.value, gettext_lazy("co-convenor")
    CHAIR = Who.CHAIR.value, gettext_lazy("chairs the panel")
    PANEL = "panel member", gettext_lazy("sits on the panel")
    OBSERVER = "observer", gettext_lazy("looks on")
    CANDIDATE = "candidate", gettext_lazy("is asked to help")
    ASKED = "asked", gettext_lazy("is asked to sit on the panel")
    CONFIDANT = "confidant", gettext_lazy("hears private answers")


OF_A_SIDE = (Role.RAISER, Role.RESPONDER, Role.COMPANION)
IMPARTIAL = tuple(role for role in Role if role not in OF_A_SIDE)


class CaseQuerySet(models.QuerySet):
    def for_person(self, person, *, on=None) -> "CaseQuerySet":
        """Those that `person` takes part in on the day `on`: the only way to a case. To be a superuser or an officer opens none.

        Ask inside `wall.inside(person=person)`. Who belongs to a party is shut out of every part but that party's own, even where
        they were let in before they joined it.
        """
        return self.filter(pk__in=Part.objects.open_to(person, on=on).values("case"))


@closed_choices
class Case(models.Model):
    row_policy = f"id = {wall.THIS_CASE} OR id {MINE} OR {wall.THE_CLOCKWORK}"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="cases")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    reference = models.CharField(max_length=19, unique=True, default=new_reference, editable=False)
    state = models.CharField(max_length=20, choices=[(state.value, words_of(state)) for state in State], default=State.DRAFT)
    paused_from = models.CharField(max_length=20, choices=[(state.value, words_of(state)) for state in State], blank=True)
    stage = models.PositiveSmallIntegerField(default=1)
    setting = models.CharField(max_length=20, choices=[(setting.value, setting.value) for setting in Setting])
    begun_on = models.DateField(default=today)
    submitted_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(gettext_lazy("next step by"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    erase_on = models.DateField(gettext_lazy("not to be kept after"), null=True, blank=True)
    erase_told_on = models.DateField(gettext_lazy("its people were told"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "reference"]
        constraints = [
            in_order("begun_on", "submitted_on"),
            in_order("begun_on", "closed_on"),
            models.CheckConstraint(condition=Q(state=State.PAUSED) | Q(paused_from=""), name="case_paused_from_while_paused"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("disputes:case", args=[self.compact.slug, self.reference])


@closed_choices
class Party(models.Model):
    """An organisation on one side. Several may raise one concern together; an umbrella body stands here for members it does not name."""

    row_policy = KNOWN_TO_ME

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)

    class Meta:
        ordering = ["side", "organisation__name"]
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="party_once_in_a_case")]

    def __str__(self):
        return f"{self.organisation} in {self.case}"


def organisations_of(person, *, on=None) -> list[int]:
    """Keys of the organisations that `person` stands for in any way, under every name they were kept as. Two queries."""
    return list(bodies_of(person, on=on).order_by().values_list("pk", flat=True))


def belonging_to(organisations: list[int]) -> Q:
    """Rows whose `person` acts for one of these organisations, is its Champion, sits in the steering group for it, or is an officer whom
    it employs."""
    return (
        Q(person__in=Membership.objects.serving().filter(organisation__in=organisations).values("person"))
        | Q(person__in=Champion.objects.serving().filter(signature__organisation__in=organisations).values("person"))
        | Q(person__in=SeatHolder.objects.serving().filter(seat__organisation__in=organisations, person__isnull=False).values("person"))
        | Q(person__in=Officer.objects.serving().filter(employer__in=organisations).values("person"))
    )


class PartQuerySet(ServingQuerySet):
    def open_to(self, person, *, on=None, own=None) -> "PartQuerySet":
        """The parts through which `person` may see a case: served on that day, and impartial ones only while they belong to no party.

        `own` are the organisations that they stand for, where these are known already.
        """
        own = organisations_of(person, on=on) if own is None else own
        tied = Exists(Party.objects.filter(case=OuterRef("case"), organisation__in=own))
        return self.serving(on=on).filter(person=person).exclude(Q(role__in=IMPARTIAL) & Q(tied))


@closed_choices
class Part(DatedRole):
    """A person in one case. `side` is set for those of a party and their companions; `organisation` is whom they speak for."""

    row_policy = f"{OF_CASE} OR person_id = {wall.THIS_PERSON} OR {wall.THE_CLOCKWORK}"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="parts")
    person = person("parts_in_cases")
    role = models.CharField(max_length=14, choices=Role)
    side = models.CharField(max_length=10, choices=Side, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_on = models.DateField(gettext_lazy("was told that something waits, and has not opened it since"), null=True, blank=True, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["side", "role", "since"]
        constraints = [
            ends_in_order(),
            models.UniqueConstraint(fields=["case", "person", "role"], condition=Q(until__isnull=True), name="casepart_once"),
            models.CheckConstraint(
                condition=Q(role=Role.RAISER, side=Side.RAISER)
                | Q(role=Role.RESPONDER, side=Side.RESPONDER)
                | (Q(role=Role.COMPANION) & ~Q(side=""))
                | Q(role__in=IMPARTIAL, side=""),
                name="casepart_side_fits_role",
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.case}, {self.get_role_display()}"
