"""Delegates of events who stay in touch: the officers' list, and the page behind the mailed link."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.documents.tables_out import csv_response, to_csv
from signatories.actions import delegates as actions
from signatories.models import Code, Compact, Delegate
from signatories.records.delegate_forms import DelegateForm, StayForm
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask
from signatories.views.joining import holds_token


@require_safe
def delegates(request, compact: str):
    """Those who want to be asked, and how many have not answered. `?code=` keeps those who chose that code, or none in particular."""
    compact = officered_compact(request, compact)
    codes = list(compact.edition.codes.all()) if compact.edition else []
    code = next((code for code in codes if str(code.number) == request.GET.get("code")), None)
    context = {
        "compact": compact,
        "codes": codes,
        "code": code,
        "rows": _staying(compact, code),
        "silent": Delegate.objects.filter(event__compact=compact, agreed_on=None).count(),
    }
    return render(request, "signatories/delegates.html", context)


@require_safe
def delegates_csv(request, compact: str):
    compact = officered_compact(request, compact)
    rows = [
        [row.name, row.organisation, row.sent_to, _titles(row), row.event.title, row.event.held_on, row.agreed_on] for row in _staying(compact, None)
    ]
    columns = [_("Name"), _("Organisation"), _("E-mail"), _("Codes"), _("Event"), _("Day of the event"), _("Agreed on")]
    return csv_response(f"{compact.slug}-delegates.csv", to_csv(columns, rows))


def _titles(delegate: Delegate) -> str:
    return "; ".join(code.title for code in delegate.codes.all())


def _staying(compact: Compact, code: Code | None):
    found = Delegate.objects.filter(event__compact=compact, agreed_on__isnull=False).select_related("event").prefetch_related("codes")
    return found.filter(Q(codes=code) | Q(codes=None)) if code else found


@require_http_methods(["GET", "HEAD", "POST"])
def add_delegate(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    event = get_object_or_404(compact.training_events.filter(cancelled=False), pk=pk)
    event.compact = compact

    def deed(words):
        return _("%(delegate)s is asked by mail, and on the list once they say yes.") % {
            "delegate": actions.ask_to_stay(event=event, by=request.user, **words)
        }

    form = DelegateForm(posted(request))
    return ask(
        request, compact=compact, heading=_("A delegate wants to stay in touch"), form=form, button=_("Ask them by mail"), deed=deed,
        intro=f"“{event}”", back=reverse("signatories:training_record", args=[compact.slug]), parent=_("Packs and training"),
    )  # fmt: skip


@require_POST
def remove_delegate(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    delegate = get_object_or_404(Delegate.objects.select_related("event__compact"), event__compact=compact, pk=pk)
    actions.leave(delegate=delegate, by=request.user)
    messages.success(request, _("%(delegate)s is off the list, and the address is deleted.") % {"delegate": delegate})
    return redirect("signatories:delegates", compact.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@holds_token
def stay_in_touch(request, compact: str, token: str):
    """Yes, with codes; or no, and the address is gone. The same link changes it later."""
    compact = any_compact(compact)
    delegate = Delegate.objects.by_token(token).filter(event__compact=compact).select_related("event__compact").first()
    if delegate is None:
        return render(request, "signatories/link_unknown.html", {"compact": compact}, status=404)
    form = StayForm(posted(request), compact=compact, initial={"codes": delegate.codes.all()})
    if request.method == "POST" and request.POST.get("answer") == "no":
        actions.leave(delegate=delegate)
        return render(request, "signatories/delegate_left.html", {"compact": compact})
    if form.is_valid():
        actions.stay(delegate=delegate, codes=list(form.cleaned_data.get("codes", [])))
        messages.success(request, _("Thank you. You are on the list."))
        return redirect(request.path)
    return render(request, "signatories/delegate_stay.html", {"compact": compact, "delegate": delegate, "form": form})
