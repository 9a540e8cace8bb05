"""A year of Wealdshire with everything that its report can print. All words are invented."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from actionplans.models import Achievement, Action, Outcome, Plan, Strategy, Target
from reviews.actions.approving import give_approval, propose_report
from reviews.actions.report import publish_report
from reviews.models import Highlight, PublishedReport, Question, Release, Review, Section, Survey, SurveyDocument

DAY = datetime.date(2010, 3, 3)
SCALE = [
    ("strongly_disagree", "Strongly disagree"), ("disagree", "Disagree"), ("neither", "Neither"), ("agree", "Agree"),
    ("strongly_agree", "Strongly agree"),
]  # fmt: skip


def likert(key: str, label: str, answered: int, shares: list[int]) -> dict:
    """One group of a released question of agreement."""
    options = [
        {"value": value, "label": name, "count": answered * share // 100 // 5 * 5, "share": share, "words": ""}
        for (value, name), share in zip(SCALE, shares, strict=True)
    ]
    agree = {"agree_share": shares[3] + shares[4], "agree_words": None, "words": ""}
    return {"key": key, "label": label, "answered": answered, "options": options if key == "all" else []} | agree


def question(number: int, kind: str, text: str, groups: list[dict], **other) -> dict:
    made = {"key": f"q{number}", "number": number, "section": "Working with the Compact", "kind": kind, "text": text, "headline": False}
    return made | {"withheld": None, "groups": groups} | other


FIGURES = {
    "level": "full", "floor": 10, "responses": {"rounded": 40, "words": "40"}, "invited": 46,
    "groups": [{"key": "statutory", "label": "public sector", "responses": 15}, {"key": "voluntary", "label": "voluntary sector", "responses": 25}],
    "questions": [
        question(4, "likert", "People who need it know of it.", [
            likert("all", "All", 40, [5, 15, 20, 40, 20]), likert("statutory", "public sector", 15, [0, 15, 20, 40, 25]),
            likert("voluntary", "voluntary sector", 25, [10, 15, 20, 40, 15]),
        ], headline=True),
        question(5, "likert", "It changed how we worked.", [
            {"key": "all", "label": "All", "answered": 40, "agree_share": None, "agree_words": "nearly all", "words": "", "options": []},
        ], headline=True),
        question(6, "several", "What went on this year?", [
            {"key": "all", "label": "All", "answered": 40, "agree_share": None, "agree_words": None, "words": "", "options": [
                {"value": "induction", "label": "Staff induction", "count": 30, "share": 75, "words": ""},
                {"value": "policy", "label": "A policy", "count": 10, "share": 25, "words": ""},
            ]},
        ]),
        question(7, "likert", "We could raise a concern.", [], withheld="fewer than 10"),
    ],
}  # fmt: skip


def make_plan(compact, *, targets: int = 2, achievements: int = 3) -> Plan:
    strategy = Strategy.objects.create(compact=compact, title="Five-year strategy", starts_in=2007, ends_in=2012)
    plan = Plan.objects.create(
        compact=compact, strategy=strategy, label="2009 Action Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted"
    )
    for number in range(1, targets + 1):
        target = Target.objects.create(plan=plan, number=number, text=f"Aim number {number} of the year.")
        Outcome.objects.create(target=target, number=1, text=f"First outcome of {number}.")
        Outcome.objects.create(target=target, number=2, text=f"Second outcome of {number}.")
        for place in range(1, achievements + 1):
            # numbered in tens, so that a numeral can only come from the place
            Achievement.objects.create(target=target, number=place * 10, text=f"Deed {place} of {number}.\n\nMore on deed {place} of {number}.")
    future = Target.objects.create(plan=plan, number=targets + 1, kind="future", text="What to look at next year.")
    Achievement.objects.create(target=future, number=1, text="Think about a mark.")
    bare = Target.objects.create(plan=plan, number=targets + 2, text="A target kept as actions.")
    Action.objects.create(
        target=bare, number=1, text="Write to every parish.", owners_as_written="The forum", by_when="June 2009", status="completed"
    )
    return plan


def approve(review: Review, cast, *, on: datetime.date = DAY) -> None:
    """The report as it stands now, put before both sectors and approved by one person of each."""
    proposal = propose_report(review=review, by=cast.officer)
    for person in (cast.statutory_member, cast.vcs_member):
        give_approval(proposal=proposal, verdict="approve", by=person, on=on)


def publish(review: Review, cast) -> PublishedReport:
    approve(review, cast)
    return publish_report(review=review, by=cast.officer)


def make_year(cast, *, released: bool = True, status: str = "released", figures: dict = FIGURES, **plan) -> SimpleNamespace:
    """Review, plan, survey and, when `released`, its release, for the standing cast."""
    review = Review.objects.create(
        compact=cast.compact, year=2009, label="2009 – 2010", plan=make_plan(cast.compact, **plan), started_on="2009-08-10",
        board_on="2010-01-21", process_notes="Reminders now go out earlier.",
    )  # fmt: skip
    survey = Survey.objects.create(review=review, compact=cast.compact, opens_on="2009-08-10", closes_on="2009-10-26")
    SurveyDocument.objects.create(survey=survey, number=1, title="Information Folder", purpose="what the agreement means in practice")
    SurveyDocument.objects.create(survey=survey, number=2, title="2009 Action Plan")
    section = Section.objects.create(survey=survey, number=1, title="Helping")
    Question.objects.create(section=section, key="q15", number=15, kind="help", text="Would you help?")
    survey.status = status  # the questions of a survey that was opened cannot be added to
    survey.save(update_fields=["status"])
    Highlight.objects.create(review=review, number=1, text="A small group was heard.\n\nIt was paid in advance afterwards.", consent="agreed")
    if released:
        Release.objects.create(survey=survey, figures=figures, released_at=timezone.now(), released_by=cast.officer)
    return SimpleNamespace(review=review, survey=survey, plan=review.plan)
