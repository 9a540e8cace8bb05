"""What was agreed: an edition with its aims, principles, undertakings, codes and commitments. A published one never changes."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, together
from signatories.models.compact import Compact


def frozen(path: str) -> pgtrigger.Trigger:
    """A row under a published edition refuses to be added, changed or removed.

    `path` is the SQL that gives the edition's id for a row called `row_`.
    """
    return pgtrigger.Trigger(
        name="frozen_with_edition",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("row_", "RECORD")],
        func=f"""
            IF TG_OP = 'DELETE' THEN row_ := OLD; ELSE row_ := NEW; END IF;
            IF EXISTS (SELECT 1 FROM signatories_edition e WHERE e.id = ({path}) AND e.status <> 'draft') THEN
                RAISE EXCEPTION 'A published edition never changes (%)', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            END IF;
            RETURN row_;
        """,  # noqa: S608 (`path` is a constant of this module)
    )


# Of a published edition's own row only its standing may change: a later one supersedes it.
FROZEN_ROW = pgtrigger.Trigger(
    name="frozen_once_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=~pgtrigger.Q(old__status="draft"),
    func="""
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status' AND NEW.status <> 'draft' THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'A published edition never changes (%)', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    """,
)


class Binds(models.TextChoices):
    """Who an undertaking or commitment binds (domain.md R-03)."""

    BOTH = "both", "both sectors"
    STATUTORY = "statutory", "statutory"
    VOLUNTARY = "voluntary", "voluntary and community"


@tracked()
@closed_choices
class Edition(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        PUBLISHED = "published", "published"
        SUPERSEDED = "superseded", "superseded"

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(max_length=80, help_text="Such as “Edition of 2005”.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    description = models.TextField("what this agreement is", blank=True)
    way_of_working = models.TextField(blank=True)
    vision = models.TextField(blank=True)
    strapline = models.CharField(max_length=200, blank=True)
    statement_of_intent = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["compact"], condition=Q(status="published"), name="edition_one_published"),
            models.UniqueConstraint(fields=["compact", "label"], name="edition_label_once"),
            together("published_at", "published_by", name="published_at_by"),
        ]
        triggers = [FROZEN_ROW]

    def __str__(self):
        return f"{self.compact}: {self.label}"


@tracked()
@closed_choices
class Statement(models.Model):
    """An aim, a principle or a next step: one sentence of the agreement in its order."""

    class Kind(models.TextChoices):
        AIM = "aim", "aim"
        PRINCIPLE = "principle", "principle"
        NEXT_STEP = "next_step", "next step"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "number"], name="statement_number_once")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.text


@tracked()
@closed_choices
class Undertaking(models.Model):
    """A promise of an agreement that has no codes, or stands beside them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="undertakings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    binds = models.CharField(max_length=10, choices=Binds)
    emphasised = models.BooleanField(default=False)
    qualifier = models.CharField(max_length=200, blank=True, help_text="Such as “where appropriate”: it decides whether the promise was kept.")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="undertaking_number_once")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.text


@tracked()
class Code(models.Model):
    """A code of practice on one subject."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    short_title = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="code_number_once")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.title


@tracked()
@closed_choices
class Commitment(models.Model):
    """One numbered promise of a code."""

    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    binds = models.CharField(max_length=10, choices=Binds)
    measure = models.CharField(max_length=80, blank=True, help_text="Such as “12 weeks”.")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="commitment_number_once")]
        triggers = [frozen("SELECT c.edition_id FROM signatories_code c WHERE c.id = row_.code_id")]

    def __str__(self):
        return self.text
