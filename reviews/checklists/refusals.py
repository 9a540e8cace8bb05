"""Why something is refused, in words for the page. Each is one sentence that says what to do."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A rule says no."""

    def __str__(self):
        return " ".join(self.messages)
