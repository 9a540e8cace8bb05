"""Administration of areas, agreements, and how each stands to others."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from compact_portal.administration import NeverDeleted
from signatories.models import Area, Compact, CompactLink


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    list_display = ["name", "level", "parent"]
    list_filter = ["level"]
    list_select_related = ["parent"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]


class CompactLinkInline(admin.TabularInline):
    model = CompactLink
    fk_name = "compact"
    extra = 0


@admin.register(Compact)
class CompactAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["name", "slug", "area", "level", "status"]
    list_filter = ["level", "status"]
    list_select_related = ["area"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["area"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CompactLinkInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "area", "level", "summary", "controller", "language", "release_floor"]}),
        (
            _("What its officers set on its own pages"),
            {
                "classes": ["collapse"],
                "fields": [
                    "status", "launched", "revised", "board", "contact_name", "contact_email", "champion_rule", "disputes", "report_outline",
                    "enquiry_days", "enquiry_working_days", "survey_days", "holds_rounds", "log_links", "words",
                ],
            },
        ),
    ]  # fmt: skip

    def get_prepopulated_fields(self, request, obj=None):
        """An address that people know does not follow a change of name."""
        return {} if obj else self.prepopulated_fields
