"""Progress in one month or quarter as a paper for a meeting: what was reported, what is late, what comes next (domain.md A15.3, 23)."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from actionplans.models import Action, Plan, ProgressNote, Update
from actionplans.months import DAY
from actionplans.rollup import Figures, by_target, whole
from compact_portal.days import in_words
from compact_portal.documents.docx_out import BULLETS, Heading, Paragraph, Table, to_docx
from compact_portal.documents.pdf import render_pdf

SHARES = (7, 10, 4)


@dataclass(frozen=True)
class Row:
    """One action of which something was said in the period."""

    action: Action
    said: list[str]

    @property
    def promised(self) -> list[str]:
        by_when = [_("By when: %(by_when)s") % {"by_when": self.action.by_when_printed}] if self.action.by_when_printed else []
        return [self.action.text, *filter(None, [self.action.owners_as_written]), *by_when]

    @property
    def cells(self) -> list[list[str]]:
        return [self.promised, self.said, [self.action.get_status_display().capitalize()]]


@dataclass(frozen=True)
class Paper:
    """`parts` holds each target with its figures and what was reported; `late` and `coming` are actions; all as on the day `on`."""

    plan: Plan
    period: str
    on: datetime.date
    whole: Figures
    parts: list[tuple[Figures, list[Row]]]
    late: list[Action]
    coming: list[Action]

    @property
    def headings(self) -> list[str]:
        return [_("What was promised, and by whom"), _("What was done"), _("How it stands")]

    @property
    def title(self) -> str:
        return _("%(compact)s: progress of “%(plan)s”, %(period)s") % {"compact": self.plan.compact, "plan": self.plan, "period": self.period}

    @property
    def dated(self) -> str:
        return _("As things stand on %(day)s. %(sentence)s") % {"day": in_words(self.on), "sentence": self.whole.sentence}


def periods_of(plan: Plan, on: datetime.date) -> list[tuple[datetime.date, str]]:
    """(first day, words) of each month or quarter of the plan that has begun, the newest first."""
    first, found = plan.period_of(plan.starts_on), []
    while first <= min(on, plan.ends_on):
        found.append((first, plan.period_called(first)))
        first = plan.period_end(first) + DAY
    return found[::-1]


def paper_of(plan: Plan, first: datetime.date, *, on: datetime.date) -> Paper:
    """What was reported in the period that begins on `first`; how everything stands on the day `on`, and what is due by the end of the
    period after it. Seven queries."""
    last = plan.period_end(first)
    actions = Action.objects.filter(target__plan=plan).order_by("target__number", "number")
    updates = Update.objects.filter(period_starts_on=first).select_related("note", "for_organisation")
    notes = ProgressNote.objects.filter(noted_on__gte=first, noted_on__lte=last, update=None)
    said: dict[int, list[Row]] = {}
    for action in actions.prefetch_related(Prefetch("updates", updates, "of_period"), Prefetch("notes", notes, "of_these_days")):
        if words := [line for update in action.of_period for line in lines_of(update)] + [dated(note) for note in action.of_these_days]:
            said.setdefault(action.target_id, []).append(Row(action, words))
    following = plan.period_end(plan.period_end(plan.period_of(on)) + DAY)
    return Paper(
        plan,
        plan.period_called(first),
        on,
        whole(plan, on),
        [(figures, said.get(figures.of.pk, [])) for figures in by_target(plan, on)],
        list(actions.overdue(on=on)),
        list(actions.due_by(following).filter(due_on__gt=on)),
    )


def lines_of(update: Update) -> list[str]:
    words = {"day": in_words(update.given_on), "organisation": update.for_organisation, "text": update.note.text}
    said = _("%(day)s, says %(organisation)s: %(text)s") if update.for_organisation else "%(day)s: %(text)s"
    lines = [said % words]
    for word, text in [(_("Why"), update.reason), (_("Next"), update.next_steps), (_("What has changed for people"), update.outcome)]:
        if text:
            lines.append(f"{word}: {text}")
    return lines


def dated(note: ProgressNote) -> str:
    return f"{in_words(note.noted_on)}: {note.text}"


def paper_pdf(paper: Paper) -> bytes:
    return render_pdf(render_to_string("actionplans/papers/print.html", {"paper": paper, "plan": paper.plan, "terms": paper.plan.terms}))


def paper_docx(paper: Paper) -> bytes:
    terms = paper.plan.terms
    blocks: list = [Paragraph(paper.dated)]
    for figures, rows in paper.parts:
        blocks += [Heading(f"{terms.target} {figures.of.number}. {figures.of.text}"), Paragraph(figures.sentence)]
        blocks.append(Table(paper.headings, [row.cells for row in rows], SHARES) if rows else Paragraph(_("Nothing was reported in this time.")))
    for heading, actions in [(_("What is late"), paper.late), (_("What comes next"), paper.coming)]:
        if actions:
            blocks += [Heading(heading), *(Paragraph(listed(action), BULLETS) for action in actions)]
    return to_docx(paper.title, blocks, language=paper.plan.compact.language)


def listed(action: Action) -> str:
    owners = f" ({action.owners_as_written})" if action.owners_as_written else ""
    return f"{action.text}{owners}: {action.by_when or in_words(action.due_on)}"
