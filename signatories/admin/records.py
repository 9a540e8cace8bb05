"""Administration of the text's way and of what is kept beside it. The portal's own pages do the same with their guards."""

from django.contrib import admin

from compact_portal.administration import NeverDeleted, OnlyRead
from signatories.models import (
    Amendment,
    AmendmentAgreement,
    Code,
    CodeQuestion,
    Consultation,
    DutyTie,
    Endorsement,
    GuestSpeaker,
    IntroductionUse,
    OwnConsultation,
    PackSent,
    PolicyAppraisal,
    Practice,
    Reference,
    Resource,
    ServiceEntry,
    TrainingComment,
    TrainingEvent,
)


class CodesOfOne:
    """A list of codes says whose they are, in one query."""

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "codes":
            kwargs["queryset"] = Code.objects.select_related("edition__compact").order_by("edition", "number")
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "codes":
            field.label_from_instance = lambda code: f"{code} ({code.edition})"
        return field


@admin.register(Consultation)
class ConsultationAdmin(OnlyRead, admin.ModelAdmin):
    """Only shown: the days are a promise, and the comments are for the steering group alone."""

    list_display = ["edition", "opens_on", "closes_on", "closed_at"]
    list_filter = ["edition__compact", ("closed_at", admin.EmptyFieldListFilter)]
    list_select_related = ["edition__compact"]
    search_fields = ["edition__label"]
    exclude = ["text"]


@admin.register(Endorsement)
class EndorsementAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["body", "edition", "status", "decided_on", "decided_when"]
    list_filter = ["edition__compact", "status"]
    list_select_related = ["edition__compact"]
    search_fields = ["body", "minute", "edition__label"]
    autocomplete_fields = ["organisation"]

    def get_readonly_fields(self, request, obj=None):
        """Another text is another row."""
        return ["edition"] if obj else []


class AmendmentAgreementInline(NeverDeleted, admin.TabularInline):
    model = AmendmentAgreement
    extra = 0


@admin.register(Amendment)
class AmendmentAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["__str__", "compact", "status", "proposed_by_name", "proposed_on"]
    list_filter = ["compact", "status"]
    list_select_related = ["compact"]
    search_fields = ["text", "reason", "proposed_by_name", "agreements__body"]
    inlines = [AmendmentAgreementInline]


@admin.register(Reference)
class ReferenceAdmin(CodesOfOne, NeverDeleted, admin.ModelAdmin):
    list_display = ["document", "organisation", "compact", "kind", "strength", "status"]
    list_filter = ["compact", "status", "kind", "strength"]
    list_select_related = ["organisation", "compact"]
    search_fields = ["document", "organisation__name", "organisation__acronym"]
    autocomplete_fields = ["organisation", "codes"]
    readonly_fields = ["status", "checked_at", "checked_by", "compliance", "compliance_note", "judged_at", "judged_by"]


@admin.register(PackSent)
class PackSentAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["title", "compact", "sent_on", "channel", "statutory", "voluntary", "unknown"]
    list_filter = ["compact", "channel"]
    list_select_related = ["compact"]
    search_fields = ["title"]
    date_hierarchy = "sent_on"


class GuestSpeakerInline(admin.TabularInline):
    model = GuestSpeaker
    extra = 0


class TrainingCommentInline(admin.TabularInline):
    model = TrainingComment
    extra = 0


@admin.register(TrainingEvent)
class TrainingEventAdmin(CodesOfOne, NeverDeleted, admin.ModelAdmin):
    list_display = ["title", "compact", "kind", "held_on", "area", "statutory", "voluntary", "unknown", "cancelled"]
    list_filter = ["compact", "kind", "cancelled"]
    list_select_related = ["compact", "area"]
    search_fields = ["title", "place", "given_by"]
    autocomplete_fields = ["area", "codes", "organisations"]
    date_hierarchy = "held_on"
    inlines = [GuestSpeakerInline, TrainingCommentInline]


@admin.register(IntroductionUse)
class IntroductionUseAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["organisation", "compact", "purpose", "used_on"]
    list_filter = ["compact", "purpose"]
    list_select_related = ["organisation", "compact"]
    search_fields = ["organisation__name"]
    autocomplete_fields = ["organisation"]


@admin.register(PolicyAppraisal)
class PolicyAppraisalAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["policy", "organisation", "compact", "decides_on", "noted_on"]
    list_filter = ["compact"]
    list_select_related = ["organisation", "compact"]
    search_fields = ["policy", "effect", "organisation__name"]
    autocomplete_fields = ["organisation"]


@admin.register(OwnConsultation)
class OwnConsultationAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["about", "organisation", "compact", "opens_on", "closes_on"]
    list_filter = ["compact"]
    list_select_related = ["organisation", "compact"]
    search_fields = ["about", "organisation__name"]
    autocomplete_fields = ["organisation"]
    date_hierarchy = "opens_on"


@admin.register(ServiceEntry)
class ServiceEntryAdmin(NeverDeleted, admin.ModelAdmin):
    list_display = ["subject", "area", "providers", "finding", "compact", "noted_on"]
    list_filter = ["compact", "finding"]
    list_select_related = ["area", "compact"]
    search_fields = ["subject", "providers"]
    autocomplete_fields = ["area"]


@admin.register(Resource)
class ResourceAdmin(admin.ModelAdmin):
    list_display = ["title", "kind", "source", "compact", "noted_on"]
    list_filter = ["compact", "kind"]
    list_select_related = ["compact"]
    search_fields = ["title", "source", "text"]


@admin.register(Practice)
class PracticeAdmin(OnlyRead, admin.ModelAdmin):
    """In the words of each organisation's lead: only looked up here."""

    list_display = ["signature", "kind", "department", "state", "public", "noted_on"]
    list_filter = ["signature__compact", "kind", "state", "public"]
    list_select_related = ["signature__organisation", "signature__compact"]
    search_fields = ["signature__organisation__name", "department", "text"]


@admin.register(CodeQuestion)
class CodeQuestionAdmin(admin.ModelAdmin):
    list_display = ["text", "subject", "compact"]
    list_filter = ["compact"]
    list_select_related = ["compact"]
    search_fields = ["text"]


@admin.register(DutyTie)
class DutyTieAdmin(OnlyRead, admin.ModelAdmin):
    """Made on the portal's own page, which knows whose promises may be chosen."""

    list_display = ["__str__", "aim", "edition"]
    list_filter = ["edition__compact", "aim"]
    list_select_related = ["edition__compact", "undertaking", "commitment"]
    search_fields = ["how", "undertaking__text", "commitment__text"]
