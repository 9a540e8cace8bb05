"""A highlight of the report, taken from a text of the survey that its writer allowed to be published and two people passed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compact_portal.audit.recording import record
from reviews.actions.findings import named_in
from reviews.actions.preparing import unpublished
from reviews.models import Highlight, Passage, Survey
from signatories.roles import officer_only


@transaction.atomic
def take_highlight(*, passage: Passage, text: str, by) -> Highlight:
    """The last highlight of the passage's review. Raises ValidationError for a text that was not passed, is taken already or names somebody.

    What may be published with a name is told without it too: a highlight is a story, and names nobody.
    """
    officer_only(by, passage.survey.compact)
    passage = Passage.objects.select_for_update(of=["self"]).with_words().get(pk=passage.pk)
    review = unpublished(passage.survey.review)
    if passage.survey.status != Survey.Status.RELEASED or not Passage.objects.public().filter(pk=passage.pk).exists():
        raise ValidationError(_("Only a text that two people passed, and that was released, can be a highlight."))
    if Highlight.objects.filter(passage=passage).exists():
        raise ValidationError(_("This text is a highlight already."))
    if name := named_in(text, review.compact):
        raise ValidationError(_("A highlight names nobody. Leave out “%(name)s”.") % {"name": name})
    number = (review.highlights.aggregate(last=Max("number"))["last"] or 0) + 1
    highlight = Highlight.objects.create(review=review, number=number, text=text, passage=passage)
    record("highlight.taken", review, by=by, number=number)
    return highlight
