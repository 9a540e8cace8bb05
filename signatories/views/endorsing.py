"""The last steps of a text: settled, endorsed by one body after the other, published."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compact_portal.forms import PortalForm
from signatories.actions import editions as actions
from signatories.agreement import forms
from signatories.models import Endorsement
from signatories.views.drafting import edition_of
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask


def _asked(request, compact: str, pk: int) -> dict:
    """What every page here has: the agreement, and the way back to the page of the text."""
    compact = officered_compact(request, compact)
    edition = edition_of(compact, pk)
    return {"compact": compact, "parent": edition.label, "back": reverse("signatories:text", args=[compact.slug, pk])}


@require_http_methods(["GET", "POST"])
def make_final(request, compact: str, pk: int):
    page = _asked(request, compact, pk)
    edition = edition_of(page["compact"], pk)

    def deed(words):
        actions.make_final(edition=edition, by=request.user, **words)
        return _("“%(edition)s” is the final text. Enter each decision as it is made.") % {"edition": edition.label}

    consulted = edition.consultations.exists()
    warning = "" if consulted else _("Nobody has been asked for comments on this text. National guidance asks for twelve weeks of consultation.")
    return ask(
        request,
        heading=_("Settle the final text"),
        form=forms.BodiesForm(posted(request)),
        button=_("This is the final text"),
        deed=deed,
        warning=warning,
        intro=_("The text is then public and does not change any more while the bodies decide on it."),
        **page,
    )


@require_http_methods(["GET", "POST"])
def ask_body(request, compact: str, pk: int):
    page = _asked(request, compact, pk)
    edition = edition_of(page["compact"], pk)

    def deed(words):
        return _("%(endorsement)s is on the list.") % {"endorsement": actions.ask_for_endorsement(edition=edition, by=request.user, **words)}

    return ask(request, heading=_("Add a body"), form=forms.BodyForm(posted(request)), button=_("Add it"), deed=deed, **page)


@require_http_methods(["GET", "POST"])
def decide(request, compact: str, pk: int, endorsement: int):
    page = _asked(request, compact, pk)
    endorsement = get_object_or_404(Endorsement.objects.filter(edition=pk, edition__compact=page["compact"]), pk=endorsement)
    endorsement.edition.compact = page["compact"]
    given = {name: getattr(endorsement, name) for name in ("status", "decided_on", "decided_when", "minute")}

    def deed(words):
        actions.decide(endorsement=endorsement, by=request.user, **words)
        return _("The decision of %(endorsement)s is recorded.") % {"endorsement": endorsement}

    return ask(
        request,
        heading=_("Decision of %(endorsement)s") % {"endorsement": endorsement},
        form=forms.DecisionForm(posted(request), initial=given),
        button=_("Record it"),
        deed=deed,
        **page,
    )


@require_http_methods(["GET", "POST"])
def back_to_draft(request, compact: str, pk: int):
    page = _asked(request, compact, pk)
    edition = edition_of(page["compact"], pk)

    def deed(words):
        actions.back_to_draft(edition=edition, by=request.user)
        return _("“%(edition)s” is a draft again.") % {"edition": edition.label}

    return ask(
        request,
        heading=_("Make it a draft again"),
        form=PortalForm(posted(request)),
        button=_("Make it a draft again"),
        deed=deed,
        intro=_(
            "The text is then no longer public, and the list of bodies that are asked begins anew. This is not possible once one has endorsed it."
        ),
        **page,
    )


@require_http_methods(["GET", "POST"])
def publish(request, compact: str, pk: int):
    page = _asked(request, compact, pk)
    edition = edition_of(page["compact"], pk)
    awaited = list(edition.endorsements.filter(status=Endorsement.Status.AWAITED).values_list("body", flat=True))

    def deed(words):
        actions.publish(edition=edition, by=request.user)
        return _("“%(edition)s” is published.") % {"edition": edition.label}

    return ask(
        request,
        heading=_("Publish “%(edition)s”") % {"edition": edition.label},
        form=PortalForm(posted(request)),
        button=_("Publish it"),
        deed=deed,
        warning=_("These have not decided yet: %(awaited)s.") % {"awaited": "; ".join(awaited)} if awaited else "",
        intro=[
            _("From now on this is what was agreed. The text before it is kept, as superseded; who signed that one stays shown as having signed it."),
            _("A published text never changes. A later change is a new edition."),
        ],
        **page,
    )
