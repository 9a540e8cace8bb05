"""How a released share reads in a sentence and in a cell."""

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NONE = "–"
NOT_SHOWN = _("Not shown")


def has_share(group: dict) -> bool:
    return group["agree_share"] is not None or bool(group["agree_words"])


def agreed(group: dict) -> str:
    """A cell of the main table: a share, or the words that stand in its place."""
    return share_of(group["agree_share"], group["agree_words"] or group["words"])


def share_of(share: int | None, words: str = "") -> str:
    if share is None:
        return capfirst(spoken(words)) if words else str(NOT_SHOWN)
    return f"{share}%" if share else NONE


def spoken(words: str) -> str:
    """What a release says in place of a figure, which it keeps in English, such as "nearly all: yes"."""
    kept, colon, answer = words.partition(":")
    return f"{gettext(kept)}{colon}{answer}" if kept else words


def is_shown(option: dict) -> bool:
    return option["share"] is not None or bool(option.get("words"))


def cell(option: dict) -> str:
    return share_of(option["share"], option.get("words", ""))


def says_low(group: dict) -> bool:
    """Whether the reader is warned that few answers stand behind the group's figures."""
    return group.get("low_base", False)


def marked(label: str, group: dict) -> str:
    """The head of a column or bar, with its warning."""
    return gettext("%(label)s (few answers)") % {"label": label} if says_low(group) else label
