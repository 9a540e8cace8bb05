"""Administration of papers and decisions: to be looked at. The portal's own pages change them, with their guards."""

from django.contrib import admin

from compact_portal.administration import OnlyRead
from reviews.models import (
    Attachment,
    BackgroundPaper,
    BoardComment,
    Consulted,
    CopySent,
    Decision,
    Event,
    EventItem,
    IssuedPaper,
    Paper,
    PaperCorrection,
    PaperPart,
    Recommendation,
)


class PartInline(OnlyRead, admin.TabularInline):
    model = PaperPart
    fields = ["number", "kind", "live", "text", "tag"]


class RecommendationInline(OnlyRead, admin.TabularInline):
    model = Recommendation
    fields = ["number", "text", "owner"]


class BackgroundInline(OnlyRead, admin.TabularInline):
    model = BackgroundPaper
    fields = ["number", "title", "held_at", "contact"]


class ConsultedInline(OnlyRead, admin.TabularInline):
    model = Consulted
    fields = ["number", "title", "sought", "included"]


class AttachmentInline(OnlyRead, admin.TabularInline):
    model = Attachment
    fields = ["number", "title"]


@admin.register(Paper)
class PaperAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["title", "compact", "status", "kind", "meeting_on"]
    list_filter = ["compact", "status", "kind"]
    list_select_related = ["compact"]
    search_fields = ["title", "report_to", "author_name"]
    date_hierarchy = "meeting_on"
    inlines = [RecommendationInline, PartInline, BackgroundInline, ConsultedInline, AttachmentInline]


@admin.register(IssuedPaper)
class IssuedPaperAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["paper", "issued_at", "issued_by"]
    list_filter = ["paper__compact"]
    list_select_related = ["paper", "issued_by"]
    search_fields = ["paper__title"]


@admin.register(PaperCorrection)
class PaperCorrectionAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["issue", "version", "place", "corrected_at", "corrected_by"]
    list_filter = ["issue__paper__compact"]
    list_select_related = ["issue__paper", "corrected_by"]
    search_fields = ["issue__paper__title", "place", "wrong", "right"]


@admin.register(Decision)
class DecisionAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["recommendation", "outcome", "decided_on", "minute"]
    list_filter = ["recommendation__paper__compact", "outcome"]
    list_select_related = ["recommendation__paper"]
    search_fields = ["recommendation__text", "minute", "words"]


@admin.register(BoardComment)
class BoardCommentAdmin(OnlyRead, admin.ModelAdmin):
    """Who wrote and when; what was written is for the board and the steering group."""

    list_display = ["paper", "written_by", "written_at"]
    list_filter = ["paper__compact"]
    list_select_related = ["paper", "written_by"]
    search_fields = ["paper__title", "written_by__name"]
    exclude = ["text"]


@admin.register(CopySent)
class CopySentAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["organisation", "paper", "edition", "sent_at"]
    list_filter = ["paper__compact"]
    list_select_related = ["organisation", "paper", "edition__compact"]
    search_fields = ["organisation__name", "paper__title"]


class EventItemInline(OnlyRead, admin.TabularInline):
    model = EventItem
    fields = ["day", "time", "title", "organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organisation")


@admin.register(Event)
class EventAdmin(OnlyRead, admin.ModelAdmin):
    """Without those who sign up: they told it to the officers alone."""

    list_display = ["name", "compact", "starts_on", "published_at"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["name", "theme"]
    date_hierarchy = "starts_on"
    inlines = [EventItemInline]
