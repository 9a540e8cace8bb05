"""Plans in the admin: a plan with its targets, a target with what belongs to it, an action with its notes.

Nothing is deleted here: with a plan would go its actions, what was said of them, and who agreed to it. What a plan no longer holds is
dropped on its own pages, which know whether it was adopted.
"""

from django.contrib import admin

from actionplans.models import (
    Achievement,
    Action,
    Ask,
    GroupDecision,
    LaunchDay,
    MeetingNotice,
    Outcome,
    Plan,
    PlanConsultation,
    ProgressMeeting,
    ProgressNote,
    Risk,
    Strategy,
    StrategyAim,
    Target,
    Update,
)
from compact_portal.administration import NeverDeleted, OnlyRead


class AimInline(NeverDeleted, admin.TabularInline):
    model = StrategyAim
    extra = 0


@admin.register(Strategy)
class StrategyAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["title", "compact", "starts_in", "ends_in"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["title"]
    inlines = [AimInline]


class TargetInline(NeverDeleted, admin.TabularInline):
    model = Target
    fields = ["number", "kind", "text"]
    extra = 0
    show_change_link = True


@admin.register(Plan)
class PlanAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["label", "compact", "kind", "period", "status"]
    list_filter = ["compact", "kind", "status"]
    list_select_related = ["compact"]
    search_fields = ["label"]
    inlines = [TargetInline]


class OutcomeInline(NeverDeleted, admin.TabularInline):
    model = Outcome
    extra = 0


class AchievementInline(NeverDeleted, admin.StackedInline):
    model = Achievement
    exclude = ["organisations"]  # chosen on its page, from those that fit
    extra = 0


class ActionInline(NeverDeleted, admin.TabularInline):
    """What a list needs; the rest of an action is on its own page."""

    model = Action
    fields = ["number", "text", "owners_as_written", "by_when", "due_on", "ongoing", "status"]
    extra = 0
    show_change_link = True


@admin.register(Target)
class TargetAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "plan", "kind"]
    list_filter = ["plan__compact", "plan"]
    list_select_related = ["plan"]
    search_fields = ["text"]
    inlines = [OutcomeInline, AchievementInline, ActionInline]


class ProgressNoteInline(NeverDeleted, admin.TabularInline):
    model = ProgressNote
    extra = 0


@admin.register(Action)
class ActionAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "target", "owners_as_written", "by_when", "due_on", "status"]
    list_filter = ["target__plan__compact", "target__plan", "status", "ongoing", "after_plan"]
    list_select_related = ["target"]
    search_fields = ["text", "owners_as_written"]
    autocomplete_fields = ["target", "owners"]
    filter_horizontal = ["codes"]
    exclude = ["commitments", "also_serves", "aims", "supporters", "events"]  # chosen on the pages, where only fitting ones are offered
    inlines = [ProgressNoteInline]


@admin.register(Ask)
class AskAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "said_in", "said_on", "compact"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["text", "said_in"]
    autocomplete_fields = ["actions"]


@admin.register(Update)
class UpdateAdmin(OnlyRead, admin.ModelAdmin):
    """To look up what was said; updates are given on the pages."""

    list_display = ["action", "period_starts_on", "rating", "given_on", "for_organisation"]
    list_filter = ["action__target__plan", "rating"]
    list_select_related = ["action", "for_organisation"]
    search_fields = ["action__text", "note__text"]


@admin.register(Risk)
class RiskAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["text", "plan", "likelihood", "impact", "owner"]
    list_filter = ["plan__compact", "plan"]
    list_select_related = ["plan"]
    search_fields = ["text"]
    autocomplete_fields = ["action", "named_by"]


@admin.register(ProgressMeeting)
class ProgressMeetingAdmin(OnlyRead, admin.ModelAdmin):
    """To look up; meetings are written down on the pages, where the steering group alone reads what was said."""

    list_display = ["__str__", "plan", "group", "chaired_by"]
    list_filter = ["plan__compact", "group", "plan"]
    list_select_related = ["plan", "group"]
    search_fields = ["of", "chaired_by"]
    exclude = ["items", "agenda", "noted"]


@admin.register(GroupDecision)
class GroupDecisionAdmin(ProgressMeetingAdmin):
    list_display = ["__str__", "meeting", "action"]
    list_filter = ["meeting__group"]
    list_select_related = ["meeting", "action"]
    search_fields = ["text", "owners"]


@admin.register(MeetingNotice)
class MeetingNoticeAdmin(ProgressMeetingAdmin):
    list_display = ["__str__", "held_on", "people", "told_at"]
    list_filter = ["kind", "meeting__plan__compact", "meeting__group"]
    list_select_related = ["meeting"]
    search_fields = ["meeting__of"]


class LaunchDayInline(NeverDeleted, admin.TabularInline):
    model = LaunchDay
    extra = 0


@admin.register(PlanConsultation)
class ConsultationAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["plan", "opens_on", "closes_on"]
    list_filter = ["plan__compact"]
    list_select_related = ["plan"]
    search_fields = ["plan__label"]
    inlines = [LaunchDayInline]
