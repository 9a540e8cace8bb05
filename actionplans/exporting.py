"""The plan on paper: the landscape table of objectives, owners, activities and days, as PDF and as a Word document."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.action_rows import ACTIVITY, BY_WHEN
from actionplans.models import Plan, Target
from actionplans.reports import with_numerals
from compact_portal.days import in_words
from compact_portal.documents.docx_out import Heading, Paragraph, Table, to_docx
from compact_portal.documents.pdf import render_pdf_once
from compact_portal.text import paragraphs

SHARES = (5, 11, 4)


@dataclass(frozen=True)
class PrintedPlan:
    """What both forms print. `opening` holds (heading, paragraphs); `agreed` says who agreed and who did not, and what was amended since."""

    plan: Plan
    opening: list[tuple[str, list[str]]]
    targets: list[Target]
    agreed: list[str]

    @property
    def headings(self) -> list[str]:
        return [self.plan.terms.owner, _("Activity"), _("By When")]

    @property
    def place_and_time(self) -> str:
        plan = self.plan
        return _("%(area)s, %(first)s to %(last)s") % {
            "area": plan.compact.area,
            "first": in_words(plan.starts_on),
            "last": in_words(plan.ends_on),
        }

    @property
    def title(self) -> str:
        return f"{self.plan.compact}: {self.plan}"


def printed(plan: Plan) -> PrintedPlan:
    """Eight queries, however long the plan is."""
    targets = with_numerals(list(plan.targets.prefetch_related("outcomes", "actions__notes", "achievements")))
    return PrintedPlan(plan, opening_of(plan), targets, agreed(plan) if plan.is_public else [])


def agreed(plan: Plan) -> list[str]:
    """A sentence for each member who said whether they agree; one who does not is printed with their words."""
    says = {
        (True, True): _("%(person)s (%(sector)s) agrees: “%(words)s”"),
        (True, False): _("%(person)s (%(sector)s) agrees."),
        (False, True): _("%(person)s (%(sector)s) does not agree: “%(words)s”"),
        (False, False): _("%(person)s (%(sector)s) does not agree."),
    }
    sentences = [
        says[approval.agrees, bool(approval.words)]
        % {"person": approval.given_by, "sector": plan.terms.sector(approval.sector), "words": approval.words}
        for approval in plan.approvals.select_related("given_by")
    ]
    if amended := plan.amendments.count():
        said = ngettext("Amended %(times)d time since it was adopted.", "Amended %(times)d times since it was adopted.", amended)
        sentences.append(said % {"times": amended})
    return sentences


def opening_of(plan: Plan) -> list[tuple[str, list[str]]]:
    """The words before the tables, with their headings; those that are not there are left out."""
    parts = [(_("Introduction"), plan.introduction), (_("Purpose"), plan.purpose), (_("Aim"), plan.aim)]
    return [(heading, paragraphs(words)) for heading, words in parts if words.strip()]


def plan_pdf(plan: Plan) -> bytes:
    """Tagged (PDF/UA-1)."""
    html = render_to_string("actionplans/print.html", {"printed": printed(plan), "plan": plan, "terms": plan.terms})
    return render_pdf_once(html)


def plan_docx(plan: Plan) -> bytes:
    terms, content = plan.terms, printed(plan)
    headings = [terms.owner, ACTIVITY, BY_WHEN]  # an import reads the tables by them
    blocks: list = [Paragraph(content.place_and_time)]
    if not plan.is_public:
        blocks.append(Paragraph(_("DRAFT: for the %(steering_group)s, not yet agreed.") % {"steering_group": terms.steering_group}))
    blocks += map(Paragraph, content.agreed)
    for heading, words in content.opening:
        blocks += [Heading(heading), *map(Paragraph, words)]
    for target in content.targets:
        blocks.append(Heading(f"{terms.target} {target.number}. {target.text}"))
        blocks += [Paragraph(_("Outcome: %(outcome)s") % {"outcome": outcome.text}) for outcome in target.outcomes.all()]
        if target.actions.all():
            blocks.append(Table(headings, [cells_of(action) for action in target.actions.all()], SHARES))
        if target.achievements.all() and target.kind == Target.Kind.ORDINARY:
            blocks.append(Heading(_("Achievements"), 2))
        for achievement in target.achievements.all():
            first, *rest = achievement.paragraphs
            blocks += [Paragraph(f"{achievement.numeral}) {first}"), *map(Paragraph, rest)]
    return to_docx(content.title, blocks, language=plan.compact.language)


def cells_of(action) -> list[list[str]]:
    """Owner, activity with its progress, by when: word for word, each note a paragraph."""
    return [[action.owners_as_written], [action.text, *(note.text for note in action.notes.all())], [action.by_when_printed]]
