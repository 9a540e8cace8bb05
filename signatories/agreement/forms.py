"""What may be said about a text: by officers who bring it about, and by everybody who comments on it."""

import datetime
from pathlib import Path

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from compact_portal.days import today
from compact_portal.forms import OPTIONAL, DateField, PortalForm
from signatories.editions import EditionError, parse_edition
from signatories.models import Consultation, Edition, Endorsement
from signatories.models.consultation import TWELVE_WEEKS
from signatories.models.organisation import printable

LARGEST_FILE = 1_000_000  # bytes; the longest agreement seen has 60,000
LONGEST_COMMENT = 10_000


class DraftForm(PortalForm):
    """The readable file of a text. `content` is what parse_edition made of it."""

    file = forms.FileField(
        label=_("File with the text"), help_text=_("A text file that ends in .toml, such as the one that the link “Text file” beside any text gives.")
    )
    content: dict | None = None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than an agreement can be: choose the text file itself"))
        try:
            self.content = parse_edition(file.read(), name=Path(file.name).name)
        except EditionError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class ConsultationForm(PortalForm):
    opens_on = DateField(label=_("First day"))
    closes_on = DateField(label=_("Last day"))
    short_because = forms.CharField(
        label=_("Why it is shorter than twelve weeks"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where it is. Everybody who is asked to comment reads this."),
        max_length=1000,
    )

    @staticmethod
    def usual_days() -> dict:
        return {"opens_on": today(), "closes_on": today() + datetime.timedelta(days=TWELVE_WEEKS)}

    def clean(self):
        fields = super().clean()
        opens, closes = fields.get("opens_on"), fields.get("closes_on")
        if opens and opens < today():
            self.add_error("opens_on", _("A consultation cannot have begun before today"))
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("The last day must come after the first"))
        elif opens and closes and (days := (closes - opens).days) < TWELVE_WEEKS and not fields.get("short_because"):
            shown = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
            self.add_error(
                "short_because",
                _("This is %(shown)s, and twelve weeks (%(twelve_weeks)s days) are usual: say why, or choose a later last day")
                % {"shown": shown, "twelve_weeks": TWELVE_WEEKS},
            )
        return fields


class ExtendForm(PortalForm):
    closes_on = DateField(label=_("New last day"))

    def __init__(self, *args, consultation: Consultation, **kwargs):
        super().__init__(*args, **kwargs)
        self.consultation = consultation

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day <= self.consultation.closes_on:
            raise forms.ValidationError(_("A consultation can be made longer, not shorter"))
        return day


class OutcomeForm(PortalForm):
    outcome = forms.CharField(
        label=_("What came of the comments"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Everybody can read this: what was said most, what changes because of it, and what does not and why. Name nobody."),
        max_length=20_000,
    )


class BodiesForm(PortalForm):
    bodies = forms.CharField(
        label=_("Bodies that are asked to endorse the text"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line, in the order in which they decide. Such as a trustees’ meeting, a cabinet, a partnership board."),
    )

    def clean_bodies(self):
        names = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["bodies"].splitlines() if line.strip()))
        for name in names:
            if len(name) > 200:
                raise forms.ValidationError(_("“%(name)s…” is longer than 200 characters") % {"name": name[:40]})
            printable(name)
        return names


class BodyForm(PortalForm):
    body = forms.CharField(label=_("One more body that is asked to endorse it"), max_length=200, validators=[printable])


class DecisionForm(PortalForm):
    status = forms.ChoiceField(
        label=_("What it decided"),
        widget=forms.RadioSelect,
        choices=[(Endorsement.Status.ENDORSED, _("It endorsed the text")), (Endorsement.Status.DECLINED, _("It did not endorse the text"))],
    )
    decided_on = DateField(label=_("Day of the decision"), required=False)
    decided_when = forms.CharField(
        label=_("When, if the day is not known"), max_length=40, required=False, help_text=_("As the minutes say it, such as “October 2002”.")
    )
    minute = forms.CharField(label=_("Minute or decision number"), max_length=80, required=False)

    def clean(self):
        fields = super().clean()
        if fields.get("decided_on") and fields["decided_on"] > today():
            self.add_error("decided_on", _("A decision cannot be dated in the future"))
        elif "decided_on" not in self.errors and not fields.get("decided_on") and not fields.get("decided_when"):
            self.add_error("decided_on", _("Enter the day of the decision, or say when it was"))
        return fields


class CommentForm(PortalForm):
    """Everybody's. A name or an address is enough: some have no address, some give no name."""

    text = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_COMMENT}),
        max_length=LONGEST_COMMENT,
        error_messages={"required": _("Write your comment")},
    )
    about = forms.CharField(
        label=_("The part of the text that it is about"), required=False, max_length=160, help_text=_("Such as “part 3” or “all of it”.")
    )
    name = forms.CharField(
        label=_("Your name"), required=False, max_length=150, validators=[printable], help_text=_("Give your name or an e-mail address.")
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), required=False, help_text=_("Only so that you can be asked what you mean. No mail is sent to it now.")
    )
    organisation_name = forms.CharField(label=_("Your organisation"), required=False, max_length=200, validators=[printable])

    def clean(self):
        fields = super().clean()
        if not fields.get("name") and not fields.get("email") and not {"name", "email"} & set(self.errors):
            self.add_error("name", _("Give your name or an e-mail address"))
        return fields

    def shown(self) -> list[tuple[str, str]]:
        """What was written, for the page that asks to check it."""
        labels = {name: self[name].label.removesuffix(f" ({OPTIONAL})") for name in self.fields}
        return [(labels[name], self.cleaned_data[name]) for name in self.fields if self.cleaned_data.get(name)]


class AmendmentForm(PortalForm):
    text = forms.CharField(label=_("What should change"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=4000)
    proposed_by_name = forms.CharField(
        label=_("Who proposes it"),
        required=False,
        max_length=200,
        validators=[printable],
        help_text=_("An organisation or a group, as the minutes name it."),
    )


class AgreementForm(PortalForm):
    body = forms.CharField(label=_("Who agreed"), max_length=200, validators=[printable], help_text=_("An organisation or a group."))
    agreed_on = DateField(label=_("Day"), required=False)
    agreed_when = forms.CharField(
        label=_("When, if the day is not known"), max_length=40, required=False, help_text=_("As the minutes say it, such as “2008/9”.")
    )

    def clean(self):
        fields = super().clean()
        if fields.get("agreed_on") and fields["agreed_on"] > today():
            self.add_error("agreed_on", _("Nobody can have agreed on a day to come"))
        elif "agreed_on" not in self.errors and not fields.get("agreed_on") and not fields.get("agreed_when"):
            self.add_error("agreed_on", _("Enter the day, or say when it was"))
        return fields


class MadeForm(PortalForm):
    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Edition in which the text was changed"), empty_label=None)

    def __init__(self, *args, compact, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = compact.editions.all()
        self.fields["edition"].label_from_instance = lambda edition: f"{edition.label} ({edition.get_status_display()})"


class DropForm(PortalForm):
    because = forms.CharField(label=_("Why it is dropped"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class CompareForm(PortalForm):
    mark_optional = False
    a = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Earlier text"), empty_label=None)
    b = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Later text"), empty_label=None)

    def __init__(self, *args, editions, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("a", "b"):
            self.fields[name].queryset = editions
            self.fields[name].label_from_instance = lambda edition: f"{edition.label} ({edition.get_status_display()})"
