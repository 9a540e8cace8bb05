"""Who may see the board's pages. The sweep has one draft and one issued paper."""

import datetime

from django.utils import timezone

from compact_portal.days import today
from compact_portal.documents.models import issue
from compact_portal.messaging.links import token_hash
from reviews.actions.board.deciding import send_to_board
from reviews.models import IssuedPaper, Paper, PaperPart, Recommendation
from signatories.models import BoardMember

TOKEN = "token-of-the-board"
HERE = {"compact": "wealdshire"}


def a_paper(cast, title: str) -> Paper:
    day = today() + datetime.timedelta(days=5)
    paper = Paper.objects.create(compact=cast.compact, title=title, report_to="Board", meeting_on=day, author_name="A", author_employer="B")
    PaperPart.objects.create(paper=paper, number=1, kind="paragraph", text="Words.")
    Recommendation.objects.create(paper=paper, number=1, text="Agree", owner="C")
    return paper


def prepare(cast) -> None:
    a_paper(cast, "Draft")
    at = timezone.now()
    issued = a_paper(cast, "Issued")
    files = {kind: issue(name=f"paper.{kind}", media_type="text/html", content=b"Words.", at=at) for kind in ("page", "pdf", "docx")}
    IssuedPaper.objects.create(paper=issued, **files, issued_at=at, issued_by=cast.officer)
    Paper.objects.filter(pk=issued.pk).update(status="issued", checked_at=at, checked_by=cast.officer)
    issued.refresh_from_db()
    send_to_board(paper=issued, by=cast.officer)
    issued.links.update(token_hash=token_hash(TOKEN))


def draft(cast) -> int:
    return Paper.objects.get(title="Draft").pk


def issued(cast) -> int:
    return Paper.objects.get(title="Issued").pk


DRAFT, ISSUED = HERE | {"pk": draft}, HERE | {"pk": issued}
ROW = DRAFT | {"thing": "part", "row": lambda cast: PaperPart.objects.get(paper__title="Draft").pk}

ACCESS = {
    "reviews:reading": ("public", {"token": TOKEN}),
    "reviews:reading_pdf": ("public", {"token": TOKEN}),
    "reviews:papers": ("public", HERE),
    "reviews:paper_new": ("officer", HERE),
    "reviews:template_new": ("officer", HERE),
    "reviews:paper_page": ("hidden:steering", DRAFT),
    "reviews:paper_pdf": ("hidden:steering", DRAFT),
    "reviews:paper_docx": ("hidden:steering", DRAFT),
    "reviews:paper_write": ("officer", DRAFT),
    "reviews:paper_head": ("officer", DRAFT),
    "reviews:paper_layout": ("officer", DRAFT),
    "reviews:paper_delete": ("officer", DRAFT),
    "reviews:paper_add": ("officer", DRAFT | {"thing": "paragraph"}),
    "reviews:paper_row": ("officer", ROW),
    "reviews:paper_move": ("post:officer", ROW),
    "reviews:paper_remove": ("officer", ROW),
    "reviews:paper_check": ("officer", DRAFT),
    "reviews:paper_issue": ("officer", DRAFT),
    "reviews:paper_comment": ("board_member", ISSUED),
    "reviews:paper_send": ("officer", ISSUED),
    "reviews:paper_copies": ("officer", ISSUED),
    "reviews:text_copies": ("officer", ISSUED),
    "reviews:decide": ("officer", ISSUED | {"number": 1}),
    "reviews:follow_up": ("", ISSUED | {"number": 1}),  # nothing is decided yet
    "reviews:board": ("public", HERE),
    "reviews:board_members": ("officer", HERE),
    "reviews:end_board_member": ("officer", HERE | {"pk": lambda cast: BoardMember.objects.get().pk}),
}
