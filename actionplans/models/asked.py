"""What people asked for, and what the plan made of it; what another agreement's plan does about the same thing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.models.action import Action
from compact_portal.audit.history import tracked, tracked_links
from signatories.models import Compact


@tracked()
class Ask(models.Model):
    """Something that people asked for, in words of the steering group: never a quotation, so that nobody can be found behind it."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="asks")
    said_in = models.CharField(_("where it was said"), max_length=120, help_text=_("Such as “Annual survey 2027”, or “meeting of Champions in May”."))
    said_on = models.DateField(_("when"), null=True, blank=True)
    text = models.TextField(_("what was asked for"), help_text=_("In your own words. Do not quote anybody, and name nobody who asked."))
    answer = models.TextField(_("what was decided"), blank=True, help_text=_("Where nothing is done about it, say why."))
    actions = models.ManyToManyField(Action, blank=True, related_name="asks")

    class Meta:
        ordering = ["-said_on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(text="") & ~Q(said_in=""), name="ask_says_what_and_where")]

    def __str__(self):
        return self.text[:80]


@tracked_links(Ask.actions)
class AskAction(Ask.actions.through):
    class Meta:
        proxy = True


@tracked()
class Parallel(models.Model):
    """An action of ours that another agreement's plan has something like (domain.md E38), and what that means for us."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="parallels")
    other = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="parallel_to")
    note = models.TextField(_("what they have in common, or could do together"))

    class Meta:
        ordering = ["action", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "other"], name="parallel_once"),
            models.CheckConstraint(condition=~Q(note=""), name="parallel_says_why"),
            models.CheckConstraint(condition=~Q(action=models.F("other")), name="parallel_is_another"),
        ]

    def __str__(self):
        return self.note[:80]
