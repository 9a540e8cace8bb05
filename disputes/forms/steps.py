"""The form of one step, made from what the table says that it needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from disputes.meeting import standing
from disputes.models import Break, Case, PanelPlace, Standing
from disputes.models.afterwards import Result
from disputes.procedure import Setting, Stage, Step
from disputes.timing import procedure_of
from disputes.turns import sides_of
from disputes.words import NEEDS, filled
from signatories.forms import capital

LONG = 20_000
TICKED = ("conflict check", "declarations")
OWN = ("date", "days of both invitations", "six tests", "accept, in part, or decline", "result", "lesson", "quorum of two and two",
       "test that is not met", "why it stands still", "consensus", *TICKED)  # fmt: skip
OF_EACH = ("accept, in part, or decline", "test that is not met")  # asked of every voice, not of the first alone
OF_PANEL = (Result.RECOMMENDED, Result.PANEL_REFUSED)
ANSWERS = [("accept", _("We accept it")), ("in part", _("We accept part of it")), ("decline", _("We decline it"))]
# Nobody has a casting vote, the chair included (domain.md C3.3, stage 3).
CONSENSUS = [("agree", _("All of them agree")), ("differ", _("Views differ: both are given below, and nobody has a casting vote"))]
# What stands above these words where they are kept in the case.
KEPT_AS = {"first_on": "First invitation", "second_on": "Second invitation", "answer": "Answer", "reasons": "Reasons"}
CALLED = dict(ANSWERS) | dict(CONSENSUS) | {value: capital(words) for value, words in Break.Why.choices}


def text(label: str, **more) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 5}), max_length=LONG, **more)


class StepForm(PortalForm):
    """`said()` gives the words for the case, `details()` what the step does besides. A voice that only agrees is asked nothing."""

    def __init__(self, *args, case: Case, step: Step, agrees: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.case, self.step = case, step
        needs = [need for need in step.needs if not agrees or need in OF_EACH]
        self.words = []
        for number, need in enumerate(needs):
            label = filled(NEEDS[need], case.compact)
            if need in OWN:
                self._own(need, label)
            elif need in ("place", "signpost"):
                self._add(f"need_{number}", forms.CharField(label=label, max_length=300), label)
            elif need == "access needs":
                self._add(f"need_{number}", forms.CharField(label=label, max_length=300, required=False), label)
            else:
                self._add(f"need_{number}", text(label), label)
        if step.event == "propose helper":
            self._helper()

    def _add(self, name: str, field: forms.Field, label: str) -> None:
        self.fields[name] = field
        self.words.append((name, label))

    def _own(self, need: str, label: str) -> None:
        if need == "date":
            self._add("date", DateField(label=label), label)
        elif need == "consensus":
            self._add("consensus", forms.ChoiceField(label=label, choices=CONSENSUS, widget=forms.RadioSelect), label)
        elif need == "why it stands still":
            self._pause(label)
        elif need == "days of both invitations":
            self._add("first_on", DateField(label=_("Day of the first invitation")), KEPT_AS["first_on"])
            self._add("second_on", DateField(label=_("Day of the second invitation")), KEPT_AS["second_on"])
        elif need == "six tests":
            for number, test in enumerate(procedure_of(self.case).test_lines):
                self._add(f"test_{number}", text(test), test)
        elif need == "accept, in part, or decline":
            self._add("answer", forms.ChoiceField(label=_("Your answer"), choices=ANSWERS, widget=forms.RadioSelect), KEPT_AS["answer"])
            self._add("reasons", text(_("Reasons"), required=False, help_text=_("Needed where you do not accept all of it.")), KEPT_AS["reasons"])
        elif need == "result":
            aside = {Result.WITHDRAWN} if Stage.PANEL in Setting(self.case.setting).stages else {Result.WITHDRAWN, *OF_PANEL}
            choices = [(value, capital(words)) for value, words in Result.choices if value not in aside]
            self.fields["result"] = forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=choices)
            edition = self.case.compact.edition
            codes = edition.codes.all() if edition else []
            if codes:
                choices = [("", _("No one of them")), *((code.title[:60], code.title) for code in codes)]
                label = _("%(code)s that it was about") % {"code": capital(self.case.compact.terms.code)}
                self.fields["code"] = forms.ChoiceField(label=label, choices=choices, required=False)
        elif need == "test that is not met":
            tests = procedure_of(self.case).test_lines
            self._add("unmet", forms.ChoiceField(label=label, choices=[(test, test) for test in tests], widget=forms.RadioSelect), label)
        elif need == "lesson":
            help_text = _("Both sides read it here. Organisations that have signed read it only when both sides agree to every word.")
            self.fields["lesson"] = text(label, required=False, help_text=help_text)
        elif need == "quorum of two and two":
            places = self.case.panel_places.filter(place=PanelPlace.Place.SITS).select_related("person")
            self.fields["present"] = forms.ModelMultipleChoiceField(
                label=_("Who was there?"), queryset=places, widget=forms.CheckboxSelectMultiple, help_text=_("At least two of each sector.")
            )
            self.fields["present"].label_from_instance = lambda place: f"{place.person} ({self.case.compact.terms.sector(place.sector)})"
        else:
            self.fields[need.replace(" ", "_")] = forms.BooleanField(label=label)

    def _pause(self, label: str) -> None:
        longest = procedure_of(self.case).limit("break")
        why = forms.ChoiceField(label=label, choices=[(value, capital(words)) for value, words in Break.Why.choices], widget=forms.RadioSelect)
        self._add("why", why, label)
        help_text = _("For a break that both sides have agreed to, of at most %(days)d working days. It goes on by itself the day after.")
        field = DateField(label=_("Last day of the break"), required=False, help_text=help_text % {"days": longest})
        self._add("last_on", field, _("Last day of the break"))

    def _helper(self) -> None:
        parties = [organisation for side in sides_of(self.case).values() for organisation in side]
        asked = set(self.case.helper_offers.values_list("part__person", flat=True))
        free = [row.pk for row in standing(self.case.compact, [Standing.Kind.HELPER], parties) if row.person_id not in asked]
        self.fields["candidate"] = forms.ModelChoiceField(
            label=_("Who could help?"),
            queryset=Standing.objects.filter(pk__in=free).select_related("person", "organisation"),
            widget=forms.RadioSelect,
            empty_label=None,
            help_text=_("Nobody of either side is offered here."),
        )
        self.fields["candidate"].label_from_instance = lambda row: ". ".join(filter(None, [str(row.person), str(row.organisation or ""), row.about]))
        self.fields["summary"] = text(
            _("What it is about, without names"),
            help_text=_("They read this before they say whether they are willing. No names, places, sums or days."),
        )

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day < today():
            raise forms.ValidationError(_("Choose a day that is still to come"))
        return day

    def clean_second_on(self):
        day = self.cleaned_data["second_on"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet"))
        return day

    def clean(self):
        given = super().clean()
        if given.get("answer") in ("in part", "decline") and not given.get("reasons"):
            self.add_error("reasons", _("Say why you do not accept all of it"))
        if given.get("why") == Break.Why.AGREED and not given.get("last_on") and "last_on" not in self.errors:
            self.add_error("last_on", _("Enter the last day of the break"))
        if given.get("why") == Break.Why.ELSEWHERE:
            given["last_on"] = None
        return given

    def said(self) -> str:
        """The words as they stand in the case, each under its question where there are several."""
        parts = []
        for name, label in self.words:
            value = self.cleaned_data.get(name)
            if not value:
                continue
            shown = f"{value:%-d %B %Y}" if hasattr(value, "strftime") else CALLED.get(value, value)
            parts.append((label, shown))
        return parts[0][1] if len(parts) == 1 else "\n\n".join(f"{str(label).rstrip('.')}:\n{shown}" for label, shown in parts)

    def details(self) -> dict:
        names = ("first_on", "second_on", "present", "candidate", "summary", "result", "code", "unmet", "answer", "why", "last_on", "lesson")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
