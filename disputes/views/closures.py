"""Days that do not count in the time for a step: everybody sees them on the page of the procedure, an officer keeps them."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compact_portal.forms import PortalForm
from disputes.actions import closures as actions
from disputes.forms.procedure import ClosureForm
from disputes.views.settle import back_to_settle
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask


@require_http_methods(["GET", "POST"])
def add_closure(request, compact: str):
    compact = officered_compact(request, compact)

    def deed(words):
        return _("%(note_closure)s: noted. It counts for every step that begins from tomorrow on.") % {
            "note_closure": actions.note_closure(compact=compact, by=request.user, **words)
        }

    return ask(
        request, compact=compact, heading=_("Note days that do not count"), form=ClosureForm(posted(request)), button=_("Note them"), deed=deed,
        intro=_("Weekends and bank holidays never count. Steps that are under way keep the day that people were told."), **back_to_settle(compact),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def drop_closure(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    closure = get_object_or_404(compact.closures.standing(), pk=pk)

    def deed(words):
        actions.drop_closure(closure=closure, by=request.user)
        return _("%(closure)s: these are ordinary days again.") % {"closure": closure}

    return ask(
        request,
        compact=compact,
        heading=_("Take %(closure)s off the list") % {"closure": closure},
        form=PortalForm(posted(request)),
        button=_("Take it off"),
        deed=deed,
        intro=_("They count again in every step that begins from tomorrow on. Steps that are under way keep their day."),
        **back_to_settle(compact),
    )
