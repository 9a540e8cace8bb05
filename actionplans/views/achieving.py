"""The page on which an officer makes an achievement from something that is kept elsewhere: a document, an example, a checklist.

Rooms above this one, and its own views, call `achieve` with what they made it from; their address and their guard stay their own.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplans.actions.achievements import add_achievement
from actionplans.forms.achieving import AchieveForm
from actionplans.models import Achievement, Origin
from signatories.models import Compact
from signatories.views.fetch import posted


def achieve(
    request, *, compact: Compact, origin: Origin, words: str, back: str, parent: str, organisations=(), evidence: str = "", evidence_link: str = "",
    lead: str = "",
):  # fmt: skip
    """Ask under which target it belongs and how it reads, make it, and go back.

    `words` and `origin.words` are read by everybody: neither may name whom the source does not name openly. `organisations` took part;
    `lead` is a sentence before the form; `back` is the address of the page before, which is called `parent`.
    """
    form = AchieveForm(posted(request), compact=compact, words=words)
    if form.is_valid():
        try:
            made = add_achievement(
                **form.cleaned_data, by=request.user, organisations=organisations, evidence=evidence, evidence_link=evidence_link, origin=origin
            )
        except ValidationError as error:
            form.add_error("target", error.messages[0])
        else:
            target = made.target
            messages.success(
                request,
                _("It stands last among the achievements of %(target)s %(number)s, %(plan)s.")
                % {"target": compact.terms.target.lower(), "number": target.number, "plan": target.plan},
            )
            return redirect(back)
    context = {
        "compact": compact, "form": form, "origin": origin, "lead": lead, "back": back, "parent": parent,
        "made": Achievement.objects.made_from(origin).select_related("target__plan__compact"),
    }  # fmt: skip
    return render(request, "actionplans/achievements/make.html", context)
