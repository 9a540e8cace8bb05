"""Packs and training: what anybody sees of them, and how officers keep the record; the introduction for download."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.forms import PortalForm
from signatories.actions import records as actions
from signatories.forms import capital
from signatories.models import GuestSpeaker
from signatories.records.conduct_forms import SpeakerForm
from signatories.records.forms import CommentsForm, PackForm, TrainingForm, UseForm
from signatories.records.slides import slides_of, to_pdf
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted, steered_compact
from signatories.views.form_page import ask

SHOWN = 20  # past events on the public page


@login_not_required
@require_safe
def training(request, compact: str):
    """What is coming, what was held with the number of delegates, what was sent; nothing about any one delegate.

    `?programme=` keeps the events of one programme, such as a week of several organisations.
    """
    compact = any_compact(compact)
    on = today()
    events = compact.training_events.filter(cancelled=False).select_related("area").prefetch_related("codes", "speakers", "organisations")
    programme = request.GET.get("programme", "")[:120]
    events = events.filter(programme=programme) if programme else events
    context = {
        "programme": programme,
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "coming": events.filter(held_on__gte=on).order_by("held_on"),
        "held": events.filter(held_on__lt=on)[:SHOWN],
        "packs": compact.packs_sent.all()[:SHOWN],
        "has_text": compact.edition is not None,
    }
    return render(request, "signatories/training.html", context)


@login_not_required
@require_safe
def introduction(request, compact: str):
    """The slides, made from the text in force."""
    compact = any_compact(compact)
    slides = slides_of(compact)
    if not slides:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{compact.slug}-introduction.pdf"'}
    return HttpResponse(to_pdf(compact, slides), content_type="application/pdf", headers=headers)


@require_safe
def training_record(request, compact: str):
    """The whole record, for the steering group."""
    compact = steered_compact(request, compact)
    events = list(compact.training_events.select_related("area").prefetch_related("codes", "comments", "speakers", "organisations"))
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "events": events,
        "packs": compact.packs_sent.all(),
        "uses": compact.introduction_uses.select_related("organisation"),
        "words": [compact.terms.statutory, compact.terms.voluntary],
        "on": today(),
    }
    return render(request, "signatories/training_record.html", context)


@require_http_methods(["GET", "POST"])
def add_pack(request, compact: str):
    compact, page = _officers(request, compact)

    def deed(words):
        pack = actions.record_pack(compact=compact, by=request.user, **words)
        return _("“%(pack)s” to %(total)s is recorded.") % {"pack": pack, "total": pack.total}

    return ask(request, heading=_("Documents were sent"), form=PackForm(posted(request), compact=compact), button=_("Record it"), deed=deed, **page)


@require_http_methods(["GET", "POST"])
def add_training(request, compact: str):
    compact, page = _officers(request, compact)

    def deed(words):
        return _("“%(training)s” is in the record.") % {"training": actions.save_training(compact=compact, by=request.user, **words)}

    return ask(request, heading=_("Add training"), form=TrainingForm(posted(request), compact=compact), button=_("Add it"), deed=deed, **page)


@require_http_methods(["GET", "POST"])
def change_training(request, compact: str, pk: int):
    compact, page = _officers(request, compact)
    event = _event(compact, pk)
    form = TrainingForm(posted(request), compact=compact, instance=event)

    def deed(words):
        return _("“%(training)s” is saved.") % {"training": actions.save_training(compact=compact, event=event, by=request.user, **words)}

    return ask(request, heading=_("Change the event"), form=form, button=_("Save"), deed=deed, **page)


@require_http_methods(["GET", "POST"])
def cancel_training(request, compact: str, pk: int):
    compact, page = _officers(request, compact)
    event = _event(compact, pk)

    def deed(words):
        return _("“%(training)s” is cancelled.") % {"training": actions.cancel_training(event=event, by=request.user)}

    form = PortalForm(posted(request))
    return ask(request, heading=_("Cancel the event"), form=form, button=_("Cancel the event"), deed=deed, intro=f"“{event}”", **page)


@require_http_methods(["GET", "POST"])
def add_comments(request, compact: str, pk: int):
    compact, page = _officers(request, compact)
    event = _event(compact, pk)

    def deed(words):
        made = actions.add_comments(event=event, by=request.user, **words)
        return ngettext("%(number)s comment on “%(event)s” recorded.", "%(number)s comments on “%(event)s” recorded.", len(made)) % {
            "number": len(made),
            "event": event,
        }

    return ask(
        request, heading=_("What delegates said"), form=CommentsForm(posted(request)), button=_("Record it"), deed=deed, intro=f"“{event}”", **page
    )


@require_http_methods(["GET", "POST"])
def speaker(request, compact: str, pk: int, speaker: int | None = None):
    """Who was asked to speak at an event, and what became of it."""
    compact, page = _officers(request, compact)
    event = _event(compact, pk)
    kept = get_object_or_404(event.speakers, pk=speaker) if speaker else None
    initial = (
        {name: getattr(kept, name) for name in ("who", "subject", "speaks_on", "state")} if kept else {"speaks_on": event.held_on, "state": "asked"}
    )
    form = SpeakerForm(posted(request), initial=initial)
    form.fields["state"].choices = [(value, capital(label)) for value, label in GuestSpeaker.State.choices]

    def deed(words):
        return _("“%(speaker)s” is on the list of speakers.") % {"speaker": actions.save_speaker(event=event, speaker=kept, by=request.user, **words)}

    return ask(
        request,
        heading=_("Change the speaker") if kept else _("Add a guest speaker"),
        form=form,
        button=_("Save"),
        deed=deed,
        intro=f"“{event}”",
        **page,
    )


@require_http_methods(["GET", "POST"])
def add_use(request, compact: str):
    compact, page = _officers(request, compact)

    def deed(words):
        return _("%(organisation)s used the introduction: recorded.") % {
            "organisation": actions.record_use(compact=compact, by=request.user, **words).organisation
        }

    form = UseForm(posted(request), compact=compact)
    return ask(request, heading=_("Somebody used the introduction"), form=form, button=_("Record it"), deed=deed, **page)


def _event(compact, pk: int):
    event = get_object_or_404(compact.training_events, pk=pk)
    event.compact = compact
    return event


def _officers(request, compact: str):
    compact = officered_compact(request, compact)
    return compact, {"compact": compact, "parent": _("Packs and training"), "back": reverse("signatories:training_record", args=[compact.slug])}
