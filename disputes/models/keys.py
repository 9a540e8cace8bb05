"""Keys: a person's pair behind their case passphrase, and one key for each audience of a case, sealed to the people of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices
from disputes import wall
from disputes.models.case import KNOWN_TO_ME, Case, Part, Role, Side

OF_A_KEY = "EXISTS (SELECT 1 FROM disputes_casekey k WHERE k.id = key_id)"  # which keys are seen, their own policy says


class Audience(models.TextChoices):
    """Who reads together. Each has a key of its own in every case (design.md 5); the names are what pages print."""

    DRAFT = "draft", _("only you, until you send it")
    CASE = "case", _("both sides, the helper, the panel and the case officer")
    RAISER = "raiser", _("the side that raised it, and the helper")
    RESPONDER = "responder", _("the side that answers, and the helper")
    HELPER = "helper", _("the helper alone")
    PANEL = "panel", _("the panel")
    OFFICER = "officer", _("the case officer alone")
    PRIVATE = "private", _("one person, and the case officer of their own sector")

    @classmethod
    def of(cls, part: Part) -> "frozenset[Audience]":
        """What somebody with this part is to read, once a holder has let them in."""
        if part.side:
            return frozenset({cls.CASE, cls(part.side)})
        return frozenset(BY_ROLE.get(part.role, {cls.CASE}))


BY_ROLE = {
    Role.HELPER: {Audience.CASE, Audience.RAISER, Audience.RESPONDER, Audience.HELPER},
    Role.OFFICER: {Audience.CASE, Audience.OFFICER},
    Role.CHAIR: {Audience.CASE, Audience.PANEL},
    Role.PANEL: {Audience.CASE, Audience.PANEL},
    Role.CANDIDATE: {Audience.HELPER},  # a summary without names; the case itself once both sides accept
    Role.ASKED: set(),  # whether they have an interest they can say without reading
    Role.CONFIDANT: set(),  # each private answer is under a key of its own
}
assert {Audience(side) for side in Side} == {Audience.RAISER, Audience.RESPONDER}


class PersonKey(models.Model):
    """A person's public key. Its private half stands in `KeyLock` alone. A new pair, after a lost passphrase, is a new row: what was
    sealed to the old one goes with it, and the person waits until somebody lets them back in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_key")
    public = models.BinaryField()
    made_on = models.DateField()

    def __str__(self):
        return f"Key of {self.person}"


@closed_choices
class KeyLock(models.Model):
    """The private key under one way to open it (vault.keys.LockedKey): the case passphrase, or the code of a printed sheet."""

    class Kind(models.TextChoices):
        PASSPHRASE = "passphrase", _("case passphrase")
        SHEET = "sheet", _("recovery sheet")

    key = models.ForeignKey(PersonKey, on_delete=models.CASCADE, related_name="locks")
    kind = models.CharField(max_length=10, choices=Kind)
    box = models.BinaryField()
    salt = models.BinaryField()
    rounds = models.PositiveSmallIntegerField()
    memory = models.PositiveBigIntegerField(_("memory, bytes"))
    pepper = models.PositiveSmallIntegerField(_("version of the pepper"))
    set_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "kind"], name="keylock_once_of_a_kind")]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.key.person}"


@closed_choices
class CaseKey(models.Model):
    """One audience's key in one case. When somebody leaves, the next version is made, and this one opens only what was written before."""

    row_policy = KNOWN_TO_ME

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys")
    audience = models.CharField(max_length=10, choices=Audience)
    version = models.PositiveSmallIntegerField(default=1)
    fingerprint = models.BinaryField()
    made_on = models.DateField()

    class Meta:
        ordering = ["case", "audience", "version"]
        constraints = [models.UniqueConstraint(fields=["case", "audience", "version"], name="casekey_version_once")]

    def __str__(self):
        return f"{self.case}, {self.audience} {self.version}"


class Wrap(models.Model):
    """A case key sealed to one person, by whoever let them in."""

    row_policy = OF_A_KEY

    key = models.ForeignKey(CaseKey, on_delete=models.CASCADE, related_name="wraps")
    holder = models.ForeignKey(PersonKey, on_delete=models.CASCADE, related_name="wraps")
    sealed = models.BinaryField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "holder"], name="wrap_once")]

    def __str__(self):
        return f"{self.key} for {self.holder.person}"


assert wall.THIS_CASE in CaseKey.row_policy
