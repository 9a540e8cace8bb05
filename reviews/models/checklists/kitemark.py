"""The kitemark: a scheme with its criteria, applications for one thing each, two assessors of different sectors, and awards for a time."""

from django.conf import settings
from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked, tracked_links
from compact_portal.database.rules import closed_choices, together
from reviews.models.checklists.assessments import Assessment
from reviews.models.checklists.frozen import CRITERION_STANDS
from signatories.models import Code, Compact, Organisation
from signatories.models.organisation import Sector


@tracked()
@closed_choices
class KitemarkScheme(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("being written")
        IN_USE = "in_use", _("in use")
        REPLACED = "replaced", _("no longer used")

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="kitemark_schemes")
    name = models.CharField(max_length=120)
    about = models.TextField(_("what it says of its holder"))
    terms_of_use = models.TextField(_("how the mark may be used"))
    prefix = models.CharField(_("letters before the number"), max_length=8)
    least_share = models.PositiveSmallIntegerField(_("least result of each checklist, per cent"), default=70)
    review_months = models.PositiveSmallIntegerField(_("checklists taken within the last months"), default=12)
    valid_months = models.PositiveSmallIntegerField(_("valid for months"), default=24)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    in_use_at = models.DateTimeField(null=True, blank=True)
    in_use_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "version"], name="kitemarkscheme_version_once"),
            models.UniqueConstraint(fields=["compact"], condition=Q(status="in_use"), name="kitemarkscheme_one_in_use"),
            together("in_use_at", "in_use_by", name="in_use_at_by"),
            models.CheckConstraint(condition=Q(least_share__lte=100), name="kitemarkscheme_share_is_a_percentage"),
            models.CheckConstraint(condition=Q(prefix__regex=r"^[A-Z]{1,8}$"), name="kitemarkscheme_prefix_is_letters",
                                   violation_error_message=_("Use capital letters alone, at most eight.")),
        ]  # fmt: skip

    def __str__(self):
        return self.name


@tracked()
@closed_choices
class KitemarkCriterion(models.Model):
    class Check(models.TextChoices):
        """What the portal itself can tell, and shows to the assessors; everything else they judge."""

        JUDGED = "judged", _("the assessors judge it")
        RESULT = "result", _("the checklists of its codes were taken lately, with a good enough result")
        GAPS = "gaps", _("every gap in them has an action")
        PARTNER = "partner", _("a partner from the other sector confirms it")

    scheme = models.ForeignKey(KitemarkScheme, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    help_text = models.TextField(blank=True)
    check_by = models.CharField(_("how it is checked"), max_length=8, choices=Check, default=Check.JUDGED)

    class Meta:
        ordering = ["number"]
        triggers = [CRITERION_STANDS]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="kitemarkcriterion_number_once", deferrable=Deferrable.DEFERRED)]

    def __str__(self):
        return f"{self.number}. {self.text[:80]}"


@tracked()
@closed_choices
class KitemarkApplication(models.Model):
    class Subject(models.TextChoices):
        ACTIVITY = "activity", _("an activity")
        SERVICE = "service", _("a service")
        DOCUMENT = "document", _("a document")
        MATERIAL = "material", _("promotional material")

    class Status(models.TextChoices):
        DRAFT = "draft", _("being written")
        SENT = "sent", _("with the assessors")
        AWARDED = "awarded", _("awarded")
        REFUSED = "refused", _("not awarded")
        WITHDRAWN = "withdrawn", _("withdrawn by the applicant")

    scheme = models.ForeignKey(KitemarkScheme, on_delete=models.PROTECT, related_name="applications")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="kitemark_applications")
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="kitemark_applications")
    subject_kind = models.CharField(_("it is"), max_length=8, choices=Subject)
    title = models.CharField(_("name of the activity, service, document or material"), max_length=160)
    description = models.TextField(_("what it is, and for whom"))
    codes = models.ManyToManyField(Code, blank=True, related_name="+")
    reasons = models.TextField(_("why these codes"))
    reviews = models.ManyToManyField(Assessment, blank=True, related_name="+")
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner_statement = models.TextField(blank=True)
    partner_at = models.DateTimeField(null=True, blank=True)
    partner_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    terms_accepted = models.BooleanField(default=False)
    renews = models.ForeignKey("KitemarkAward", on_delete=models.PROTECT, null=True, blank=True, related_name="renewals")
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            together("sent_at", "sent_by", name="sent_at_by"),
            together("partner_at", "partner_by", name="partner_at_by"),
            models.CheckConstraint(condition=~Q(partner=F("applicant")), name="kitemarkapplication_partner_is_another",
                                   violation_error_message=_("The partner is another organisation than the applicant.")),
            models.CheckConstraint(condition=Q(status__in=["draft", "withdrawn"]) | Q(terms_accepted=True, sent_at__isnull=False),
                                   name="kitemarkapplication_terms_accepted"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.title} ({self.applicant})"

    def get_absolute_url(self):
        return reverse("checklists:application", args=[self.compact.slug, self.pk])


@tracked_links(KitemarkApplication.codes)
class KitemarkCode(KitemarkApplication.codes.through):
    class Meta:
        proxy = True


@tracked_links(KitemarkApplication.reviews)
class KitemarkReview(KitemarkApplication.reviews.through):
    class Meta:
        proxy = True


@tracked()
@closed_choices
class KitemarkAssessor(models.Model):
    """One of the two who decide: one for each sector, neither of the applicant's own organisation."""

    class Verdict(models.TextChoices):
        AWARD = "award", _("award it")
        REFUSE = "refuse", _("do not award it")

    application = models.ForeignKey(KitemarkApplication, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kitemarks_to_assess")
    sector = models.CharField(max_length=10, choices=Sector)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    comment = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField(auto_now_add=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["application", "sector"], name="kitemarkassessor_one_for_each_sector",
                                    violation_error_message=_("There is an assessor of this sector already.")),
            models.UniqueConstraint(fields=["application", "person"], name="kitemarkassessor_once",
                                    violation_error_message=_("Two different people decide.")),
            models.CheckConstraint(condition=Q(sector__in=["statutory", "voluntary"]), name="kitemarkassessor_of_one_sector"),
            models.CheckConstraint(condition=Q(verdict="", decided_on__isnull=True) | ~Q(verdict="") & ~Q(comment="") & Q(decided_on__isnull=False),
                                   name="kitemarkassessor_verdict_has_a_reason"),
        ]  # fmt: skip

    def __str__(self):
        return str(self.person)


@tracked()
class CriterionMet(models.Model):
    """What one assessor says of one criterion."""

    assessor = models.ForeignKey(KitemarkAssessor, on_delete=models.CASCADE, related_name="findings")
    criterion = models.ForeignKey(KitemarkCriterion, on_delete=models.PROTECT, related_name="+")
    met = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["criterion__number"]
        constraints = [models.UniqueConstraint(fields=["assessor", "criterion"], name="criterionmet_once")]

    def __str__(self):
        return f"{self.criterion}: {'met' if self.met else 'not met'}"


class AwardQuerySet(models.QuerySet):
    def standing(self, on) -> "AwardQuerySet":
        """Those that may be shown today: awarded, not over, neither suspended nor withdrawn."""
        return self.filter(awarded_on__lte=on, until__gte=on, withdrawn_at__isnull=True, suspended_at__isnull=True)

    def for_reading(self) -> "AwardQuerySet":
        return self.select_related("compact__area", "application__applicant", "application__scheme")


@tracked()
class KitemarkAward(models.Model):
    application = models.OneToOneField(KitemarkApplication, on_delete=models.PROTECT, related_name="award")
    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="kitemarks")
    number = models.CharField(max_length=20)
    awarded_on = models.DateField()
    until = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    suspended_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-awarded_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["compact", "number"], name="kitemarkaward_number_once"),
            together("suspended_at", "suspended_by", name="suspended_at_by"),
            together("withdrawn_at", "withdrawn_by", name="withdrawn_at_by"),
            models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""), name="kitemarkaward_withdrawn_with_reason"),
            models.CheckConstraint(condition=Q(suspended_at__isnull=True) | ~Q(suspended_because=""), name="kitemarkaward_suspended_with_reason"),
        ]

    def __str__(self):
        return _("Kitemark %(number)s") % {"number": self.number}

    def get_absolute_url(self):
        return reverse("checklists:kitemark", args=[self.compact.slug, self.number])

    def state(self, on) -> str:
        """One of standing, suspended, withdrawn, over."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.suspended_at:
            return "suspended"
        return "standing" if self.awarded_on <= on <= self.until else "over"
