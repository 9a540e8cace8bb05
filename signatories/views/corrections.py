"""The steering group answers who asked for a correction of what is held about them."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from compact_portal.days import in_words
from compact_portal.forms import PortalForm
from signatories.actions.correcting import answer_correction
from signatories.models import CorrectionRequest
from signatories.views.fetch import posted, steered_compact
from signatories.views.form_page import ask


class AnswerForm(PortalForm):
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=[
            (CorrectionRequest.Outcome.CORRECTED, _("It is corrected")),
            (CorrectionRequest.Outcome.PARTLY, _("It is corrected in part")),
            (CorrectionRequest.Outcome.REFUSED, _("It is not corrected")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it")},
    )
    answer = forms.CharField(
        label=_("What was done, or why not"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever asked reads this. If it is not all corrected, say why."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request, compact: str, pk: int):
    """First it is put right where it stands; here the group says so."""
    compact = steered_compact(request, compact)
    asked = get_object_or_404(compact.corrections.select_related("asked_by", "answered_by"), pk=pk)
    own = asked.asked_by_id == request.user.pk
    form = AnswerForm(posted(request))
    if request.method == "POST" and own:
        raise PermissionDenied

    def deed(said: dict) -> str:
        answer_correction(request=asked, by=request.user, **said)
        return gettext("%(person)s is told that there is an answer.") % {"person": asked.asked_by}

    return ask(
        request, compact=compact, heading=gettext("Correct what is held about somebody"), form=form, deed=deed,
        button="" if own or asked.outcome else gettext("Send the answer"), back=reverse("home"), parent=gettext("Your tasks"),
        intro=_said_of(asked, own=own),
    )  # fmt: skip


def _said_of(asked: CorrectionRequest, *, own: bool) -> list[str]:
    said = [
        gettext("%(person)s asked on %(asked_on)s. The law gives until %(due_on)s to answer.")
        % {"person": asked.asked_by, "asked_on": in_words(asked.asked_on), "due_on": in_words(asked.due_on)},
        gettext("What is wrong, and where: %(wrong)s") % {"wrong": asked.wrong},
        gettext("What it should say: %(right)s") % {"right": asked.right},
    ]
    if asked.outcome:
        known = {"outcome": asked.get_outcome_display(), "answer": asked.answer, "by": asked.answered_by}
        return [*said, gettext("Answered by %(by)s: %(outcome)s. %(answer)s") % known]
    if own:
        return [*said, gettext("You asked this yourself: somebody else of the group answers.")]
    return [
        *said,
        gettext("Put it right where it stands first, then answer here. What was printed or published keeps its words: there, issue a correction."),
    ]
