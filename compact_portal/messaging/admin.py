from django.contrib import admin

from compact_portal.administration import OnlyRead
from compact_portal.messaging.models import Message, Unreachable


@admin.register(Message)
class MessageAdmin(OnlyRead, admin.ModelAdmin):
    """What became of each message, to find an address that refuses mail. Its words are not shown: links in them open a task."""

    list_display = ["subject", "to", "kind", "status", "attempts", "queued_at", "sent_at", "last_error"]
    list_filter = ["status", "kind"]
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


@admin.register(Unreachable)
class UnreachableAdmin(OnlyRead, admin.ModelAdmin):
    """Addresses from which mail came back: somebody has to ask the organisation for another one."""

    list_display = ["address", "for_good", "times", "code", "since", "last_on"]
    list_filter = ["for_good"]
    search_fields = ["address"]
    fields = readonly_fields = ["address", "for_good", "times", "code", "since", "last_on"]
