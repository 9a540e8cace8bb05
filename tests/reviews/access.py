"""Who may see the addresses of reviews. The standing survey of the sweep is open, its invitations sent."""

import datetime

from compact_portal.days import today
from compact_portal.documents.uploads import Clean
from compact_portal.messaging.links import token_hash
from reviews.actions.colleagues import ask_colleague
from reviews.actions.composing import lay_out
from reviews.actions.running import open_survey, send_invitations
from reviews.designing import create_survey
from reviews.designing.editing import change_document
from reviews.models import Block, ColleagueLink, Finding, Invitation, Milestone, Question, Review, Section, SurveyDocument
from tests.actionplans.access import a_coming_meeting
from tests.reviews import log_access as log
from tests.reviews.board import access as board
from tests.reviews.checklists import access as checklists

SURVEY = {"compact": "wealdshire", "year": 2009}
TOKEN = "token-of-the-charity"
NOT_BEGUN = {"reviews:survey": "volunteer"}


def prepare(cast) -> None:
    """The charity is invited, and nobody else."""
    review = Review.objects.create(compact=cast.compact, year=SURVEY["year"], label="2009 – 2010")
    days = {"opens_on": today(), "closes_on": today() + datetime.timedelta(days=90)}
    survey = create_survey(review=review, **days, documents=[{"title": "Folder", "purpose": "What working together means"}], by=cast.officer)
    folder = Clean("folder.pdf", "application/pdf", b"%PDF-1.7")
    change_document(document=survey.documents.get(), title="Folder", purpose="What working together means", file=folder, by=cast.officer)
    open_survey(survey=survey, by=cast.officer)
    send_invitations(survey=survey, by=cast.officer, organisations=type(cast.charity).objects.filter(pk=cast.charity.pk))
    survey.invitations.update(token_hash=token_hash(TOKEN))
    Finding.objects.create(review=review, number=1, text="Papers come late.")
    Milestone.objects.create(review=review, key="seats", name="Seats confirmed", on=today())
    lay_out(review=review, by=cast.officer)
    invitation = survey.invitations.get()
    ask_colleague(invitation=invitation, section=survey.sections.first(), name="Jo", email="jo@example.org", on=today())
    log.prepare(cast)
    board.prepare(cast)
    checklists.prepare(cast)


def a(model) -> int:
    """The key of one row of the standing survey."""
    return model.objects.order_by("pk").values_list("pk", flat=True)[0]


ACCESS = {
    **board.ACCESS,
    **log.ACCESS,
    "reviews:invitation": ("public", {"token": TOKEN}),
    "reviews:decline": ("post:public", {"token": TOKEN}),
    "reviews:survey": ("respondent", SURVEY),
    "reviews:answer_as": ("respondent", SURVEY | {"organisation": lambda cast: cast.charity.pk}),
    "reviews:questions": ("public", SURVEY),
    "reviews:section": ("respondent", SURVEY | {"number": 1}),
    "reviews:check": ("respondent", SURVEY),
    "reviews:copy": ("respondent", SURVEY),
    "reviews:look": ("respondent", SURVEY, NOT_BEGUN | {"reviews:submit": "lead"}),
    "reviews:colleagues": ("respondent", SURVEY, NOT_BEGUN),
    "reviews:stop_colleague": ("post:respondent", SURVEY | {"pk": lambda cast: ColleagueLink.objects.get().pk}),
    "reviews:come_back": ("public", SURVEY),
    "reviews:come_back_code": ("public", SURVEY, {"reviews:come_back": "public"}),
    "reviews:document": ("asked", SURVEY | {"number": 1}),
    "reviews:leave": ("post:public", SURVEY),
    "reviews:submit": ("respondent", SURVEY, NOT_BEGUN),
    "reviews:prepare_review": ("officer", {"compact": "wealdshire"}),
    "reviews:change_review": ("officer", SURVEY),
    "reviews:prepare": ("officer", SURVEY, {"reviews:manage": "officer"}),
    "reviews:dates": ("officer", SURVEY),
    "reviews:the_year": ("steering", {"compact": "wealdshire"}),
    "reviews:year_of": ("steering", SURVEY),
    "reviews:year_set_up": ("officer", SURVEY),
    "reviews:year_move": ("officer", SURVEY | {"name": "seats"}),
    "reviews:milestone_add": ("officer", SURVEY),
    "reviews:milestone_change": ("officer", SURVEY | {"pk": lambda cast: a(Milestone)}),
    "reviews:milestone_remove": ("officer", SURVEY | {"pk": lambda cast: a(Milestone)}),
    "reviews:milestone_done": ("post:steering", SURVEY | {"pk": lambda cast: a(Milestone)}),
    "reviews:agenda": ("steering", {"compact": "wealdshire", "pk": lambda cast: a_coming_meeting(cast).pk}),
    "reviews:meeting_paper": ("steering", {"compact": "wealdshire", "form": "docx", "pk": lambda cast: a_coming_meeting(cast).pk}),
    "reviews:minutes": ("steering", {"compact": "wealdshire", "pk": lambda cast: a_coming_meeting(cast).pk}),
    "reviews:facts": ("officer", SURVEY),
    "reviews:design": ("officer", SURVEY),
    "reviews:add_page": ("officer", SURVEY),
    "reviews:change_page": ("officer", SURVEY | {"pk": lambda cast: a(Section)}),
    "reviews:add_question": ("officer", SURVEY | {"pk": lambda cast: a(Section)}),
    "reviews:change_question": ("officer", SURVEY | {"pk": lambda cast: a(Question)}),
    "reviews:condition": ("officer", SURVEY | {"pk": lambda cast: a(Question)}),
    "reviews:add_document": ("officer", SURVEY),
    "reviews:change_document": ("officer", SURVEY | {"pk": lambda cast: a(SurveyDocument)}),
    "reviews:move": ("post:officer", SURVEY | {"thing": "question", "pk": lambda cast: a(Question)}),
    "reviews:remove": ("officer", SURVEY | {"thing": "question", "pk": lambda cast: a(Question)}),
    "reviews:preview": ("steering", SURVEY | {"sector": "voluntary"}),
    "reviews:paper": ("public", SURVEY | {"sector": "voluntary"}),
    "reviews:choose_form": ("post:respondent", SURVEY),
    "reviews:ready": ("post:officer", SURVEY),
    "reviews:chasing": ("officer", SURVEY),
    "reviews:chasing_csv": ("officer", SURVEY),
    "reviews:one_invitation": ("officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:excuse": ("officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:extra_time": ("officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:type_answer": ("officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:confirm_typed": ("", SURVEY | {"pk": lambda cast: a(Invitation)}),  # nothing was typed that waits for another sector
    "reviews:revoke": ("post:officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:reissue": ("post:officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:expect": ("post:officer", SURVEY | {"pk": lambda cast: a(Invitation)}),
    "reviews:manage": ("officer", SURVEY),
    "reviews:open": ("post:officer", SURVEY),
    "reviews:invite": ("post:officer", SURVEY),
    "reviews:close": ("post:officer", SURVEY),
    "reviews:release": ("officer", SURVEY),
    "reviews:results": ("hidden:steering", SURVEY, {"reviews/unreleased.html": "steering"}),
    "reviews:results_csv": ("hidden:", SURVEY),  # everybody's, once there is a release
    "reviews:results_json": ("hidden:", SURVEY),
    "reviews:moderation": ("steering", SURVEY),
    "reviews:passage": ("", SURVEY | {"pk": 1}),  # there are none before a survey's close
    "reviews:written": ("steering", SURVEY),
    "reviews:passed_texts": ("officer", SURVEY),
    "reviews:take_highlight": ("", SURVEY | {"pk": 1}),
    "reviews:offers": ("steering", SURVEY),
    "reviews:answer_offer": ("", SURVEY | {"pk": 1}),  # there are none before a survey's close
    "reviews:good_examples": ("officer", SURVEY),
    "reviews:keep_example": ("", SURVEY | {"pk": 1}),
    "reviews:examples": ("public", {"compact": "wealdshire"}),
    "reviews:achievement_from_example": ("", {"compact": "wealdshire", "pk": 1}),
    "reviews:example_consent": ("hidden:", {"token": "nobodys"}),
    "reviews:findings": ("steering", SURVEY),
    "reviews:finding_action": ("officer", SURVEY | {"pk": lambda cast: Finding.objects.get().pk}),
    "reviews:remove_finding": ("post:steering", SURVEY | {"pk": lambda cast: Finding.objects.get().pk}),
    "reviews:process": ("steering", SURVEY),
    "reviews:reports": ("public", {"compact": "wealdshire"}),
    "reviews:report": ("hidden:steering", SURVEY),
    "reviews:report_pdf": ("hidden:steering", SURVEY),
    "reviews:edit_report": ("officer", SURVEY),
    "reviews:report_file": ("hidden:steering", SURVEY | {"output": "table"}),
    "reviews:report_picture": ("hidden:", SURVEY | {"sha256": "0" * 64}),  # the standing report has none
    "reviews:report_version": ("hidden:", SURVEY | {"number": 1}),  # everybody's, once it is published
    "reviews:report_version_file": ("hidden:", SURVEY | {"number": 1, "output": "pdf"}),
    "reviews:approve_report": ("steering", SURVEY),
    "reviews:propose_report": ("post:officer", SURVEY),
    "reviews:proposed_report": ("", SURVEY),  # there is none while the survey is open
    "reviews:proposed_file": ("", SURVEY | {"output": "pdf"}),
    "reviews:correct_report": ("", SURVEY),  # there is nothing to correct before it is published
    "reviews:compose": ("steering", SURVEY),
    "reviews:add_block": ("steering", SURVEY),
    "reviews:change_block": ("steering", SURVEY | {"pk": lambda cast: a(Block)}),
    "reviews:move_block": ("post:steering", SURVEY | {"pk": lambda cast: a(Block)}),
    "reviews:hide_block": ("post:steering", SURVEY | {"pk": lambda cast: a(Block)}),
    "reviews:remove_block": ("steering", SURVEY | {"pk": lambda cast: a(Block)}),
    "reviews:publish_report": ("officer", SURVEY),
} | checklists.ACCESS
