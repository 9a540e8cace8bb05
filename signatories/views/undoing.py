"""Taking a hand-over back: one page that says what will be, and one button."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from compact_portal.days import in_words
from compact_portal.forms import PortalForm
from signatories.actions import undoing as actions
from signatories.models import Champion
from signatories.models.organisation import EVER_SIGNED
from signatories.roles import members_of
from signatories.views.fetch import any_compact, posted, signature_of
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])
LATEST = _("This can be done until {}. Both of you are told by mail.")


@both
def undo_champion(request, compact: str, pk: int):
    """`pk` is the successor's."""
    rows = Champion.objects.filter(succeeds__isnull=False, signature__compact__slug=compact)
    rows = rows.select_related("person", "succeeds__person", "signature__organisation", "signature__compact__area")
    successor = get_object_or_404(rows, pk=pk)
    if not actions.may_undo_champion(request.user, successor):
        raise Http404
    signature, former = successor.signature, successor.succeeds
    compact = signature.compact

    def deed(words):
        actions.undo_champion(successor=successor, by=request.user)
        return _("%(person)s is %(champion)s again, and both are told by mail.") % {"person": former.person, "champion": compact.terms.champion}

    return ask(
        request,
        compact=compact,
        heading=_("Take the handing over back"),
        form=PortalForm(posted(request)),
        button=_("Take it back"),
        deed=deed,
        back=reverse("home"),
        parent=_("Your to-do"),
        intro=[
            _(
                "%(person)s handed over to %(successor)s as %(champion)s of %(organisation)s. "
                "After this %(person)s has the place and the open questions again."
            )
            % {"person": former.person, "successor": successor.person, "champion": compact.terms.champion, "organisation": signature.organisation},
            LATEST.format(in_words(actions.undo_until(successor.took_over_on))),
        ],
    )


@both
def undo_lead(request, compact: str, pk: int, membership: int):
    """`membership` is the successor's."""
    signature = signature_of(any_compact(compact), pk)
    rows = members_of(signature.organisation).filter(succeeds__isnull=False)
    successor = get_object_or_404(rows.select_related("person", "succeeds__person", "organisation"), pk=membership)
    if signature.status not in EVER_SIGNED or not actions.may_undo_lead(request.user, successor, signature.compact):
        raise Http404
    former = successor.succeeds

    def deed(words):
        actions.undo_lead(signature=signature, successor=successor, by=request.user)
        return _("%(person)s leads for %(organisation)s again. Everybody concerned is told by mail.") % {
            "person": former.person,
            "organisation": signature.organisation,
        }

    return ask(
        request,
        compact=signature.compact,
        heading=_("Take the handing over back"),
        form=PortalForm(posted(request)),
        button=_("Take it back"),
        back=reverse("home"),
        parent=_("Your to-do"),
        deed=deed,
        intro=[
            _("%(person)s handed over to %(successor)s as lead of %(organisation)s. After this %(person)s leads again.")
            % {"person": former.person, "successor": successor.person, "organisation": signature.organisation},
            LATEST.format(in_words(actions.undo_until(successor.took_over_on))),
        ],
    )
