"""Administration of what pages of their own change: guidance, the yearly round, requests for a seat, terms of reference."""

from django.contrib import admin

from compact_portal.administration import NeverDeleted, OnlyRead
from signatories.models import Guidance, Refresh, RefreshRound, SeatRequest, TermsOfReference


@admin.register(Guidance)
class GuidanceAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["version", "compact", "issued_at", "issued_by"]
    list_filter = ["compact"]
    list_select_related = ["compact", "issued_by"]
    search_fields = ["text"]


@admin.register(RefreshRound)
class RefreshRoundAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["year", "compact", "due_on", "lapses_on", "started_at", "closed_at"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["compact__name"]


@admin.register(Refresh)
class RefreshAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["signature", "round", "answered_on", "helped_on", "more_time_until", "lapsed_on"]
    list_filter = ["round__compact", "round__year", ("answered_on", admin.EmptyFieldListFilter), ("lapsed_on", admin.EmptyFieldListFilter)]
    list_select_related = ["signature__organisation", "signature__compact", "round__compact"]
    search_fields = ["signature__organisation__name"]
    exclude = ["remark"]  # "the officer reads it", says the page on which it is written


@admin.register(SeatRequest)
class SeatRequestAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["asked_by", "signature", "status", "asked_at", "decided_at"]
    list_filter = ["signature__compact", "status"]
    list_select_related = ["asked_by", "signature__organisation", "signature__compact"]
    search_fields = ["asked_by__name", "asked_by__email", "signature__organisation__name"]


@admin.register(TermsOfReference)
class TermsOfReferenceAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["compact", "agreed_on", "statutory_seats", "voluntary_seats"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["text"]
