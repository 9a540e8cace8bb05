"""How the review was made: what it is for, its survey, who answered, what changed in it since last year."""

import datetime

from django.utils.dateformat import format as day
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.days import today
from compact_portal.text import paragraphs
from reviews.after import offers_line
from reviews.log.figures import figures_of, figures_of_year
from reviews.models import ProcessReview, Question, Review, Survey
from reviews.report.blocks import TEXT, Listing, Section, Subsection
from signatories.models import Compact

DATE = "j F Y"


def process_section(review: Review, survey: Survey | None, figures: dict | None) -> Section:
    compact = review.compact
    terms = compact.terms
    aims = Listing(
        _("The review sets out to:"),
        [
            _("make the %(agreement)s better known") % {"agreement": terms.agreement},
            _("report what was done during the year"),
            _("show where it worked, and what good practice looks like"),
            _("show where it was not kept"),
        ],
    )
    opening = _("Once a year the %(steering_group)s asks how %(called)s was kept, and what its %(signatories)s think of it.") % {
        "steering_group": terms.steering_group,
        "called": compact.called,
        "signatories": terms.signatories,
    }
    parts = [Subsection("", [opening], [aims])]
    if survey:
        parts.append(survey_subsection(review, survey, figures))
    if noted := noted_sentence(review, on=today()):
        parts.append(Subsection(_("Noted during the year"), [noted]))
    if notes := paragraphs(review.process_notes):
        parts.append(Subsection(_("What changed in the review itself"), notes))
    if looked_back := process_review_of(review):
        parts.append(looked_back)
    if ahead := what_follows(review):
        parts.append(Subsection(_("What happens with this report"), ahead))
    return Section("review-process", _("Annual review process"), TEXT, parts)


def noted_sentence(review: Review, *, on: datetime.date) -> str:
    """How many issues and successes were noted as they happened, beside the year before (domain.md A15.1, 33); nothing where there were few."""
    over = on.year > review.year
    figures = figures_of_year(review.compact, review.year) if over else figures_of(review.compact, on=on) if on.year == review.year else None
    if figures is None or not figures.told:
        return ""
    words = {"count": figures.total, "year": review.year, "month": day(figures.until, "F Y"), "beside": figures.sentence}
    if over and figures.sentence:
        return _("In %(year)s about %(count)s issues and successes were noted as they happened, %(beside)s.") % words
    if over:
        return _("In %(year)s about %(count)s issues and successes were noted as they happened.") % words
    if figures.sentence:
        return _("Up to the end of %(month)s about %(count)s issues and successes were noted as they happened, %(beside)s.") % words
    return _("Up to the end of %(month)s about %(count)s issues and successes were noted as they happened.") % words


def process_review_of(review: Review) -> Subsection | None:
    """What the steering group recorded of its own review, and will do differently."""
    process = ProcessReview.objects.filter(review=review).first()
    if process is None:
        return None
    said = _("On %(day)s the %(steering_group)s looked back on the review itself.") % {
        "day": day(process.reviewed_on, DATE),
        "steering_group": review.compact.terms.steering_group,
    }
    worked = [_("What worked: %(text)s") % {"text": text} for text in paragraphs(process.worked)[:1]] + paragraphs(process.worked)[1:]
    changes = [_("What will be done differently: %(text)s") % {"text": text} for text in paragraphs(process.changes)[:1]]
    return Subsection(_("Looking back on the review"), [said, *worked, *changes, *paragraphs(process.changes)[1:]])


def survey_subsection(review: Review, survey: Survey, figures: dict | None) -> Subsection:
    compact = review.compact
    began = [_("The review began on %(day)s.") % {"day": day(review.started_on, DATE)}] if review.started_on else []
    texts = [" ".join([*began, asked_sentence(survey, compact.terms.signatory)])]
    if survey.is_short:
        said = ngettext(
            "That is shorter than the %(days)s day that should be allowed for it.",
            "That is shorter than the %(days)s days that should be allowed for it.",
            compact.survey_days,
        )
        texts.append(said % {"days": compact.survey_days})
    texts += also_asked(survey)
    if figures:
        texts.append(response_sentence(figures))
    if survey.is_over and (line := offers_line(survey)):
        texts.append(line)
    documents = [f"{document.title}: {document.purpose}" if document.purpose else document.title for document in survey.documents.all()]
    stem = ngettext("It asked for comments on this document:", "It asked for comments on these %(count)s documents:", len(documents))
    return Subsection(_("The survey"), texts, [Listing(stem % {"count": len(documents)}, documents)] if documents else [])


def asked_sentence(survey: Survey, signatory: str) -> str:
    """Of whom and from when to when."""
    if survey.is_over:
        said = ngettext(
            "Every %(signatory)s was asked to answer a survey, open from %(opens)s to %(closes)s, %(days)s day.",
            "Every %(signatory)s was asked to answer a survey, open from %(opens)s to %(closes)s, %(days)s days.",
            survey.days,
        )
    else:
        said = ngettext(
            "Every %(signatory)s is asked to answer a survey, open from %(opens)s to %(closes)s, %(days)s day.",
            "Every %(signatory)s is asked to answer a survey, open from %(opens)s to %(closes)s, %(days)s days.",
            survey.days,
        )
    return said % {"signatory": signatory, "opens": day(survey.opens_on, DATE), "closes": day(survey.closes_on, DATE), "days": survey.days}


def also_asked(survey: Survey) -> list[str]:
    """In one sentence; in none where it asked only what is usual."""
    kinds = set(Question.objects.filter(section__survey=survey).values_list("kind", flat=True))
    if {Question.Kind.HELP, Question.Kind.EXAMPLES} <= kinds:
        return [_("The survey also asked who would help to carry out the plan and for examples of good and bad practice.")]
    if Question.Kind.HELP in kinds:
        return [_("The survey also asked who would help to carry out the plan.")]
    return [_("The survey also asked for examples of good and bad practice.")] if Question.Kind.EXAMPLES in kinds else []


def response_sentence(figures: dict) -> str:
    """How many answered, by group where the release allows groups; every number is rounded there already."""
    if figures["level"] == "none":
        return _("Fewer than %(floor)s organisations answered.") % {"floor": figures["floor"]}
    words = {"answered": figures["responses"]["words"], "invited": figures["invited"]}
    groups = [_("about %(count)s from the %(group)s") % {"count": one["responses"], "group": one["label"]} for one in figures["groups"]]
    if not groups:
        return _("About %(answered)s of the %(invited)s organisations invited answered.") % words
    listed = _(" and ").join([", ".join(groups[:-1]), groups[-1]] if len(groups) > 1 else groups)
    return _("About %(answered)s of the %(invited)s organisations invited answered: %(groups)s.") % (words | {"groups": listed})


def what_follows(review: Review) -> list[str]:
    texts = []
    if review.board_on:
        words = {"board": board_of(review.compact), "day": day(review.board_on, DATE)}
        texts.append(_("It goes to %(board)s on %(day)s for comment and agreement.") % words)
    if review.next_plan:
        texts.append(_("What was learnt goes into the %(plan)s.") % {"plan": review.next_plan.label})
    return texts


def board_of(compact: Compact) -> str:
    """As a sentence names it: by its own name, or by what the agreement calls it."""
    board = compact.board or compact.terms.board
    return board if board.casefold().startswith("the ") else _("the %(board)s") % {"board": board}
