"""Reference data and people. What officers do every week has its own pages; this is for setting up and for mending."""

from django import forms
from django.contrib import admin

from compact_portal.days import today
from signatories import admin_organisations, admin_records  # noqa: F401 (register what has its own file)
from signatories.actions import leads, officers, signing, steering
from signatories.models import (
    Area,
    BoardMember,
    Champion,
    Code,
    Commitment,
    Compact,
    CompactLink,
    Edition,
    GroupMembership,
    Guidance,
    Membership,
    Officer,
    Organisation,
    OrganisationName,
    Part,
    Refresh,
    RefreshRound,
    Seat,
    SeatHolder,
    SeatRequest,
    Signature,
    Statement,
    TermsOfReference,
    Undertaking,
)


class NeverDeleted:
    """What others refer to is closed or ended, never deleted. The page that asks "are you sure" would also list survey rows."""

    def has_delete_permission(self, request, obj=None):
        return False


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

    def get_prepopulated_fields(self, request, obj=None):
        """An address that people know does not follow a change of name."""
        return {} if obj else self.prepopulated_fields


class FrozenWithEdition:
    """Rows of an edition can be written while it is a draft. The database refuses anything else; here the form says so first."""

    def has_change_permission(self, request, obj=None):
        return _is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return _is_draft(obj) and super().has_delete_permission(request, obj)


class FrozenInline(FrozenWithEdition):
    extra = 0

    def has_add_permission(self, request, obj=None):
        return _is_draft(obj) and super().has_add_permission(request, obj)


def _is_draft(obj) -> bool:
    """For an Edition or a Code; a page without an object asks about the model as a whole."""
    edition = getattr(obj, "edition", obj)
    return edition is None or edition.status == Edition.Status.DRAFT


class StatementInline(FrozenInline, admin.TabularInline):
    model = Statement


class PartInline(FrozenInline, admin.TabularInline):
    model = Part


class UndertakingInline(FrozenInline, admin.TabularInline):
    model = Undertaking


class CodeInline(FrozenInline, admin.TabularInline):
    model = Code
    show_change_link = True


class CommitmentInline(FrozenInline, admin.TabularInline):
    model = Commitment


@admin.register(Edition)
class EditionAdmin(FrozenWithEdition, admin.ModelAdmin):
    list_display = ["label", "compact", "status", "published_at"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact"]
    readonly_fields = ["status", "published_at", "published_by"]
    inlines = [PartInline, StatementInline, UndertakingInline, CodeInline]
    search_fields = ["label"]


@admin.register(Code)
class CodeAdmin(FrozenWithEdition, admin.ModelAdmin):
    list_display = ["title", "number", "edition"]
    list_filter = ["edition__compact"]
    list_select_related = ["edition__compact"]
    search_fields = ["title"]
    inlines = [CommitmentInline]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "edition":
            kwargs["queryset"] = Edition.objects.filter(status=Edition.Status.DRAFT).select_related("compact")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


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


class DatedRoleAdmin(NeverDeleted, admin.ModelAdmin):
    list_filter = [("until", admin.EmptyFieldListFilter)]
    search_fields = ["person__name", "person__email"]
    autocomplete_fields = ["person"]


@admin.register(Champion)
class ChampionAdmin(DatedRoleAdmin):
    list_display = ["person", "signature", "main", "published", "since", "until"]
    list_filter = ["signature__compact", "main", "published", *DatedRoleAdmin.list_filter]
    list_select_related = ["person", "signature__organisation", "signature__compact"]
    search_fields = [*DatedRoleAdmin.search_fields, "signature__organisation__name"]
    autocomplete_fields = ["person", "signature", "codes", "areas"]
    exclude = ["notes", "succeeds"]  # notes are the person's own; who follows whom is set by handing over


class MembershipForm(forms.ModelForm):
    """A lead reads and sends what the organisation says in confidence: nobody who runs the portal or an agreement is set in by hand."""

    by = None  # who asks; set by get_form

    def clean(self):
        fields = super().clean()
        person = fields.get("person") or getattr(self.instance, "person", None)
        until = fields.get("until")
        if person is None or (until and until < today()):
            return fields
        if person == self.by:
            raise forms.ValidationError("Nobody adds themself to an organisation: ask its lead.")
        if person.is_staff or person.is_superuser or Officer.objects.serving().filter(person=person).exists():
            raise forms.ValidationError("Those who run the portal or an agreement act for no organisation by this way: ask its lead.")
        return fields


@admin.register(Membership)
class MembershipAdmin(DatedRoleAdmin):
    form = MembershipForm
    list_display = ["person", "organisation", "role", "since", "until"]
    list_filter = ["role", *DatedRoleAdmin.list_filter]
    list_select_related = ["person", "organisation"]
    search_fields = [*DatedRoleAdmin.search_fields, "organisation__name"]
    autocomplete_fields = ["person", "organisation"]

    def get_readonly_fields(self, request, obj=None):
        """Another person or organisation is another row."""
        return ["person", "organisation"] if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        return type("AskedForm", (super().get_form(request, obj, change, **kwargs),), {"by": request.user})

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            leads.set_by_hand(membership=obj, by=request.user)


@admin.register(Officer)
class OfficerAdmin(DatedRoleAdmin):
    list_display = ["person", "compact", "sector", "employer", "since", "until"]
    list_filter = ["compact", *DatedRoleAdmin.list_filter]
    list_select_related = ["person", "compact", "employer"]
    autocomplete_fields = ["person", "employer"]

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            officers.set_by_hand(officer=obj, by=request.user)


@admin.register(BoardMember)
class BoardMemberAdmin(DatedRoleAdmin):
    list_display = ["person", "compact", "since", "until"]
    list_filter = ["compact", *DatedRoleAdmin.list_filter]
    list_select_related = ["person", "compact"]


class SeatHolderInline(NeverDeleted, admin.TabularInline):
    model = SeatHolder
    extra = 0
    autocomplete_fields = ["person"]
    exclude = ["stands_in_for"]  # who sits in somebody's place, and when, is said on the group's own page


@admin.register(Seat)
class SeatAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["number", "organisation", "compact", "since", "until"]
    list_filter = ["compact", ("until", admin.EmptyFieldListFilter)]
    list_select_related = ["organisation", "compact"]
    search_fields = ["organisation__name", "holders__name"]
    autocomplete_fields = ["organisation"]
    inlines = [SeatHolderInline]

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            steering.set_by_hand(seat=obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        for holder in formset.save(commit=False):
            steering.set_holder_by_hand(holder=holder, by=request.user)
        formset.save_m2m()


class OnlyRead(NeverDeleted):
    """What pages of their own change, with their checks and their mail: here it is looked up."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Guidance)
class GuidanceAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["version", "compact", "issued_at", "issued_by"]
    list_filter = ["compact"]
    list_select_related = ["compact", "issued_by"]
    search_fields = ["text"]


@admin.register(RefreshRound)
class RefreshRoundAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["year", "compact", "due_on", "lapses_on", "started_at", "closed_at"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["compact__name"]


@admin.register(Refresh)
class RefreshAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["signature", "round", "answered_on", "helped_on", "more_time_until", "lapsed_on"]
    list_filter = ["round__compact", "round__year", ("answered_on", admin.EmptyFieldListFilter), ("lapsed_on", admin.EmptyFieldListFilter)]
    list_select_related = ["signature__organisation", "signature__compact", "round__compact"]
    search_fields = ["signature__organisation__name"]


@admin.register(SeatRequest)
class SeatRequestAdmin(OnlyRead, admin.ModelAdmin):
    list_display = ["asked_by", "signature", "status", "asked_at", "decided_at"]
    list_filter = ["signature__compact", "status"]
    list_select_related = ["asked_by", "signature__organisation", "signature__compact"]
    search_fields = ["asked_by__name", "asked_by__email", "signature__organisation__name"]


@admin.register(TermsOfReference)
class TermsOfReferenceAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["compact", "agreed_on", "statutory_seats", "voluntary_seats"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["text"]
