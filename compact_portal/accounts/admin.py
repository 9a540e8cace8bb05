"""People in Django admin: who they are, and whether they may sign in. What they may do is given by each agreement's officers."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _

from compact_portal.accounts.actions import change_email, close_account, know_person, reopen_account, sign_out_everywhere
from compact_portal.accounts.models import User
from compact_portal.administration import NeverDeleted
from compact_portal.audit.recording import record


@admin.register(User)
class UserAdmin(NeverDeleted, admin.ModelAdmin):
    """What a person did stays theirs: make them inactive instead of deleting them."""

    list_display = ["name", "email", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["name", "email"]
    readonly_fields = ["date_joined", "last_login"]
    actions = ["end_sessions"]
    records_itself = True

    def get_fields(self, request, obj=None):
        if obj is None:
            return ["email", "name"]
        return ["email", "name", "is_active", "is_staff", "is_superuser", "date_joined", "last_login"]

    def save_model(self, request, obj, form, change):
        if not change:
            known = know_person(email=obj.email, name=obj.name, by=request.user)
            obj.pk, obj._state.adding = known.pk, False
            return
        fields = [field for field in form.changed_data if field not in ("email", "is_active")]
        if fields:
            obj.save(update_fields=fields)
            record("person.changed_by_hand", obj, by=request.user, fields=fields)
        if "email" in form.changed_data:
            change_email(person=obj, email=obj.email, by=request.user)
        if "is_active" in form.changed_data:
            set_open = reopen_account if obj.is_active else close_account
            set_open(person=obj, by=request.user)

    @admin.action(description="Sign out everywhere")
    def end_sessions(self, request, people):
        for person in people:
            sign_out_everywhere(person=person, by=request.user)
        messages.success(request, _("Signed out everywhere: %(people)s.") % {"people": ", ".join(str(person) for person in people)})
