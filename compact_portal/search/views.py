"""The page of the search. It is open to everybody; what is found depends on who asks."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from compact_portal.days import today
from compact_portal.finding import CANDIDATES, LONGEST
from compact_portal.forms import FilterForm
from compact_portal.search.looking import SOURCES, look

BY_KEY = {source.key: source for source in SOURCES}


class SearchForm(FilterForm):
    q = forms.CharField(
        label=_("Words to look for"), max_length=LONGEST, required=False, help_text=_("Put words that belong together in quotation marks.")
    )


@login_not_required
@require_safe
def search(request):
    """`q` holds the words; `in` the key of one source, of which more is then shown."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"].replace("\0", "").strip() if form.is_valid() else ""
    only = BY_KEY.get(request.GET.get("in", ""))
    groups, meant = look(request.user, words, on=today(), only=only) if words else ([], "")
    context = {"form": form, "words": words, "groups": groups, "meant": meant, "only": only, "most": CANDIDATES}
    return render(request, "search.html", context)
