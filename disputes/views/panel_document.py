"""The panel's own procedure: what anybody may read of it, and its way from draft to in force."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from disputes.actions import panel_document as actions
from disputes.forms.procedure import ConsultForm, EndorsedForm, TextForm
from disputes.models import PanelDocument, Standing
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask


@login_not_required
@require_safe
def panel_document(request, compact: str):
    """Who steers sees drafts as well. The list of who may sit is part of the document; it says how many of each side, and no names."""
    compact = any_compact(compact)
    roles = roles_of(request.user, compact)
    documents = list(compact.panel_documents.select_related("written_by"))
    if not roles.may_see_steering:
        documents = [document for document in documents if document.is_public]
    kinds = [Standing.Kind.PANEL, Standing.Kind.SUBSTITUTE]
    sides = Standing.objects.serving().filter(compact=compact, kind__in=kinds).values_list("sector", flat=True)
    under_way = next((document for document in documents if document.status in ("draft", "consulted", "endorsed")), None)
    context = {
        "compact": compact,
        "roles": roles,
        "in_force": next((document for document in documents if document.status == PanelDocument.Status.IN_FORCE), None),
        "under_way": under_way,
        "comments_over": bool(under_way and under_way.closes_on and under_way.closes_on < today()),
        "before": [document for document in documents if document.status == PanelDocument.Status.SUPERSEDED],
        "members": [(compact.terms.sector(sector), list(sides).count(sector)) for sector in ("statutory", "voluntary")],
    }
    return render(request, "disputes/panel_document.html", context)


@require_http_methods(["GET", "POST"])
def write_document(request, compact: str):
    compact = officered_compact(request, compact)
    last = compact.panel_documents.first()
    form = TextForm(posted(request), initial={"text": last.text if last else ""})

    def deed(words):
        actions.write_document(compact=compact, by=request.user, **words)
        return _("The draft is kept. Change it as often as you like; then send it out for comment.")

    return ask(request, compact=compact, heading=_("Write a new version"), form=form, button=_("Keep the draft"), deed=deed, **_back(compact))


@require_http_methods(["GET", "POST"])
def change_document(request, compact: str, pk: int):
    compact, document = _officers(request, compact, pk)
    form = TextForm(posted(request), instance=document)

    def deed(words):
        actions.change_text(document=document, by=request.user, **words)
        return _("The text is changed.")

    return ask(request, compact=compact, heading=_("Change the text"), form=form, button=_("Save"), deed=deed, **_back(compact))


@require_http_methods(["GET", "POST"])
def consult(request, compact: str, pk: int):
    compact, document = _officers(request, compact, pk)

    def deed(words):
        actions.consult(document=document, by=request.user, **words)
        return _("Everybody can read it now.")

    return ask(
        request, compact=compact, heading=_("Send it out for comment"), form=ConsultForm(posted(request)), button=_("Send it out"), deed=deed,
        intro=_("Everybody can read the draft from then on, and its text stands still until the time for comments is over."), **_back(compact),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def endorse(request, compact: str, pk: int):
    compact, document = _officers(request, compact, pk)

    def deed(words):
        actions.endorse(document=document, by=request.user, **words)
        return _("The decision is recorded.")

    form = EndorsedForm(posted(request), initial={"endorsed_by_body": compact.board})
    return ask(request, compact=compact, heading=_("Record that it was endorsed"), form=form, button=_("Record it"), deed=deed, **_back(compact))


@require_http_methods(["GET", "POST"])
def bring_into_force(request, compact: str, pk: int):
    compact, document = _officers(request, compact, pk)

    def deed(words):
        actions.bring_into_force(document=document, by=request.user)
        return _("It is in force. The %(panel)s can be asked for from now on.") % {"panel": compact.terms.panel}

    return ask(
        request,
        compact=compact,
        heading=_("Bring it into force"),
        form=PortalForm(posted(request)),
        button=_("Bring it into force today"),
        deed=deed,
        intro=_("From today organisations can ask for the %(panel)s, and it works by this text.") % {"panel": compact.terms.panel},
        **_back(compact),
    )


def _officers(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    document = get_object_or_404(compact.panel_documents, pk=pk)
    document.compact = compact
    return compact, document


def _back(compact) -> dict:
    return {
        "back": reverse("disputes:panel_document", args=[compact.slug]),
        "parent": _("Procedure of the %(panel)s") % {"panel": compact.terms.panel},
    }
