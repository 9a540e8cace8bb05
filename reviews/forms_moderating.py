"""What a moderator says of one text."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.forms import PortalForm
from reviews.answering.kinds.examples import HEADS
from reviews.models import Opinion, Passage
from reviews.moderating import WORDS

LONGEST = 2000
CHANGE = _("Change only what would let somebody be recognised, or hurt somebody. What is meant must stay.")


class OpinionForm(PortalForm):
    """The verdict and, for a changed text, its words; filled in with what somebody of another sector proposed."""

    verdict = forms.ChoiceField(
        label=_("What should become of it?"),
        choices=Opinion.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what should become of the text")},
    )

    def __init__(self, data=None, *, passage: Passage, mine: Opinion | None, other: Opinion | None):
        proposed = mine or other
        self.names = [name for name in WORDS if passage.body.get(name)]
        initial = {name: passage.body[name] for name in self.names} | (proposed.wording if proposed else {})
        super().__init__(data, initial=initial | ({"verdict": mine.verdict} if mine else {}))
        for name in self.names:
            head = gettext(HEADS[name]) if name in HEADS else _("The text")
            label = _("%(head)s, as it would be published") % {"head": head}
            self.fields[name] = forms.CharField(
                label=label,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=CHANGE if name == self.names[0] else "",
            )

    def clean(self):
        said = super().clean()
        if said.get("verdict") == Opinion.Verdict.EDIT and not any(said.get(name, "").strip() for name in self.names):
            self.add_error(self.names[0], _("Write what should be published, or choose to keep the text private."))
        return said

    def said(self) -> dict:
        """The arguments of `give_opinion`, of a valid form."""
        return {"verdict": self.cleaned_data["verdict"], "wording": {name: self.cleaned_data[name].strip() for name in self.names}}
