"""A draft written in the browser, part by part, for officers. Only a draft: every other text stands still, and has no such page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import model_to_dict
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.forms import PortalForm
from signatories.actions import drafting as actions
from signatories.agreement.draft_forms import BeginForm, TextsForm, entry_form, says_its_own
from signatories.agreement.lists import LISTS, TEXTS, Listed
from signatories.models import Edition
from signatories.views.fetch import officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def begin_draft(request, compact: str):
    compact = officered_compact(request, compact)
    form = BeginForm(posted(request), compact=compact)
    if form.is_valid():
        try:
            edition = actions.begin(compact=compact, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("label", error.messages[0])
        else:
            return redirect("signatories:write_draft", compact.slug, edition.pk)
    context = {
        "compact": compact,
        "heading": _("Begin a draft"),
        "form": form,
        "button": _("Begin"),
        "back": reverse("signatories:texts", args=[compact.slug]),
        "parent": _("The text"),
        "intro": [
            _("Only the %(steering_group)s can read a draft. The text in force stays as it is.") % {"steering_group": compact.terms.steering_group}
        ],
    }
    return render(request, "signatories/form_page.html", context)


@require_safe
def write_draft(request, compact: str, pk: int):
    """The whole draft as it stands, with a way to change each part of it."""
    edition = draft_of(request, compact, pk)
    rows = {key: list(listed.rows(edition)) for key, listed in LISTS.items() if key not in ("codes", "commitments")}
    context = {
        "compact": edition.compact,
        "edition": edition,
        "texts": [(called, text) for name, called in TEXTS.items() if (text := getattr(edition, name))],
        "lists": [(LISTS[key], heading, rows[key]) for key, heading in HEADINGS.items()],
        "codes": edition.codes.prefetch_related("commitments"),
        "code_list": LISTS["codes"],
        "commitment_list": LISTS["commitments"],
        "parts": rows["parts"],
        "part_list": LISTS["parts"],
    }
    return render(request, "signatories/write_draft.html", context)


ADDING = {
    "aims": _("Add an aim"), "principles": _("Add a principle"), "undertakings": _("Add an undertaking"), "codes": _("Add a code"),
    "next-steps": _("Add a next step"), "parts": _("Add a part"),
}  # fmt: skip
HEADINGS = {"aims": _("Aims"), "principles": _("Shared principles"), "undertakings": _("Undertakings"), "next-steps": _("Making it work")}


@both
def write_texts(request, compact: str, pk: int):
    edition = draft_of(request, compact, pk)
    form = TextsForm(posted(request), initial=model_to_dict(edition, ["label", *TEXTS]))

    def deed(words):
        actions.change_texts(edition=edition, by=request.user, **words)
        return _("Saved.")

    return ask(request, heading=_("The longer texts"), form=form, button=_("Save"), deed=deed, **_page(edition))


@both
def add_entry(request, compact: str, pk: int, listed: str, code: int | None = None):
    edition = draft_of(request, compact, pk)
    listed = list_called(listed)
    code = get_object_or_404(edition.codes, pk=code) if code else None
    if (listed.key == "commitments") != (code is not None):
        raise Http404
    form = entry_form(listed)(posted(request), compact=edition.compact)

    def deed(words):
        row = actions.add_entry(edition=edition, listed=listed, code=code, by=request.user, **words)
        return _("The %(one)s stands as number %(number)s.") % {"one": listed.one, "number": row.number}

    heading = _("Add a commitment to “%(code)s”") % {"code": code} if code else ADDING[listed.key]
    return ask(request, heading=heading, form=form, button=_("Add it"), deed=deed, **_page(edition, f"list-{listed.key}"))


@both
def change_entry(request, compact: str, pk: int, listed: str, row: int):
    edition, listed, row = entry_of(request, compact, pk, listed, row)
    own_words = says_its_own(listed, row)
    form = entry_form(listed)(posted(request), compact=edition.compact, own_words=own_words, initial=model_to_dict(row, listed.fields))

    def deed(words):
        actions.change_entry(edition=edition, listed=listed, row=row, by=request.user, **words)
        return _("Saved.")

    return ask(
        request,
        heading=_("Change %(one)s %(number)s") % {"one": listed.one, "number": row.number},
        form=form,
        button=_("Save"),
        deed=deed,
        **_page(edition, anchor(listed, row)),
    )


@require_POST
def move_entry(request, compact: str, pk: int, listed: str, row: int):
    edition, listed, row = entry_of(request, compact, pk, listed, row)
    return _done(request, edition, anchor(listed, row), lambda: actions.move_entry(
        edition=edition, listed=listed, row=row, up=request.POST.get("to") == "up", by=request.user
    ))  # fmt: skip


@both
def remove_entry(request, compact: str, pk: int, listed: str, row: int):
    edition, listed, row = entry_of(request, compact, pk, listed, row)

    def deed(words):
        actions.remove_entry(edition=edition, listed=listed, row=row, by=request.user)
        return _("Removed. Those after it have moved up.")

    intro = [f"“{row}”", *([_("Its commitments go with it.")] if listed.key == "codes" and row.commitments.exists() else [])]
    return ask(
        request,
        heading=_("Remove %(one)s %(number)s") % {"one": listed.one, "number": row.number},
        form=PortalForm(posted(request)),
        button=_("Remove it"),
        deed=deed,
        intro=intro,
        **_page(edition, f"list-{listed.key}"),
    )


@require_POST
def arrange(request, compact: str, pk: int):
    edition = draft_of(request, compact, pk)
    return _done(request, edition, "list-parts", lambda: actions.arrange(edition=edition, by=request.user))


def draft_of(request, compact: str, pk: int) -> Edition:
    compact = officered_compact(request, compact)
    edition = get_object_or_404(compact.editions.filter(status=Edition.Status.DRAFT), pk=pk)
    edition.compact = compact
    return edition


def list_called(key: str) -> Listed:
    if key not in LISTS:
        raise Http404
    return LISTS[key]


def entry_of(request, compact: str, pk: int, key: str, row: int):
    edition, listed = draft_of(request, compact, pk), list_called(key)
    return edition, listed, get_object_or_404(listed.rows(edition), pk=row)


def anchor(listed: Listed, row) -> str:
    return f"{listed.key}-{row.pk}"


def _page(edition: Edition, at: str = "") -> dict:
    address = reverse("signatories:write_draft", args=[edition.compact.slug, edition.pk])
    return {"compact": edition.compact, "parent": edition.label, "back": f"{address}#{at}" if at else address}


def _done(request, edition: Edition, at: str, verb):
    """Back to the place on the page where the button was, so that the keyboard goes on from there."""
    try:
        verb()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(_page(edition, at)["back"])
