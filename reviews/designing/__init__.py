"""Making a survey: from the starting content or from an earlier year's, and changing it until it is opened."""

from reviews.designing.refusals import CannotBe, NotDraft
from reviews.designing.starting import change_draft, create_survey

__all__ = ["CannotBe", "NotDraft", "change_draft", "create_survey"]
