"""The addresses of the board's papers and decisions, put among those of reviews."""

from django.urls import path

from reviews.views import years
from reviews.views.board import attaching, correcting, deciding, issuing, papers, reading, writing

PAPERS = "<slug:compact>/papers/"
PAPER = PAPERS + "<int:pk>/"
BOARD = "<slug:compact>/board/"

patterns = [
    path("<slug:compact>/years/", years.years, name="years"),
    path("<slug:compact>/years/search/", years.search, name="years_search"),
    path("i/board/<str:token>/", reading.reading, name="reading"),
    path("i/board/<str:token>/paper.pdf", reading.reading_pdf, name="reading_pdf"),
    path("i/board/<str:token>/attachments/<int:number>/", attaching.reading_attachment, name="reading_attachment"),
    path(PAPERS, papers.papers, name="papers"),
    path(PAPERS + "new/", writing.paper_new, name="paper_new"),
    path(PAPERS + "templates/new/", writing.paper_new, {"template": True}, name="template_new"),
    path(PAPER, papers.paper_page, name="paper_page"),
    path(PAPERS + "<int:pk>.pdf", papers.paper_as_pdf, name="paper_pdf"),
    path(PAPERS + "<int:pk>.docx", papers.paper_as_docx, name="paper_docx"),
    path(PAPER + "write/", writing.paper_write, name="paper_write"),
    path(PAPER + "head/", writing.paper_head, name="paper_head"),
    path(PAPER + "layout/", writing.paper_layout, name="paper_layout"),
    path(PAPER + "delete/", writing.paper_delete, name="paper_delete"),
    path(PAPER + "attach/", attaching.paper_attach, name="paper_attach"),
    path(PAPER + "attachments/<int:number>/", attaching.paper_attachment, name="paper_attachment"),
    path(PAPER + "correct/", correcting.paper_correct, name="paper_correct"),
    path(PAPER + "versions/<int:number>/", correcting.paper_version, name="paper_version"),
    path(PAPER + "versions/<int:number>/paper.pdf", correcting.paper_version_pdf, name="paper_version_pdf"),
    path(PAPER + "add/<slug:thing>/", writing.paper_add, name="paper_add"),
    path(PAPER + "<slug:thing>/<int:row>/", writing.paper_row, name="paper_row"),
    path(PAPER + "<slug:thing>/<int:row>/move/", writing.paper_move, name="paper_move"),
    path(PAPER + "<slug:thing>/<int:row>/remove/", writing.paper_remove, name="paper_remove"),
    path(PAPER + "check/", issuing.paper_check, name="paper_check"),
    path(PAPER + "issue/", issuing.paper_issue, name="paper_issue"),
    path(PAPER + "comment/", reading.paper_comment, name="paper_comment"),
    path(PAPER + "send/", deciding.send, name="paper_send"),
    path(PAPER + "copies/", deciding.copies, name="paper_copies"),
    path(PAPER + "copies/text/", deciding.copies, {"text": True}, name="text_copies"),
    path(PAPER + "decisions/<int:number>/note/", deciding.decide, name="decide"),
    path(PAPER + "decisions/<int:number>/follow/", deciding.follow_up, name="follow_up"),
    path(BOARD, deciding.board, name="board"),
    path(BOARD + "members/", deciding.members, name="board_members"),
    path(BOARD + "members/<int:pk>/end/", deciding.end_member, name="end_board_member"),
]
