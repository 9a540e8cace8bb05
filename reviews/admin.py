"""Reviews in the admin, for looking up alone: what happens to them has pages of its own, with their guards.

No answer, no text and no release stands here, nor anything that leads to one; of the reading of texts only who has read how many, and
what became of them.
"""

from django.contrib import admin

from compact_portal.administration import OnlyRead
from reviews import admin_board, admin_checklists  # noqa: F401  registers
from reviews.models import DateChange, Finding, Invitation, Milestone, Opinion, Passage, ProcessReview, Question, Review, Survey


class LookedAt(OnlyRead, admin.ModelAdmin):
    """`shown` are the only fields that a page has."""

    shown: list[str] = []
    list_per_page = 50

    def get_fields(self, request, obj=None):
        return self.shown

    def get_readonly_fields(self, request, obj=None):
        return self.shown


@admin.register(Review)
class ReviewAdmin(LookedAt):
    list_display = ["label", "compact", "year", "plan", "board_on"]
    list_filter = ["compact"]
    list_select_related = ["compact", "plan"]
    search_fields = ["label", "compact__name"]
    shown = ["compact", "year", "label", "plan", "next_plan", "rhythm", "started_on", "interim_on", "report_due_on", "week_on", "board_on"]


@admin.register(Survey)
class SurveyAdmin(LookedAt):
    list_display = ["review", "status", "opens_on", "due_on", "closes_on", "minutes"]
    list_filter = ["compact", "status"]
    list_select_related = ["review__compact__area"]
    search_fields = ["review__label", "compact__name"]
    shown = [
        "review",
        "compact",
        "edition",
        "status",
        "opens_on",
        "due_on",
        "closes_on",
        "short_form",
        "rated_group",
        "ready_by",
        "opened_by",
        "closed_by",
    ]


@admin.register(Question)
class QuestionAdmin(LookedAt):
    list_display = ["number", "text", "kind", "section", "about"]
    list_filter = ["section__survey__compact", "section__survey__review__year", "kind"]
    list_select_related = ["section", "code", "commitment"]
    search_fields = ["text", "key"]
    shown = ["section", "number", "key", "kind", "text", "text_for_statutory", "text_for_voluntary", "help_text", "code", "commitment", "headline"]

    @admin.display(description="what it is about")
    def about(self, question: Question) -> str:
        return str(question.commitment or question.code or "")


@admin.register(Invitation)
class InvitationAdmin(LookedAt):
    """What an officer sees on the list of those who were asked: no token, and nothing of an answer."""

    list_display = ["organisation", "survey", "sector", "sent_to", "sent_at", "extended_to", "declined", "excused_at"]
    list_filter = ["survey__compact", "survey__review__year", "sector", "declined"]
    list_select_related = ["organisation", "survey__review", "survey__compact"]
    search_fields = ["organisation__name", "sent_to"]
    shown = ["organisation", "survey", "sector", "sent_to", "sent_at", "revoked_at", "extended_to", "declined", "declined_on", "excused_at"]
    shown += ["excused_by", "excused_reason"]


@admin.register(DateChange)
class DateChangeAdmin(LookedAt):
    list_display = ["review", "date", "milestone", "before", "after", "organisation", "changed_by", "changed_at"]
    list_filter = ["review__compact", "date"]
    list_select_related = ["review__compact__area", "milestone", "organisation", "changed_by"]
    search_fields = ["reason", "organisation__name"]
    shown = ["review", "organisation", "date", "milestone", "before", "after", "reason", "changed_by", "changed_at"]


@admin.register(Milestone)
class MilestoneAdmin(LookedAt):
    list_display = ["name", "review", "on", "owner", "done_on"]
    list_filter = ["review__compact", "review__year"]
    list_select_related = ["review__compact__area"]
    search_fields = ["name", "owner"]
    shown = ["review", "key", "name", "owner", "on", "after", "before", "done_on", "done_by"]


@admin.register(Passage)
class PassageAdmin(LookedAt):
    """How far the reading of texts is. Not their words, nor which text a row stands for."""

    list_display = ["survey", "state", "settled_on"]
    list_display_links = None
    list_filter = ["survey__compact", "survey__review__year", "state"]
    list_select_related = ["survey__review", "survey__compact"]
    search_fields = ["survey__compact__name"]
    shown = ["survey", "state", "settled_on"]


@admin.register(Opinion)
class OpinionAdmin(LookedAt):
    """Who has read how many texts. What they said of each is between them."""

    list_display = ["person", "sector", "survey", "given_on"]
    list_display_links = None
    list_filter = ["passage__survey__compact", "passage__survey__review__year", "sector"]
    list_select_related = ["person", "passage__survey__review", "passage__survey__compact"]
    search_fields = ["person__name", "person__email"]
    shown = ["person", "sector", "given_on"]

    @admin.display(ordering="passage__survey")
    def survey(self, opinion: Opinion) -> Survey:
        return opinion.passage.survey


@admin.register(Finding)
class FindingAdmin(LookedAt):
    list_display = ["number", "text", "kind", "code", "review"]
    list_filter = ["review__compact", "review__year", "kind"]
    list_select_related = ["code", "review__compact__area"]
    search_fields = ["text"]
    shown = ["review", "number", "kind", "text", "sector", "code", "action"]


@admin.register(ProcessReview)
class ProcessReviewAdmin(LookedAt):
    list_display = ["review", "reviewed_on", "recorded_by"]
    list_filter = ["review__compact"]
    list_select_related = ["review__compact__area", "recorded_by"]
    search_fields = ["worked", "changes"]
    shown = ["review", "reviewed_on", "worked", "changes", "recorded_by", "recorded_at"]
