"""A draft: changed, printed, sent, deleted, by its author alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.forms import PortalForm
from disputes.actions import raising
from disputes.forms.raising import ConcernForm, classes_here
from disputes.models import Role
from disputes.procedure import State
from disputes.timing import procedure_of
from disputes.views.fetch import case_view
from disputes.views.pages import address, ask
from signatories.models import Organisation
from signatories.views.fetch import posted


def only_draft(case, viewer) -> None:
    if case.state != State.DRAFT or not viewer.has(Role.RAISER):
        raise Http404


def of_draft(case, viewer) -> dict:
    """What the draft holds; nothing where it was changed from outside, which its page says."""
    only_draft(case, viewer)
    return raising.words_of(case, viewer.sitting) or {}


@require_http_methods(["GET", "POST"])
@case_view
def change_draft(request, case, viewer):
    words = of_draft(case, viewer)
    form = ConcernForm(posted(request), compact=case.compact, person=request.user, initial=words)
    if form.is_valid():
        try:
            raising.change_draft(case=case, words=form.words(), version=form.cleaned_data["version"], sitting=viewer.sitting)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, gettext("The draft is kept. Nobody else can open it."))
            return redirect(address(case))
    return render(request, "disputes/draft_form.html", {"compact": case.compact, "case": case, "form": form})


@require_safe
@case_view
def print_draft(request, case, viewer):
    return render(request, "disputes/draft_print.html", draft_context(case, viewer))


def draft_context(case, viewer) -> dict:
    only_draft(case, viewer)
    found = raising.words_of(case, viewer.sitting)
    words = found or {}
    responder = Organisation.objects.filter(pk=words.get("responder") or 0).first()
    classes = dict(classes_here(case.compact))
    said = [(gettext(label), words.get(name, ""), classes.get(words.get(f"{name}_class"), "")) for name, _, label in raising.WORDS]
    return {
        "compact": case.compact, "case": case, "said": said, "responder": responder, "commitments": words.get("commitments", []),
        "for_members": words.get("for_members"), "damaged": found is None,
        "missing": [label for label, text, _ in said if not text.strip()] + ([] if responder else [gettext("Whom it is about")]),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view
def send_draft(request, case, viewer):
    only_draft(case, viewer)

    def deed(words):
        raising.submit(case=case, sitting=viewer.sitting)
        return gettext("Your concern is sent. The case officer can read it now; nobody else can.")

    days = procedure_of(case).limit("acknowledge")
    return ask(
        request,
        case=case,
        heading=gettext("Send the concern"),
        form=PortalForm(posted(request)),
        button=gettext("Send it"),
        deed=deed,
        intro=[
            gettext(
                "From now on the case officer, who belongs to neither side, can read it. Nobody else can, and the other side is told nothing yet."
            ),
            gettext("You hear within %(days)s working days that it has arrived. Then you decide together what comes next.") % {"days": days},
            gettext("You can withdraw it at any moment, without a reason."),
        ],
    )


@require_http_methods(["GET", "POST"])
@case_view
def delete_draft(request, case, viewer):
    only_draft(case, viewer)

    def deed(words):
        raising.delete_draft(case=case, by=request.user)
        return gettext("The draft is gone for good.")

    return ask(
        request, case=case, heading=gettext("Delete the draft"), form=PortalForm(posted(request)), button=gettext("Delete it"), deed=deed,
        warning=gettext("It cannot be brought back, by anybody."), to=reverse("disputes:cases", args=[case.compact.slug]),
    )  # fmt: skip
