"""Why a change to a survey's questions is refused."""

from django.utils.translation import gettext as _

from reviews.models import Survey


class NotDraft(Exception):
    """The survey has been opened, or its report is out: its questions stand. The message is a sentence for the person who tried."""


class CannotBe(Exception):
    """The change would leave the survey contradicting itself; the message is a sentence that says how to go on."""


def drafted(survey: Survey) -> Survey:
    """The survey, locked while its questions change, and no longer called ready. Raises NotDraft."""
    survey = Survey.objects.select_for_update(of=["self"]).select_related("review__compact", "compact", "rated_group").get(pk=survey.pk)
    if survey.status != Survey.Status.DRAFT:
        raise NotDraft(_("This survey has been opened. Its documents and questions can no longer be changed."))
    if survey.ready_at:
        survey.ready_at = survey.ready_by = None
        survey.save(update_fields=["ready_at", "ready_by"])
    return survey
