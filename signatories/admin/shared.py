"""What several administration pages have in common."""

from django.contrib import admin

from compact_portal.administration import NeverDeleted


class DatedRoleAdmin(NeverDeleted, admin.ModelAdmin):
    list_filter = [("until", admin.EmptyFieldListFilter)]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person"]
