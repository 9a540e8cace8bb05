"""The words of mails that go to many: the portal's own, which each agreement may put its own in place of.

In the words stand placeholders such as {organisation}. Which there are is fixed for each mail, so that a letter that was changed
cannot ask for what the portal does not know, nor lose the link that it is sent for.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

PLACEHOLDER = re.compile(r"\{([^{}\n]{0,60})\}")
BLANK_LINES = re.compile(r"\n{3,}")
LONGEST_SUBJECT, LONGEST_TEXT = 150, 4000


def paragraphs(*parts: str) -> str:
    """The text of a mail, whose paragraphs are translated each by itself."""
    return "\n\n".join(parts)


@dataclass(frozen=True)
class Placeholder:
    """`needed` ones may not be missing from the text; `example` is what a preview shows."""

    name: str
    meaning: str
    example: str
    needed: bool = False

    def __str__(self):
        return f"{{{self.name}}}"


@dataclass(frozen=True)
class Wording:
    """One mail. `when` ends the sentence "It goes …", in the agreement's terms; `subject` and `text` are the portal's own."""

    key: str
    title: str
    when: str
    subject: str
    text: str
    placeholders: tuple[Placeholder, ...]

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
        return found

    def fill(self, subject: str, text: str, values: dict[str, str]) -> tuple[str, str]:
        """Placeholders replaced once: what somebody's name holds is not looked at again."""

        def put(words: str) -> str:
            return PLACEHOLDER.sub(lambda match: str(values[match[1]]), str(words))

        return " ".join(put(subject).split()), BLANK_LINES.sub("\n\n", put(text)).strip()

    def said_when(self, terms: dict[str, str]) -> str:
        """`when` with the agreement's own words for its people."""
        return self.fill(str(self.when), "", terms)[0]

    def example(self) -> dict[str, str]:
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
LINK = Placeholder("link", _("the address that opens the page"), "https://compact.example.org/i/7hT…/", needed=True)
ORGANISATION = Placeholder("organisation", _("the organisation it is written to"), "Bramble Lane Befriending")
DAY = Placeholder("day", _("the day by which an answer is asked for"), _("26 October 2026"))
SHORT_DAY = Placeholder("short_day", _("the same without the year"), _("26 October"))
