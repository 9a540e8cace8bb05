"""What is said and given in a case, and who joins a side of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from disputes import keeping
from disputes.actions import raising, sides, talking
from disputes.forms.raising import JoinForm
from disputes.forms.talking import FileForm, FindingForm, PersonOfSideForm, RecommendationForm, SayForm, StoryForm, WordsForm
from disputes.models import Audience, Entry, Role
from disputes.vault import CannotOpen
from disputes.views.fetch import case_view
from disputes.views.pages import address, ask
from signatories.views.fetch import posted


def _audiences(case, viewer) -> list[Audience]:
    found = talking.audiences_for(viewer.parts, keeping.Keyring(case, viewer.sitting))
    if not found or not talking.may_write(case):
        raise Http404
    return found


def opened_entry(case, viewer, pk) -> keeping.Opened:
    """One text that the viewer can open. Raises Http404."""
    found = next((opened for opened in keeping.read(case=case, sitting=viewer.sitting) if opened.entry.pk == pk and not opened.damaged), None)
    if found is None or found.entry.audience == Audience.DRAFT:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@case_view
def say(request, case, viewer):
    form = SayForm(posted(request), case=case, audiences=_audiences(case, viewer), own=viewer.side)

    def deed(words):
        talking.say(case=case, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("It is there for those you chose. They are told that they have a message, and nothing more.")

    return ask(request, case=case, heading=_("Write something"), form=form, button=_("Send it"), deed=deed)


@require_http_methods(["GET", "POST"])
@case_view
def share(request, case, viewer, pk):
    """A version of one's own words for both sides: the private one stays as it is."""
    found = opened_entry(case, viewer, pk)
    if found.entry.written_by.person_id != request.user.pk or Audience.CASE not in _audiences(case, viewer):
        raise Http404
    form = WordsForm(posted(request), initial={"body": found.body})

    def deed(words):
        talking.say(
            case=case, audience=Audience.CASE, kind=found.entry.kind, title=found.title, body=words["body"], answers=found.entry,
            parts=viewer.parts, sitting=viewer.sitting,
        )  # fmt: skip
        return _("The version to share is there for both sides. What you wrote in confidence stays as it is.")

    intro = _("Take out what the other side must not read. They see this version alone.")
    return ask(request, case=case, heading=_("Make a version to share"), form=form, button=_("Share this version"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def change(request, case, viewer, pk):
    found = opened_entry(case, viewer, pk)
    if found.entry.written_by.person_id != request.user.pk:
        raise Http404
    form = WordsForm(posted(request), initial={"body": found.body})

    def deed(words):
        talking.change(entry=found.entry, body=words["body"], sitting=viewer.sitting)
        return _("It is changed. What stood there before is gone.")

    intro = _("Black out names and whatever should not have been written. The words before cannot be brought back.")
    return ask(request, case=case, heading=_("Change or black out"), form=form, button=_("Save"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def give_file(request, case, viewer):
    form = FileForm(posted(request), request.FILES or None, case=case, audiences=_audiences(case, viewer), own=viewer.side)

    def deed(words):
        original = None
        if words["keep_original"]:
            request.FILES["file"].seek(0)
            original = request.FILES["file"].read()
        talking.give_file(case=case, audience=words["audience"], clean=words["file"], original=original, parts=viewer.parts, sitting=viewer.sitting)
        return _("The file is there for those you chose.")

    return ask(request, case=case, heading=_("Add a file"), form=form, button=_("Add it"), deed=deed)


@require_safe
@case_view
def take_file(request, case, viewer, pk) -> HttpResponse:
    """Never shown in the browser, always saved; every download is seen by all who can read the case."""
    file = get_object_or_404(case.files.select_related("case", "key"), pk=pk)
    try:
        name, content = keeping.take_file(file=file, sitting=viewer.sitting)
    except keeping.NotHeld:
        raise Http404 from None
    except CannotOpen:
        messages.error(request, _("This file cannot be opened: it was changed from outside. Tell the case officer."))
        return redirect(address(case))
    headers = {
        "Content-Disposition": content_disposition_header(True, name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)


@require_http_methods(["GET", "POST"])
@case_view
def find(request, case, viewer):
    if not viewer.has(Role.CHAIR):
        raise Http404
    form = FindingForm(posted(request), compact=case.compact)

    def deed(words):
        talking.find(case=case, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("The finding is kept. Write the next one, or a recommendation, or send the draft to both sides.")

    intro = _("One promise at a time. Where its members differ, give both views: nobody has a casting vote.")
    return ask(request, case=case, heading=_("Write a finding"), form=form, button=_("Keep it"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def recommend(request, case, viewer):
    if not viewer.has(Role.CHAIR, Role.HELPER):
        raise Http404

    def deed(words):
        talking.recommend(case=case, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("The recommendation is kept.")

    intro = _("It becomes an action of the plan, which everybody can read, only when both sides agree to these words.")
    form = RecommendationForm(posted(request))
    return ask(request, case=case, heading=_("Write a recommendation"), form=form, button=_("Keep it"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def story(request, case, viewer):
    """What may be told of it: published only when both sides agree to every word."""
    if Audience.CASE not in _audiences(case, viewer):
        raise Http404
    form = StoryForm(posted(request))

    def deed(words):
        talking.say(case=case, audience=Audience.CASE, kind=Entry.Kind.STORY, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("The story is there for both sides to agree to, or not.")

    intro = _("For everybody, so that others can learn from it. It is published only when both sides agree to every word.")
    return ask(request, case=case, heading=_("Propose a story for everybody"), form=form, button=_("Propose it"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def join(request, case, viewer):
    if not viewer.has(Role.RAISER) or not talking.may_write(case):
        raise Http404

    def deed(words):
        raising.join(case=case, sitting=viewer.sitting, **words)
        return _("They take part on your side now.")

    intro = _("Another organisation with the same concern can join yours. The person you name reads what is shared, and what your side writes.")
    form = JoinForm(posted(request), compact=case.compact)
    return ask(request, case=case, heading=_("Let another organisation join"), form=form, button=_("Let them join"), deed=deed, intro=intro)


@require_http_methods(["GET", "POST"])
@case_view
def add_companion(request, case, viewer):
    if not viewer.has(Role.RAISER, Role.RESPONDER) or not talking.may_write(case):
        raise Http404

    def deed(words):
        part = sides.add_companion(case=case, parts=viewer.parts, sitting=viewer.sitting, **words)
        return _("%(person)s accompanies your side.") % {"person": part.person}

    intro = _("Somebody who goes with you: a colleague, a trustee, a friend. They read what your side reads.")
    form = PersonOfSideForm(posted(request))
    return ask(request, case=case, heading=_("Bring somebody with you"), form=form, button=_("Bring them in"), deed=deed, intro=intro)
