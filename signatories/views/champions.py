"""A Champion's own part, handing it over, and the guidance that Champions are given."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from signatories import reports_champions as reports
from signatories.actions import champions
from signatories.forms_people import ChampionPartForm, GuidanceForm, OwnChampionForm, SuccessorForm
from signatories.mail_words import and_waits
from signatories.models import Champion, Compact, Enquiry, GuidanceGiven
from signatories.roles import looks_after_champions
from signatories.views.fetch import any_compact, officered_compact, posted, signature_of, steered_compact


def champion_of(request, compact: str, pk: int) -> Champion:
    """One's own part, or that of somebody whom one looks after. Everybody else sees that there is no such page."""
    found = Champion.objects.select_related("person", "signature__organisation", "signature__compact__area", "signature__edition")
    champion = get_object_or_404(found, pk=pk, signature__compact__slug=compact)
    if (champion.person == request.user and not champion.has_ended) or looks_after_champions(request.user, champion.signature):
        return champion
    raise Http404


def after_change(request, signature):
    """Officers work from the organisation's page, its people from their own."""
    officer = Compact.objects.officered_by(request.user).filter(pk=signature.compact_id).exists()
    if not officer and not looks_after_champions(request.user, signature):
        return redirect("home")
    return redirect("signatories:signature" if officer else "signatories:people", signature.compact.slug, signature.pk)


@require_http_methods(["GET", "POST"])
def my_part(request, compact: str, pk: int):
    champion = champion_of(request, compact, pk)
    own = champion.person == request.user
    form = ChampionPartForm(posted(request), champion=champion, own=own)
    if form.is_valid():
        fields = {"codes": [], **form.cleaned_data}
        try:
            champions.change_champion(champion=champion, by=request.user, **fields)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("Saved."))
            return redirect("signatories:my_part", compact, pk)
    context = {
        "compact": champion.signature.compact,
        "champion": champion,
        "own": own,
        "form": form,
        "given": champion.guidance_given.select_related("guidance"),
        "waiting": champion.enquiries.filter(status=Enquiry.Status.OPEN).count(),
    }
    return render(request, "signatories/my_part.html", context)


@require_http_methods(["GET", "POST"])
def hand_over(request, compact: str, pk: int):
    """Says what goes to the successor and what does not; one button does it."""
    champion = champion_of(request, compact, pk)
    signature, form = champion.signature, SuccessorForm(posted(request))
    if form.is_valid():
        try:
            successor = champions.hand_over_champion(champion=champion, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("%(person)s has taken over from %(former)s, and is told by mail.") % {"person": successor.person, "former": champion.person},
            )
            return after_change(request, signature)
    context = {
        "compact": signature.compact,
        "champion": champion,
        "form": form,
        "own": champion.person == request.user,
        "waiting": champion.enquiries.filter(status=Enquiry.Status.OPEN).count(),
    }
    return render(request, "signatories/hand_over.html", context)


@require_http_methods(["GET", "POST"])
def name_own(request, compact: str, pk: int):
    """An organisation's lead or main Champion names another one."""
    signature = signature_of(any_compact(compact), pk)
    if not looks_after_champions(request.user, signature):
        raise Http404
    has_main = signature.champions.serving().filter(main=True).exists()
    form = OwnChampionForm(posted(request), compact=signature.compact, initial={"main": not has_main})
    if form.is_valid():
        try:
            champion = champions.name_champion(signature=signature, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(
                request,
                _("%(person)s is a %(champion)s now, and is told by mail.")
                % {"person": champion.person, "champion": signature.compact.terms.champion},
            )
            return redirect("signatories:people", compact, pk)
    return render(request, "signatories/name_own.html", {"compact": signature.compact, "signature": signature, "form": form})


@require_http_methods(["GET", "POST"])
def end_own(request, compact: str, pk: int):
    champion = champion_of(request, compact, pk)
    signature = champion.signature
    if request.method == "POST":
        try:
            champions.end_champion(champion=champion, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(
                request,
                _("%(person)s has stopped as %(champion)s of %(organisation)s.")
                % {"person": champion.person, "champion": signature.compact.terms.champion, "organisation": signature.organisation},
            )
        return after_change(request, signature)
    return render(request, "signatories/end_own.html", {"compact": signature.compact, "champion": champion})


@login_not_required
@require_safe
def guidance(request, compact: str):
    """The newest version, for everybody; a Champion who has signed in can say that they have read it."""
    compact = any_compact(compact)
    newest = compact.guidance.first()
    mine = None
    if newest and request.user.is_authenticated:
        mine = GuidanceGiven.objects.filter(guidance=newest, champion__in=Champion.objects.of(compact).filter(person=request.user)).first()
    return render(request, "signatories/guidance.html", {"compact": compact, "guidance": newest, "mine": mine})


@require_POST
def read_guidance(request, compact: str):
    mine = Champion.objects.serving().filter(person=request.user, signature__compact__slug=compact)
    newest = get_object_or_404(Compact, pk__in=mine.values("signature__compact")).guidance.first()
    if newest is None:
        raise Http404
    champions.read_guidance(guidance=newest, by=request.user)
    messages.success(request, _("Thank you. It is noted that you have read version %(version)s.") % {"version": newest.version})
    return redirect("signatories:guidance", compact)


@require_safe
def guidance_given(request, compact: str):
    """Which version each Champion has, for the steering group."""
    compact = steered_compact(request, compact)
    officer = Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists()
    context = {"compact": compact, "newest": compact.guidance.first(), "rows": reports.guidance_by_champion(compact), "officer": officer}
    return render(request, "signatories/guidance_given.html", context)


@require_http_methods(["GET", "POST"])
def issue_guidance(request, compact: str):
    compact = officered_compact(request, compact)
    newest = compact.guidance.first()
    form = GuidanceForm(posted(request), initial={"text": newest.text if newest else ""})
    if form.is_valid():
        try:
            issued = champions.issue_guidance(compact=compact, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            form.add_error("text", error.messages[0])
        else:
            said = _("Version %(version)s is issued. Every %(champion)s is told by mail.")
            messages.success(request, and_waits(compact, said % {"version": issued.version, "champion": compact.terms.champion}))
            return redirect("signatories:guidance_given", compact.slug)
    serving = Champion.objects.of(compact).count()
    return render(request, "signatories/issue_guidance.html", {"compact": compact, "form": form, "newest": newest, "serving": serving})
