"""Why a step of a survey is refused."""


class NotNow(Exception):
    """The step is refused in this state; the message is a sentence for the person who tried."""


class NotAsChecked(NotNow):
    """Somebody changed the answers after the page on which they were checked was opened."""

    def __init__(self):
        super().__init__("Somebody changed an answer after you opened this page. Check the answers again, then send.")


class SavedElsewhere(Exception):
    """The page was saved by somebody else, or in another tab, after it was opened. `draft` holds what is saved now."""

    def __init__(self, draft: dict, version: int):
        self.draft, self.version = draft, version
