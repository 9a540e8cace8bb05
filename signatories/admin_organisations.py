"""Administration pages beside the organisations: their themes, and what joining and signing leave behind."""

from django.contrib import admin

from signatories.models import JoinRequest, KeptApart, SigningLink, Theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]


class ReadOnly:
    """Made and answered by verbs alone; their tokens open tasks, so nobody sets one by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "compact", "status", "asked_on", "decided_by"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact", "decided_by"]
    search_fields = ["name", "person", "sent_to"]
    exclude = ["token_hash"]


@admin.register(SigningLink)
class SigningLinkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["person", "signature", "sent_on", "signed_on", "revoked_at"]
    list_filter = ["signature__compact"]
    list_select_related = ["signature__organisation", "signature__compact"]
    search_fields = ["person", "sent_to", "signature__organisation__name"]
    exclude = ["token_hash"]


@admin.register(KeptApart)
class KeptApartAdmin(admin.ModelAdmin):
    """Deleting one offers the pair for merging again."""

    list_display = ["first", "second", "decided_at", "decided_by"]
    list_select_related = ["first", "second", "decided_by"]
    search_fields = ["first__name", "second__name"]
    autocomplete_fields = ["first", "second", "decided_by"]

    def has_add_permission(self, request):
        return False
