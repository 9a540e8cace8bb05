"""Good practice from elsewhere and guidance; and what officers do beside the text: look at the need for Champions, send copies, write to others."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import in_words
from compact_portal.forms import PortalForm
from signatories.actions import colleagues
from signatories.actions import reading as actions
from signatories.mail_words import and_waits
from signatories.models import Edition, Resource
from signatories.records.practice_forms import ColleaguesForm, NeedForm, ResourceForm
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, signature_of
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def resources(request, compact: str):
    compact = any_compact(compact)
    found = compact.resources.order_by("kind", "title")
    groups = [(capfirst(Resource.Kind(kind).label), list(rows)) for kind, rows in groupby(found, lambda row: row.kind)]
    return render(request, "signatories/resources.html", {"compact": compact, "groups": groups, "roles": roles_of(request.user, compact)})


@both
def add_resource(request, compact: str):
    compact = officered_compact(request, compact)
    form = ResourceForm(posted(request), compact=compact)

    def deed(words):
        return _("“%(resource)s” is on the list.") % {"resource": actions.save_resource(compact=compact, by=request.user, **words)}

    return ask(request, heading=_("Add to the list"), form=form, button=_("Add it"), deed=deed, **_list(compact))


@both
def change_resource(request, compact: str, pk: int):
    compact, resource = _resource(request, compact, pk)
    form = ResourceForm(posted(request), compact=compact, instance=resource)

    def deed(words):
        return _("“%(resource)s” is saved.") % {"resource": actions.save_resource(compact=compact, resource=resource, by=request.user, **words)}

    return ask(request, heading=_("Change the entry"), form=form, button=_("Save"), deed=deed, **_list(compact))


@both
def remove_resource(request, compact: str, pk: int):
    compact, resource = _resource(request, compact, pk)

    def deed(words):
        actions.remove_resource(resource=resource, by=request.user)
        return _("It is off the list.")

    return ask(
        request, heading=_("Take it off the list"), form=PortalForm(posted(request)), button=_("Take it off"), deed=deed, intro=f"“{resource}”",
        **_list(compact),
    )  # fmt: skip


@both
def look_at_champions(request, compact: str):
    compact = officered_compact(request, compact)
    terms = compact.terms
    form = NeedForm(posted(request), initial={"rule": compact.champion_rule, "found": compact.champions_looked_at})

    def deed(words):
        actions.look_at_champions(compact=compact, by=request.user, **words)
        return _("Noted. You are asked again in a year.")

    intro = [
        _("Once a year the %(steering_group)s looks at whether every %(signatory)s should name a %(champion)s.")
        % {"steering_group": terms.steering_group, "signatory": terms.signatory, "champion": terms.champion}
    ]
    if compact.champions_looked_at_on:
        intro.append(_("It was last looked at on %(champions_looked_at_on)s.") % {"champions_looked_at_on": in_words(compact.champions_looked_at_on)})
    return ask(
        request, compact=compact, heading=_("Are %(champions)s needed?") % {"champions": terms.champions}, form=form, button=_("Save"), deed=deed,
        back=reverse("signatories:steering", args=[compact.slug]), parent=capfirst(terms.steering_group),
        intro=intro,
    )  # fmt: skip


@both
def send_copies(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    edition = get_object_or_404(compact.editions.filter(status=Edition.Status.PUBLISHED), pk=pk)
    edition.compact = compact

    def deed(words):
        pack = actions.send_copies(edition=edition, by=request.user)
        return and_waits(compact, _("Sent to %(total)s, and kept in the record of packs.") % {"total": pack.total})

    signed = compact.signatures.in_force()
    reached = signed.exclude(organisation__contact_email="").count()
    return ask(
        request,
        compact=compact,
        heading=_("Send “%(edition)s” to every %(signatory)s") % {"edition": edition.label, "signatory": compact.terms.signatory},
        form=PortalForm(posted(request)),
        button=_("Send it"),
        deed=deed,
        back=reverse("signatories:text", args=[compact.slug, edition.pk]),
        parent=edition.label,
        intro=_(
            "%(reached)s of %(signed)s have an address for mail. Each gets a link to the text, "
            "and is asked to pass it on. How many of each side it went to is kept."
        )
        % {"reached": reached, "signed": signed.count()},
    )


@both
def write_to_officers(request, compact: str):
    compact = officered_compact(request, compact)
    among = colleagues.neighbours(compact)
    form = ColleaguesForm(posted(request), among=among)
    there = among.exists()

    def deed(words):
        sent = colleagues.write_to_officers(compact=compact, by=request.user, **words)
        return ngettext(
            "Sent to %(sent)s person. They answer to your own address.", "Sent to %(sent)s people. They answer to your own address.", sent
        ) % {"sent": sent}

    return ask(
        request,
        compact=compact,
        heading=_("Write to those who run other agreements"),
        form=form,
        button=_("Send it") if there else "",
        deed=deed,
        back=reverse("signatories:seats", args=[compact.slug]),
        parent=capfirst(compact.terms.steering_group),
        intro=_("Those of the agreements that this one is linked with.")
        if there
        else _("No other agreement that is kept here is linked with this one."),
    )


@both
def ask_for_champions(request, compact: str, pk: int):
    """`pk` is the signature of a partnership or network."""
    compact = officered_compact(request, compact)
    group = signature_of(compact, pk)
    missing = colleagues.without_champion(group)

    def deed(words):
        asked = colleagues.ask_members_for_champions(group=group, by=request.user)
        return and_waits(compact, _("Asked: %(asked)s.") % {"asked": asked})

    return ask(
        request,
        compact=compact,
        heading=_("Ask members of %(organisation)s for %(champions)s") % {"organisation": group.organisation, "champions": compact.terms.champions},
        form=PortalForm(posted(request)),
        button=_("Ask them") if missing else "",
        deed=deed,
        back=reverse("signatories:members", args=[compact.slug, group.pk]),
        parent=_("Members"),
        intro=[
            _("These have signed and have no main %(champion)s:") % {"champion": compact.terms.champion},
            ", ".join(str(each.organisation) for each in missing),
        ]
        if missing
        else _("Every member that has signed, and that can be written to, has a main %(champion)s.") % {"champion": compact.terms.champion},
    )


def _resource(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    resource = get_object_or_404(compact.resources, pk=pk)
    resource.compact = compact
    return compact, resource


def _list(compact) -> dict:
    return {"compact": compact, "parent": _("Worth knowing"), "back": reverse("signatories:resources", args=[compact.slug])}
