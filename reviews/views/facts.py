"""The fact form: asked once a review of one person, answered with the portal's own counts beside it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from compact_portal.days import today
from compact_portal.forms import PortalForm
from reviews.actions.facts import set_facts
from reviews.facts import counted
from reviews.models import Review
from reviews.views.preparing import officers_review
from signatories.views.fetch import posted

NEW = "new"


class FactsForm(PortalForm):
    """A question and an answer for each item, and an empty pair for another. An emptied question is an item removed."""

    mark_optional = False

    def __init__(self, *args, review: Review, counts: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = [(fact.pk, fact) for fact in review.facts.all()] + [(NEW, None)]
        for number, (pk, fact) in enumerate(self.items, 1):
            told = counts.get(fact.key, "") if fact else ""
            self.fields[f"text_{pk}"] = forms.CharField(
                label=gettext("Question %(number)s") % {"number": number} if fact else gettext("Another question"),
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=fact.text if fact else "",
                help_text="" if fact else gettext("Leave it empty if there is none."),
            )
            self.fields[f"answer_{pk}"] = forms.CharField(
                label=gettext("Answer %(number)s") % {"number": number} if fact else gettext("Its answer"),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=fact.answer if fact else "",
                help_text=gettext("The portal counts: %(told)s.") % {"told": told} if told else "",
            )

    def clean(self):
        said = super().clean()
        for pk, _ in self.items:
            if said.get(f"answer_{pk}") and not said.get(f"text_{pk}"):
                self.add_error(f"text_{pk}", gettext("Enter the question, or empty its answer too"))
        return said

    @property
    def told(self) -> list[dict]:
        said = self.cleaned_data
        return [
            {"id": fact.pk if fact else None, "text": said[f"text_{pk}"], "answer": said[f"answer_{pk}"]}
            for pk, fact in self.items
            if said[f"text_{pk}"]
        ]


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request, compact: str, year: int):
    review = officers_review(request, compact, year)
    form = FactsForm(posted(request), review=review, counts=counted(review, today()))
    if form.is_valid():
        try:
            set_facts(review=review, items=form.told, by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, gettext("The facts are saved."))
            return redirect("reviews:facts", compact, year)
    return render(request, "reviews/facts.html", {"review": review, "compact": review.compact, "form": form})
