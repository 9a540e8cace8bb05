"""Somebody signs up, confirms or calls off by the mailed link, and says afterwards what they thought of it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from compact_portal.days import today
from reviews.actions.events.feedback import give_feedback, give_opinion, texts_for
from reviews.actions.events.signing_up import call_off, confirm, sign_up
from reviews.events.forms import FeedbackForm, SignUpForm
from reviews.models import Event, SignUp
from reviews.moderating import moderator_of
from reviews.views.board.reading import private
from signatories.models import Compact
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@both
def event_sign_up(request, compact: str, pk: int):
    event = get_object_or_404(Event.objects.public().select_related("compact__area"), compact__slug=compact, pk=pk)
    if not event.takes_sign_ups(today()):
        messages.info(request, _("This event takes nobody more."))
        return redirect(event)
    form = SignUpForm(posted(request), compact=event.compact)
    if form.is_valid():
        if not ratelimit.consume(request, action="sign_up"):
            return render(request, "429.html", status=429)
        try:
            sign_up(event=event, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return render(request, "reviews/events/sent.html", {"compact": event.compact, "event": event, "email": form.cleaned_data["email"]})
    return render(request, "reviews/events/sign_up.html", {"compact": event.compact, "event": event, "form": form})


@login_not_required
@never_cache
@both
def event_link(request, token: str):
    """GET changes nothing. Before the event its buttons confirm or call off; afterwards it asks what people thought."""
    one = SignUp.objects.by_token(token).filter(revoked_at__isnull=True).select_related("event__compact__area").first()
    if one is None:
        return private(render(request, "reviews/board/link_unknown.html", status=404))
    event, on = one.event, today()
    context = {"compact": event.compact, "event": event, "one": one}
    if event.takes_feedback(on) and event.feedback_asked_on:
        return private(feedback(request, one, context))
    if request.method == "POST" and on <= event.ends_on:
        if request.POST.get("do") == "call_off":
            call_off(sign_up=one)
            return private(render(request, "reviews/events/called_off.html", context))
        if request.POST.get("do") == "confirm":
            context["one"] = confirm(sign_up=one)
    return private(render(request, "reviews/events/link.html", context | {"is_over": event.ends_on < on}))


def feedback(request, one: SignUp, context: dict):
    form = FeedbackForm(posted(request))
    if form.is_valid():
        said = dict(form.cleaned_data)
        text = said.pop("text")
        try:
            give_feedback(sign_up=one, answers=said, text=text)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return render(request, "reviews/events/thanks.html", context)
    return render(request, "reviews/events/feedback.html", context | {"form": form})


@both
def event_words(request, compact: str, pk: int):
    """The steering group reads what was written, before anybody else does: one person of each side."""
    mine = Compact.objects.steered_by(request.user)
    event = get_object_or_404(Event.objects.select_related("compact__area"), compact__in=mine, compact__slug=compact, pk=pk)
    moderator = moderator_of(request.user, event.compact, on=today())
    texts = texts_for(moderator, event).prefetch_related("opinions")
    if request.method == "POST" and request.POST.get("text", "").isdecimal() and request.POST.get("verdict") in ("publish", "private"):
        text = get_object_or_404(texts, pk=request.POST["text"])
        try:
            give_opinion(text=text, publish=request.POST["verdict"] == "publish", by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Noted."))
        return redirect("reviews:event_words", compact, pk)
    listed = [(text, {opinion.sector: opinion for opinion in text.opinions.all()}) for text in texts]
    rows = [(text, said.get(moderator.sector), len(said), all(opinion.publish for opinion in said.values())) for text, said in listed]
    return render(request, "reviews/events/words.html", {"compact": event.compact, "event": event, "rows": rows})
