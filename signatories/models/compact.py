"""A Compact: one agreement of one area, with its own words and settings."""

import datetime
from functools import cached_property

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import PublicIdField
from compact_portal.database.rules import closed_choices
from compact_portal.working_days import after
from signatories.terms import Terms, terms_of, unknown_terms

AT_LEAST_ONE = MinValueValidator(1)
# First parts of the portal's own addresses: an agreement of that name could never be reached (a test compares the two).
RESERVED = (
    "accessibility", "accounts", "admin", "api", "demo", "healthz", "history", "home", "host", "i", "kept", "media", "outbox",
    "passphrase", "search", "static", "which",
)  # fmt: skip


class Level(models.TextChoices):
    """From the widest to the most local (domain.md R-04: look at the most local first)."""

    NATIONAL = "national", _("national")
    REGIONAL = "regional", _("regional")
    COUNTY = "county", _("county")
    DISTRICT = "district", _("district or borough")


@tracked()
@closed_choices
class Area(models.Model):
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "level"], name="area_once")]

    def __str__(self):
        return self.name


def called(name: str) -> str:
    """A name inside a sentence: "the Wealdshire Compact", but "The Compact for Essex" as it is; Welsh sentences take the bare name."""
    return name if name.lower().startswith("the ") or get_language() == "cy" else f"the {name}"


class CompactQuerySet(models.QuerySet):
    def officered_by(self, person, *, on=None) -> "CompactQuerySet":
        from signatories.models.people import Officer

        return self.filter(pk__in=Officer.objects.serving(on=on).filter(person=person).values("compact"))

    def steered_by(self, person, *, on=None) -> "CompactQuerySet":
        """Those whose steering group `person` sits in, or whose officer they are."""
        from signatories.models.people import Officer, SeatHolder

        officers = Officer.objects.serving(on=on).filter(person=person).values("compact")
        seated = SeatHolder.objects.serving(on=on).filter(person=person).values("seat__compact")
        return self.filter(Q(pk__in=officers) | Q(pk__in=seated))


@tracked()
@closed_choices
class Compact(models.Model):
    class Status(models.TextChoices):
        IN_DEVELOPMENT = "in_development", _("in development")
        IN_CONSULTATION = "in_consultation", _("in consultation")
        IN_FORCE = "in_force", _("in force")
        UNDER_REVIEW = "under_review", _("under review")
        ENDED = "ended", _("ended")

    class Language(models.TextChoices):
        ENGLISH = "en-gb", _("English")
        WELSH = "cy", _("Cymraeg (Welsh)")

    class ChampionRule(models.TextChoices):
        REQUIRED = "required", _("every signatory names one")
        ENCOURAGED = "encouraged", _("encouraged")
        OPTIONAL = "optional", _("optional")

    class Disputes(models.TextChoices):
        FACILITATED = "facilitated", _("facilitated discussion")
        PANEL = "panel", _("panel")
        BOTH = "facilitated+panel", _("facilitated discussion, then panel")
        NONE = "none", _("none yet")

    class ReportOutline(models.TextChoices):
        SECTIONS = "sections", _("a section for each subject")
        FOUR_HEADINGS = "four_headings", _("achievements, aspirations, issues, amendments")
        PURPOSES = "purposes", _("the four purposes of the yearly review")

    class LogLinks(models.TextChoices):
        """Days: reviews/log/rounds.py."""

        QUARTERLY = "quarterly", _("four times a year: early in March, June, September and December")
        HALF_YEARLY = "half_yearly", _("twice a year: early in March and September")
        NEVER = "never", _("never by itself")

    public_id = PublicIdField()
    slug = models.SlugField(
        _("address on this site"), unique=True, help_text=_("Its pages begin with it, such as /east-sussex/. Choose it once: people keep links.")
    )
    name = models.CharField(max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="compacts")
    level = models.CharField(max_length=10, choices=Level)
    status = models.CharField(max_length=20, choices=Status, default=Status.IN_DEVELOPMENT)
    summary = models.TextField(_("in one or two sentences"))
    launched = models.CharField(_("launched, as printed"), max_length=40, blank=True)
    revised = models.CharField(_("last revised, as printed"), max_length=40, blank=True)
    words = models.JSONField(_("terms that differ from the usual"), default=dict, blank=True)
    language = models.CharField(
        _("usual language"), max_length=5, choices=Language, default=Language.ENGLISH,
        help_text=_("Of its mails, and of its public pages for whoever has not chosen one. Other languages than English are not complete yet."),
    )  # fmt: skip
    champion_rule = models.CharField(max_length=12, choices=ChampionRule, default=ChampionRule.ENCOURAGED)
    champions_looked_at_on = models.DateField(_("need for Champions last looked at"), null=True, blank=True, editable=False)
    champions_looked_at = models.TextField(_("what was found"), blank=True, editable=False)
    disputes = models.CharField(_("disagreements"), max_length=20, choices=Disputes, default=Disputes.NONE)
    report_outline = models.CharField(_("outline of the annual report"), max_length=13, choices=ReportOutline, default=ReportOutline.SECTIONS)
    board = models.CharField(_("board that the report goes to"), max_length=200, blank=True)
    controller = models.CharField(_("data controller"), max_length=200, help_text=_("Who answers in law for the personal data of this agreement."))
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    enquiry_days = models.PositiveSmallIntegerField(_("days in which a question is answered or passed on"), default=10, validators=[AT_LEAST_ONE])
    enquiry_working_days = models.BooleanField(_("these are working days"), default=True)
    survey_days = models.PositiveSmallIntegerField(_("shortest survey without a warning, days"), default=84, validators=[AT_LEAST_ONE])
    holds_rounds = models.BooleanField(_("mail to many waits until an officer has looked at it"), default=False)
    log_links = models.CharField(_("link to the log of the year goes round"), max_length=11, choices=LogLinks, default=LogLinks.QUARTERLY)
    log_links_sent_on = models.DateField(_("link to the log last went round"), null=True, blank=True, editable=False)
    release_floor = models.PositiveSmallIntegerField(
        _("smallest group whose figures are published"), default=10, help_text=_("May be raised above 10, never lowered.")
    )

    objects = CompactQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(release_floor__gte=10),
                name="compact_floor_not_lowered",
                violation_error_message=_("The smallest published group may be raised above 10, never lowered."),
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED),
                name="compact_slug_not_reserved",
                violation_error_message=_("The portal uses this word for its own addresses: choose another."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("signatories:compact", args=[self.slug])

    def clean(self):
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("The portal uses this word for its own addresses: choose another.")})
        if unknown := unknown_terms(self.words):
            raise ValidationError({"words": _("There is no term called %(unknown)s.") % {"unknown": ", ".join(unknown)}})

    def answer_by(self, asked: datetime.date) -> datetime.date:
        """The day by which whoever asked something on the day `asked` hears of it: its own limit, which is the same whatever was asked."""
        return after(asked, self.enquiry_days, working=self.enquiry_working_days)

    @property
    def called(self) -> str:
        return called(self.name)

    @property
    def terms(self) -> Terms:
        return terms_of(self.words)

    @cached_property
    def own_mail_words(self) -> dict[str, tuple[str, str]]:
        """{which mail: (subject, text)}, read once for a row that was fetched."""
        return {words.key: (words.subject, words.text) for words in self.mail_words.all()}

    @cached_property
    def edition(self):
        """The published edition, or None while there is none."""
        return self.editions.filter(status="published").first()

    @property
    def is_signed(self) -> bool:
        return self.status in (self.Status.IN_FORCE, self.Status.UNDER_REVIEW)


@tracked()
@closed_choices
class CompactLink(models.Model):
    """How one Compact stands to another, such as the county's to the national one."""

    class Kind(models.TextChoices):
        REFERS_UP = "refers_up", _("refers up to")
        COMPLEMENTS = "complements", _("complements")
        FOLLOWS_FROM = "follows_from", _("follows on from")
        SIBLING = "sibling", _("stands beside")

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Compact, on_delete=models.PROTECT, null=True, blank=True, related_name="linked_from")
    other_name = models.CharField(_("name, when it is not kept here"), max_length=120, blank=True)
    dates = models.CharField(_("its days"), max_length=200, blank=True, help_text=_("Such as “1998; revised November 2009”."))
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, other_name="") | (Q(other__isnull=True) & ~Q(other_name="")), name="link_names_one"
            ),
        ]

    def __str__(self):
        return f"{self.compact} {self.get_kind_display()} {self.other or self.other_name}"

    @property
    def beginning(self) -> str:
        """The sentence that ends with `called`."""
        return {
            self.Kind.REFERS_UP: gettext("For what this one does not cover, see"),
            self.Kind.COMPLEMENTS: gettext("It complements"),
            self.Kind.FOLLOWS_FROM: gettext("It follows on from"),
            self.Kind.SIBLING: gettext("It stands beside"),
        }[self.kind]

    @property
    def called(self) -> str:
        return called(self.other.name if self.other else self.other_name)
