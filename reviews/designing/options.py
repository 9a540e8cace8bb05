"""What may be chosen: options as they are stored, [[value, label], …]."""

import re

from django.utils.text import slugify
from django.utils.translation import gettext as _

from reviews.designing.refusals import CannotBe
from reviews.models import Question, Review, Survey
from reviews.subjects import subjects_of

MOST_OPTIONS = 30


def code_options(edition) -> list[list[str]]:
    codes = edition.codes.all() if edition else []
    return [[f"code-{code.number}", code.short_title or code.title] for code in codes]


def target_options(review: Review) -> list[list[str]]:
    plan = review.next_plan or review.plan
    targets = plan.targets.filter(kind="ordinary") if plan else []
    return [[f"target-{target.number}", f"{target.number}. {target.text}"] for target in targets]


def asked_options(question: Question, labels: list[str] | None, survey: Survey) -> list[list[str]]:
    """The options of `question` once its labels are `labels`. A label that stays keeps its value, and so does one reworded in its place.

    Raises CannotBe. An offer of help always offers the targets of the coming plan, an example the agreement's codes and promises.
    """
    if question.kind == Question.Kind.HELP:
        return target_options(survey.review)
    if question.kind == Question.Kind.EXAMPLES:
        return subjects_of(survey.edition)
    if question.kind not in Question.WITH_OPTIONS:
        return []
    if labels is None:
        return question.options
    if not 2 <= len(labels) <= MOST_OPTIONS or len(set(labels)) < len(labels):
        raise CannotBe(_("Offer 2 to %(most_options)s answers, each on its own line and each only once.") % {"most_options": MOST_OPTIONS})
    known = {label: value for value, label in question.options}
    if len(labels) == len(question.options):
        pairs = [(value, new) for (value, old), new in zip(question.options, labels, strict=True) if old not in labels and new not in known]
        known |= {new: value for value, new in pairs}
    taken = {known[label] for label in labels if label in known}
    options = []
    for label in labels:
        value = known.get(label) or fresh_value(label, taken)
        taken.add(value)
        options.append([value, label])
    return options


def fresh_value(label: str, taken: set[str]) -> str:
    """Begins with “o-”, so that it is never one of the words that counters keep for themselves."""
    base = "o-" + (re.sub(r"[^a-z0-9-]", "", slugify(label))[:30] or "answer")
    return next(value for n in range(1, len(taken) + 2) if (value := base if n == 1 else f"{base}-{n}") not in taken)
