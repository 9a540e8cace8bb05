"""Chasing answers: the list by sector, and what an officer does for one organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import in_words
from compact_portal.documents.tables_out import csv_response
from reviews.actions import changing_invitations as actions
from reviews.actions.refusals import NotNow
from reviews.chasing import STATES, TO_CHASE, chasing_csv, figures_of, rows_of, state_of
from reviews.models import DateChange, Invitation, Response, Survey
from reviews.running_forms import ExcuseForm, ExtraTimeForm
from reviews.views.fetch import officers_survey
from signatories.views.fetch import posted

PAGE = 50  # organisations


@require_safe
def chasing(request, compact: str, year: int):
    """`?state=chase` for those who are still waited for, or one of STATES."""
    survey = officers_survey(request, compact, year)
    rows = rows_of(survey)
    chosen = request.GET.get("state", "")
    shown = [row for row in rows if not chosen or row.state == chosen or (chosen == "chase" and row.to_chase)]
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    there = {row.state for row in rows}
    states = [("", _("All")), ("chase", _("Still waited for")), *((key, words) for key, words in STATES.items() if key in there)]
    context = {"survey": survey, "compact": survey.compact, "page_obj": page, "figures": figures_of(rows), "states": states, "chosen": chosen}
    context["undeliverable"] = [row for row in rows if row.state in ("undeliverable", "no_address", "wrong")]
    return render(request, "reviews/chasing.html", context)


@require_safe
def chasing_download(request, compact: str, year: int):
    survey = officers_survey(request, compact, year)
    return csv_response(f"{compact}-survey-{year}-answers.csv", chasing_csv(survey))


def invitation_of(survey: Survey, pk: int) -> Invitation:
    found = survey.invitations.select_related("organisation", "message", "excused_by", "survey__compact", "survey__review", "typed__typed_by")
    return get_object_or_404(found, pk=pk)


@require_safe
def one_invitation(request, compact: str, year: int, pk: int):
    survey = officers_survey(request, compact, year)
    invitation = invitation_of(survey, pk)
    response = Response.objects.filter(survey=survey, organisation=invitation.organisation).only("submitted_on").first()
    invitation.begun, invitation.answered_on = response is not None, response and response.submitted_on
    state = state_of(invitation)
    context = {"survey": survey, "compact": survey.compact, "invitation": invitation, "state": state, "words": STATES[state]}
    context |= {"open": survey.status == Survey.Status.OPEN and state != "answered", "to_chase": state in TO_CHASE}
    context["moved"] = DateChange.objects.filter(review=survey.review, organisation=invitation.organisation).select_related("changed_by")
    return render(request, "reviews/invitation_of_one.html", context)


@require_POST
def act_on(request, compact: str, year: int, pk: int, verb: str):
    """`verb` is revoke, reissue or expect: the address allows no other."""
    survey = officers_survey(request, compact, year)
    invitation = invitation_of(survey, pk)
    act, said = {
        "revoke": (actions.revoke_invitation, _("The link has stopped.")),
        "reissue": (actions.reissue_invitation, _("A new link is on the way. The old one has stopped.")),
        "expect": (actions.expect_again, _("An answer is expected again.")),
    }[verb]
    more = {"forget": "forget" in request.POST} if verb == "reissue" else {}
    try:
        act(invitation=invitation, by=request.user, **more)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("reviews:one_invitation", compact, year, pk)


def with_form(request, invitation: Invitation, form, act, *, said: str, title: str, lead: str):
    """Ask, do, and go back to the organisation's page; a refusal stands on the form."""
    survey = invitation.survey
    if form.is_valid():
        try:
            act(invitation=invitation, by=request.user, **form.cleaned_data)
        except (NotNow, ValidationError) as refusal:
            form.add_error(None, refusal.messages[0] if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, said)
            return redirect("reviews:one_invitation", survey.compact.slug, survey.review.year, invitation.pk)
    context = {"survey": survey, "compact": survey.compact, "invitation": invitation, "form": form, "title": title, "lead": lead}
    return render(request, "reviews/invitation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request, compact: str, year: int, pk: int):
    invitation = invitation_of(officers_survey(request, compact, year), pk)
    lead = _("It gets no reminders and is not waited for. It may answer all the same.")
    return with_form(
        request, invitation, ExcuseForm(posted(request)), actions.excuse, said=_("It is excused."), title=_("Excuse from answering"), lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
def extra_time(request, compact: str, year: int, pk: int):
    invitation = invitation_of(officers_survey(request, compact, year), pk)
    lead = _("Now it may answer until %(last_day)s. Until the new day is over the survey stays open, and nobody’s answers are read.") % {
        "last_day": in_words(invitation.last_day)
    }
    form = ExtraTimeForm(posted(request))
    return with_form(
        request, invitation, form, actions.give_extra_time, said=_("It has more time, and is told so."), title=_("Give extra time"), lead=lead
    )
