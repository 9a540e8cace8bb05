"""Other words in texts of a draft, put in before it is sent."""

from django.db import transaction

from reviews.actions.answering import CLOSED, SENT, locked
from reviews.actions.refusals import NotAsChecked, NotNow
from reviews.answering.merging import note
from reviews.answering.pages import takes_answers
from reviews.answering.texts import Place
from reviews.models import Invitation, Response


@transaction.atomic
def change_words(*, invitation: Invitation, words: list[tuple[Place, str]], seal: str, on, by: str = "") -> Response:
    """Raises NotAsChecked when the draft is no longer the one with `seal`, NotNow once the survey is over or the response sent."""
    invitation = locked(invitation)
    if invitation.revoked_at or not takes_answers(invitation, on=on):
        raise NotNow(CLOSED)
    response = Response.objects.get(survey=invitation.survey_id, organisation=invitation.organisation_id)
    if response.is_submitted:
        raise NotNow(SENT)
    if response.seal != seal:
        raise NotAsChecked
    for place, text in words:
        key, page = place.kind.name, str(place.section.number)
        response.draft[key] = place.put(response.draft[key], text)
        response.saved_sections[page] = response.saved_sections.get(page, 0) + 1
        note(response.changes, {key: response.draft[key]}, version=response.saved_sections[page], by=by)
    response.save(update_fields=["draft", "saved_sections", "changes"])
    return response
