"""What linked agreements say on one subject, side by side."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compact_portal.forms import FilterForm
from signatories.agreement.wording import neighbours, side_by_side, subjects_of
from signatories.forms import capital
from signatories.models.edition import Subject
from signatories.views.fetch import any_compact


class WordingForm(FilterForm):
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    words = forms.CharField(label=_("Or words in the text"), required=False, max_length=100)

    def __init__(self, *args, subjects: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = [("", _("Any")), *((value, capital(Subject(value).label)) for value in subjects)]


@login_not_required
@require_safe
def wording(request, compact: str):
    """`?subject=funding` or `?words=twelve weeks`; words win where both are given."""
    compact = any_compact(compact)
    compacts = neighbours(compact)
    form = WordingForm(request.GET if {"subject", "words"} & set(request.GET) else None, subjects=subjects_of(compacts))
    context = {"compact": compact, "form": form, "alone": len(compacts) == 1}
    if form.is_valid() and (form.cleaned_data["subject"] or form.cleaned_data["words"]):
        columns = side_by_side(compacts, **form.cleaned_data)
        rows = [(column, [(p, _who(column.compact, p.binds)) for p in column.passages]) for column in columns]
        context |= {"columns": rows, "about": form.cleaned_data["words"] or Subject(form.cleaned_data["subject"]).label}
    return render(request, "signatories/wording.html", context)


def _who(compact, binds: str) -> str:
    return (
        {"both": compact.terms.cross_sector, "": ""}.get(binds)
        if binds in ("", "both")
        else _("the %(sector)s") % {"sector": compact.terms.sector(binds)}
    )
