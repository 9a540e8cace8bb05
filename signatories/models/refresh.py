"""The yearly round in which every signatory says that its details are right and renews its word (domain.md P-05)."""

import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import closed_choices, in_order, together
from compact_portal.messaging.links import RepeatedLink
from signatories.models.compact import Compact
from signatories.models.signature import Signature

# Help comes first: nobody's signature lapses within this time of the day on which somebody offered it.
TIME_AFTER_HELP = datetime.timedelta(days=14)


def two_reminders() -> list[int]:
    return [28, 7]


@tracked()
class RefreshRound(models.Model):
    """Prepared, started, closed. One at a time is under way in a Compact."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="refresh_rounds")
    year = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("answers are asked for by"))
    lapses_on = models.DateField(_("signatures that were not renewed lapse on"))
    remind_before = ArrayField(
        models.PositiveSmallIntegerField(), default=two_reminders, blank=True, verbose_name=_("reminders, days before answers are due")
    )
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["compact", "year"], name="refreshround_year_once", violation_error_message=_("There is a round of this year already.")
            ),
            models.UniqueConstraint(
                fields=["compact"],
                condition=Q(closed_at__isnull=True),
                name="refreshround_one_at_a_time",
                violation_error_message=_("Close the round before first."),
            ),
            in_order("due_on", "lapses_on"),
            together("started_at", "started_by", name="started_at_by"),
            together("closed_at", "closed_by", name="closed_at_by"),
        ]

    def __str__(self):
        return _("Refresh %(year)s, %(compact)s") % {"year": self.year, "compact": self.compact}

    def get_absolute_url(self):
        return reverse("signatories:refresh_round", args=[self.compact.slug, self.year])

    @property
    def is_open(self) -> bool:
        return self.started_at is not None and self.closed_at is None

    @property
    def reminder_days(self) -> list[datetime.date]:
        """The days of the reminders, the first one first."""
        return sorted(self.due_on - datetime.timedelta(days=days) for days in self.remind_before)


class RefreshQuerySet(models.QuerySet):
    def unanswered(self) -> "RefreshQuerySet":
        return self.filter(answered_on__isnull=True)

    def under_way(self) -> "RefreshQuerySet":
        return self.filter(round__started_at__isnull=False, round__closed_at__isnull=True)

    def late(self, on) -> "RefreshQuerySet":
        """Not answered, past the day and past any longer time that was agreed, and not lapsed yet: these need help."""
        overdue = Q(more_time_until__isnull=True, round__due_on__lt=on) | Q(more_time_until__lt=on)
        return self.under_way().unanswered().filter(overdue, lapsed_on__isnull=True, signature__status__in=Signature.IN_FORCE)


@tracked(exclude=["remark"])
@closed_choices
class Refresh(models.Model):
    """One signatory's part in a round: what it said, or how it was helped to."""

    class Standing(models.TextChoices):
        """The ladder. Only `active` and the end of it are ever seen outside: nobody is shamed for being late."""

        ACTIVE = "active", _("active")
        DUE = "due", _("due")
        LATE = "late", _("late: offer help")
        HELPED = "helped", _("late: help was offered")
        LAPSED = "lapsed", _("lapsed")
        ENDED = "ended", _("not renewed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Outcome(models.TextChoices):
        KEPT = "kept", _("still in post")
        HANDED_OVER = "handed_over", _("handed over to a successor")
        NAMED = "named", _("newly named")
        NOBODY = "nobody", _("nobody for now")

    round = models.ForeignKey(RefreshRound, on_delete=models.CASCADE, related_name="parts")
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="refreshes")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text=_("Empty for who came by the link.")
    )
    renewed_by_name = models.CharField(_("commitment renewed by"), max_length=150, blank=True)
    renewed_by_post = models.CharField(_("post of who renewed it"), max_length=150, blank=True)
    champion = models.CharField(max_length=12, choices=Outcome, blank=True)
    remark = models.TextField(max_length=1000, blank=True)
    helped_on = models.DateField(_("help was offered on"), null=True, blank=True)
    helped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    more_time_until = models.DateField(null=True, blank=True)
    more_time_because = models.CharField(_("reason for more time"), max_length=200, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    objects = RefreshQuerySet.as_manager()

    class Meta:
        ordering = ["round", "signature__organisation__name"]
        verbose_name_plural = _("refreshes")
        constraints = [
            models.UniqueConstraint(fields=["round", "signature"], name="refresh_once"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | (~Q(renewed_by_name="") & ~Q(renewed_by_post="")), name="refresh_names_who_renewed"
            ),
            models.CheckConstraint(condition=Q(more_time_until__isnull=True) | ~Q(more_time_because=""), name="refresh_more_time_has_a_reason"),
            together("helped_on", "helped_by", name="helped_on_by"),
        ]

    def __str__(self):
        return f"{self.signature.organisation}, {self.round.year}"

    @property
    def compact_id(self) -> int:
        return self.signature.compact_id

    def takes_an_answer(self) -> bool:
        """Late ones too, as long as the round is open: a lapsed signature is taken up again by answering."""
        return self.round.is_open and self.answered_on is None and self.signature.status != Signature.Status.WITHDRAWN

    def lapses_on(self) -> datetime.date:
        """The day on which the signature lapses unless it is renewed: never before help had its time."""
        days = [self.round.lapses_on]
        if self.more_time_until:
            days.append(self.more_time_until + datetime.timedelta(days=1))
        if self.helped_on:
            days.append(self.helped_on + TIME_AFTER_HELP)
        return max(days)

    def standing(self, on: datetime.date) -> "Refresh.Standing":
        if self.signature.status == Signature.Status.WITHDRAWN:
            return self.Standing.WITHDRAWN
        if self.answered_on:
            return self.Standing.ACTIVE
        if self.lapsed_on:
            return self.Standing.LAPSED
        if self.round.closed_at:
            return self.Standing.ENDED
        if max(self.round.due_on, self.more_time_until or self.round.due_on) >= on:
            return self.Standing.DUE
        return self.Standing.HELPED if self.helped_on else self.Standing.LATE


class RefreshLink(RepeatedLink):
    """The link by which a signatory answers without a password. Not tracked by history."""

    refresh = models.OneToOneField(Refresh, on_delete=models.CASCADE, related_name="link")
    reminders = models.PositiveSmallIntegerField(_("reminders sent"), default=0)

    class Meta:
        constraints = [*RepeatedLink.Meta.constraints]

    def __str__(self):
        return _("Link for %(refresh)s") % {"refresh": self.refresh}
