"""What somebody sets on the administration pages is recorded like any other act, whatever the page."""

import re

from compact_portal.audit.recording import record


class RecordedByHand:
    """Comes before every ModelAdmin (accounts/admin_site.py). The names of the fields are recorded; their values are in the history.

    Where a verb of its own tells one of these fields as well, such as `organisation.address_changed`, both are true: the verb says what it
    means for each agreement, this says which form was sent. A page that says `records_itself = True` tells everything by verbs of its own.
    """

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        within = {f"{rows.prefix}.{name}" for rows in formsets for one in rows.forms for name in one.changed_data}
        fields = [*form.changed_data, *sorted(within)]
        if not getattr(self, "records_itself", False) and (fields or not change):
            done = "changed" if change else "added"
            record(f"{thing(form.instance)}.{done}_by_hand", form.instance, by=request.user, fields=fields)

    def log_deletions(self, request, queryset):
        entries = super().log_deletions(request, queryset)
        for obj in queryset:
            record(f"{thing(obj)}.removed_by_hand", obj, by=request.user)
        return entries


def thing(obj) -> str:
    """ "board_member" for a BoardMember."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(obj).__name__).lower()
