from django.contrib import admin

from compact_portal.messaging.models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """What became of each message, to find an address that refuses mail. Its words are not shown: links in them open a task."""

    list_display = ["subject", "to", "status", "attempts", "queued_at", "sent_at", "last_error"]
    list_filter = ["status"]
    search_fields = ["to"]
    fields = readonly_fields = [
        "to",
        "subject",
        "reason",
        "status",
        "attempts",
        "interrupted",
        "queued_at",
        "next_attempt_at",
        "sent_at",
        "last_error",
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
