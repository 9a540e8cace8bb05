"""The survey's figures, worked out once after the close by the releasing rules, and drawn from that alone."""

import datetime
from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, Q
from django.template.loader import render_to_string

from compact_portal.drawn import drawn_once
from compact_portal.releasing.comparing import Changed, with_last_year
from compact_portal.releasing.rules import release
from reviews.answering import kind_of
from reviews.models import Facts, Question, Release, Response, Survey
from reviews.report.survey import survey_part
from signatories.models import GroupMembership, Organisation
from signatories.models.organisation import Sector


def compute_release(survey: Survey, *, by, at) -> Release:
    """A fixed number of queries: the tally, the questions, who was asked and, where there is one, the release before.

    Who was excused, or whose link reached the wrong people, does not count as invited.
    """
    questions = Question.objects.filter(section__survey=survey).select_related("section", "code", "commitment")
    invited = dict(survey.invitations.expected().values_list("sector").annotate(Count("id")).order_by())
    bodies = bodies_that_answered(survey)
    figures = release(
        asked=[
            replace(asked, could=could_answer(question, survey, bodies), purpose=question.purpose)
            for question in questions
            for asked in kind_of(question, "").asked()
        ],
        counts=survey.tally.counts,
        responses={sector: survey.tally.responses.get(sector, 0) for sector in Sector.values},
        invited=invited,
        labels={sector: survey.compact.terms.sector(sector) for sector in Sector.values},
        floor=survey.compact.release_floor,
    )
    before = release_before(survey)
    if before:
        changed = changed_respondents(survey, before.survey)
        figures = with_last_year(figures, before.figures, year=before.survey.review.year, changed=changed)
    figures["texts"] = published_texts(survey, figures)
    return Release.objects.create(survey=survey, figures=figures, released_at=at, released_by=by)


def bodies_that_answered(survey: Survey) -> list[tuple[Facts, int]]:
    """How many of each kind answered: what is known of them decided what they were asked."""
    members = [row.member for row in GroupMembership.objects.filter(group=survey.rated_group_id).select_related("member")]
    members = Organisation.objects.same_as(*members).values("pk")
    whole = survey.invitations.filter(organisation=OuterRef("organisation"), whole_form=True)
    sent = Response.objects.filter(survey=survey, status=Response.Status.SUBMITTED)
    sent = sent.annotate(in_group=Q(organisation__in=members), whole=Exists(whole)).order_by()
    found = []
    for sector, size, in_group, whole_form, count in sent.values_list("sector", "organisation__size", "in_group", "whole").annotate(Count("id")):
        short = survey.short_form and size == Organisation.Size.SMALL and not whole_form
        found.append((Facts(sector=sector, size=size, in_group=bool(in_group), short=short), count))
    return found


def could_answer(question: Question, survey: Survey, bodies: list[tuple[Facts, int]]) -> dict[str, int] | None:
    """By sector; None where everybody was asked. Whether an earlier answer called for the question is not known, and not asked here."""
    for_some = [question.only_sector, question.only_size, question.section.only_sector, question.section.only_size]
    if not any(for_some) and not question.section.for_group_members and (question.in_short_form or not survey.short_form):
        return None
    could: dict[str, int] = {}
    for facts, count in bodies:
        if question.section.is_for(facts) and question.is_for(facts):
            could[facts.sector] = could.get(facts.sector, 0) + count
    return could


def published_texts(survey: Survey, figures: dict) -> list[dict]:
    """What two people passed, by question, in alphabetical order, which tells nothing of who came first.

    A sector stands with a text only where the figures show its group; a name where its writer chose that.
    """
    labels = {sector: group["label"] for group in figures["groups"] for sector in group["key"].split("+")}
    questions: dict[int, dict] = {}
    passages = survey.passages.public().with_words() if figures["level"] != "none" else []
    for passage in sorted(passages, key=lambda passage: (passage.question.section.number, passage.question.number)):
        question = passage.question
        who = str(passage.named.organisation) if passage.named else labels.get(passage.sector, "")
        said = {"lines": kind_of(question, passage.sector).written(passage.body_to_publish), "who": who}
        questions.setdefault(question.pk, {"question": question.key, "text": question.text, "said": []})["said"].append(said)
    for question in questions.values():
        question["said"].sort(key=lambda said: said["lines"])
    return list(questions.values())


def release_before(survey: Survey) -> Release | None:
    """The newest release of an earlier review of the same agreement."""
    earlier = Release.objects.filter(survey__compact=survey.compact, survey__review__year__lt=survey.review.year)
    return earlier.select_related("survey__review").order_by("-survey__review__year").first()


def changed_respondents(survey: Survey, before: Survey) -> dict[str, Changed]:
    """By sector, how many organisations answered in one of the two years only."""
    now, then = respondents(survey), respondents(before)
    return {
        sector: Changed(came=len(now.get(sector, set()) - then.get(sector, set())), went=len(then.get(sector, set()) - now.get(sector, set())))
        for sector in Sector.values
    }


def respondents(survey: Survey) -> dict[str, set[int]]:
    answered: dict[str, set[int]] = {}
    sent = Response.objects.filter(survey=survey, status=Response.Status.SUBMITTED)
    for sector, organisation in sent.values_list("sector", "organisation"):
        answered.setdefault(sector, set()).add(organisation)
    return answered


@drawn_once(32)
def figures_page(survey: int, released_at: datetime.datetime) -> str:
    """The released figures of the survey with this primary key, as the report shows them.

    A release never changes, so each process draws it once in each language; its moment tells it from one of another database under the same key.
    """
    figures = Release.objects.get(survey=survey, released_at=released_at).figures
    return render_to_string("reviews/report/_survey.html", {"data": survey_part(figures)})
