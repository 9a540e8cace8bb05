"""What somebody who is asked to help, or to sit on a panel, answers; and the panel's choosing."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from compact_portal.forms import PortalForm
from disputes.actions import convening, helping, panels
from disputes.models import Role
from disputes.views.fetch import case_view
from disputes.views.pages import ask, done
from signatories.views.fetch import posted


@require_POST
@case_view
def answer_offer(request, case, viewer):
    """First whether they are willing; then, once they know who it is, whether they are independent. Who says no leaves the case."""
    yes = request.POST.get("answer") == "yes"
    offer, _ = helping.offer_to(case, viewer.parts)

    def deed():
        if not offer.willing_on:
            helping.be_willing(case=case, parts=viewer.parts, willing=yes, sitting=viewer.sitting)
            return gettext("Thank you. Now you can see who it is about.")
        helping.declare(case=case, parts=viewer.parts, independent=yes, sitting=viewer.sitting)
        return gettext("Thank you. Both sides are asked now whether they accept you.")

    answer = done(request, case, deed)
    return answer if yes else redirect("home")


@require_POST
@case_view
def choose_panel(request, case, viewer):
    def deed():
        panels.ask_panel(case=case, parts=viewer.parts, sitting=viewer.sitting)
        return gettext("The rules have chosen. Everybody who is to sit is asked to declare.")

    return done(request, case, deed)


@require_POST
@case_view
def declare(request, case, viewer):
    interest = request.POST.get("interest") == "yes"

    def deed():
        panels.declare_interest(case=case, parts=viewer.parts, interest=interest, sitting=viewer.sitting)
        return gettext("You have stood down. Thank you for saying so.") if interest else gettext("Thank you: you have no interest in this case.")

    answer = done(request, case, deed)
    return redirect("home") if interest else answer


@require_http_methods(["GET", "POST"])
@case_view
def stand_down(request, case, viewer):
    """Somebody who sits on the panel finds that they have an interest after all."""
    if not viewer.has(Role.PANEL, Role.CHAIR) or case.state not in panels.SEATED:
        raise Http404

    def deed(words):
        panels.declare_interest(case=case, parts=viewer.parts, interest=True, sitting=viewer.sitting)
        return gettext("You have stood down. Thank you for saying so.")

    return ask(
        request,
        case=case,
        heading=gettext("Stand down"),
        form=PortalForm(posted(request)),
        button=gettext("Stand down"),
        deed=deed,
        to=reverse("home"),
        intro=[gettext("A substitute of your sector takes the place. Nobody asks why."), gettext("You cannot read the case from then on.")],
    )


@require_http_methods(["GET", "POST"])
@case_view
def replace_convenor(request, case, viewer, part):
    """A side says no to a co-convenor, or the co-convenor stands down."""
    found = next((each for each in convening.serving(case) if each.pk == part), None)
    if found is None or not convening.may_replace(case, found, viewer.parts):
        raise Http404
    own = found.person_id == request.user.pk

    def deed(words):
        made = convening.replace_convenor(case=case, part=found, parts=viewer.parts, sitting=viewer.sitting)
        return (
            gettext("You have stood down. Thank you for saying so.")
            if own
            else gettext("%(person)s looks at it instead.") % {"person": made.follows.person}
        )

    place = gettext("Somebody else of the same sector takes the place.")
    gone = (
        gettext("You cannot read the case from then on.")
        if own
        else gettext("This person cannot read the case from then on. You can ask once for each sector.")
    )
    return ask(
        request,
        case=case,
        heading=gettext("Stand down") if own else gettext("Ask for somebody else than %(person)s") % {"person": found.person},
        form=PortalForm(posted(request)),
        button=gettext("Stand down") if own else gettext("Ask for somebody else"),
        deed=deed,
        intro=[f"{place} {gone}", gettext("No reason is needed.")],
        to=reverse("home") if own else "",
    )
