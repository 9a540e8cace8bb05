"""A case is found by its reference alone, whole, and only by who may see it. Words find none: their number alone would tell something.

Stories that both sides agreed to tell everybody are found as anything else.
"""

import re

from django.urls import reverse
from django.utils.translation import gettext_lazy

from compact_portal.finding import Hit, Source
from disputes import wall
from disputes.addresses import ReferenceConverter
from disputes.models import Case, Story


def stories_page(slug: str, *_) -> str:
    return reverse("disputes:settle", args=[slug])


def stories(_):
    return Story.objects.filter(withdrawn_on__isnull=True, for_signatories=False)


SOURCES = (Source("stories", gettext_lazy("Stories of disagreements that ended"), stories, ("title", "text"), "title", "compact", stories_page),)


def case_called(person, words: str) -> list[Hit]:
    """No query unless `words` look like a reference."""
    reference = words.strip().upper()
    if not person.is_authenticated or not re.fullmatch(ReferenceConverter.regex, reference):
        return []
    with wall.inside(person=person):
        found = Case.objects.for_person(person).filter(reference=reference).select_related("compact").first()
    return [Hit(found.reference, found.compact.name, reverse("disputes:case", args=[found.compact.slug, found.reference]))] if found else []
