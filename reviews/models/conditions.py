"""Who is asked what: rules of a page or a question, on what is known of an organisation and on an earlier answer.

The same rules decide what a page shows, what is saved, what is counted and what a preview draws.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from signatories.models import Organisation
from signatories.models.organisation import Sector


@dataclass(frozen=True)
class Facts:
    """What is known of whoever answers. `in_group`: a member of the rated partnership. `short`: gets the short form."""

    sector: str
    size: str = ""
    in_group: bool = False
    short: bool = False

    @property
    def is_small(self) -> bool:
        return self.size == Organisation.Size.SMALL


class AskedOf(models.TextChoices):
    """Sizes that a rule can name. A body whose size nobody has noted is asked as a larger one: nothing is kept from it by a gap."""

    SMALL = "small", _("only small bodies (no paid staff, or one)")
    LARGER = "larger", _("only larger bodies")


class Conditional(models.Model):
    """A page or question that may be for some only."""

    only_sector = models.CharField(_("only for"), max_length=10, choices=Sector, blank=True)
    only_size = models.CharField(_("size"), max_length=6, choices=AskedOf, blank=True)

    class Meta:
        abstract = True

    def fits(self, facts: Facts) -> bool:
        """A cross-sector body is asked what either side is asked."""
        sector = not self.only_sector or facts.sector in (self.only_sector, Sector.CROSS)
        size = not self.only_size or facts.is_small == (self.only_size == AskedOf.SMALL)
        return sector and size


def answered_with(given, wanted: list) -> bool:
    """Whether an answer of a draft is, or holds, one of the `wanted` values; an answer that is missing is not."""
    chosen = given if isinstance(given, list) else [given]
    return any(value in wanted for value in chosen)
