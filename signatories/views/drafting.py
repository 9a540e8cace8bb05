"""How the steering group brings a text about: it sees where each text stands, and its officers take the next step."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from compact_portal.documents.tables_out import csv_response, to_csv
from compact_portal.forms import PortalForm
from signatories.actions import editions as actions
from signatories.agreement import forms
from signatories.agreement.endorsed import decided
from signatories.models import Consultation, Edition, Endorsement
from signatories.roles import roles_of
from signatories.views.consultation import consultation_of
from signatories.views.fetch import officered_compact, posted, steered_compact
from signatories.views.form_page import ask

COMMENT_COLUMNS = ["received_on", "part", "comment", "name", "organisation", "email"]


@require_safe
def texts(request, compact: str):
    compact = steered_compact(request, compact)
    editions = compact.editions.prefetch_related("consultations", "endorsements")
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "editions": editions,
        "waiting": compact.amendments.waiting().count(),
    }
    return render(request, "signatories/texts.html", context)


@require_safe
def text(request, compact: str, pk: int):
    """One text on its way: where it stands, who has endorsed it, what was said of it."""
    compact = steered_compact(request, compact)
    edition = edition_of(compact, pk)
    endorsements = [(one, decided(one) if one.status != Endorsement.Status.AWAITED else "") for one in edition.endorsements.all()]
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "edition": edition,
        "endorsements": endorsements,
        "has_endorsement": any(one.status == Endorsement.Status.ENDORSED for one, _ in endorsements),
        "consultations": edition.consultations.all(),
        "amendments": edition.amendments.all(),
    }
    return render(request, "signatories/text.html", context)


@require_safe
def comments(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    consultation = consultation_of(compact, pk)
    context = {
        "compact": compact,
        "roles": roles_of(request.user, compact),
        "consultation": consultation,
        "comments": consultation.comments.all(),
        "on": today(),
    }
    return render(request, "signatories/comments.html", context)


@require_safe
def comments_csv(request, compact: str, pk: int):
    compact = steered_compact(request, compact)
    consultation = consultation_of(compact, pk)
    rows = [[c.received_on.isoformat(), c.about, c.text, c.name, c.organisation_name, c.email] for c in consultation.comments.all()]
    return csv_response(f"{compact.slug}-comments-{pk}.csv", to_csv(COMMENT_COLUMNS, rows))


@require_http_methods(["GET", "POST"])
def draft(request, compact: str):
    compact = officered_compact(request, compact)
    form = forms.DraftForm(posted(request), request.FILES if request.method == "POST" else None)

    def deed(words):
        edition = actions.draft(compact=compact, content=form.content, by=request.user)
        return gettext("“%(edition)s” is a draft. Only the %(steering_group)s can read it.") % {
            "edition": edition.label,
            "steering_group": compact.terms.steering_group,
        }

    return ask(
        request,
        compact=compact,
        heading=gettext("Bring a draft"),
        form=form,
        button=gettext("Make this the draft"),
        parent=gettext("The text"),
        back=_list(compact),
        deed=deed,
        intro=[
            gettext(
                "The text is written in a plain text file, so that everybody can see what changed between two versions of it. To begin, download "
                "the text that is in force as a text file, change it in any editor, and give it a new label."
            ),
            gettext("A draft of the same label is written afresh. A text that is out for comment or was agreed is never touched."),
        ],
    )


@require_http_methods(["GET", "POST"])
def consult(request, compact: str, pk: int):
    compact, edition = _officers_edition(request, compact, pk)
    form = forms.ConsultationForm(posted(request), initial=forms.ConsultationForm.usual_days())

    def deed(words):
        made = actions.open_consultation(edition=edition, by=request.user, **words)
        return gettext("Everybody may comment on “%(edition)s” until %(closes_on)s.") % {"edition": edition.label, "closes_on": _day(made.closes_on)}

    return ask(
        request,
        compact=compact,
        heading=gettext("Ask everybody for comments"),
        form=form,
        button=gettext("Put it out for comment"),
        parent=edition.label,
        back=_one(compact, edition),
        deed=deed,
        intro=gettext(
            "“%(edition)s” is then public, and its text stands still until the consultation is closed. Twelve weeks "
            "give a group time to ask its own people. The last day can be moved later, never earlier."
        )
        % {"edition": edition.label},
    )


@require_http_methods(["GET", "POST"])
def extend(request, compact: str, pk: int):
    compact, consultation = _officers_consultation(request, compact, pk)
    form = forms.ExtendForm(posted(request), consultation=consultation)

    def deed(words):
        actions.extend_consultation(consultation=consultation, by=request.user, **words)
        return gettext("Comments are taken until %(closes_on)s.") % {"closes_on": _day(words["closes_on"])}

    return ask(
        request,
        compact=compact,
        heading=gettext("Give more time"),
        form=form,
        button=gettext("Move the last day"),
        parent=gettext("Comments"),
        back=_comments(compact, consultation),
        deed=deed,
        intro=gettext("The last day is now %(closes_on)s.") % {"closes_on": _day(consultation.closes_on)},
    )


@require_http_methods(["GET", "POST"])
def close(request, compact: str, pk: int):
    compact, consultation = _officers_consultation(request, compact, pk)

    def deed(words):
        actions.close_consultation(consultation=consultation, by=request.user)
        return gettext("The consultation is closed. The text is a draft again. Say next what came of the comments.")

    return ask(
        request,
        compact=compact,
        heading=gettext("Close the consultation"),
        form=PortalForm(posted(request)),
        button=gettext("Close it"),
        parent=gettext("Comments"),
        back=_comments(compact, consultation),
        deed=deed,
        intro=gettext("The text becomes a draft again, to be changed by what people said. The text that they commented on is kept and stays public."),
    )


@require_http_methods(["GET", "POST"])
def outcome(request, compact: str, pk: int):
    compact, consultation = _officers_consultation(request, compact, pk)
    form = forms.OutcomeForm(posted(request), initial={"outcome": consultation.outcome})

    def deed(words):
        actions.answer_consultation(consultation=consultation, by=request.user, **words)
        return gettext("Everybody can read what came of the comments.")

    return ask(
        request, compact=compact, heading=gettext("What came of the comments"), form=form, button=gettext("Publish this"), parent=gettext("Comments"),
        back=_comments(compact, consultation), deed=deed,
    )  # fmt: skip


def edition_of(compact, pk: int) -> Edition:
    edition = get_object_or_404(compact.editions, pk=pk)
    edition.compact = compact
    return edition


def _officers_edition(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    return compact, edition_of(compact, pk)


def _officers_consultation(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    return compact, consultation_of(compact, pk)


def _list(compact) -> str:
    return reverse("signatories:texts", args=[compact.slug])


def _one(compact, edition: Edition) -> str:
    return reverse("signatories:text", args=[compact.slug, edition.pk])


def _comments(compact, consultation: Consultation) -> str:
    return reverse("signatories:comments", args=[compact.slug, consultation.pk])


def _day(day) -> str:
    return date_format(day, "j F Y")
