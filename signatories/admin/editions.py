"""Administration of the agreed text. A published edition is shown; a draft can be written."""

from django.contrib import admin

from signatories.models import Code, Commitment, Edition, Part, Statement, Undertaking


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
