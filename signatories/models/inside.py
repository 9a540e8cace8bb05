"""What organisations do in their own house to keep the agreement (domain.md A15.2, 18; A15.3, 15 and 17; A15.4, 14, 18, 19 and 26)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.fields import WebAddressField
from compact_portal.database.rules import closed_choices
from compact_portal.days import today
from compact_portal.finding import indexed
from signatories.models.organisation import printable, prints
from signatories.models.signature import Signature


class PracticeQuerySet(models.QuerySet):
    def public(self, compact) -> "PracticeQuerySet":
        """What its organisation lets everybody read, while it is on the public list."""
        return self.filter(public=True, signature__in=Signature.objects.public().filter(compact=compact))


@tracked()
@closed_choices
class Practice(models.Model):
    """One thing that a signatory does inside, in the words of its lead. The steering group reads it; everybody, where the lead says so."""

    class Kind(models.TextChoices):
        CHANNEL = "channel", _("telling people: newsletter, intranet, team meetings")
        STRAPLINE = "strapline", _("a line under its e-mails and letters")
        DEPARTMENT = "department", _("a department that works by it")
        INDUCTION = "induction", _("induction and briefings")
        TRAINING = "training", _("training that is needed")
        COMPLAINTS = "complaints", _("how to complain")
        STANDARD = "standard", _("quality, governance, equality, what users say")
        SUPPORT = "support", _("support for local groups")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        IN_PLACE = "in_place", _("in place")
        UNDER_WAY = "under_way", _("under way")
        PLANNED = "planned", _("planned or wished for")

    class Reach(models.TextChoices):
        COUNTY = "county", _("across the whole area")
        LOCAL = "local", _("in one district, town or parish")

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="practices")
    kind = models.CharField(max_length=10, choices=Kind)
    department = models.CharField(max_length=120, blank=True, validators=[printable])
    reach = models.CharField(_("how far it reaches"), max_length=6, choices=Reach, blank=True)
    text = models.TextField(_("what it does"), max_length=2000)
    website = WebAddressField(_("where it can be read"), blank=True)
    state = models.CharField(_("how far it is"), max_length=9, choices=State, default=State.IN_PLACE)
    public = models.BooleanField(_("everybody may read this"), default=False)
    noted_on = models.DateField(default=today)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "signature__organisation__name", "id"]
        indexes = [indexed("text", name="practice_words")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="practice_says_something"),
            models.CheckConstraint(
                condition=~Q(kind="department") | ~Q(department=""),
                name="practice_department_is_named",
                violation_error_message=_("Say which department it is."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="support") | ~Q(reach=""),
                name="practice_support_has_its_reach",
                violation_error_message=_("Say whether this support is for groups in the whole area, or in one district, town or parish."),
            ),
            models.CheckConstraint(condition=Q(website="") | Q(website__iregex=r"^https?://"), name="practice_website_is_a_page"),
            prints("department", name="practice_department_prints"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.signature.organisation}"

    @property
    def compact_id(self) -> int:
        return self.signature.compact_id
