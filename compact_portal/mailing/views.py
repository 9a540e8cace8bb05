"""The officers' pages about mail: its words, rounds that wait, addresses that mail does not reach."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from compact_portal.mailing import actions
from compact_portal.mailing.forms import BecauseForm, WordsForm
from compact_portal.mailing.wordings import BY_KEY, GROUPS
from compact_portal.messaging.models import Message, Round, Unreachable
from compact_portal.messaging.wordings import Said, Wording, put_in
from signatories.mail_words import common, said_of, words_of
from signatories.models import MailWords
from signatories.reach import unreachable_in
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])
EXAMPLES = 3  # messages of a round that are shown
PAGE = 50
KEY = re.compile(r"(https?://\S+?/)[\w-]{30,}/?")  # of a link that opens something


@require_safe
def mail(request, compact: str):
    """Where an officer begins."""
    compact = officered_compact(request, compact)
    waiting = Round.objects.filter(compact_id=compact.pk, decided_at__isnull=True)
    own = set(compact.own_mail_words)
    terms = common(compact)
    groups = [
        (put_in(title, terms), [(each, put_in(each.when, terms), each.key in own) for each in wordings], len(own & {each.key for each in wordings}))
        for title, wordings in GROUPS
    ]
    decided = Round.objects.filter(compact_id=compact.pk, decided_at__isnull=False).select_related("decided_by").order_by("-decided_at")[:10]
    context = {"compact": compact, "groups": groups, "changed": len(own & BY_KEY.keys()), "waiting": waiting, "decided": decided}
    context["lost"] = len(unreachable_in(compact, on=today()))
    return render(request, "mailing/mail.html", context)


@both
def words(request, compact: str, key: str):
    """The words of one mail, with a preview of what was typed before it is kept."""
    compact, wording = _wording(request, compact, key)
    _language, subject, text = words_of(compact, wording)
    form = WordsForm(posted(request), wording=wording, initial={"subject": subject, "text": text})
    preview = None
    if form.is_valid():
        subject, text = form.cleaned_data["subject"], form.cleaned_data["text"]
        if "preview" in request.POST:
            preview = _preview(compact, wording, (subject, text))
        else:
            actions.change_words(compact=compact, wording=wording, subject=subject, text=text, by=request.user)
            messages.success(request, _("Saved. “%(wording)s” goes out in these words from now on.") % {"wording": wording.title})
            return redirect("mailing:mail", compact.slug)
    elif request.method != "POST":
        preview = _preview(compact, wording)
    context = {"compact": compact, "wording": wording, "form": form, "preview": preview, "own": key in compact.own_mail_words}
    context["row"] = MailWords.objects.filter(compact=compact, key=key).first()
    context["when"] = put_in(wording.when, common(compact))
    return render(request, "mailing/words.html", context)


@require_POST
def portals_words(request, compact: str, key: str):
    compact, wording = _wording(request, compact, key)
    actions.use_portals_words(compact=compact, wording=wording, by=request.user)
    messages.success(request, _("“%(wording)s” goes out in the portal’s own words again.") % {"wording": wording.title})
    return redirect("mailing:words", compact.slug, key)


@require_POST
def hold(request, compact: str):
    compact = officered_compact(request, compact)
    holds = request.POST.get("hold") == "yes"
    actions.hold_rounds(compact=compact, hold=holds, by=request.user)
    messages.success(request, _("Mail to many now waits until an officer has looked at it.") if holds else _("Mail to many now leaves at once."))
    return redirect("mailing:mail", compact.slug)


@never_cache
@require_safe
def held_round(request, compact: str, pk: int):
    """How many, and three of them in full, but for their links: whoever has a link may answer for its organisation."""
    compact, round = _round(request, compact, pk)
    held = Message.objects.filter(round=round, status=Message.Status.HELD).order_by("pk")
    examples = [(message, without_keys(message.text)) for message in held[:EXAMPLES]]
    return render(request, "mailing/round.html", {"compact": compact, "round": round, "number": held.count(), "examples": examples})


@both
def release_round(request, compact: str, pk: int):
    compact, round = _round(request, compact, pk)
    number = Message.objects.filter(round=round, status=Message.Status.HELD).count()

    def deed(cleaned):
        gone, dropped = actions.let_go(round=round, by=request.user)
        sent = _("On their way: %(messages)s.") % {"messages": gone}
        left_out = _("Not needed any more, because it was done meanwhile: %(messages)s.") % {"messages": dropped} if dropped else ""
        return f"{sent} {left_out}".strip()

    heading = ngettext("Send %(messages)s message?", "Send %(messages)s messages?", number) % {"messages": number}
    return ask(
        request, compact=compact, heading=heading, caption=round.what, form=PortalForm(posted(request)),
        button=_("Send them"), deed=deed, back=reverse("mailing:mail", args=[compact.slug]), parent=_("Mail"),
        intro=[_("Who has done meanwhile what the mail asks for is left out. What has left cannot be called back.")],
    )  # fmt: skip


@both
def throw_round_away(request, compact: str, pk: int):
    compact, round = _round(request, compact, pk)

    def deed(cleaned):
        return _("Thrown away: %(messages)s.") % {"messages": actions.throw_away(round=round, because=cleaned["because"], by=request.user)}

    return ask(
        request,
        compact=compact,
        heading=_("Throw this mail away?"),
        caption=round.what,
        form=BecauseForm(posted(request)),
        button=_("Throw it away"),
        deed=deed,
        back=reverse("mailing:mail", args=[compact.slug]),
        parent=_("Mail"),
        intro=[_("None of it is sent. Invitations can be sent anew from the page of the survey; a later reminder comes on its own day.")],
    )


@require_safe
def unreachable(request, compact: str):
    compact = officered_compact(request, compact)
    page = Paginator(unreachable_in(compact, on=today()), PAGE).get_page(request.GET.get("page"))
    return render(request, "mailing/unreachable.html", {"compact": compact, "page_obj": page})


@require_POST
def works_again(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    address = get_object_or_404(Unreachable, pk=pk)
    try:
        actions.address_works(compact=compact, address=address, by=request.user)
    except ValidationError:
        raise Http404 from None
    messages.success(request, _("Mail to %(address)s is tried again with the next message.") % {"address": address})
    return redirect("mailing:unreachable", compact.slug)


def without_keys(text: str) -> str:
    """A text whose links are cut before the part that opens something."""
    return KEY.sub(r"\1…", text)


def _preview(compact, wording: Wording, own: tuple[str, str] | None = None) -> Said:
    """Its own parts are invented, the agreement's are its own."""
    return said_of(compact, wording, own=own, **{each.name: each.example for each in wording.placeholders})


def _wording(request, compact: str, key: str):
    compact = officered_compact(request, compact)
    if key not in BY_KEY:
        raise Http404
    return compact, BY_KEY[key]


def _round(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    return compact, get_object_or_404(Round, pk=pk, compact_id=compact.pk, decided_at__isnull=True)
