"""Who may see the board's pages. The sweep has one draft and one issued paper."""

import datetime

from django.utils import timezone

from compact_portal.days import today
from compact_portal.documents.models import issue
from compact_portal.documents.uploads import Clean
from compact_portal.messaging.links import token_hash
from reviews.actions.board.deciding import send_to_board
from reviews.actions.board.writing import attach
from reviews.models import Event, EventItem, IssuedPaper, Paper, PaperPart, Recommendation
from signatories.models import BoardMember

TOKEN, EVENT_TOKEN = "token-of-the-board", "token-of-a-guest"
WEEK = datetime.timedelta(weeks=1)
HERE = {"compact": "wealdshire"}


def a_paper(cast, title: str) -> Paper:
    day = today() + datetime.timedelta(days=5)
    paper = Paper.objects.create(compact=cast.compact, title=title, report_to="Board", meeting_on=day, author_name="A", author_employer="B")
    PaperPart.objects.create(paper=paper, number=1, kind="paragraph", text="Words.")
    Recommendation.objects.create(paper=paper, number=1, text="Agree", owner="C")
    attach(paper=paper, title="Map", file=Clean("map.txt", "text/plain", b"Map"), by=cast.officer)
    return paper


def prepare(cast) -> None:
    week = {"starts_on": today() + WEEK, "ends_on": today() + WEEK}
    event = Event.objects.create(compact=cast.compact, name="Draft event", **week)
    EventItem.objects.create(event=event, day=event.starts_on, title="Talk")
    public = Event.objects.create(compact=cast.compact, name="Public event", **week, published_at=timezone.now(), published_by=cast.officer)
    public.sign_ups.create(sector="cross", name="Jo", sent_to="jo@example.org", asked_on=today(), token_hash=token_hash(EVENT_TOKEN))
    a_paper(cast, "Draft")
    at = timezone.now()
    issued = a_paper(cast, "Issued")
    files = {kind: issue(name=f"paper.{kind}", media_type="text/html", content=b"<h1>Issued</h1>", at=at) for kind in ("page", "pdf", "docx")}
    IssuedPaper.objects.create(paper=issued, **files, issued_at=at, issued_by=cast.officer)
    Paper.objects.filter(pk=issued.pk).update(status="issued", checked_at=at, checked_by=cast.officer)
    issued.refresh_from_db()
    send_to_board(paper=issued, by=cast.officer)
    issued.links.update(token_hash=token_hash(TOKEN))


def draft(cast) -> int:
    return Paper.objects.get(title="Draft").pk


def issued(cast) -> int:
    return Paper.objects.get(title="Issued").pk


def draft_event(cast) -> int:
    return Event.objects.get(name="Draft event").pk


def public_event(cast) -> int:
    return Event.objects.get(name="Public event").pk


DRAFT, ISSUED = HERE | {"pk": draft}, HERE | {"pk": issued}
ROW = DRAFT | {"thing": "part", "row": lambda cast: PaperPart.objects.get(paper__title="Draft").pk}
EVENT_ROW = HERE | {"pk": draft_event, "row": lambda cast: EventItem.objects.get(title="Talk").pk}

ACCESS = {
    "reviews:reading": ("public", {"token": TOKEN}),
    "reviews:reading_pdf": ("public", {"token": TOKEN}),
    "reviews:reading_attachment": ("public", {"token": TOKEN, "number": 1}),
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
    "reviews:paper_attach": ("officer", DRAFT),
    "reviews:paper_attachment": ("hidden:steering", DRAFT | {"number": 1}),
    "reviews:paper_correct": ("officer", ISSUED),
    "reviews:paper_version": ("public", ISSUED | {"number": 1}),
    "reviews:paper_version_pdf": ("public", ISSUED | {"number": 1}),
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
    "reviews:event_link": ("public", {"token": EVENT_TOKEN}),
    "reviews:events": ("public", HERE),
    "reviews:event_new": ("officer", HERE),
    "reviews:event": ("hidden:steering", HERE | {"pk": draft_event}),
    "reviews:event_edit": ("officer", HERE | {"pk": draft_event}),
    "reviews:event_item_new": ("officer", HERE | {"pk": draft_event}),
    "reviews:event_item": ("officer", EVENT_ROW),
    "reviews:event_item_remove": ("officer", EVENT_ROW),
    "reviews:event_publish": ("officer", HERE | {"pk": draft_event}),
    "reviews:event_people": ("officer", HERE | {"pk": public_event}),
    "reviews:event_sign_up": ("public", HERE | {"pk": public_event}),
    "reviews:event_words": ("steering", HERE | {"pk": public_event}),
    "reviews:years": ("public", HERE),
    "reviews:years_search": ("public", HERE),
    "reviews:board": ("public", HERE),
    "reviews:board_members": ("officer", HERE),
    "reviews:end_board_member": ("officer", HERE | {"pk": lambda cast: BoardMember.objects.get(person=cast.board_member).pk}),
}
