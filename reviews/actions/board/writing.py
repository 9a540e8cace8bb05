"""Papers and templates are begun, written and put in order. Whatever is changed has to be checked again."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.documents.uploads import Clean, discard, keep
from reviews.board.pointing import wrong_pointer
from reviews.board.templates import STARTING, copy_of, from_starting_content
from reviews.models import Attachment, BackgroundPaper, Consulted, Paper, PaperPart, Recommendation
from signatories.models import Compact
from signatories.roles import officer_only

# What a paper is made of, by the word that addresses use for it.
THINGS = {"part": PaperPart, "recommendation": Recommendation, "background": BackgroundPaper, "consulted": Consulted, "attachment": Attachment}


@transaction.atomic
def begin_paper(*, compact: Compact, source: Paper | str, by: User, template: bool = False, **facts) -> Paper:
    """A draft, or a template, that begins as a copy of `source`: a row of this agreement, or the name of a starting content."""
    officer_only(by, compact)
    facts["status"] = Paper.Status.TEMPLATE if template else Paper.Status.DRAFT
    if isinstance(source, str):
        paper = from_starting_content(source, compact=compact, **{"title": str(STARTING[source])} | facts)
    elif source.compact_id == compact.pk:
        paper = copy_of(source, **facts)
    else:
        raise ValidationError(_("This template belongs to another agreement."))
    if follows := facts.get("follows"):
        refuse_to_follow(paper, follows)
    record("template.begun" if template else "paper.begun", paper, by=by)
    return paper


def refuse_to_follow(paper: Paper, follows: Paper) -> None:
    if follows.compact_id != paper.compact_id or not follows.is_issued:
        raise ValidationError(_("A paper follows one of this agreement that has been issued."))


@transaction.atomic
def save_head(*, paper: Paper, by: User, **facts) -> Paper:
    """The facts at the head and in the audit trail, and the words before the recommendations."""
    paper = locked(paper, by)
    for name, value in facts.items():
        setattr(paper, name, value)
    return touched(paper, "paper.head_saved", by)


@transaction.atomic
def save_layout(*, paper: Paper, numbering: str, header: list[list[str]], recommendation_heading: str, council_tables: bool, by: User) -> Paper:
    """How it looks: `header` is (fact, words) in order. Refused while a pointer would lose its number."""
    paper = locked(paper, by)
    paper.numbering, paper.header = numbering, header
    paper.recommendation_heading, paper.council_tables = recommendation_heading, council_tables
    touched(paper, "paper.laid_out", by)
    refuse_wrong_pointers(paper)
    return paper


@transaction.atomic
def save_row(*, paper: Paper, thing: str, row: models.Model | None, by: User, behind: int | None = None, **values) -> models.Model:
    """A new row comes last, or behind the one with the number `behind`. Raises ValidationError for a pointer to nowhere."""
    paper = locked(paper, by)
    siblings = rows_like(paper, thing)
    row = siblings.get(pk=row.pk) if row else THINGS[thing](paper=paper, number=make_room(siblings, behind))
    for name, value in values.items():
        setattr(row, name, value)
    row.paper = paper
    refuse_taken_name(paper, row)
    row.full_clean(exclude=["number"], validate_unique=False)
    row.save()
    refuse_wrong_pointers(paper)
    touched(paper, f"paper.{thing}_saved", by, number=row.number)
    return row


@transaction.atomic
def attach(*, paper: Paper, title: str, file: Clean, by: User, at=None) -> Attachment:
    """A file that was looked at goes with the paper, as its next appendix."""
    paper = locked(paper, by)
    number = make_room(rows_like(paper, "attachment"), None)
    made = Attachment.objects.create(paper=paper, number=number, title=title, upload=keep(file, by=by, at=at or timezone.now()))
    touched(paper, "paper.attachment_saved", by, number=number, sha256=made.upload.sha256)
    return made


@transaction.atomic
def move_row(*, paper: Paper, thing: str, row: models.Model, up: bool, by: User) -> None:
    paper = locked(paper, by)
    rows = list(rows_like(paper, thing))
    place = next(place for place, other in enumerate(rows) if other.pk == row.pk)
    to = place + (-1 if up else 1)
    if not 0 <= to < len(rows):
        return
    mine, other = rows[place], rows[to]
    mine.number, other.number = other.number, mine.number
    THINGS[thing].objects.bulk_update([mine, other], ["number"])
    touched(paper, f"paper.{thing}_moved", by, number=mine.number)


@transaction.atomic
def remove_row(*, paper: Paper, thing: str, row: models.Model, by: User) -> None:
    """Raises ValidationError while another paragraph points at it."""
    paper = locked(paper, by)
    row = rows_like(paper, thing).get(pk=row.pk)
    number = row.number
    row.delete()
    if thing == "attachment":
        discard(row.upload)
    refuse_wrong_pointers(paper)
    rows = list(rows_like(paper, thing).filter(number__gt=number))
    for other in rows:
        other.number -= 1
    THINGS[thing].objects.bulk_update(rows, ["number"])
    touched(paper, f"paper.{thing}_removed", by, number=number)


@transaction.atomic
def remove_paper(*, paper: Paper, by: User) -> None:
    """A template, or a draft that came to nothing. An issued paper stays."""
    paper = locked(paper, by)
    record("template.removed" if paper.is_template else "paper.removed", paper, by=by)
    files = [attachment.upload for attachment in paper.attachments.select_related("upload")]
    paper.delete()
    for file in files:
        discard(file)


def rows_like(paper: Paper, thing: str) -> models.QuerySet:
    return THINGS[thing].objects.filter(paper=paper).order_by("number")


def make_room(siblings: models.QuerySet, behind: int | None) -> int:
    """The number of a new row; those behind it move down."""
    rows = list(siblings)
    if behind is None or behind >= len(rows):
        return rows[-1].number + 1 if rows else 1
    later = [row for row in rows if row.number > behind]
    for row in later:
        row.number += 1
    siblings.model.objects.bulk_update(later, ["number"])
    return behind + 1


def refuse_taken_name(paper: Paper, row: models.Model) -> None:
    tag = getattr(row, "tag", "")
    if not tag:
        return
    for model in (PaperPart, Recommendation):
        same = model.objects.filter(paper=paper, tag=tag)
        if same.exclude(pk=row.pk if isinstance(row, model) else None).exists():
            raise ValidationError(_("Something else in this paper is called “%(tag)s” already: choose another name.") % {"tag": tag})


def refuse_wrong_pointers(paper: Paper) -> None:
    if wrong := wrong_pointer(paper):
        raise ValidationError(wrong)


def locked(paper: Paper, by: User) -> Paper:
    """The paper, held until the end of the transaction. Raises ValidationError once it is issued."""
    officer_only(by, paper.compact)
    paper = Paper.objects.select_for_update(of=["self"]).select_related("compact__area", "review", "author_seat__seat__organisation").get(pk=paper.pk)
    if paper.is_issued:
        raise ValidationError(_("This paper has been issued, so it stands as it is."))
    return paper


def touched(paper: Paper, verb: str, by: User, **detail) -> Paper:
    """Save it, not checked any more, and record what was done."""
    if paper.status == Paper.Status.CHECKED:
        paper.status = Paper.Status.DRAFT
    paper.checked_at = paper.checked_by = None
    paper.full_clean(validate_unique=False)
    paper.save()
    record(verb, paper, by=by, **detail)
    return paper
