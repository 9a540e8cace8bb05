"""A meeting of the steering group on paper: its agenda while it is to come, its minutes once they are written. The same words as its pages."""

import datetime
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from actionplans.models import ProgressMeeting
from actionplans.papers import lines_of
from compact_portal.days import in_words
from compact_portal.documents.docx_out import BULLETS, Heading, Paragraph, to_docx
from compact_portal.documents.pdf import render_pdf_once
from compact_portal.text import paragraphs
from reviews.year.agenda import agenda_of


@dataclass(frozen=True)
class Part:
    """Its words are paragraphs, or the lines of a list."""

    heading: str
    lines: list[str]
    as_list: bool = False


@dataclass(frozen=True)
class MeetingPaper:
    title: str
    facts: list[str]
    parts: list[Part]
    empty: str

    @property
    def html(self) -> str:
        return render_to_string("reviews/year/meeting_print.html", {"paper": self})

    def as_pdf(self) -> bytes:
        return render_pdf_once(self.html)

    def as_docx(self) -> bytes:
        blocks = [Paragraph(fact) for fact in self.facts]
        for part in self.parts:
            blocks += [Heading(part.heading), *(Paragraph(line, BULLETS if part.as_list else "") for line in part.lines)]
        return to_docx(self.title, blocks if self.parts else [*blocks, Paragraph(self.empty)], wide=False)


def paper_of(meeting: ProgressMeeting, *, on: datetime.date) -> MeetingPaper:
    """As things stand on the day `on`."""
    return minutes_of(meeting) if meeting.is_held else agenda_paper(meeting, on)


def agenda_paper(meeting: ProgressMeeting, on: datetime.date) -> MeetingPaper:
    parts = []
    for part in agenda_of(meeting.compact, on):
        more = [_("and %(more)s more") % {"more": part.more}] if part.more else []
        parts.append(Part(part.heading, [*(words for words, _address in part.lines), *more], as_list=True))
    if own := [line.strip() for line in meeting.items.splitlines() if line.strip()]:
        parts.append(Part(_("Besides"), own, as_list=True))
    facts = [str(meeting.compact), where(meeting), _("Drawn from what is open on %(day)s.") % {"day": in_words(on)}]
    return MeetingPaper(_("Agenda: %(meeting)s") % {"meeting": meeting}, [*filter(None, facts)], parts, _("Nothing is open."))


def minutes_of(meeting: ProgressMeeting) -> MeetingPaper:
    parts = [Part(_("What was noted"), paragraphs(meeting.noted)), Part(_("What it decided"), decided(meeting), as_list=True)]
    parts.append(Part(_("The agenda as it was"), list(meeting.agenda), as_list=True))
    facts = [str(meeting.compact), where(meeting), _("Chaired by: %(who)s") % {"who": meeting.chaired_by}]
    kept = [part for part in parts if part.lines]
    return MeetingPaper(_("Minutes: %(meeting)s") % {"meeting": meeting}, [*filter(None, facts)], kept, _("Nothing is written down yet."))


def where(meeting: ProgressMeeting) -> str:
    return _("Where: %(place)s") % {"place": meeting.place} if meeting.place else ""


def decided(meeting: ProgressMeeting) -> list[str]:
    """A line each: what is new in the plan, what was said of what stood there, and what waits for a plan. Three queries."""
    lines = []
    for action in meeting.actions.select_related("target").order_by("target__number", "number"):
        words = {"target": action.target.number, "number": action.number, "text": action.text, "by_when": action.by_when_printed}
        with_day = _("New in the plan, as %(target)s.%(number)s: %(text)s (%(by_when)s)")
        lines.append((with_day if words["by_when"] else _("New in the plan, as %(target)s.%(number)s: %(text)s")) % words)
    updates = meeting.decisions.select_related("action__target", "note", "for_organisation")
    for update in updates.order_by("action__target__number", "action__number"):
        action, said = update.action, "; ".join(lines_of(update))
        words = {"target": action.target.number, "number": action.number, "text": action.text, "said": said}
        lines.append(_("On %(target)s.%(number)s, %(text)s: %(said)s") % words)
    for decision in meeting.group_decisions.all():
        who, when = _("Who: %(who)s") % {"who": decision.owners}, _("By when: %(by_when)s") % {"by_when": decision.by_when}
        more = [words for words, given in ((who, decision.owners), (when, decision.by_when)) if given]
        lines.append("; ".join([decision.text, *more]))
    return lines
