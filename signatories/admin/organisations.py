"""Administration of organisations, their signatures and themes, and what joining and signing leave behind."""

from django.contrib import admin

from compact_portal.administration import NeverDeleted, OnlyRead
from signatories.actions import signing
from signatories.models import (
    CorrectionRequest,
    GroupMembership,
    JoinRequest,
    KeptApart,
    Organisation,
    OrganisationName,
    Signature,
    SigningLink,
    Theme,
)


class OrganisationNameInline(admin.TabularInline):
    model = OrganisationName
    extra = 0


class GroupMembershipInline(admin.TabularInline):
    model = GroupMembership
    fk_name = "group"
    extra = 0
    autocomplete_fields = ["member"]


@admin.register(Organisation)
class OrganisationAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["name", "acronym", "sector", "kind", "contact_email", "closed_on"]
    list_filter = [
        "sector",
        "kind",
        "size",
        "areas",
        "themes",
        ("merged_into", admin.EmptyFieldListFilter),
        ("closed_on", admin.EmptyFieldListFilter),
    ]
    search_fields = ["name", "acronym", "names__name", "=charity_number", "=company_number", "=org_id"]
    autocomplete_fields = ["areas", "themes", "successor", "merged_into"]
    inlines = [OrganisationNameInline, GroupMembershipInline]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "contact_email" in form.changed_data:  # links to its survey go there
            signing.address_set_by_hand(organisation=obj, before=form.initial["contact_email"], by=request.user)


@admin.register(Signature)
class SignatureAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["organisation", "compact", "status", "signed_on", "listed"]
    list_filter = ["compact", "status", "listed", "organisation__sector"]
    list_select_related = ["organisation", "compact"]
    search_fields = ["organisation__name", "organisation__acronym", "signed_by_name"]
    autocomplete_fields = ["organisation"]
    date_hierarchy = "signed_on"

    def get_search_results(self, request, queryset, search_term):
        """Names in the picker of Champions are made of two rows each."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        return found.select_related("organisation", "compact"), duplicates


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]


@admin.register(JoinRequest)
class JoinRequestAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["name", "compact", "status", "asked_on", "decided_by"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact", "decided_by"]
    search_fields = ["name", "person", "sent_to"]
    exclude = ["token_hash"]


@admin.register(SigningLink)
class SigningLinkAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["person", "signature", "sent_on", "signed_on", "revoked_at"]
    list_filter = ["signature__compact"]
    list_select_related = ["signature__organisation", "signature__compact"]
    search_fields = ["person", "sent_to", "signature__organisation__name"]
    exclude = ["token_hash"]


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(OnlyRead, admin.ModelAdmin):
    """Who waits for an answer, and until when. What it says is read by the steering group alone."""

    list_display = ["asked_by", "compact", "asked_on", "due_on", "outcome"]
    list_filter = ["compact", "outcome"]
    list_select_related = ["compact", "asked_by"]
    search_fields = ["asked_by__name", "asked_by__email"]
    exclude = ["wrong", "right", "answer"]


@admin.register(KeptApart)
class KeptApartAdmin(admin.ModelAdmin):
    """Deleting one offers the pair for merging again."""

    list_display = ["first", "second", "decided_at", "decided_by"]
    list_select_related = ["first", "second", "decided_by"]
    search_fields = ["first__name", "second__name"]
    autocomplete_fields = ["first", "second", "decided_by"]

    def has_add_permission(self, request):
        return False
