"""The log of the year: what somebody noted when it happened, to be a ready example when the survey comes.

A note belongs to its organisation until it is used. It goes when the answers in which it was used are sent, so that nothing is
left that leads from a text without a name to the organisation (design.md 5). No history, and no event: both would keep words or moments.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices
from compact_portal.days import in_words
from compact_portal.messaging.links import MailedLinkQuerySet, RepeatedLink
from reviews.models.answers import Openness
from signatories.models import Champion, Compact, Organisation, Signature
from signatories.roles import acted_for


def noted_for(person, *, on):
    """The signatures in force for whose organisations `person` may note: they act for it, or are its Champion. Three queries."""
    champion = Champion.objects.serving(on=on).filter(person=person).values("signature")
    return Signature.objects.in_force().filter(Q(organisation__in=acted_for(person, on=on)) | Q(pk__in=champion))


class LogNoteQuerySet(models.QuerySet):
    def of(self, person) -> "LogNoteQuerySet":
        return self.filter(author=person)

    def open_in(self, compact: Compact) -> "LogNoteQuerySet":
        """Those that the steering group may read at once: their writers put the organisation's name to them."""
        return self.filter(signature__compact=compact, openness=Openness.NAMED)

    def within(self, organisation: Organisation, compact: Compact) -> "LogNoteQuerySet":
        return self.filter(signature__compact=compact, signature__organisation__in=Organisation.objects.same_as(organisation))

    def offered_to(self, organisation: Organisation, compact: Compact) -> "LogNoteQuerySet":
        """Ready examples for those who answer the survey of `compact` for `organisation`."""
        return self.within(organisation, compact).filter(offered=True)


@closed_choices
class LogNote(models.Model):
    class Kind(models.TextChoices):
        GOOD = "good", _("good practice")
        BAD = "bad", _("bad practice")
        ISSUE = "issue", _("an issue that is not over yet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    noted_on = models.DateField()
    kind = models.CharField(max_length=5, choices=Kind)
    about = models.CharField(_("part of the agreement"), max_length=8, blank=True)  # as in reviews.subjects: "2", "2.3"
    what = models.TextField(max_length=1500)
    when = models.CharField(_("when it was"), max_length=80, blank=True)
    result = models.TextField(_("what came of it"), max_length=500, blank=True)
    openness = models.CharField(max_length=8, choices=Openness, default=Openness.STEERING)
    offered = models.BooleanField(_("whoever answers the survey for the organisation may use it"), default=True)

    objects = LogNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="lognote_says_something")]

    def __str__(self):
        return _("Note of %(noted_on)s") % {"noted_on": in_words(self.noted_on)}

    @property
    def is_open(self) -> bool:
        return self.openness == Openness.NAMED


@closed_choices
class LogCount(models.Model):
    """How many notes were made in a month; nothing here leads back to one. By month, so that only whole months are ever shown."""

    compact = models.ForeignKey(Compact, on_delete=models.CASCADE, related_name="note_counts")
    month = models.DateField(_("first day of the month"))
    kind = models.CharField(max_length=5, choices=LogNote.Kind)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-month", "kind"]
        constraints = [models.UniqueConstraint(fields=["compact", "month", "kind"], name="logcount_once")]

    def __str__(self):
        return f"{self.compact}, {self.month:%B %Y}: {self.get_kind_display()}"


class LogLinkQuerySet(MailedLinkQuerySet):
    def usable(self) -> "LogLinkQuerySet":
        return self.filter(revoked_at__isnull=True).still_of("person")


class LogLink(RepeatedLink):
    """One person's link to the page on which they note for one organisation. It adds, and shows nothing that was noted before."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="+")

    objects = LogLinkQuerySet.as_manager()

    class Meta:
        constraints = [*RepeatedLink.Meta.constraints, models.UniqueConstraint(fields=["person", "signature"], name="loglink_once")]

    def __str__(self):
        return _("Link of %(person)s") % {"person": self.person}
