"""Reference data of checklists: scales, checklists, rounds, who leads, the kitemark. Answers are never here, nor surveys.

What is in use stands: the database refuses a change of it, so these pages show it for reading alone.
"""

from django.contrib import admin

from compact_portal.administration import NeverDeleted, OnlyRead
from reviews.models import (
    AssignedBody,
    Assignment,
    Checklist,
    ChecklistItem,
    ChecklistRound,
    CodeLead,
    KitemarkAward,
    KitemarkCriterion,
    KitemarkScheme,
    Scale,
    ScalePoint,
)


class Standing:
    """Nothing of it can be changed here once `stands` is true of it; the page then says so."""

    def stands(self, obj) -> bool:
        return obj.status != "draft"

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and self.stands(obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and self.stands(obj))


class OfStanding:
    """A row inside such a page."""

    def parent_stands(self, obj) -> bool:
        return obj is not None and obj.pk is not None and getattr(obj, "status", "draft") != "draft"

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not self.parent_stands(obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self.parent_stands(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self.parent_stands(obj)


class ScalePointInline(OfStanding, admin.TabularInline):
    model = ScalePoint
    extra = 3

    def parent_stands(self, obj) -> bool:
        return obj is not None and obj.pk is not None and obj.is_in_use


@admin.register(Scale)
class ScaleAdmin(Standing, admin.ModelAdmin):
    list_display = ["name", "compact", "well_from", "partly_from", "talk_from"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["name", "points__label"]
    inlines = [ScalePointInline]

    def stands(self, obj) -> bool:
        return obj.is_in_use


class ChecklistItemInline(OfStanding, admin.TabularInline):
    model = ChecklistItem
    extra = 3
    fields = ["number", "key", "text", "binds", "help_text", "evidence_examples", "measure", "replaces_key"]


@admin.register(Checklist)
class ChecklistAdmin(Standing, admin.ModelAdmin):
    """A new one is a draft; the officers' page puts it in use."""

    list_display = ["title", "version", "compact", "code", "scale", "status"]
    list_filter = ["compact", "status", "kind"]
    list_select_related = ["compact", "code", "scale"]
    search_fields = ["title", "items__text"]
    fields = ["compact", "edition", "code", "kind", "title", "guidance", "scale"]
    inlines = [ChecklistItemInline]


class AssignedBodyInline(admin.TabularInline):
    model = AssignedBody
    extra = 0
    autocomplete_fields = ["organisation"]


@admin.register(Assignment)
class AssignmentAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "round", "number"]
    list_filter = ["round"]
    list_select_related = ["round"]
    search_fields = ["heading", "bodies__organisation__name", "bodies__printed_as"]
    inlines = [AssignedBodyInline]


@admin.register(ChecklistRound)
class ChecklistRoundAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["title", "compact", "starts_on", "due_on", "closed_at"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["title"]
    fields = ["compact", "title", "starts_on", "due_on", "explanation"]


@admin.register(CodeLead)
class CodeLeadAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["organisation", "code", "side", "since", "until"]
    list_filter = ["compact", "side"]
    list_select_related = ["organisation", "code"]
    search_fields = ["organisation__name", "code__title"]
    autocomplete_fields = ["organisation", "brought_to"]


class KitemarkCriterionInline(OfStanding, admin.TabularInline):
    model = KitemarkCriterion
    extra = 1


@admin.register(KitemarkScheme)
class KitemarkSchemeAdmin(Standing, admin.ModelAdmin):
    list_display = ["name", "version", "compact", "status"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact"]
    search_fields = ["name"]
    fields = ["compact", "name", "version", "about", "terms_of_use", "prefix", "least_share", "review_months", "valid_months"]
    inlines = [KitemarkCriterionInline]


@admin.register(KitemarkAward)
class KitemarkAwardAdmin(OnlyRead, admin.ModelAdmin):
    """For reading: two assessors award, an officer withdraws."""

    list_display = ["number", "application", "awarded_on", "until", "withdrawn_at"]
    list_filter = ["compact"]
    list_select_related = ["application__applicant"]
    search_fields = ["number", "application__title", "application__applicant__name"]
