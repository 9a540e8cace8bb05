"""Questions whose answers keep the organisation's name, and say so: an offer of help, a wish to be contacted."""

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from compact_portal.releasing.rules import ANSWERED
from reviews.answering.kinds.base import SIGNED, Kind, spoken
from reviews.models.answers import Openness


class Help(Kind):
    readers = SIGNED
    seen = _("Kept with your organisation’s name.")
    OFFERS = (
        ("time", gettext_noop("Time")), ("venue", gettext_noop("A room")), ("training", gettext_noop("Training")),
        ("expertise", gettext_noop("Knowledge")), ("data", gettext_noop("Data")), ("money", gettext_noop("Money")),
    )  # fmt: skip

    def fields(self):
        boxes = forms.CheckboxSelectMultiple
        more = {"label": _("Anything to add?"), "max_length": 500, "widget": forms.Textarea(attrs={"rows": 3}), "required": False}
        return {
            self.name: forms.MultipleChoiceField(choices=self.question.choices, widget=boxes, **self.common(help_text=_("Choose all that apply."))),
            f"{self.name}_offer": forms.MultipleChoiceField(
                label=_("What could you offer?"), choices=spoken(self.OFFERS), widget=boxes, required=False
            ),
            f"{self.name}_text": forms.CharField(**more),
        }

    def initial(self, value):
        return {self.name: value["targets"], f"{self.name}_offer": value["offers"], f"{self.name}_text": value["text"]} if value else {}

    def value(self, cleaned):
        value = {
            "targets": cleaned.get(self.name) or [],
            "offers": cleaned.get(f"{self.name}_offer") or [],
            "text": (cleaned.get(f"{self.name}_text") or "").strip(),
        }
        return value if any(value.values()) else None

    def counted(self, value):
        return {self.name: [ANSWERED]}

    def bodies(self, value):
        return [value | {"openness": Openness.NAMED}]

    def asked(self):
        return []

    def said(self, value):
        targets, offers = dict(self.question.choices), dict(spoken(self.OFFERS))
        lines = [targets.get(t, t) for t in value["targets"]] + [", ".join(offers[o] for o in value["offers"]), value["text"]]
        return [line for line in lines if line]


class Contact(Kind):
    readers = SIGNED
    seen = _("Kept with your organisation’s name.")

    def fields(self):
        address = forms.EmailField(
            label=_("E-mail address for this"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            help_text=_("Leave it empty if the address that your invitation went to will do."),
        )  # fmt: skip
        choices = [("yes", _("Yes")), ("no", _("No"))]
        return {self.name: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **self.common()), f"{self.name}_email": address}

    def initial(self, value):
        return {self.name: value["answer"], f"{self.name}_email": value["email"]} if value else {}

    def errors(self, cleaned):
        if cleaned.get(f"{self.name}_email") and cleaned.get(self.name) != "yes":
            return [(self.name, _("Choose Yes, or leave the address empty."))]
        return []

    def value(self, cleaned):
        answer = cleaned.get(self.name)
        return {"answer": answer, "email": cleaned.get(f"{self.name}_email", "")} if answer else None

    def counted(self, value):
        return {self.name: [ANSWERED]}

    def bodies(self, value):
        return [value | {"openness": Openness.NAMED}] if value["answer"] == "yes" else []

    def asked(self):
        return []

    def said(self, value):
        return [_("Yes, at %(email)s") % value if value["email"] else gettext(value["answer"].capitalize())]
