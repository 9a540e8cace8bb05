"""Colleagues who were asked to answer one page of their organisation's response."""

from django.db import models
from django.utils.translation import gettext as _

from compact_portal.messaging.links import MailedLink, MailedLinkQuerySet


class ColleagueLinkQuerySet(MailedLinkQuerySet):
    def usable(self) -> "ColleagueLinkQuerySet":
        return self.filter(revoked_at__isnull=True, invitation__revoked_at__isnull=True)


class ColleagueLink(MailedLink):
    """A link to one page of one response. It goes when the response is sent, since its times would tell when that was.

    `opened_on` is the day on which the colleague first saw the page; what they changed stands with the draft.
    """

    invitation = models.ForeignKey("reviews.Invitation", on_delete=models.CASCADE, related_name="colleagues")
    section = models.ForeignKey("reviews.Section", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100)
    opened_on = models.DateField(null=True, blank=True)

    objects = ColleagueLinkQuerySet.as_manager()

    class Meta:
        ordering = ["section__number", "name"]
        constraints = [
            *MailedLink.Meta.constraints,
            models.UniqueConstraint(fields=["invitation", "section", "sent_to"], name="colleaguelink_once"),
        ]

    def __str__(self):
        return _("Link of %(name)s") % {"name": self.name}
