"""Putting right what is held about me: what I change myself, and what I ask others to change (UK GDPR, article 16)."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from compact_portal.accounts.actions import ask_for_address, correct_name, new_address, take_new_address
from compact_portal.accounts.views import lately_signed_in
from compact_portal.days import today
from compact_portal.forms import PortalForm
from compact_portal.to_do import all_parts_of, compacts_of
from signatories.actions.correcting import ask_correction
from signatories.models import Champion, Compact
from signatories.models.organisation import printable
from signatories.views.fetch import posted

WORDS = {"max_length": 1000, "widget": forms.Textarea(attrs={"rows": 4})}


class NameForm(PortalForm):
    name = forms.CharField(label=_("Your name"), max_length=150, validators=[printable], help_text=_("As others here should read it."))


class EmailForm(PortalForm):
    email = forms.EmailField(label=_("Your new e-mail address"), help_text=_("We send a link there. Nothing changes until you open it."))


class CorrectionForm(PortalForm):
    compact = forms.ModelChoiceField(
        queryset=Compact.objects.none(),
        label=_("Which agreement is it about?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the agreement")},
    )
    wrong = forms.CharField(
        label=_("What is wrong, and where does it stand?"),
        help_text=_("Such as: my post in the list of the steering group."),
        error_messages={"required": _("Say what is wrong")},
        **WORDS,
    )
    right = forms.CharField(label=_("What should it say?"), error_messages={"required": _("Say what it should say")}, **WORDS)

    def __init__(self, *args, compacts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["compact"].queryset = compacts
        if len(compacts) == 1:
            self.fields["compact"].initial = compacts[0]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request):
    """The ways to what somebody changes themself, and one form for the rest."""
    mine = compacts_of(all_parts_of(request.user, today())).order_by("name")
    compacts = mine if mine.exists() else Compact.objects.order_by("name")
    form = CorrectionForm(posted(request), compacts=compacts)
    if form.is_valid():
        try:
            asked = ask_correction(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = gettext("Your request is sent to the %(steering_group)s of %(compact)s. The answer will stand on this page.")
            messages.success(request, said % {"steering_group": asked.compact.terms.steering_group, "compact": asked.compact})
            return redirect("about_me:about_me")
    champions = Champion.objects.not_ended().filter(person=request.user).select_related("signature__compact", "signature__organisation")
    return render(request, "about_me/correct.html", {"form": form, "champions": champions, "anybody": compacts.exists()})


@require_http_methods(["GET", "HEAD", "POST"])
def name(request):
    form = NameForm(posted(request), initial={"name": request.user.name})
    if form.is_valid():
        correct_name(person=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, gettext("Your name is corrected. What was printed or published before keeps the old one."))
        return redirect("about_me:about_me")
    return render(request, "about_me/name.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def email(request):
    return _send_link(request) if request.method == "POST" else render(request, "about_me/email.html", {"form": EmailForm()})


@reauthentication_required(app="allauth.account")
@lately_signed_in
def _send_link(request):
    """Not for whoever finds an open session: it would let them in for good."""
    form = EmailForm(posted(request))
    if form.is_valid():
        try:
            ask_for_address(person=request.user, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, gettext("We have sent a link to %(email)s. Open it within three days.") % form.cleaned_data)
            return redirect("about_me:about_me")
    return render(request, "about_me/email.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_email(request, token: str):
    """From the mailbox of the new address, by whoever is signed in under the old one."""
    address = new_address(request.user, token)
    if address is None:
        raise Http404
    if request.method == "POST":
        try:
            take_new_address(person=request.user, token=token, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("about_me:correct")
        return render(request, "about_me/email_changed.html", {"address": address})  # every session is over by now, this one too
    return render(request, "about_me/confirm_email.html", {"address": address})
