"""The words of mails that an agreement sends: the portal's own, which it may put its own in place of.

In the words stand placeholders such as {organisation}. Which there are is fixed for each mail, so that a letter that was changed
cannot ask for what the portal does not know, nor lose the link that it is sent for.
"""

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from compact_portal.days import in_words
from compact_portal.messaging.models import Message
from compact_portal.text import one_line, plain_line_ends

PLACEHOLDER = re.compile(r"\{([^{}\n]{0,60})\}")
BLANK_LINES = re.compile(r"\n{3,}")
# What may stand before a placeholder that is a link, up to the white space before it: marks that open something.
OPENING = re.compile(r"(?:^|[ \t\n])[(<\[\"'“‘]*$")
WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST_SUBJECT, LONGEST_TEXT = 150, 4000


def paragraphs(*parts: str) -> str:
    """The text of a mail, whose paragraphs are translated each by itself."""
    return "\n\n".join(parts)


def spoken_values(values: dict[str, object]) -> dict[str, str]:
    """What stands for placeholders, in the language that is being spoken: a day in words, what depends on the language when it is called.

    Beside a `day`, `short_day` is the same without its year.
    """
    day = values.get("day")
    short = {"short_day": date_format(day, "j F")} if isinstance(day, datetime.date) else {}
    return short | {name: _spoken(value) for name, value in values.items()}


def put_in(words: str, spoken: dict[str, str]) -> str:
    """Placeholders replaced once: what somebody's name holds is not looked at again."""
    return PLACEHOLDER.sub(lambda match: spoken[match[1]], str(words))


def part_of_a_word(placeholder: str, text: str) -> bool:
    """Whether anything stands directly before it, at one place at least. After "https://example.org/?" a link, with the key in it, would
    be sent to whoever has that address."""
    return any(not OPENING.search(before) for before in plain_line_ends(text).split(placeholder)[:-1])


def _spoken(value) -> str:
    if isinstance(value, datetime.date):
        return in_words(value)
    return str(value() if callable(value) else value)


@dataclass(frozen=True)
class Placeholder:
    """`needed` ones may not be missing from the text; `example` is what a preview shows: a day, a text, or a function that gives one."""

    name: str
    meaning: str
    example: object
    needed: bool = False

    def __str__(self):
        return f"{{{self.name}}}"


class Said(NamedTuple):
    """A mail as it leaves. `reason` ends the sentence "You receive this because …"."""

    subject: str
    text: str
    reason: str
    language: str


@dataclass(frozen=True)
class Wording:
    """One mail. `when` ends the sentence "It goes …", in the agreement's terms; `subject` and `text` are the portal's own.

    `reason` says why somebody gets it and is the portal's alone, so that it stays true whatever is written above it. `many` marks what
    goes to many at once, and so may wait until an officer has looked at it.
    """

    key: str
    title: str
    when: str
    subject: str
    text: str
    reason: str
    placeholders: tuple[Placeholder, ...]
    kind: str = Message.Kind.NEEDED
    many: bool = False

    def all_placeholders(self) -> tuple[Placeholder, ...]:
        return (*self.placeholders, *COMMON)

    def problems(self, subject: str, text: str) -> list[tuple[str, str]]:
        """("subject" or "text", a sentence) for each thing that would make a wrong mail."""
        known = {each.name: each for each in self.all_placeholders()}
        found = []
        for field, words in (("subject", subject), ("text", text)):
            names = PLACEHOLDER.findall(words)
            unknown = [f"{{{name}}}" for name in dict.fromkeys(names) if name not in known]
            if unknown:
                there = ", ".join(str(each) for each in known.values())
                found.append(
                    (field, gettext("There is no placeholder %(unknown)s. There are: %(known)s.") % {"unknown": ", ".join(unknown), "known": there})
                )
            if PLACEHOLDER.sub("", words).count("{") or PLACEHOLDER.sub("", words).count("}"):
                found.append((field, gettext("A curly bracket stands alone. A placeholder has one on each side, as {organisation}.")))
        missing = [str(each) for each in self.placeholders if each.needed and each.name not in PLACEHOLDER.findall(text)]
        if missing:
            back = gettext("Put %(placeholders)s back: without it nobody could do what the mail asks for.")
            found.append(("text", back % {"placeholders": gettext(" and ").join(missing)}))
        if "\n" in subject.strip():
            found.append(("subject", gettext("The subject is one line.")))
        if any(str(each) in subject for each in self.placeholders if each.needed):
            found.append(("subject", gettext("The link stands in the text alone: a subject is seen by whoever looks at the screen.")))
        if part_of_a_word(str(LINK), text):
            found.append(("text", gettext("Put a space or a line end before {link}: as a part of another address it would lead there.")))
        return found

    def fill(self, subject: str, text: str, values: dict[str, object]) -> tuple[str, str]:
        spoken = spoken_values(values)
        return one_line(put_in(subject, spoken)), BLANK_LINES.sub("\n\n", put_in(text, spoken)).strip()

    def in_language(self) -> tuple[str, str]:
        """(subject, text): the portal's own words in the language that is being spoken; a text is translated paragraph by paragraph."""
        return gettext(self.subject), "\n\n".join(gettext(part) for part in self.text.split("\n\n"))

    def speaks(self, language: str) -> bool:
        """Whether each of its sentences has been translated: no mail is half in one language and half in another."""
        parts = [part for part in (self.subject, self.reason, *self.text.split("\n\n")) if WORD.search(PLACEHOLDER.sub("", part))]
        with override(language):
            return all(gettext(part) != part for part in parts)

    def example(self) -> dict[str, object]:
        return {each.name: each.example for each in self.all_placeholders()}


# Known in every mail; signatories/mail_words.py gives their values.
COMMON = (
    Placeholder("compact", _("the name of the agreement, as at the head of its pages"), "Wealdshire Compact"),
    Placeholder("agreement", _("the same inside a sentence"), "the Wealdshire Compact"),
    Placeholder("signatory", _("what it calls who has signed it"), "signatory"),
    Placeholder("champion", _("what it calls who keeps it alive in an organisation"), "Champion"),
    Placeholder("steering_group", _("what it calls who steers it"), "steering group"),
    Placeholder("contact", _("whom to ask: name and address"), "Jo Marsh, compact@example.org"),
)
PAGE_LINK = Placeholder("link", _("the address that opens the page"), "https://compact.example.org/wealdshire/", needed=True)
LINK = Placeholder("link", _("the address that opens the page"), "https://compact.example.org/i/7hT…/", needed=True)
ORGANISATION = Placeholder("organisation", _("the organisation it is written to"), "Bramble Lane Befriending")
BY = Placeholder("by", _("who sends it"), "Jo Marsh")
SOME_DAY = datetime.date(2026, 10, 26)
DAY = Placeholder("day", _("the day by which an answer is asked for"), SOME_DAY)
SHORT_DAY = Placeholder("short_day", _("the same without the year"), lambda: date_format(SOME_DAY, "j F"))
