"""Composing the report: its parts in order, each with where it comes from, and the buttons to change them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from compact_portal.days import today
from reviews.actions import composing as actions
from reviews.forms_composing import BlockForm, KindForm, OutlineForm, addable
from reviews.models import Block, PublishedReport, Review
from reviews.report.assemble import draw
from reviews.report.sources import ALL, SOURCES
from reviews.report.year import Year
from signatories.models import Compact
from signatories.views.fetch import posted

both = require_http_methods(["GET", "HEAD", "POST"])


def steered_review(request, compact: str, year: int) -> Review:
    """Fetched through the user: 404 for everybody who does not steer this Compact."""
    reviews = Review.objects.select_related("compact__area", "plan__strategy", "plan__compact", "next_plan__compact")
    return get_object_or_404(reviews, compact__in=Compact.objects.steered_by(request.user), compact__slug=compact, year=year)


def block_of(review: Review, pk: int) -> Block:
    block = get_object_or_404(Block.objects.select_related("changed_by", "picture"), review=review, pk=pk)
    block.review = review
    return block


def back(review: Review, anchor: str = ""):
    return redirect(reverse("reviews:compose", args=[review.compact.slug, review.year]) + anchor)


def done(request, act, said: str = "") -> bool:
    """Whether `act` was done; what stood in its way is told."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return False
    if said:
        messages.success(request, said)
    return True


@both
def compose(request, compact: str, year: int):
    """The parts of the report, each with what it says at present; before anybody began, the choice of an outline."""
    review = steered_review(request, compact, year)
    context = {"compact": review.compact, "review": review}
    if request.method == "POST" or not review.blocks.exists():
        form = OutlineForm(posted(request), review=review)
        if form.is_valid():
            done(request, lambda: actions.lay_out(review=review, outline=form.cleaned_data["outline"], by=request.user), _("The report is laid out."))
            return back(review)
        return render(request, "reviews/report/outline.html", context | {"form": form, "published": is_published(review)})
    known = Year(review, today())
    parts = sorted(draw(known, list(review.blocks.select_related("changed_by", "picture"))), key=lambda part: part.block.position)
    rows = [
        {"part": part, "block": part.block, "source": part.source, "name": part.block.called(part.source)}
        | ({"address": part.source.address(known), "consent": part.source.consent(known)} if part.source else {})
        for part in parts
    ]
    return render(request, "reviews/report/compose.html", context | {"rows": rows, "published": is_published(review)})


def is_published(review: Review) -> bool:
    return PublishedReport.objects.filter(review=review).exists()


@both
def add_block(request, compact: str, year: int):
    """First what it should hold, by a link that changes nothing; then its words."""
    review = steered_review(request, compact, year)
    context = {"compact": review.compact, "review": review}
    offered = addable(review, ALL)
    source = next((source for source in offered if source.kind == request.GET.get("kind")), None)
    if source is None:
        form = KindForm(request.GET or None, sources=offered)
        tells = [(source, source.kind) for source in offered]
        return render(request, "reviews/report/add_block.html", context | {"form": form, "tells": tells})
    form = BlockForm(posted(request), request.FILES or None, source=source)
    added = form.is_valid() and done(
        request, lambda: actions.add_block(review=review, kind=source.kind, by=request.user, **form.cleaned_data), _("The part is added at the end.")
    )
    if added:
        return back(review)
    return render(
        request, "reviews/report/block.html", context | {"form": form, "source": source, "title": _("Add: %(source)s") % {"source": source.label}}
    )


@both
def change_block(request, compact: str, year: int, pk: int):
    """The words of a part. Where somebody else changed the same words meanwhile, both versions are shown and nothing is lost."""
    review = steered_review(request, compact, year)
    block = block_of(review, pk)
    source = SOURCES.get(block.kind)
    form = BlockForm(posted(request), request.FILES or None, source=source, block=block)
    theirs = []
    if form.is_valid():
        try:
            picture = form.cleaned_data.get("picture")
            saved = actions.change_block(block=block, words=form.words, picture=picture, opened=form.opened_as, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return back(review)
        if not saved.disputed:
            messages.success(request, _("The part is saved."))
            return back(review, f"#block-{block.pk}")
        block = block_of(review, pk)
        theirs = [(form[name].label, getattr(block, name)) for name in saved.disputed]
        for name in saved.disputed:
            form.add_error(
                name,
                _("%(changed_by)s changed this while you wrote. Put both together here, then save")
                % {"changed_by": block.changed_by or _("Somebody")},
            )
        form.opened = BlockForm(source=source, block=block).opened  # whoever saves now has seen the other version
    elif form.is_bound:
        form.opened = form.opened_as
    context = {"compact": review.compact, "review": review, "part": block, "source": source, "form": form, "theirs": theirs}
    return render(request, "reviews/report/block.html", context | {"title": block.called(source)})


@require_POST
def move_block(request, compact: str, year: int, pk: int):
    review = steered_review(request, compact, year)
    block = block_of(review, pk)
    done(request, lambda: actions.move_block(block=block, up="up" in request.POST, by=request.user))
    return back(review, f"#block-{block.pk}")


@require_POST
def hide_block(request, compact: str, year: int, pk: int):
    review = steered_review(request, compact, year)
    block = block_of(review, pk)
    hidden = "hide" in request.POST
    said = _("The part is left out of the report.") if hidden else _("The part is in the report again.")
    done(request, lambda: actions.hide_block(block=block, hidden=hidden, by=request.user), said)
    return back(review, f"#block-{block.pk}")


@both
def remove_block(request, compact: str, year: int, pk: int):
    review = steered_review(request, compact, year)
    block = block_of(review, pk)
    if request.method == "POST":
        done(request, lambda: actions.remove_block(block=block, by=request.user), _("The part is removed."))
        return back(review)
    context = {"compact": review.compact, "review": review, "part": block, "name": block.called(SOURCES.get(block.kind))}
    return render(request, "reviews/report/remove_block.html", context)
