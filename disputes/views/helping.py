"""What somebody who is asked to help, or to sit on a panel, answers; and the panel's choosing."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from disputes.actions import helping, panels
from disputes.views.fetch import case_view
from disputes.views.pages import done


@require_POST
@case_view
def answer_offer(request, case, viewer):
    """First whether they are willing; then, once they know who it is, whether they are independent. Who says no leaves the case."""
    yes = request.POST.get("answer") == "yes"
    offer, _ = helping.offer_to(case, viewer.parts)

    def deed():
        if not offer.willing_on:
            helping.be_willing(case=case, parts=viewer.parts, willing=yes, sitting=viewer.sitting)
            return "Thank you. Now you can see who it is about."
        helping.declare(case=case, parts=viewer.parts, independent=yes, sitting=viewer.sitting)
        return "Thank you. Both sides are asked now whether they accept you."

    answer = done(request, case, deed)
    return answer if yes else redirect("home")


@require_POST
@case_view
def choose_panel(request, case, viewer):
    def deed():
        panels.ask_panel(case=case, parts=viewer.parts, sitting=viewer.sitting)
        return "The rules have chosen. Everybody who is to sit is asked to declare."

    return done(request, case, deed)


@require_POST
@case_view
def declare(request, case, viewer):
    interest = request.POST.get("interest") == "yes"

    def deed():
        panels.declare_interest(case=case, parts=viewer.parts, interest=interest, sitting=viewer.sitting)
        return "You have stood down. Thank you for saying so." if interest else "Thank you: you have no interest in this case."

    answer = done(request, case, deed)
    return redirect("home") if interest else answer
