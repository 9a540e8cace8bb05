"""Asking a Champion, from both sides: the public form and its link, and the Champion's page behind sign-in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import in_words, today
from signatories import reports_champions as reports
from signatories.actions import enquiries as actions
from signatories.forms_people import AnswerForm, AskForm, PassOnForm
from signatories.models import Champion, Compact, Enquiry
from signatories.views.fetch import any_compact, officered_compact, posted


def wanted_champion(request, compact: Compact) -> Champion | None:
    """`?champion=` of the public list: only somebody who agreed to be shown can be asked by name."""
    wanted = request.GET.get("champion", "")
    shown = Champion.objects.of(compact).filter(published=True, signature__listed=True).select_related("person", "signature__organisation")
    return shown.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 10 else None


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, compact: str):
    compact = any_compact(compact)
    champion = wanted_champion(request, compact)
    mine = {"name": request.user.name, "email": request.user.email} if request.user.is_authenticated else {}
    code = request.GET.get("code", "")
    if code.isdecimal() and compact.edition:
        mine["code"] = compact.edition.codes.filter(number=int(code[:4])).first()
    form = AskForm(posted(request), compact=compact, initial=mine)
    if form.is_valid():
        if request.POST.get("website"):  # no person sees this box; a program gets the page that a person gets, and nothing is kept
            return redirect("signatories:ask_sent", compact.slug)
        if not ratelimit.consume(request, action="ask"):
            return render(request, "429.html", status=429)
        try:
            enquiry = actions.ask(compact=compact, champion=champion, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            if enquiry.status == Enquiry.Status.OPEN:
                messages.success(request, _("Your question is sent. You will hear by %(due_on)s.") % {"due_on": in_words(enquiry.due_on)})
                return redirect("signatories:champions", compact.slug)
            return redirect("signatories:ask_sent", compact.slug)
    page = {"compact": compact, "form": form, "champion": champion, "by": compact.answer_by(today()), "open": _open(compact)}
    return render(request, "signatories/ask.html", page)


def _open(compact: Compact) -> bool:
    return Champion.objects.of(compact).filter(person__is_active=True).exists()


@login_not_required
@require_safe
def ask_sent(request, compact: str):
    return render(request, "signatories/ask_sent.html", {"compact": any_compact(compact)})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request, compact: str, token: str):
    """The link of whoever asked: to confirm, and later to read the answer. Opening it changes nothing."""
    found = Enquiry.objects.by_token(token).filter(compact__slug=compact).select_related("compact", "champion__person").first()
    if found is None:
        return render(request, "signatories/link_lost.html", status=404)
    if request.method == "POST":
        found = actions.confirm(enquiry=found)
        return redirect("signatories:asked", compact, token)
    page = render(request, "signatories/asked.html", {"compact": found.compact, "enquiry": found})
    page["Referrer-Policy"] = "strict-origin"  # the address holds the token
    return page


@require_safe
def enquiries(request, compact: str):
    """Mine, as a Champion. An officer also sees what waits elsewhere: never what is asked or who asks."""
    compact = any_compact(compact)
    officer = Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists()
    if not officer and not Champion.objects.serving().filter(person=request.user, signature__compact=compact).exists():
        raise Http404
    waiting = compact.enquiries.open().select_related("code", "area", "champion__person").defer("text", "answer", "name", "sent_to")
    on = today()
    context = {
        "compact": compact,
        "officer": officer,
        "mine": [(enquiry, enquiry.is_late(on)) for enquiry in waiting.held_by(request.user)],
        "others": [(enquiry, enquiry.is_late(on)) for enquiry in waiting] if officer else [],
        "years": reports.enquiry_figures(compact) if officer else [],
    }
    return render(request, "signatories/enquiries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request, compact: str, pk: int):
    """Read and answer. Only the Champion who holds it; for anybody else there is no such page."""
    held = Enquiry.objects.held_by(request.user).select_related("compact__area", "code", "area")
    found = get_object_or_404(held, pk=pk, compact__slug=compact)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            actions.answer(enquiry=found, text=form.cleaned_data["text"], by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Your answer is on its way."))
        return redirect("signatories:enquiries", compact)
    context = {"compact": found.compact, "enquiry": found, "form": form, "sector": found.compact.terms.sector(found.sector) if found.sector else ""}
    return render(request, "signatories/enquiry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request, compact: str, pk: int):
    """By who holds it, or by an officer, who sees only what it is about."""
    compact = any_compact(compact)
    found = compact.enquiries.open().select_related("code", "area")
    if not Compact.objects.officered_by(request.user).filter(pk=compact.pk).exists():
        found = found.held_by(request.user)
    found = get_object_or_404(found, pk=pk)
    form = PassOnForm(posted(request), compact=compact, among=actions.may_get(found, by=request.user))
    if form.is_valid():
        try:
            actions.pass_on(enquiry=found, champion=form.cleaned_data["champion"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            messages.success(request, _("The question is passed on. Whoever asked is told that it takes a little longer."))
            return redirect("signatories:enquiries", compact.slug)
    return render(request, "signatories/pass_on.html", {"compact": compact, "enquiry": found, "form": form, "by": compact.answer_by(today())})


@require_http_methods(["GET", "HEAD", "POST"])
def close_enquiry(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    found = get_object_or_404(compact.enquiries.open().select_related("code", "area"), pk=pk)
    if request.method == "POST":
        try:
            actions.close(enquiry=found, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The question is closed. Whoever asked is told whom to write to."))
        return redirect("signatories:enquiries", compact.slug)
    return render(request, "signatories/close_enquiry.html", {"compact": compact, "enquiry": found})
