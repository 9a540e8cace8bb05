"""Custodians: two of each sector, of whom one of each can together let somebody back into a case, and who can read none.

Each holds halves of keys (vault/recovery.py) and shows every quarter, with a canary, that their key still opens.
"""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, serving, together
from compact_portal.days import today
from disputes import wall
from disputes.models.case import OF_CASE, Case, Part
from disputes.models.keys import CaseKey, PersonKey
from signatories.models import Compact, Organisation
from signatories.models.organisation import Sector
from signatories.models.people import DatedRole, ServingQuerySet, ends_in_order, person

SIDES = [(each.value, each.label) for each in (Sector.STATUTORY, Sector.VOLUNTARY)]
DRILL = datetime.timedelta(days=92)  # a quarter of a year
WAIT = datetime.timedelta(hours=24)  # between the second custodian's word and the key: time to object

MY_SHARES = f"custodian_id IN (SELECT id FROM disputes_custodian WHERE person_id = {wall.THIS_PERSON})"  # noqa: S608 (constants)
ASKED_OF_ME = "case_id IN (SELECT case_id FROM disputes_share)"  # whose own policy shows mine alone


class CustodianQuerySet(ServingQuerySet):
    def serving(self, *, on=None) -> "CustodianQuerySet":
        """Those who hold it on that day, by the word of both sectors."""
        return self.filter(serving(on or today()), confirmed_at__isnull=False)

    def with_drill(self) -> "CustodianQuerySet":
        """With `proved_at`, the last time that they opened a canary with the key they have now."""
        opened = Q(person__case_key__proofs__custodian=F("pk"))
        return self.annotate(proved_at=models.Max("person__case_key__proofs__opened_at", filter=opened))

    def proved(self) -> "CustodianQuerySet":
        return self.with_drill().filter(proved_at__isnull=False)


@tracked(exclude=["head_mailed_on"])
@closed_choices
class Custodian(DatedRole):
    """`organisation` is where they work or are a trustee: in a case to which it is a party they have no half."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="custodians")
    person = person("custodianships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="custodians")
    sector = models.CharField(_("side"), max_length=10, choices=SIDES)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_mailed_on = models.DateField(_("last mailed the ends of the chains"), null=True, blank=True, editable=False)

    objects = CustodianQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "person__name"]
        constraints = [
            ends_in_order(),
            together("confirmed_at", "confirmed_by", name="confirmed_at_by"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="custodian_confirmed_by_another",
                violation_error_message=_("Somebody else confirms it, of the other sector."),
            ),
            models.UniqueConstraint(
                fields=["compact", "person"],
                condition=Q(until__isnull=True),
                name="custodian_once",
                violation_error_message=_("This person is a custodian already."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, custodian for {self.compact}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class Proof(models.Model):
    """A canary: a key sealed to the custodian, and a text under it. To open it is what a recovery would need of them."""

    custodian = models.ForeignKey(Custodian, on_delete=models.CASCADE, related_name="proofs")
    holder = models.ForeignKey(PersonKey, on_delete=models.CASCADE, related_name="proofs")
    sealed_key = models.BinaryField()
    sealed_text = models.BinaryField()
    made_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [together("opened_at", "opened_by", name="opened_at_by")]

    def __str__(self):
        return f"Canary for {self.custodian}"


@tracked()
class GoneLive(models.Model):
    """Since when cases are taken: the day on which two proved custodians stood on each side. It is never taken back (design.md 5)."""

    compact = models.OneToOneField(Compact, on_delete=models.PROTECT, related_name="gone_live")
    since = models.DateField()
    warned_on = models.DateField(_("officers last told that custodians are missing"), null=True, blank=True, editable=False)

    def __str__(self):
        return f"{self.compact} takes cases since {self.since}"


class Share(models.Model):
    """One half of a case key, sealed to one custodian."""

    row_policy = f"{OF_CASE} OR {MY_SHARES}"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="shares")
    key = models.ForeignKey(CaseKey, on_delete=models.CASCADE, related_name="shares")
    custodian = models.ForeignKey(Custodian, on_delete=models.PROTECT, related_name="shares")
    holder = models.ForeignKey(PersonKey, on_delete=models.CASCADE, related_name="shares")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "custodian"], name="share_once")]

    def __str__(self):
        return f"Half of {self.key} for {self.custodian.person}"


class Recovery(models.Model):
    """Somebody of a case asks to be let back in by two custodians. Everybody else in the case is told, and any of them may object."""

    row_policy = f"{OF_CASE} OR {ASKED_OF_ME} OR {wall.THE_CLOCKWORK}"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recoveries")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="recoveries")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="recoveries")
    opens_after = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        verbose_name_plural = "recoveries"
        constraints = [
            together("stopped_at", "stopped_by", name="stopped_at_by"),
            together("done_at", "done_by", name="done_at_by"),
            models.CheckConstraint(condition=Q(stopped_at__isnull=True) | Q(done_at__isnull=True), name="recovery_stopped_or_done"),
            models.UniqueConstraint(
                fields=["part"],
                condition=Q(stopped_at__isnull=True, done_at__isnull=True),
                name="recovery_one_at_a_time",
                violation_error_message=_("You have asked already: the custodians have been told."),
            ),
        ]

    def __str__(self):
        return f"{self.asked_by} asks to be let back in"

    @property
    def is_open(self) -> bool:
        return self.stopped_at is None and self.done_at is None


@closed_choices
class Agreement(models.Model):
    """A custodian's word for one recovery, with how they made sure. In choices, so that nothing of a case is written here."""

    row_policy = "EXISTS (SELECT 1 FROM disputes_recovery r WHERE r.id = recovery_id)"

    class Reason(models.TextChoices):
        FORGOTTEN = "forgotten", _("They have forgotten their passphrase")
        LOST = "lost", _("They have lost the paper or the device that it was on")
        SUCCESSOR = "successor", _("They follow somebody who can no longer open the case")

    class Checked(models.TextChoices):
        IN_PERSON = "in_person", _("I have met them")
        TELEPHONE = "telephone", _("I have telephoned them on a number that I knew before")
        VIDEO = "video", _("I have seen them by video, and I know them")

    recovery = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="agreements")
    custodian = models.ForeignKey(Custodian, on_delete=models.PROTECT, related_name="agreements")
    sector = models.CharField(max_length=10, choices=SIDES)
    reason = models.CharField(max_length=10, choices=Reason)
    checked = models.CharField(_("how you made sure"), max_length=10, choices=Checked)
    agreed_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recovery", "sector"], name="agreement_one_of_each_sector")]

    def __str__(self):
        return f"{self.custodian.person} agrees"


class Half(models.Model):
    """A custodian's half of one key, sealed anew to the person who asked. Only that person can join it with the other."""

    row_policy = "EXISTS (SELECT 1 FROM disputes_agreement a WHERE a.id = agreement_id)"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="halves")
    key = models.ForeignKey(CaseKey, on_delete=models.CASCADE, related_name="halves")
    holder = models.ForeignKey(PersonKey, on_delete=models.CASCADE, related_name="halves")
    sealed = models.BinaryField()

    class Meta:
        verbose_name_plural = "halves"
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="half_once")]

    def __str__(self):
        return f"Half of a key for {self.holder.person}"
