"""Administration of who may do what. A change that opens something is mailed to everybody concerned and recorded by its verb."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from compact_portal.administration import NeverDeleted
from compact_portal.days import today
from signatories.actions import leads, officers, steering
from signatories.admin.shared import DatedRoleAdmin
from signatories.models import BoardMember, Champion, Membership, Officer, Seat, SeatHolder


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
            raise forms.ValidationError(_("Nobody adds themself to an organisation: ask its lead."))
        if person.is_staff or person.is_superuser or Officer.objects.serving().filter(person=person).exists():
            raise forms.ValidationError(_("Those who run the portal or an agreement act for no organisation by this way: ask its lead."))
        return fields


@admin.register(Membership)
class MembershipAdmin(DatedRoleAdmin):
    records_itself = True
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
    records_itself = True
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
    records_itself = True
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
