"""Every model that holds words is searched, or left out in so many words."""

from django.apps import apps
from django.db import models

from compact_portal.finding import Seeker
from compact_portal.search.looking import SOURCES

ROOMS = ("signatories", "actionplans", "reviews", "disputes")
WITH_ANOTHER = "its words stand on the page of a row that is searched"
OF_ONE = "only one person or organisation reads it, on a page of its own that they come to every time"
NOT_RELEASED = "answers and what was said in confidence: nothing of it may be found by words"
PLAIN = "names, addresses and settings, looked at where they are set"

LEFT_OUT = {
    "signatories.Amendment": "changes of the text under way stand on their consultation's one page",
    "signatories.AmendmentAgreement": WITH_ANOTHER,
    "signatories.Area": PLAIN,
    "signatories.CodeQuestion": WITH_ANOTHER,
    "signatories.Comment": OF_ONE,
    "signatories.CompactLink": WITH_ANOTHER,
    "signatories.Consultation": WITH_ANOTHER,
    "signatories.CorrectionRequest": OF_ONE,
    "signatories.Delegate": OF_ONE,
    "signatories.DutyTie": WITH_ANOTHER,
    "signatories.Edition": "its parts are searched, and the agreement by its name",
    "signatories.Endorsement": WITH_ANOTHER,
    "signatories.Enquiry": NOT_RELEASED,
    "signatories.GuestSpeaker": WITH_ANOTHER,
    "signatories.JoinRequest": "it waits on the officer's list of tasks",
    "signatories.MailWords": PLAIN,
    "signatories.NameWord": PLAIN,
    "signatories.Organisation": "as signatories",
    "signatories.OrganisationName": "as signatories",
    "signatories.OwnConsultation": OF_ONE,
    "signatories.PackSent": WITH_ANOTHER,
    "signatories.Part": WITH_ANOTHER,
    "signatories.PolicyAppraisal": OF_ONE,
    "signatories.Refresh": OF_ONE,
    "signatories.RefreshLink": OF_ONE,
    "signatories.SeatHolder": "the steering group is one short list",
    "signatories.SeatRequest": "it waits on the officer's list of tasks",
    "signatories.ServiceEntry": OF_ONE,
    "signatories.SigningLink": OF_ONE,
    "signatories.TermsOfReference": WITH_ANOTHER,
    "signatories.TrainingComment": NOT_RELEASED,
    "signatories.WaitingImport": OF_ONE,
    "actionplans.ActionPerson": WITH_ANOTHER,
    "actionplans.Amendment": WITH_ANOTHER,
    "actionplans.Approval": WITH_ANOTHER,
    "actionplans.Ask": WITH_ANOTHER,
    "actionplans.Carry": WITH_ANOTHER,
    "actionplans.DateChange": WITH_ANOTHER,
    "actionplans.LaunchDay": WITH_ANOTHER,
    "actionplans.MeetingNotice": WITH_ANOTHER,
    "actionplans.Outcome": WITH_ANOTHER,
    "actionplans.Parallel": WITH_ANOTHER,
    "actionplans.Plan": "its targets, actions and progress are searched",
    "actionplans.PlanComment": OF_ONE,
    "actionplans.PlanConsultation": WITH_ANOTHER,
    "actionplans.Risk": WITH_ANOTHER,
    "actionplans.Strategy": WITH_ANOTHER,
    "actionplans.StrategyAim": WITH_ANOTHER,
    "actionplans.Update": "what was done is searched as progress",
    "actionplans.UpdateLink": OF_ONE,
    "disputes.PanelCount": NOT_RELEASED,
    "disputes.PanelDocument": "one page of each agreement, which the menu of disagreements leads to",
    "disputes.Procedure": "one page of each agreement, which the menu of disagreements leads to",
    "disputes.Signpost": WITH_ANOTHER,
    "disputes.Standing": WITH_ANOTHER,
    "reviews.Assessment": OF_ONE,
    "reviews.AssignedBody": WITH_ANOTHER,
    "reviews.Assignment": WITH_ANOTHER,
    "reviews.Attachment": WITH_ANOTHER,
    "reviews.BackgroundPaper": WITH_ANOTHER,
    "reviews.Block": "found in the report once it is published",
    "reviews.BoardComment": OF_ONE,
    "reviews.Checklist": "its items are searched",
    "reviews.ChecklistRound": WITH_ANOTHER,
    "reviews.CodeLead": WITH_ANOTHER,
    "reviews.ColleagueLink": OF_ONE,
    "reviews.Consulted": WITH_ANOTHER,
    "reviews.Correction": WITH_ANOTHER,
    "reviews.CriterionMet": OF_ONE,
    "reviews.DateChange": WITH_ANOTHER,
    "reviews.Decision": WITH_ANOTHER,
    "reviews.EventItem": WITH_ANOTHER,
    "reviews.Evidence": OF_ONE,
    "reviews.Fact": OF_ONE,
    "reviews.FeedbackText": NOT_RELEASED,
    "reviews.Gap": OF_ONE,
    "reviews.Highlight": "found in the report once it is published",
    "reviews.Invitation": OF_ONE,
    "reviews.ItemAnswer": OF_ONE,
    "reviews.KitemarkApplication": OF_ONE,
    "reviews.KitemarkAssessor": OF_ONE,
    "reviews.KitemarkAward": "the register is one short list, and its holders are signatories",
    "reviews.KitemarkCriterion": "they stand on the kitemark's one page",
    "reviews.KitemarkScheme": "one page of each agreement",
    "reviews.LogLink": OF_ONE,
    "reviews.LogNote": OF_ONE,
    "reviews.Offer": NOT_RELEASED,
    "reviews.PaperCorrection": WITH_ANOTHER,
    "reviews.PaperPart": "found in the paper once it is issued",
    "reviews.ProcessReview": "found in the report once it is published",
    "reviews.ReadingLink": OF_ONE,
    "reviews.Recommendation": "found in the paper once it is issued",
    "reviews.ReportApproval": OF_ONE,
    "reviews.Review": "found in the report once it is published",
    "reviews.SaidApart": OF_ONE,
    "reviews.SaidOfUndertaking": NOT_RELEASED,
    "reviews.Scale": PLAIN,
    "reviews.Section": WITH_ANOTHER,
    "reviews.SignUp": OF_ONE,
    "reviews.Survey": WITH_ANOTHER,
    "reviews.SurveyDocument": WITH_ANOTHER,
    "reviews.UndertakingWord": NOT_RELEASED,
}


def words_of(model) -> list[str]:
    """Its columns of more than a line of words."""
    fields = [field for field in model._meta.local_fields if isinstance(field, (models.TextField, models.CharField)) and not field.choices]
    return [
        field.name for field in fields if not isinstance(field, models.CharField) or isinstance(field, models.TextField) or field.max_length >= 120
    ]


def with_words() -> set[str]:
    known = [
        model for model in apps.get_models() if model._meta.app_label in ROOMS and not hasattr(model, "pgh_tracked_model") and not model._meta.proxy
    ]
    return {model._meta.label for model in known if words_of(model)}


def searched() -> set[str]:
    seeker = Seeker(frozenset([1]))
    return {source.rows(seeker).model._meta.label for source in SOURCES}


def test_every_model_with_words_is_searched_or_left_out_for_a_reason():
    assert with_words() - searched() - set(LEFT_OUT) == set()


def test_what_is_left_out_is_there_and_is_not_searched():
    assert set(LEFT_OUT) - with_words() == set()
    assert set(LEFT_OUT) & searched() == set()
