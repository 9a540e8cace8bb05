"""Champions, what they are given, and what is asked of them."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Lower, Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import APPEND_ONLY, tracked, tracked_links
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices, together
from compact_portal.days import today
from compact_portal.finding import indexed
from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet
from signatories.models.compact import Area, Compact
from signatories.models.counting import YearCount
from signatories.models.edition import Code
from signatories.models.organisation import Sector
from signatories.models.people import DAY, UNDO_WITHIN, DatedRole, ServingQuerySet, ends_in_order, person
from signatories.models.signature import Signature


class ChampionQuerySet(ServingQuerySet):
    def of(self, compact: Compact, *, on=None) -> "ChampionQuerySet":
        """Those who serve `compact` on that day, for organisations whose signature is in force, or that are kept under such a one."""
        return self._for(compact, Signature.objects.in_force().filter(compact=compact), on=on)

    def shown_by(self, compact: Compact, *, on=None) -> "ChampionQuerySet":
        """What anybody may see: who serves a listed organisation and agreed to be shown, in the order of the organisations."""
        kept = Coalesce("signature__organisation__merged_into__name", "signature__organisation__name")
        return self._for(compact, compact.signatures.public(), on=on).filter(published=True).order_by(Lower(kept), "-main", "person__name")

    def shown_today(self) -> "ChampionQuerySet":
        """The same in every agreement, on the day that the database knows: for queries that are kept longer than a day."""
        kept = Signature.objects.public().filter(
            compact=OuterRef("signature__compact"), organisation=OuterRef("signature__organisation__merged_into")
        )
        shown = Q(signature__in=Signature.objects.public()) | Exists(kept)
        return self.serving(on=TruncDate(Now())).filter(shown, published=True)

    def _for(self, compact: Compact, signatures, *, on) -> "ChampionQuerySet":
        merged = Q(signature__compact=compact, signature__organisation__merged_into__in=signatures.values("organisation"))
        return self.serving(on=on).filter(Q(signature__in=signatures) | merged)


@tracked(exclude=["notes"])
class Champion(DatedRole):
    """A person named by a signatory to keep the Compact alive in it (domain.md R-07: one main Champion, more allowed).

    `notes` are for whoever comes next in that organisation: they are handed over, and shown to nobody else.
    """

    public_id = PublicIdField()
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="champions")
    person = person("championships")
    main = models.BooleanField(_("main Champion"), default=False)
    department = models.CharField(max_length=120, blank=True)
    codes = models.ManyToManyField(Code, blank=True, related_name="champions")
    areas = models.ManyToManyField(Area, blank=True, related_name="champions")
    published = models.BooleanField(_("name and address may be shown to everybody"), default=False)
    hours_a_month = models.PositiveSmallIntegerField(
        _("hours a month that the employer agreed to"), null=True, blank=True, validators=[MaxValueValidator(200)]
    )
    time_agreed_on = models.DateField(_("day on which the employer agreed"), null=True, blank=True)
    time_agreed_by = models.CharField(_("who agreed for the employer"), max_length=150, blank=True)
    succeeds = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="successor")
    notes = models.TextField(_("for whoever comes next"), max_length=4000, blank=True)

    objects = ChampionQuerySet.as_manager()

    class Meta:
        ordering = ["signature__organisation__name", "-main", "person__name"]
        constraints = [
            ends_in_order(),
            together("hours_a_month", "time_agreed_on", name="time_agreed"),
            models.UniqueConstraint(
                fields=["signature"],
                condition=Q(main=True, until__isnull=True),
                name="champion_one_main",
                violation_error_message=_("This organisation has a main Champion already: hand over from that one, or end that role first."),
            ),
            models.UniqueConstraint(fields=["signature", "person"], condition=Q(until__isnull=True), name="champion_once"),
        ]

    def __str__(self):
        return f"{self.person}, {self.signature.organisation}"

    @property
    def organisation(self):
        """The one that they serve, also when theirs turned out to be the same as another."""
        return self.signature.organisation.merged_into or self.signature.organisation

    @property
    def took_over_on(self):
        """The day on which the one before handed over; None where there was none."""
        return self.succeeds.until + DAY if self.succeeds_id and self.succeeds.until else None

    @property
    def can_be_taken_back(self) -> bool:
        return self.took_over_on is not None and today() <= self.took_over_on + UNDO_WITHIN

    @property
    def compact_id(self) -> int:
        """Under which Compact the record keeps what happens to a Champion."""
        return self.signature.compact_id


@tracked_links(Champion.codes)
class ChampionCode(Champion.codes.through):
    class Meta:
        proxy = True


@tracked_links(Champion.areas)
class ChampionArea(Champion.areas.through):
    class Meta:
        proxy = True


class Guidance(models.Model):
    """What Champions are told about their part. A version never changes: the next one takes its place."""

    append_only = True

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="guidance")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-version"]
        indexes = [indexed("text", name="guidance_words")]
        verbose_name_plural = _("guidance")
        triggers = APPEND_ONLY
        constraints = [models.UniqueConstraint(fields=["compact", "version"], name="guidance_version_once")]

    def __str__(self):
        return _("Guidance, version %(version)s, %(compact)s") % {"version": self.version, "compact": self.compact}

    def get_absolute_url(self):
        return reverse("signatories:guidance", args=[self.compact.slug])


@tracked()
class GuidanceGiven(models.Model):
    """Which version a Champion was given, and when they said that they had read it."""

    champion = models.ForeignKey(Champion, on_delete=models.CASCADE, related_name="guidance_given")
    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="given")
    given_on = models.DateField()
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-guidance__version"]
        constraints = [models.UniqueConstraint(fields=["champion", "guidance"], name="guidancegiven_once")]

    def __str__(self):
        return _("%(guidance)s for %(champion)s") % {"guidance": self.guidance, "champion": self.champion}


class EnquiryQuerySet(MailedLinkQuerySet):
    def open(self) -> "EnquiryQuerySet":
        return self.filter(status=Enquiry.Status.OPEN)

    def held_by(self, person, *, on=None) -> "EnquiryQuerySet":
        """Those that `person` answers as a Champion who serves on that day."""
        return self.filter(champion__in=Champion.objects.serving(on=on).filter(person=person))


@closed_choices
class Enquiry(MailedLink):
    """A question to a Champion. Only that Champion reads it; the link lets the person who asked read the answer.

    The row goes some weeks after the answer (KEPT in actions/enquiries.py), so it is not tracked by history: of the year's
    questions only EnquiryCount stays. `sent_to` is the address of who asked, and is shown to nobody.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("waits for the address to be confirmed")
        OPEN = "open", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without an answer")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="enquiries")
    champion = models.ForeignKey(Champion, on_delete=models.PROTECT, null=True, blank=True, related_name="enquiries")
    code = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.CharField(max_length=10, choices=Sector, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    name = models.CharField(max_length=150, blank=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    asked_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    times_passed_on = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name_plural = _("enquiries")
        constraints = [
            *MailedLink.Meta.constraints,
            models.CheckConstraint(condition=Q(status="unconfirmed") | Q(due_on__isnull=False), name="enquiry_confirmed_is_due"),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(answer=""), name="enquiry_answered_says_something"),
            models.CheckConstraint(condition=Q(status__in=["unconfirmed", "open"]) | Q(done_on__isnull=False), name="enquiry_done_has_a_day"),
        ]

    def __str__(self):
        return _("Question %(pk)s") % {"pk": self.pk}

    def is_late(self, on) -> bool:
        return self.status == self.Status.OPEN and self.due_on < on


@closed_choices
class EnquiryCount(YearCount):
    """How many questions to Champions there were."""

    class Breakdown(models.TextChoices):
        ALL = "all", _("all")
        CODE = "code", _("by code")
        SECTOR = "sector", _("by who asked")
        OUTCOME = "outcome", _("by what came of it")

    breakdown = models.CharField(max_length=8, choices=Breakdown)
