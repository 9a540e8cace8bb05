"""Groups of organisations, and organisations that only look alike."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import in_order
from signatories.models.organisation import Organisation, Sector, printable, prints


class GroupMembershipQuerySet(models.QuerySet):
    def serving(self, *, on) -> "GroupMembershipQuerySet":
        """Those that hold on the day `on`, ends included; one may have no beginning."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=on), Q(until__isnull=True) | Q(until__gte=on))


@tracked()
class GroupMembership(models.Model):
    """An organisation's part in a partnership, network or group. Whether the group stands across the sectors, its own sector says."""

    group = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="groups")
    role = models.CharField(
        _("its part in the group"),
        max_length=80,
        blank=True,
        validators=[printable],
        help_text=_("Such as “chair”, “lead body” or “sits for the parishes”."),
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ["member__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "member"], name="group_member_once", violation_error_message=_("This organisation is a member already.")
            ),
            models.CheckConstraint(
                condition=~Q(group=F("member")), name="group_not_in_itself", violation_error_message=_("A group cannot be a member of itself.")
            ),
            in_order("since", "until"),
            prints("role", name="groupmembership_role_prints"),
        ]

    def __str__(self):
        return _("%(member)s in %(group)s") % {"member": self.member, "group": self.group}

    def clean(self):
        if not (self.group_id and self.member_id):
            return
        if not self.group.is_group:
            raise ValidationError(_("%(group)s is no network or partnership: change its kind first.") % {"group": self.group})
        if self.group.sector != Sector.CROSS and self.member.sector not in (self.group.sector, Sector.CROSS):
            raise ValidationError(
                _("%(group)s is a group of one sector, and %(member)s belongs to the other: make it cross-sector first.")
                % {"group": self.group, "member": self.member}
            )


@tracked()
class KeptApart(models.Model):
    """Two organisations that look like one and are two: somebody has looked, so nobody is asked again."""

    first = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = _("organisations kept apart")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="kept_apart_in_order"),
        ]

    def __str__(self):
        return _("%(first)s and %(second)s are two") % {"first": self.first, "second": self.second}
