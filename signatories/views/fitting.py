"""Which codes fit an organisation: a page of boxes that ends in an answer, and the officer's words for it (domain.md A15.1, 14)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from signatories.actions import reading as actions
from signatories.records.practice_forms import USUAL, FitForm, QuestionsForm
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask


def asked_of(compact) -> tuple[list, list[tuple[str, str]], dict[str, str]]:
    """The codes in force, what is asked about each of their subjects, and the agreement's own words for it. Three queries."""
    codes = list(compact.edition.codes.exclude(subject="")) if compact.edition else []
    own = dict(compact.code_questions.values_list("subject", "text"))
    subjects = dict.fromkeys(code.subject for code in codes)
    return codes, [(subject, own.get(subject) or USUAL[subject]) for subject in subjects], own


@login_not_required
@require_safe
def which_codes(request, compact: str):
    """`?does=funding&does=volunteering` is what was ticked."""
    compact = any_compact(compact)
    codes, asked, _ = asked_of(compact)
    form = FitForm(request.GET if "does" in request.GET or "show" in request.GET else None, asked=asked)
    chosen = form.cleaned_data["does"] if form.is_valid() else []
    context = {
        "compact": compact,
        "form": form,
        "asked": asked,
        "answered": form.is_bound and form.is_valid(),
        "fitting": [code for code in codes if code.subject in chosen],
        "others": [code for code in codes if code.subject not in chosen],
        "roles": roles_of(request.user, compact),
    }
    return render(request, "signatories/which_codes.html", context)


@require_http_methods(["GET", "POST"])
def word_questions(request, compact: str):
    compact = officered_compact(request, compact)
    _, asked, own = asked_of(compact)
    form = QuestionsForm(posted(request), subjects=[subject for subject, _ in asked], own=own)

    def deed(words):
        actions.word_questions(compact=compact, words=words, by=request.user)
        return gettext("Saved.")

    return ask(
        request, compact=compact, heading=gettext("What leads to the %(codes)s") % {"codes": compact.terms.codes}, form=form, deed=deed,
        button=gettext("Save") if asked else "",
        back=reverse("signatories:which_codes", args=[compact.slug]), parent=gettext("Which %(codes)s fit us?") % {"codes": compact.terms.codes},
        intro=gettext("Write what an organisation here would say of itself. A box that you leave empty is asked in the usual words.")
        if asked else gettext("No %(code)s of the text in force says what it is about.") % {"code": compact.terms.code},
    )  # fmt: skip
