"""Days on which an agreement's people do not work, besides weekends and bank holidays: they count in no limit (domain.md C3.1)."""

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.database.rules import in_order
from compact_portal.days import in_words, today
from signatories.models import Compact

DAY = datetime.timedelta(days=1)
LONGEST = 31  # days: a longer standstill is a pause of each case, with its reason


class ClosureQuerySet(models.QuerySet):
    def standing(self) -> "ClosureQuerySet":
        return self.filter(dropped_on__isnull=True)

    def to_come(self, on: datetime.date) -> "ClosureQuerySet":
        return self.standing().filter(last_on__gte=on)

    def days(self, compact_id: int, *, on: datetime.date) -> frozenset[datetime.date]:
        """The days that were known on the day `on`, on which a limit began: what is written down later moves no day that people were
        told already. One query."""
        return days_of(self.filter(compact=compact_id), on=on)


def days_of(rows: Iterable["Closure"], *, on: datetime.date) -> frozenset[datetime.date]:
    """The days of those of `rows` that stood on the list when the day `on` began."""
    known = [row for row in rows if row.noted_on < on and (row.dropped_on is None or row.dropped_on >= on)]
    return frozenset(row.first_on + number * DAY for row in known for number in range((row.last_on - row.first_on).days + 1))


@tracked()
class Closure(models.Model):
    """One such day, or several in a row. It counts for every limit that begins after the day on which it was noted."""

    compact = models.ForeignKey(Compact, on_delete=models.PROTECT, related_name="closures")
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    why = models.CharField(max_length=80, help_text=_("Such as “council offices closed after Christmas”."))
    noted_on = models.DateField(default=today, editable=False)
    dropped_on = models.DateField(null=True, blank=True, editable=False)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        constraints = [
            in_order("first_on", "last_on"),
            in_order("noted_on", "dropped_on"),
            models.CheckConstraint(
                condition=Q(last_on__lt=F("first_on") + datetime.timedelta(days=LONGEST)),
                name="closure_a_month_at_most",
                violation_error_message=format_lazy(
                    _("At most {days} days in a row: for longer, each case is paused with its reason."), days=LONGEST
                ),
            ),
        ]

    def __str__(self):
        first, last = in_words(self.first_on), in_words(self.last_on)
        return first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
