"""Taking a step of a case, and making its limit longer. Whoever takes one sees first what it is about, and who reads what from then on."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from compact_portal.days import in_words
from disputes import keeping
from disputes.actions import steps
from disputes.actions.effects import BRINGS_IN_RESPONDER
from disputes.forms.steps import StepForm
from disputes.forms.talking import ExtendForm
from disputes.models import Audience, Role
from disputes.turns import is_untold, offer_of
from disputes.views.fetch import case_view
from disputes.views.pages import ask
from disputes.words import deed, readers_in_words, state_in_words
from signatories.views.fetch import posted

# What was said with an earlier step, and is answered with this one.
ANSWERS = {
    "confirm note": "send note", "not confirm": "send note", "accept helper": "propose helper", "refuse helper": "propose helper",
    "find inside": "ask again", "stay outside": "ask again", "find eligible": "ask for panel", "find not eligible": "ask for panel",
    "ask again": "find outside", "state": "ask for panel", "answer": "draft findings",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@case_view
def step(request, case, viewer, event: str):
    offer = offer_of(case, viewer.parts, event.replace("-", " "))
    if offer is None or offer.agreed:
        raise Http404
    form = StepForm(posted(request), case=case, step=offer.step, agrees=offer.others_agreed)

    def taken(words):
        after = steps.take(
            case=case, event=offer.step.event, parts=viewer.parts, sitting=viewer.sitting, said=form.said(), **form.details()
        )  # fmt: skip
        if after.state == case.state and offer.step.together:
            return _("Noted. It happens once everybody whose word it needs has agreed: they are told that something waits for them.")
        said = _("Noted. It stands now at: %(state)s. Everybody who takes part is told that something waits for them.")
        return said % {"state": state_in_words(after.state, case.compact)}

    intro = [offer.deed.means]
    if offer.step.together and offer.missing:
        several = _("Needed: %(people)s.") % {"people": ", ".join(offer.missing)}
        intro.append(several if len(offer.missing) > 1 else _("Your word is the last one needed."))
    shown, warning = _answered(case, viewer, offer), offer.blocked
    if offer.step.event in BRINGS_IN_RESPONDER and is_untold(case):
        warning = warning or _(
            "The other side is told of it with this step. From then on they can read all that is marked “for %(readers)s”: it stands below. "
            "If any of it should not reach them, go back and change or black it out first."
        ) % {"readers": readers_in_words(Audience.CASE, case.setting, case.compact)}
        shown = [opened for opened in keeping.read(case=case, sitting=viewer.sitting, audience=Audience.CASE) if not opened.damaged]
    button = offer.deed.button
    return ask(request, case=case, heading=button, form=form, button=button, deed=taken, intro=intro, warning=warning, shown=shown)


def _answered(case, viewer, offer) -> list:
    """The words that this step answers; and those of the first voice, to whoever only agrees to them."""
    titles = [offer.deed.button] if offer.others_agreed else []
    if earlier := ANSWERS.get(offer.step.event):
        titles.append(deed(earlier, case.compact).button)
    said = [opened for opened in keeping.read(case=case, sitting=viewer.sitting) if not opened.damaged] if titles else []
    found = [next((opened for opened in reversed(said) if opened.title == title), None) for title in titles]
    return [opened for opened in found if opened]


@require_http_methods(["GET", "POST"])
@case_view
def extend(request, case, viewer):
    if not viewer.has(Role.OFFICER) or case.due_on is None:
        raise Http404

    def deed_(words):
        made = steps.extend(case=case, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("There is time until %(due_on)s.") % {"due_on": in_words(made.due_on)}

    return ask(
        request, case=case, heading=_("Give more time"), form=ExtendForm(posted(request)), button=_("Give more time"), deed=deed_,
        intro=_("The step is due on %(due_on)s. The old day stays known, with your reason.") % {"due_on": in_words(case.due_on)},
    )  # fmt: skip
