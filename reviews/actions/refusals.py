"""Why a step of a survey is refused."""

from django.utils.translation import gettext


class NotNow(Exception):
    """The step is refused in this state; the message is a sentence for the person who tried."""


class NotAsChecked(NotNow):
    """Somebody changed the answers after the page on which they were checked was opened."""

    def __init__(self):
        super().__init__(gettext("Somebody changed an answer after you opened this page. Check the answers again, then send."))
