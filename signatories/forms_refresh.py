"""What is said in the yearly round, and what an officer sets for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from compact_portal.days import today
from compact_portal.forms import DateField, PortalForm
from signatories.forms import capital
from signatories.forms_people import areas_of
from signatories.models import Area, Champion, Code, Compact, Organisation, Refresh, RefreshRound

MOST_REMINDERS = 4


class RoundForm(PortalForm):
    year = forms.IntegerField(label=_("Year"), min_value=1998, max_value=2200)
    due_on = DateField(label=_("Day by which answers are asked for"), error_messages={"required": _("Enter the day by which answers are asked for")})
    lapses_on = DateField(
        label=_("Day on which signatures that were not renewed lapse"),
        help_text=_("Nobody lapses before you have offered help and two weeks have passed."),
        error_messages={"required": _("Enter the day on which signatures lapse")},
    )
    remind_before = forms.CharField(
        label=_("Reminders, in days before answers are due"),
        help_text=_("For example 28, 7. Only those who have not answered get them."),
        required=False,
    )

    def __init__(self, *args, round: RefreshRound | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.round = round
        if round and round.started_at:
            del self.fields["year"]

    def clean_remind_before(self) -> list[int]:
        parts = [part for part in self.cleaned_data["remind_before"].replace(",", " ").split() if part]
        if not all(part.isdecimal() and 0 < int(part) <= 365 for part in parts) or len(set(parts)) > MOST_REMINDERS:
            raise forms.ValidationError(_("Write up to %(most)s numbers of days with commas between, such as 28, 7") % {"most": MOST_REMINDERS})
        return sorted({int(part) for part in parts}, reverse=True)

    def clean(self):
        given = super().clean()
        due, lapses = given.get("due_on"), given.get("lapses_on")
        if due and due <= today() and not (self.round and due == self.round.due_on):
            self.add_error("due_on", _("Choose a day that is still to come"))
        if due and lapses and lapses <= due:
            self.add_error("lapses_on", _("Signatures lapse after answers were due: choose a later day"))
        return given


class RefreshForm(PortalForm):
    """One page, filled in before it is opened. `successor_*` count only where somebody new is named."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", widget=forms.TextInput(attrs={"inputmode": "url"}))
    contact_email = forms.EmailField(
        label=_("E-mail address for letters from the portal"),
        help_text=_("Best one that several people read. Links to the survey go there."),
        error_messages={"required": _("Enter an e-mail address for letters from the portal")},
    )
    areas = forms.ModelMultipleChoiceField(
        queryset=Area.objects.none(), label=_("Where you work"), required=False, widget=forms.CheckboxSelectMultiple
    )
    champion = forms.ChoiceField(widget=forms.RadioSelect)
    successor_name = forms.CharField(max_length=150, required=False)
    successor_email = forms.EmailField(required=False)
    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    remark = forms.CharField(
        label=_("Has anything else changed?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A new name, a merger, somebody who left. The officer reads it."),
    )
    renewed_by_name = forms.CharField(
        label=_("Name of the senior person who renews it"),
        max_length=150,
        help_text=_("For example the chair of trustees, the chief executive, the leader."),
        error_messages={"required": _("Enter the name of the senior person who renews the commitment")},
    )
    renewed_by_post = forms.CharField(label=_("Their post"), max_length=150, error_messages={"required": _("Enter their post")})
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
        choices = (
            [(outcomes.KEPT, _("%(person)s is still in post") % {"person": main.person}), (outcomes.HANDED_OVER, _("Somebody else takes over"))]
            if main
            else []
        )
        choices += [] if main else [(outcomes.NAMED, _("We name somebody"))]
        if not main and compact.champion_rule != Compact.ChampionRule.REQUIRED:
            choices.append((outcomes.NOBODY, _("Nobody for now")))
        self.fields["champion"].choices = choices
        self.fields["champion"].label = _("Who is your main %(champion)s?") % {"champion": terms.champion}
        self.fields["champion"].error_messages["required"] = _("Say who your main %(champion)s is") % {"champion": terms.champion}
        self.fields["successor_name"].label = _("Full name, if it is somebody new")
        self.fields["successor_email"].label = _("E-mail address, if it is somebody new")
        if compact.edition and compact.edition.codes.exists():
            self.fields["codes"].queryset = compact.edition.codes.all()
            self.fields["codes"].label = _("%(codes)s that matter most to you") % {"codes": capital(terms.codes)}
        else:
            del self.fields["codes"]
        self.fields["renewed"].label = _("We renew our commitment to %(called)s") % {"called": compact.called}
        self.fields["renewed"].error_messages["required"] = _("Tick that you renew your commitment, or tell us what stands in the way")

    def clean(self):
        given = super().clean()
        if given.get("champion") in (Refresh.Outcome.HANDED_OVER, Refresh.Outcome.NAMED):
            if not given.get("successor_name") and "successor_name" not in self.errors:
                self.add_error("successor_name", _("Enter the full name of who takes over"))
            if not given.get("successor_email") and "successor_email" not in self.errors:
                self.add_error("successor_email", _("Enter the e-mail address of who takes over"))
        elif given.get("champion") == Refresh.Outcome.KEPT and (given.get("successor_name") or given.get("successor_email")):
            self.add_error(
                "champion",
                _("You named somebody new: choose that somebody else takes over from %(person)s, or empty the two boxes")
                % {"person": self.main.person},
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
    until = DateField(label=_("New day"), error_messages={"required": _("Enter the new day")})
    because = forms.CharField(label=_("Reason"), max_length=200, error_messages={"required": _("Enter the reason")})


def prefilled(round: RefreshRound) -> dict:
    """A round as its form shows it."""
    return {
        "year": round.year,
        "due_on": round.due_on,
        "lapses_on": round.lapses_on,
        "remind_before": ", ".join(str(days) for days in round.remind_before),
    }
