"""What is said in the yearly round, and what an officer sets for it."""

from django import forms

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.forms import capital
from signatories.forms_people import areas_of
from signatories.models import Area, Champion, Code, Compact, Organisation, Refresh, RefreshRound

MOST_REMINDERS = 4


class RoundForm(PortalForm):
    year = forms.IntegerField(min_value=1998, max_value=2200)
    due_on = DateField(label="Day by which answers are asked for", error_messages={"required": "Enter the day by which answers are asked for"})
    lapses_on = DateField(
        label="Day on which signatures that were not renewed lapse",
        help_text="Nobody lapses before you have offered help and two weeks have passed.",
        error_messages={"required": "Enter the day on which signatures lapse"},
    )
    remind_before = forms.CharField(
        label="Reminders, in days before answers are due", help_text="For example 28, 7. Only those who have not answered get them.", required=False
    )

    def __init__(self, *args, round: RefreshRound | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round
        if round and round.started_at:
            del self.fields["year"]

    def clean_remind_before(self) -> list[int]:
        parts = [part for part in self.cleaned_data["remind_before"].replace(",", " ").split() if part]
        if not all(part.isdecimal() and 0 < int(part) <= 365 for part in parts) or len(set(parts)) > MOST_REMINDERS:
            raise forms.ValidationError(f"Write up to {MOST_REMINDERS} numbers of days with commas between, such as 28, 7")
        return sorted({int(part) for part in parts}, reverse=True)

    def clean(self):
        given = super().clean()
        due, lapses = given.get("due_on"), given.get("lapses_on")
        if due and due <= today() and not (self.round and due == self.round.due_on):
            self.add_error("due_on", "Choose a day that is still to come")
        if due and lapses and lapses <= due:
            self.add_error("lapses_on", "Signatures lapse after answers were due: choose a later day")
        return given


class RefreshForm(PortalForm):
    """One page, filled in before it is opened. `successor_*` count only where somebody new is named."""

    website = forms.URLField(label="Website", required=False, assume_scheme="https", widget=forms.TextInput(attrs={"inputmode": "url"}))
    contact_email = forms.EmailField(
        label="E-mail address for letters from the portal",
        help_text="Best one that several people read. Links to the survey go there.",
        error_messages={"required": "Enter an e-mail address for letters from the portal"},
    )
    areas = forms.ModelMultipleChoiceField(queryset=Area.objects.none(), label="Where you work", required=False, widget=forms.CheckboxSelectMultiple)
    champion = forms.ChoiceField(widget=forms.RadioSelect)
    successor_name = forms.CharField(max_length=150, required=False)
    successor_email = forms.EmailField(required=False)
    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(
        label="Has anything else changed?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A new name, a merger, somebody who left. The officer reads it.",
    )
    renewed_by_name = forms.CharField(
        label="Name of the senior person who renews it",
        max_length=150,
        help_text="For example the chair of trustees, the chief executive, the leader.",
        error_messages={"required": "Enter the name of the senior person who renews the commitment"},
    )
    renewed_by_post = forms.CharField(label="Their post", max_length=150, error_messages={"required": "Enter their post"})
    renewed = forms.BooleanField()

    def __init__(self, *args, refresh: Refresh, organisation: Organisation, main: Champion | None, **kwargs):
        super().__init__(*args, **kwargs)
        compact, outcomes = refresh.signature.compact, Refresh.Outcome
        terms, self.main = compact.terms, main
        self.fields["areas"].queryset = areas_of(compact)
        self.initial = {
            "website": organisation.website,
            "contact_email": organisation.contact_email,
            "areas": organisation.areas.all(),
            "champion": outcomes.KEPT if main else outcomes.NAMED if compact.champion_rule == Compact.ChampionRule.REQUIRED else None,
            "codes": main.codes.all() if main else [],
        }
        choices = [(outcomes.KEPT, f"{main.person} is still in post"), (outcomes.HANDED_OVER, "Somebody else takes over")] if main else []
        choices += [] if main else [(outcomes.NAMED, "We name somebody")]
        if not main and compact.champion_rule != Compact.ChampionRule.REQUIRED:
            choices.append((outcomes.NOBODY, "Nobody for now"))
        self.fields["champion"].choices = choices
        self.fields["champion"].label = f"Who is your main {terms.champion}?"
        self.fields["champion"].error_messages["required"] = f"Say who your main {terms.champion} is"
        self.fields["successor_name"].label = "Full name, if it is somebody new"
        self.fields["successor_email"].label = "E-mail address, if it is somebody new"
        if compact.edition and compact.edition.codes.exists():
            self.fields["codes"].queryset = compact.edition.codes.all()
            self.fields["codes"].label = f"{capital(terms.codes)} that matter most to you"
        else:
            del self.fields["codes"]
        self.fields["renewed"].label = f"We renew our commitment to {compact.called}"
        self.fields["renewed"].error_messages["required"] = "Tick that you renew your commitment, or tell us what stands in the way"

    def clean(self):
        given = super().clean()
        if given.get("champion") in (Refresh.Outcome.HANDED_OVER, Refresh.Outcome.NAMED):
            if not given.get("successor_name") and "successor_name" not in self.errors:
                self.add_error("successor_name", "Enter the full name of who takes over")
            if not given.get("successor_email") and "successor_email" not in self.errors:
                self.add_error("successor_email", "Enter the e-mail address of who takes over")
        elif given.get("champion") == Refresh.Outcome.KEPT and (given.get("successor_name") or given.get("successor_email")):
            self.add_error(
                "champion", f"You named somebody new: choose that somebody else takes over from {self.main.person}, or empty the two boxes"
            )
        return given

    def said(self) -> dict:
        """The arguments of the verb."""
        given = self.cleaned_data
        new = given["champion"] in (Refresh.Outcome.HANDED_OVER, Refresh.Outcome.NAMED)
        details = {name: given[name] for name in ("website", "contact_email", "areas")} | {"offered": self.fields["areas"].queryset}
        return {
            "details": details,
            "champion": given["champion"],
            "successor": (given["successor_email"], given["successor_name"]) if new else None,
            "codes": given.get("codes", []),
            **{name: given[name] for name in ("renewed_by_name", "renewed_by_post", "remark")},
        }


class MoreTimeForm(PortalForm):
    until = DateField(label="New day", error_messages={"required": "Enter the new day"})
    because = forms.CharField(label="Reason", max_length=200, error_messages={"required": "Enter the reason"})


def prefilled(round: RefreshRound) -> dict:
    """A round as its form shows it."""
    return {
        "year": round.year,
        "due_on": round.due_on,
        "lapses_on": round.lapses_on,
        "remind_before": ", ".join(str(days) for days in round.remind_before),
    }
