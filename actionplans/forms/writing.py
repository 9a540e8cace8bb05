"""What an officer may write into a plan. Each form gives the words of one verb."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplans.by_when import parse_by_when
from actionplans.forms.lines import LinesField, person_on_line
from actionplans.models import Action, Plan, Risk, Strategy, StrategyAim, Target
from actionplans.owners import understand_owners
from actionplans.periods import parse_period
from compact_portal.days import in_words
from compact_portal.forms import PortalForm
from signatories.models import Code, Commitment, Compact, Organisation


def words_box(label: str, *, rows: int = 4, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class PlanForm(PortalForm):
    """Words of a plan; an adopted one asks why it is amended. Subclasses put their own fields before that question."""

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.dates = {"plan_start": plan.starts_on, "plan_end": plan.ends_on}
        if plan.takes_reports and self.amends:
            self.fields["reason"] = words_box(
                gettext("Why is the plan amended?"),
                rows=2,
                max_length=500,
                help_text=gettext("The plan is adopted, so everybody can read what was changed and why."),
            )

    amends = True


class BeginForm(PortalForm):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect, initial=Plan.Kind.ACTIONS)
    period = forms.CharField(
        label=_("For which period?"), max_length=20, help_text=_("A calendar year, such as 2009, or two months, such as 2008-04/2009-03.")
    )
    label = forms.CharField(label=_("What is it called?"), max_length=120)
    strategy = forms.ModelChoiceField(label=_("Strategy that it serves"), queryset=Strategy.objects.none(), required=False, empty_label=_("None"))

    def __init__(self, *args, compact: Compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(value, capfirst(label)) for value, label in Plan.Kind.choices]
        self.fields["strategy"].queryset = compact.strategies.all()
        if not compact.strategies.exists():
            del self.fields["strategy"]

    def clean_period(self):
        try:
            return parse_period(self.cleaned_data["period"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class DescribeForm(PlanForm):
    label = forms.CharField(label=_("What is it called?"), max_length=120)
    strategy = forms.ModelChoiceField(label=_("Strategy that it serves"), queryset=Strategy.objects.none(), required=False, empty_label=_("None"))
    introduction = words_box(_("Introduction"), required=False, max_length=5000, help_text=_("A blank line begins a new paragraph."))
    purpose = words_box(_("Purpose"), required=False, max_length=5000)
    aim = words_box(_("Aim"), required=False, max_length=5000)
    updates_every = forms.ChoiceField(label=_("How often are owners asked for an update?"), widget=forms.RadioSelect)
    dates_need_approval = forms.BooleanField(label=_("An officer approves each new date before it holds"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategy"].queryset = self.plan.compact.strategies.all()
        self.fields["updates_every"].choices = [(value, capfirst(label)) for value, label in Plan.Every.choices]


class StrategyForm(PortalForm):
    title = forms.CharField(label=_("What is it called?"), max_length=160)
    starts_in = forms.IntegerField(label=_("First year"), min_value=1998, max_value=2100)
    ends_in = forms.IntegerField(label=_("Last year"), min_value=1998, max_value=2110)
    aims = LinesField(label=_("Aims"), rows=6, required=False, help_text=_("One on each line. They are numbered in this order."))


class TargetForm(PlanForm):
    text = words_box(_("What do you want to reach?"), rows=3, max_length=2000)
    outcomes = LinesField(label=_("What will then be different?"), rows=3, required=False, help_text=_("Outcomes. One on each line. None is needed."))
    kind = forms.ChoiceField(
        label=_("Is it promised for this period?"),
        widget=forms.RadioSelect,
        choices=[(Target.Kind.ORDINARY, _("Yes")), (Target.Kind.FUTURE, _("No, it is for consideration later"))],
        initial=Target.Kind.ORDINARY,
    )
    aims = forms.ModelMultipleChoiceField(
        label=_("Aims of the strategy that it serves"), queryset=StrategyAim.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        aims = StrategyAim.objects.filter(strategy=self.plan.strategy_id)
        self.fields["aims"].queryset = aims
        if not aims:
            del self.fields["aims"]

    def clean(self):
        return {"aims": []} | super().clean()


class ActionForm(PlanForm):
    text = words_box(_("What will be done?"), rows=3, max_length=2000)
    owners = forms.CharField(
        label=_("Who does it?"), max_length=300, required=False,
        help_text=_("As it will be printed: organisations, groups, or words such as “all partners”. Join several with “/”, “&” or “and”."),
    )  # fmt: skip
    people = LinesField(
        label=_("People who take it forward"), rows=2, required=False,
        help_text=_("One on each line. You may add since when: “Kathryn Bell, from May 2009”. Everybody will read these names."),
    )  # fmt: skip
    supporters = forms.CharField(
        label=_("Supporting organisations"), max_length=300, required=False, help_text=_("They are told by e-mail when the action moves.")
    )
    by_when = forms.CharField(
        label=_("By when?"), max_length=200, required=False,
        help_text=_("In your own words: “June 2009”, “April-June & ongoing”, “1st and 7th October”, “At quarterly meetings of the partnership”."),
    )  # fmt: skip
    meetings = forms.CharField(
        label=_("Days of its meetings"),
        max_length=400,
        required=False,
        help_text=_(
            "Where it comes up at meetings whose days are known: “4 March, 10 June and 9 September 2009”. Owners are reminded a week before."
        ),
    )

    def clean_people(self):
        return [person_on_line(line, **self.dates) for line in self.cleaned_data["people"]]

    def clean_owners(self):
        return self.clear(self.cleaned_data["owners"])

    def clean_supporters(self):
        return self.clear(self.cleaned_data["supporters"])

    def clear(self, text: str) -> str:
        """No name in it fits two organisations."""
        if problem := understand_owners(text).problem:
            raise forms.ValidationError(problem)
        return text

    def clean_by_when(self):
        self.parsed("by_when")
        return self.cleaned_data["by_when"]

    def clean_meetings(self):
        text = self.cleaned_data["meetings"]
        when = self.parsed("meetings")
        if text and (when.due_on is None or when.starts_on):
            raise forms.ValidationError(gettext("“%(text)s” are no days: write them like 4 March, 10 June and 9 September 2009") % {"text": text})
        return list(when.milestones) or [when.due_on] * bool(when.due_on)

    def parsed(self, name: str):
        try:
            return parse_by_when(self.cleaned_data[name], **self.dates)
        except ValueError as error:
            raise forms.ValidationError(str(error)[:1].upper() + str(error)[1:]) from error


class LinksForm(PlanForm):
    codes = forms.ModelMultipleChoiceField(queryset=Code.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    commitments = forms.ModelMultipleChoiceField(
        label=_("Commitments"), queryset=Commitment.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    also_serves = forms.ModelMultipleChoiceField(queryset=Target.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    aims = forms.ModelMultipleChoiceField(
        label=_("Aims of the strategy"), queryset=StrategyAim.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, action: Action, **kwargs):
        super().__init__(*args, **kwargs)
        plan, edition = self.plan, self.plan.compact.edition
        choices = {
            "codes": Code.objects.filter(edition=edition),
            "commitments": Commitment.objects.filter(code__edition=edition).select_related("code").order_by("code__number", "number"),
            "also_serves": plan.targets.exclude(pk=action.target_id),
            "aims": StrategyAim.objects.filter(strategy=plan.strategy_id),
        }
        self.fields["codes"].label = capfirst(plan.terms.codes)
        self.fields["also_serves"].label = gettext("Other %(targets)s that it serves") % {"targets": plan.terms.targets.lower()}
        self.fields["commitments"].label_from_instance = lambda commitment: f"{commitment.code.title} {commitment.number}: {commitment.text}"
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset
            if not queryset:
                del self.fields[name]

    def clean(self):
        return {"codes": [], "commitments": [], "also_serves": [], "aims": []} | super().clean()


class EventsForm(PortalForm):
    """Training and briefings of the agreement, the newest first."""

    events = forms.ModelMultipleChoiceField(
        label=_("Which training or briefing is part of it?"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, action: Action, **kwargs):
        super().__init__(*args, initial={"events": action.events.all()}, **kwargs)
        self.fields["events"].queryset = action.target.plan.compact.training_events.filter(cancelled=False)
        self.fields["events"].label_from_instance = lambda event: f"{event}, {in_words(event.held_on)}"


class RiskForm(PlanForm):
    amends = False
    text = words_box(_("What may happen?"), rows=2, max_length=1000)
    likelihood = forms.TypedChoiceField(label=_("How likely is it?"), widget=forms.RadioSelect, coerce=int)
    impact = forms.TypedChoiceField(label=_("How bad would it be?"), widget=forms.RadioSelect, coerce=int)
    owner = forms.CharField(label=_("Who keeps an eye on it?"), max_length=200)
    answer = words_box(_("What is done about it?"), rows=2, max_length=1000)
    action = forms.ModelChoiceField(queryset=Action.objects.none(), required=False, empty_label=_("The plan as a whole"))
    named_by = forms.ModelMultipleChoiceField(
        label=_("Which partners named it?"), queryset=Organisation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        degrees = [(value, capfirst(label)) for value, label in Risk.Degree.choices]
        self.fields["likelihood"].choices = self.fields["impact"].choices = degrees
        self.fields["action"].label = gettext("Which %(action)s does it threaten?") % {"action": self.plan.terms.action}
        self.fields["action"].queryset = Action.objects.filter(target__plan=self.plan).order_by("target__number", "number")
        self.fields["named_by"].queryset = Organisation.objects.known_to(self.plan.compact).distinct().order_by("name")
        self.fields["named_by"].help_text = gettext("Only the %(steering_group)s sees who named it.") % {
            "steering_group": self.plan.terms.steering_group
        }


class DropForm(PortalForm):
    reason = words_box(_("Why is it dropped?"), rows=2, max_length=500, help_text=_("Everybody can read this."))
