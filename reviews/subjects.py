"""What a question, an example or a theme is about: a code of the agreement, or one promise of it, as one answer to choose.

"2" is the second code as a whole, "2.3" the third promise of it.
"""

from itertools import groupby

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from signatories.models import Code, Commitment, Edition

LONGEST = 90  # letters of a promise in a list to choose from
NOTHING = ("", gettext_lazy("Nothing in particular"))
WHOLE = gettext_lazy("All of it")


def subjects_of(edition: Edition | None) -> list[list[str]]:
    """[value, words] of each code and its promises, in order, to be kept with a question. Two queries, none without an edition."""
    codes = edition.codes.prefetch_related("commitments") if edition else []
    found = []
    for code in codes:
        found.append([str(code.number), code.short_title or code.title])
        found += [[f"{code.number}.{promise.number}", promise.text] for promise in code.commitments.all()]
    return found


def to_choose(subjects: list) -> list:
    """The choices of a list with the promises of a code below its name; a code without promises stands alone."""
    choices = [NOTHING]
    for _, group in groupby(subjects, key=lambda subject: subject[0].partition(".")[0]):
        (number, title), *promises = group
        if promises:
            choices.append((title, [(number, WHOLE), *((value, f"{value} {Truncator(text).chars(LONGEST)}") for value, text in promises)]))
        else:
            choices.append((number, title))
    return choices


def words_of(subject: str, subjects: list) -> str:
    """A code's name, or that and the whole promise; what was chosen itself where the list does not know it."""
    known = dict(subjects)
    code = subject.partition(".")[0]
    return f"{known.get(code, code)}, {subject}: {known[subject]}" if subject != code and subject in known else known.get(subject, subject)


def found_in(edition: Edition | None, subject: str) -> tuple[Code | None, Commitment | None]:
    """The rows that a chosen subject stands for. Raises DoesNotExist for one that the edition does not have."""
    if not subject or edition is None:
        return None, None
    number, _, promise = subject.partition(".")
    code = edition.codes.get(number=int(number))
    return code, code.commitments.get(number=int(promise)) if promise else None


def subject_of(code: Code | None, commitment: Commitment | None) -> str:
    """The value that stands for these rows; the commitment's code is `code`."""
    return f"{code.number}.{commitment.number}" if commitment else str(code.number) if code else ""
