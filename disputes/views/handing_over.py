"""A case officer hands a case over to another; or a side asks for another one, when the case officer has gone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.forms import PortalForm
from disputes import keeping, succession
from disputes.actions import handing_over as actions
from disputes.actions.sides import speaks_for_side
from disputes.forms.talking import HandOverForm
from disputes.models import Audience, Role
from disputes.views.fetch import case_view
from disputes.views.pages import ask
from signatories.views.fetch import posted


@require_safe
@case_view
def hand_over(request, case, viewer):
    """Whom to: every officer of today, and of those who cannot why not."""
    found = _candidates(case, viewer)
    able, others = [each for each in found if not each.why_not], [each for each in found if each.why_not]
    return render(request, "disputes/hand_over.html", {"compact": case.compact, "case": case, "able": able, "others": others})


@require_http_methods(["GET", "POST"])
@case_view
def hand_over_to(request, case, viewer, pk: int):
    """What the one will read and the other no longer, and one button."""
    found = next((each for each in _candidates(case, viewer) if each.officer.pk == pk), None)
    if found is None or found.why_not:
        messages.error(request, _("This person cannot take it over now. Choose somebody else, or see below what is missing."))
        return redirect("disputes:hand_over", case.compact.slug, case.reference)
    person, ring = found.officer.person, keeping.Keyring(case, viewer.sitting)
    form = HandOverForm(posted(request))
    if Audience.OFFICER not in ring.audiences:
        del form.fields["note"]

    def deed(words):
        actions.hand_over(case=case, officer=found.officer, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("%(person)s deals with it from today. Everybody in the case is told that something waits for them.") % {"person": person}

    intro = [
        _("%(person)s reads from then on what you read as case officer: all that is for both sides, from the first day, and your own notes.")
        % {"person": person},
        _("What one side says to a helper alone, or a panel writes for itself, they do not read."),
        _("Everybody in the case sees from then on that %(person)s deals with it. Nobody is told why. The days by which things are due stay.")
        % {"person": person},
    ]
    if Audience.PRIVATE in ring.audiences:
        intro.append(_("What somebody told you in private afterwards is not handed on: from then on they alone can read it."))
    said = _("You cannot read the case from then on, not even your own words in it, and it cannot be given back to you.")
    heading = _("Hand over to %(person)s") % {"person": person}
    return ask(request, case=case, heading=heading, form=form, button=_("Hand it over now"), deed=deed, intro=intro, warning=said)


@require_http_methods(["GET", "POST"])
@case_view
def ask_for_officer(request, case, viewer):
    gone = succession.officer_of(case)
    if not speaks_for_side(viewer.parts) or not succession.may_be_handed_over(case) or gone is None or not succession.officer_has_gone(case):
        raise Http404

    def deed(words):
        follows = actions.ask_for_officer(case=case, parts=viewer.parts, sitting=viewer.sitting)
        return _("%(person)s is the case officer from today. Everybody in the case is told that something waits for them.") % {
            "person": follows.person
        }

    intro = [
        _("%(person)s can no longer go on with this case. An officer who belongs to neither side takes it over: the rules choose who.")
        % {"person": gone.person},
        _("You let them in with your key: they read all that is for both sides, from the first day. %(person)s cannot read it any more.")
        % {"person": gone.person},
        _("Notes for the case officer alone stay locked. If there are any, the new one asks two custodians, one of each sector, to open them."),
        _("If you can reach %(person)s, ask them first to hand it over themself: then the notes go with it.") % {"person": gone.person},
    ]
    button = _("Ask for another case officer")
    return ask(request, case=case, heading=button, form=PortalForm(posted(request)), button=button, deed=deed, intro=intro)


def _candidates(case, viewer) -> list[succession.Candidate]:
    """For the case officer, while there is something to hand over. Raises Http404."""
    if not viewer.has(Role.OFFICER) or not succession.may_be_handed_over(case):
        raise Http404
    return succession.candidates(case, but=viewer.person)
