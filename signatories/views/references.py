"""The register of documents that cite the agreement: public list, a lead's report, an officer's check."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.documents.tables_out import csv_response
from compact_portal.forms import PortalForm
from signatories.actions import records as actions
from signatories.forms import capital
from signatories.models import Membership, Organisation, Reference
from signatories.open_data import REFERENCES
from signatories.records.conduct_forms import JudgeForm
from signatories.records.filters import ReferenceFilter
from signatories.records.forms import ReferenceForm
from signatories.roles import acted_for, roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask

PAGE = 50


@login_not_required
@require_safe
def references(request, compact: str):
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    listed = compact.references.public().with_names()
    narrowed = ReferenceFilter(request.GET, queryset=listed, compact=compact, steering=roles.may_see_steering)
    page = Paginator(narrowed.qs.distinct(), PAGE).get_page(request.GET.get("page"))
    context = {
        "compact": compact,
        "filter": narrowed,
        "page_obj": page,
        "roles": roles,
        "may_report": reporting_for(request.user, compact).exists() if request.user.is_authenticated else False,
    }
    return render(request, "signatories/references.html", context)


@login_not_required
@require_safe
def references_csv(request, compact: str):
    compact = any_compact(compact)
    return csv_response(f"{compact.slug}-references.csv", REFERENCES.csv(compact))


@require_safe
def references_to_check(request, compact: str):
    """What the steering group sees besides the register: what waits, and what was taken off."""
    compact = steered_compact(request, compact)
    found = list(compact.references.exclude(status=Reference.Status.LISTED).with_names())
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "waiting": [one for one in found if one.status == Reference.Status.REPORTED],
        "removed": [one for one in found if one.status == Reference.Status.REMOVED],
    }
    return render(request, "signatories/references_to_check.html", context)


@require_http_methods(["GET", "POST"])
def add_reference(request, compact: str):
    """An officer names any organisation that has signed; a lead one of their own."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    organisations = Organisation.objects.open().known_to(compact).distinct() if roles.officer else reporting_for(request.user, compact)
    if not roles.officer and not organisations.exists():
        raise Http404
    form = ReferenceForm(posted(request), compact=compact, organisations=organisations)

    def deed(words):
        reference = actions.add_reference(compact=compact, by=request.user, **words)
        if reference.status == Reference.Status.LISTED:
            return _("“%(document)s” is on the register.") % {"document": reference.document}
        return _("Thank you. “%(document)s” comes on the register once the %(officer)s has looked at it.") % {
            "document": reference.document,
            "officer": compact.terms.officer,
        }

    return ask(
        request, compact=compact, heading=_("Report a document"), form=form, button=_("Report it"), parent=_("Register of documents"),
        back=reverse("signatories:references", args=[compact.slug]), deed=deed,
        intro=_("A policy, strategy, grants programme or constitution that speaks of the %(agreement)s.") % {"agreement": compact.terms.agreement},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_reference(request, compact: str, pk: int):
    compact, reference, page = _officers(request, compact, pk)
    organisations = (Organisation.objects.known_to(compact) | Organisation.objects.filter(pk=reference.organisation_id)).distinct()
    form = ReferenceForm(posted(request), compact=compact, organisations=organisations, instance=reference)

    def deed(words):
        actions.change_reference(reference=reference, by=request.user, **words)
        return _("The entry is changed.")

    return ask(request, heading=_("Change the entry"), form=form, button=_("Save"), deed=deed, **page)


@require_http_methods(["GET", "POST"])
def list_reference(request, compact: str, pk: int):
    compact, reference, page = _officers(request, compact, pk)

    def deed(words):
        actions.list_reference(reference=reference, by=request.user)
        return _("“%(document)s” is on the register.") % {"document": reference.document}

    said = f"{reference.organisation}: “{reference.document}” {reference.get_strength_display()}."
    address = (
        _("It can be read at %(website)s.") % {"website": reference.website} if reference.website else _("No address was given where it can be read.")
    )
    return ask(
        request, heading=_("Put it on the register"), form=PortalForm(posted(request)), button=_("It says so: put it on the register"), deed=deed,
        intro=[said, address], **page,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def judge_reference(request, compact: str, pk: int):
    """Whether the document, a funding route or a policy, keeps to the agreement; the steering group alone sees it."""
    compact, reference, page = _officers(request, compact, pk)
    page["parent"], page["back"] = _("Register of documents"), reverse("signatories:references", args=[compact.slug])
    form = JudgeForm(posted(request), initial={"compliance": reference.compliance, "compliance_note": reference.compliance_note})
    form.fields["compliance"].label = _("Does it keep to the %(agreement)s?") % {"agreement": compact.terms.agreement}
    form.fields["compliance"].choices = [(value, capital(label)) for value, label in Reference.Compliance.choices]

    def deed(words):
        return _("“%(document)s”: kept.") % {"document": actions.judge_reference(reference=reference, by=request.user, **words).document}

    return ask(
        request,
        heading=_("Does it keep to what was agreed?"),
        form=form,
        button=_("Save"),
        deed=deed,
        intro=[
            f"{reference.organisation}: “{reference.document}”.",
            _("Only the %(steering_group)s sees what you find.") % {"steering_group": compact.terms.steering_group},
        ],
        **page,
    )


@require_http_methods(["GET", "POST"])
def remove_reference(request, compact: str, pk: int):
    compact, reference, page = _officers(request, compact, pk)

    def deed(words):
        actions.remove_reference(reference=reference, by=request.user)
        return _("“%(document)s” is off the register.") % {"document": reference.document}

    return ask(
        request, heading=_("Take it off the register"), form=PortalForm(posted(request)), button=_("Take it off"), deed=deed,
        intro=[f"{reference.organisation}: “{reference.document}”.", _("The entry stays in the record and can be listed again.")], **page,
    )  # fmt: skip


def reporting_for(person, compact):
    """The organisations whose documents `person` may report: a lead's, while their signature is in force."""
    led = acted_for(person, role=Membership.Role.LEAD)
    return Organisation.objects.open().filter(pk__in=led, signatures__in=compact.signatures.in_force()).distinct()


def _officers(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    reference = get_object_or_404(compact.references.select_related("organisation"), pk=pk)
    reference.compact = compact
    page = {"compact": compact, "parent": _("Documents to check"), "back": reverse("signatories:references_to_check", args=[compact.slug])}
    return compact, reference, page
