"""The pages of the log: one's own notes, a new one (signed in or by a mailed link), and what the steering group sees of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from reviews.actions import noting as actions
from reviews.actions.log_rounds import set_log_rounds
from reviews.actions.refusals import NotNow
from reviews.answering.pages import pages_for
from reviews.log.figures import figures_of
from reviews.log.forms import NoteForm, RoundsForm
from reviews.log.rounds import goes_next, to_whom
from reviews.models import LogLink, LogNote
from reviews.models.log import noted_for
from reviews.subjects import subjects_of, words_of
from reviews.views.answering import address_of, answering
from signatories.mail_words import and_waits
from signatories.models import Compact, Signature
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
THANKS = _("Noted. It waits for you until the survey.")


@never_cache
@require_safe
def log(request, compact: str):
    """One's own notes. Who can no longer note may still read, change and delete what they wrote."""
    compact = any_compact(compact)
    notes = LogNote.objects.of(request.user).filter(signature__compact=compact).select_related("signature__organisation")
    signatures = _signatures(request.user, compact)
    roles = roles_of(request.user, compact)
    if not (signatures or notes or roles.may_see_steering):
        raise Http404
    page = Paginator(notes, PAGE).get_page(request.GET.get("page"))
    subjects = subjects_of(compact.edition) if any(note.about for note in page) else []
    rows = [(note, words_of(note.about, subjects) if note.about else "") for note in page]
    return render(request, "reviews/log/log.html", {"compact": compact, "rows": rows, "page_obj": page, "signatures": signatures, "roles": roles})


@never_cache
@both
def add_note(request, compact: str):
    compact = any_compact(compact)
    signatures = _signatures(request.user, compact)
    if not signatures:
        raise Http404
    form = NoteForm(posted(request), signatures=signatures)
    if form.is_valid() and noted(form, request.user):
        messages.success(request, THANKS)
        return redirect("reviews:log", compact.slug)
    return render(request, "reviews/log/note.html", {"compact": compact, "form": form, "heading": _("Note something")})


def noted(form: NoteForm, person) -> bool:
    """Whether it is; else the form says why not."""
    try:
        actions.add_note(signature=form.signature(), by=person, on=today(), **form.words())
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@both
def change_note(request, compact: str, pk):
    note = _own(request, compact, pk)
    initial = {name: getattr(note, name) for name in actions.FIELDS}
    form = NoteForm(posted(request), signatures=[note.signature], initial=initial)
    if form.is_valid():
        actions.change_note(note=note, by=request.user, **form.words())
        messages.success(request, _("Saved."))
        return redirect("reviews:log", compact)
    return render(request, "reviews/log/note.html", {"compact": note.signature.compact, "form": form, "note": note, "heading": _("Change a note")})


@never_cache
@both
def delete_note(request, compact: str, pk):
    note = _own(request, compact, pk)

    def deed(words):
        actions.delete_note(note=note, by=request.user)
        return _("Deleted.")

    back = reverse("reviews:log", args=[compact])
    return ask(
        request, compact=note.signature.compact, heading=_("Delete this note?"), form=PortalForm(posted(request)), button=_("Delete it"), deed=deed,
        intro=[f"“{note.what}”", _("It cannot be brought back.")], back=back, parent=_("My log"),
    )  # fmt: skip


@login_not_required
@never_cache
@both
def note_by_link(request, compact: str, token: str):
    """GET changes nothing. The page adds; what was noted before is read after signing in alone."""
    links = LogLink.objects.usable().by_token(token).filter(signature__compact__slug=compact)
    link = links.select_related("person", "signature__organisation", "signature__compact").first()
    if link is None or not noted_for(link.person, on=today()).filter(pk=link.signature_id).exists():
        return render(request, "reviews/log/link_unknown.html", status=404)
    form = NoteForm(posted(request), signatures=[link.signature])
    context = {"compact": link.signature.compact, "link": link, "heading": _("Note something")}
    if form.is_valid() and noted(form, link.person):
        context["noted"] = True
        form = NoteForm(signatures=[link.signature])
    page = render(request, "reviews/log/note.html", context | {"form": form})
    page["Referrer-Policy"] = "strict-origin"
    return page


@require_POST
def mail_me_my_link(request, compact: str, pk: int):
    compact = any_compact(compact)
    signature = get_object_or_404(noted_for(request.user, on=today()).select_related("organisation", "compact"), pk=pk, compact=compact)
    actions.send_own_link(signature=signature, by=request.user)
    messages.success(request, _("A link was mailed to %(email)s. Links sent to you before no longer work.") % {"email": request.user.email})
    return redirect("reviews:log", compact.slug)


@both
def send_links(request, compact: str):
    compact = officered_compact(request, compact)
    number = len(to_whom(compact, today()))

    def deed(words):
        return and_waits(compact, _("Links are on the way: %(links)s.") % {"links": actions.send_links(compact=compact, by=request.user)})

    return ask(
        request, compact=compact, heading=_("Mail everybody a link to note with"), deed=deed,
        form=PortalForm(posted(request)),
        button=_("Send the links") if number else "", back=reverse("reviews:log_figures", args=[compact.slug]), parent=_("Log of the year"),
        intro=[
            _("%(number)s will get a link of their own, with which they note what goes well or badly when it happens.") % {"number": number}
            if number else _("There is nobody yet to whom it could go."),
            _("It goes to every %(champion)s, and to the lead of a %(signatory)s that has none.")
            % {"champion": compact.terms.champion, "signatory": compact.terms.signatory},
            _("Links sent before stop working."),
        ],
    )  # fmt: skip


@both
def log_rounds(request, compact: str):
    """How often it goes by itself, or never."""
    compact = officered_compact(request, compact)

    def deed(words):
        set_log_rounds(compact=compact, every=words["every"], by=request.user)
        return _("Saved. How often a link is mailed: %(when)s.") % {"when": Compact.LogLinks(words["every"]).label}

    form = RoundsForm(posted(request), initial={"every": compact.log_links})
    return ask(
        request, compact=compact, heading=_("Reminders of the log"), deed=deed, form=form, button=_("Save"), caption=str(compact),
        back=reverse("reviews:log_figures", args=[compact.slug]), parent=_("Log of the year"),
    )  # fmt: skip


@require_safe
def log_figures(request, compact: str):
    """Counts beside last year's, and the notes to which their writers put a name."""
    compact = steered_compact(request, compact)
    found = LogNote.objects.open_in(compact).select_related("signature__organisation")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    subjects = subjects_of(compact.edition) if any(note.about for note in page) else []
    rows = [(note, words_of(note.about, subjects) if note.about else "") for note in page]
    context = {
        "compact": compact,
        "rows": rows,
        "page_obj": page,
        "figures": figures_of(compact, on=today()),
        "roles": roles_of(request.user, compact),
        **goes_next(compact, today()),
    }
    return render(request, "reviews/log/figures.html", context)


@require_POST
@answering
def use_note(request, respondent, number: int, pk):
    """A colleague was asked to answer one page, not to read the notes of others."""
    invited = respondent.invitation
    back = address_of(respondent, "section", number)
    notes = LogNote.objects.offered_to(invited.organisation, invited.survey.compact)
    note = get_object_or_404(notes, pk=pk)
    question = _question_of(respondent, number)
    try:
        actions.use_note(invitation=invited, question=question, note=note, by=respondent.name, on=respondent.on)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The note stands among the examples below. Change it there as you like; it goes from the log when the answers are sent.")
        )
    return redirect(back)


def _question_of(respondent, number: int):
    pages = pages_for(respondent.invitation, respondent.response.draft)
    found = [question for section, questions in pages if section.number == number for question in questions if question.kind == "examples"]
    if not found:
        raise Http404
    return found[0]


def _signatures(person, compact) -> list[Signature]:
    found = noted_for(person, on=today()).filter(compact=compact).select_related("organisation").order_by("organisation__name")
    return [_of(compact, signature) for signature in found]


def _of(compact, signature: Signature) -> Signature:
    signature.compact = compact
    return signature


def _own(request, compact: str, pk) -> LogNote:
    mine = LogNote.objects.of(request.user).select_related("signature__organisation", "signature__compact__area")
    return get_object_or_404(mine, signature__compact__slug=compact, pk=pk)
