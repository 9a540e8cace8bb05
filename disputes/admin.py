"""Administration of what stands around cases. A case itself, and whatever belongs to one, has no page here for anybody."""

from django.contrib import admin

from compact_portal.administration import OnlyRead
from disputes.models import Closure, PanelDocument, Procedure, Signpost, Standing


@admin.register(Procedure)
class ProcedureAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["compact", "holds_from", "panel_size", "last_resort_only"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["compact__name", "guidance"]


@admin.register(PanelDocument)
class PanelDocumentAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["compact", "version", "status", "endorsed_by_body", "in_force_from"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact"]
    search_fields = ["compact__name", "endorsed_by_body", "consulted_with"]


@admin.register(Standing)
class StandingAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["person", "compact", "kind", "sector", "organisation", "since", "until", "confirmed_at"]
    list_filter = ["compact", "kind", "sector"]
    list_select_related = ["person", "compact", "organisation"]
    search_fields = ["person__name", "person__email", "organisation__name"]


@admin.register(Signpost)
class SignpostAdmin(admin.ModelAdmin):
    list_display = ["name", "compact", "kind", "review_on"]
    list_filter = ["compact", "kind"]
    list_select_related = ["compact"]
    search_fields = ["name", "helps_with"]


@admin.register(Closure)
class ClosureAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["first_on", "last_on", "why", "compact", "dropped_on"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["why", "compact__name"]
