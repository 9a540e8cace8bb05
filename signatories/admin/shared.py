"""What several administration pages have in common."""

from django.contrib import admin


class NeverDeleted:
    """What others refer to is closed or ended, never deleted. The page that asks "are you sure" would also list survey rows."""

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyRead(NeverDeleted):
    """What pages of their own change, with their checks and their mail: here it is looked up."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class DatedRoleAdmin(NeverDeleted, admin.ModelAdmin):
    list_filter = [("until", admin.EmptyFieldListFilter)]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person"]
