"""An officer sets up the agreement: what it says of itself, its days and rules, and its own words."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from signatories.actions import settings as actions
from signatories.forms_settings import SettingsForm, WordsForm
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask


@require_http_methods(["GET", "POST"])
def set_up(request, compact: str):
    compact = officered_compact(request, compact)
    form = SettingsForm(posted(request), instance=compact)

    def deed(said):
        actions.set_up(compact=compact, by=request.user, **said)
        return _("Saved.")

    intro = _("Its name, its address on this site and who answers in law for its data are set by whoever runs the portal: %(controller)s.")
    return ask(
        request, compact=compact, heading=_("Settings"), form=form, button=_("Save"), intro=intro % {"controller": compact.controller},
        deed=deed, **setting_up(compact),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def set_words(request, compact: str):
    compact = officered_compact(request, compact)
    form = WordsForm(posted(request), compact=compact)

    def deed(said):
        actions.set_words(compact=compact, words=form.words, by=request.user)
        return _("Saved. Every page and every new mail and paper says it so from now on; what was issued stays as it was.")

    intro = _("Leave a box empty where the usual word is yours. Write the word as it stands within a sentence.")
    return ask(request, compact=compact, heading=_("Its own words"), form=form, button=_("Save"), intro=intro, deed=deed, **setting_up(compact))


def setting_up(compact) -> dict[str, str]:
    """The page before."""
    return {"back": reverse("setting_up", args=[compact.slug]), "parent": _("Setting up")}
