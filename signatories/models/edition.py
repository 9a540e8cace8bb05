"""What was agreed: an edition with its aims, principles, undertakings, codes and commitments. A published one never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices, together
from compact_portal.finding import indexed
from signatories.models.compact import Compact
from signatories.models.frozen import FROZEN_ROW, frozen

AT_THE_END = models.Deferrable.DEFERRED  # numbers are looked at when all of them have moved


class Binds(models.TextChoices):
    """Who an undertaking or commitment binds (domain.md R-03)."""

    BOTH = "both", _("both sectors")
    STATUTORY = "statutory", _("statutory")
    VOLUNTARY = "voluntary", _("voluntary and community")


class Subject(models.TextChoices):
    """What a promise is about, so that the wording of several agreements can be laid side by side."""

    FUNDING = "funding", _("funding and procurement")
    CONSULTATION = "consultation", _("consultation and engagement")
    PARTNERSHIP = "partnership", _("working in partnership")
    VOLUNTEERING = "volunteering", _("volunteering")
    COMMUNITY_GROUPS = "community_groups", _("community groups")
    EQUALITY = "equality", _("equality and diversity")
    INDEPENDENCE = "independence", _("independence and campaigning")
    CONFIDENCE = "confidence", _("information given in confidence")
    SUPPORT = "support", _("support, training and development")
    GOVERNANCE = "governance", _("governance and quality")
    CHAMPIONS = "champions", _("keeping the agreement alive")
    REVIEW = "review", _("monitoring and review")
    DISAGREEMENT = "disagreement", _("complaints and disagreements")


class EditionQuerySet(models.QuerySet):
    def agreed(self) -> "EditionQuerySet":
        """Those that are, or once were, what was agreed: what can be signed and cited."""
        return self.filter(status__in=Edition.AGREED)

    def public(self) -> "EditionQuerySet":
        """Those whose text anybody may read: agreed, or out for everybody's comment, or before those who endorse it."""
        return self.exclude(status=Edition.Status.DRAFT)


@tracked()
@closed_choices
class Edition(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONSULTED = "consulted", _("out for comment")
        FINAL = "final", _("final text, to be endorsed")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    AGREED = (Status.PUBLISHED, Status.SUPERSEDED)

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="editions")
    label = models.CharField(max_length=80, help_text=_("Such as “Edition of 2005”."))
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    language = models.CharField(_("language of the text"), max_length=5, choices=Compact.Language, default=Compact.Language.ENGLISH)
    description = models.TextField(_("what this agreement is"), blank=True)
    way_of_working = models.TextField(blank=True)
    vision = models.TextField(blank=True)
    strapline = models.CharField(max_length=200, blank=True)
    statement_of_intent = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    summary = models.TextField(_("in short"), blank=True, help_text=_("For somebody who has two minutes. It is beside the text, not part of it."))
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = EditionQuerySet.as_manager()

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

    @property
    def is_agreed(self) -> bool:
        return self.status in self.AGREED

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


@tracked()
@closed_choices
class Part(models.Model):
    """A part of the text in its place, under the agreement's own heading. An edition without any is printed in the usual order."""

    class Kind(models.TextChoices):
        """In the usual order; each value names what of the edition the part holds, but for `text`, which holds its own."""

        DESCRIPTION = "description", _("what this agreement is")
        VISION = "vision", _("vision")
        INTENT = "statement_of_intent", _("statement of intent")
        PURPOSE = "purpose", _("purpose")
        AIMS = "aims", _("aims")
        PRINCIPLES = "principles", _("principles")
        WAY_OF_WORKING = "way_of_working", _("way of working")
        BOTH = "undertakings_both", _("undertakings by both sectors")
        STATUTORY = "undertakings_statutory", _("undertakings by the statutory sector")
        VOLUNTARY = "undertakings_voluntary", _("undertakings by the voluntary sector")
        CODES = "codes", _("codes of practice")
        NEXT_STEPS = "next_steps", _("making it work")
        TEXT = "text", _("words of its own")

    class Marker(models.TextChoices):
        NUMBERS = "numbers", "1, 2, 3"
        LETTERS = "letters", _("a, b, c")
        BULLETS = "bullets", _("bullets")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=22, choices=Kind)
    heading = models.CharField(max_length=160, blank=True, help_text=_("Left empty, the usual one is printed."))
    text = models.TextField(blank=True, help_text=_("Only for a part of its own words."))
    marker = models.CharField(max_length=7, choices=Marker, default=Marker.NUMBERS)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="part_number_once", deferrable=AT_THE_END),
            models.UniqueConstraint(
                fields=["edition", "kind"], condition=~Q(kind="text"), name="part_once", violation_error_message=_("Each part has one place.")
            ),
            models.CheckConstraint(
                condition=Q(kind="text") & ~Q(text="") & ~Q(heading="") | ~Q(kind="text") & Q(text=""),
                name="part_says_its_own",
                violation_error_message=_("A part of its own words has a heading and a text; any other part has no text of its own."),
            ),
        ]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.heading or self.get_kind_display()


@tracked()
@closed_choices
class Statement(models.Model):
    """An aim, a principle or a next step: one sentence of the agreement in its order."""

    class Kind(models.TextChoices):
        AIM = "aim", _("aim")
        PRINCIPLE = "principle", _("principle")
        NEXT_STEP = "next_step", _("next step")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    emphasised = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "number"], name="statement_number_once", deferrable=AT_THE_END)]
        indexes = [indexed("text", name="statement_words")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.text


@tracked()
@closed_choices
class Undertaking(models.Model):
    """A promise of an agreement that has no codes, or stands beside them."""

    public_id = PublicIdField()
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="undertakings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    binds = models.CharField(max_length=10, choices=Binds)
    emphasised = models.BooleanField(default=False)
    qualifier = models.CharField(max_length=200, blank=True, help_text=_("Such as “where appropriate”: it decides whether the promise was kept."))
    subject = models.CharField(max_length=16, choices=Subject, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="undertaking_number_once", deferrable=AT_THE_END)]
        indexes = [indexed("text", name="undertaking_words")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.text


@tracked()
@closed_choices
class Code(models.Model):
    """A code of practice on one subject."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    short_title = models.CharField(max_length=60, blank=True)
    introduction = models.TextField(blank=True)
    subject = models.CharField(max_length=16, choices=Subject, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="code_number_once", deferrable=AT_THE_END)]
        indexes = [indexed("title", "introduction", name="code_words")]
        triggers = [frozen("row_.edition_id")]

    def __str__(self):
        return self.title

    @property
    def compact_id(self) -> int:
        return self.edition.compact_id


@tracked()
@closed_choices
class Commitment(models.Model):
    """One numbered promise of a code."""

    public_id = PublicIdField()
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="commitments")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    binds = models.CharField(max_length=10, choices=Binds)
    measure = models.CharField(max_length=80, blank=True, help_text=_("Such as “12 weeks”."))
    emphasised = models.BooleanField(default=False)
    qualifier = models.CharField(max_length=200, blank=True, help_text=_("Such as “where appropriate”: it decides whether the promise was kept."))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="commitment_number_once", deferrable=AT_THE_END)]
        indexes = [indexed("text", name="commitment_words")]
        triggers = [frozen("SELECT c.edition_id FROM signatories_code c WHERE c.id = row_.code_id")]

    def __str__(self):
        return self.text
