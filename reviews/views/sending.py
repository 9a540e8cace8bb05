"""Sending a response: check all answers, look whether they give the writer away, state who sends them, and send."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.actions.answering import submit_response
from reviews.actions.changing import change_words
from reviews.actions.refusals import NotAsChecked, NotNow
from reviews.answering import kind_of
from reviews.answering.entry_forms import OtherWordsForm, SendForm
from reviews.answering.pages import pages_for
from reviews.answering.texts import flagged, known_of, places_of
from reviews.respondents import Respondent, close_session
from reviews.views.answering import address_of, answering, context_of, said


def all_answers(respondent: Respondent, draft: dict) -> list[tuple]:
    """[(section, [(wording, lines)])] of the whole response."""
    sector = respondent.invitation.sector
    found = []
    for section, questions in pages_for(respondent.invitation, draft):
        kinds = [kind_of(question, sector) for question in questions]
        found.append((section, [(kind.label, said(kind, draft.get(kind.name))) for kind in kinds]))
    return found


def findings_of(respondent: Respondent) -> list[tuple]:
    """(place, what was found) of each text that others may read without a name."""
    invited, draft = respondent.invitation, respondent.response.draft
    places = places_of(pages_for(invited, draft), invited.sector, draft)
    return flagged(places, draft, known_of(invited)) if places else []


@require_safe
@answering
def check(request, respondent: Respondent):
    """All answers on one page, to correct, print, keep and send."""
    response = respondent.response
    return render(request, "reviews/check.html", context_of(respondent, answers=all_answers(respondent, response.draft), response=response))


@require_safe
@answering
def copy(request, respondent: Respondent):
    """The answers as a text file, while they are a draft: to keep, or to put before trustees."""
    invited = respondent.invitation
    context = context_of(respondent, answers=all_answers(respondent, respondent.response.draft))
    page = HttpResponse(render_to_string("reviews/copy.txt", context), content_type="text/plain; charset=utf-8")
    page["Content-Disposition"] = f'attachment; filename="answers-{invited.survey.review.year}.txt"'
    return page


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def look(request, respondent: Respondent):
    """Texts in which something could tell who wrote them, each with the words marked: change them or leave them."""
    if not respondent.may_submit:
        return redirect(respondent.invitation.survey)
    response, findings = respondent.response, findings_of(respondent)
    go_on = f"{address_of(respondent, 'submit')}?looked={response.seal}"
    if not findings:
        return redirect(go_on)
    posted = request.POST if request.method == "POST" else None
    form = OtherWordsForm(posted, places=[place for place, _ in findings], draft=response.draft)
    if posted is not None and posted.get("seal") != response.seal:
        messages.error(request, str(NotAsChecked()))
        return redirect(address_of(respondent, "check"))
    if posted is not None and form.is_valid():
        if not form.words:
            return redirect(go_on)
        words = [(place, form.words[place.box]) for place, _ in findings if place.box in form.words]
        try:
            change_words(invitation=respondent.invitation, words=words, seal=response.seal, on=respondent.on, by=respondent.name)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect(address_of(respondent, "check"))
        messages.success(request, _("Your new words are saved."))
        return redirect(address_of(respondent, "look"))
    rows = [(place, found, form[place.box]) for place, found in findings]
    return render(request, "reviews/look.html", context_of(respondent, rows=rows, form=form, response=response))


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def submit(request, respondent: Respondent):
    """State who sends, and send. The page that answers shows the respondent's copy this one time; nobody can fetch it afterwards."""
    invited = respondent.invitation
    if not respondent.may_submit:
        messages.error(request, _("Your answers are saved. The lead of your organisation sends them."))
        return redirect(invited.survey)
    posted = request.POST if request.method == "POST" else None
    form = SendForm(posted, organisation=invited.organisation, initial={"name": respondent.name})
    seal = posted.get("seal", "") if posted is not None else respondent.response.seal
    if posted is None and request.GET.get("looked") != seal and findings_of(respondent):
        return redirect(address_of(respondent, "look"))
    if posted is None or not form.is_valid():
        return render(request, "reviews/send.html", context_of(respondent, form=form, seal=seal))
    try:
        sender = None if respondent.by_link else request.user
        who = {"name": form.cleaned_data["name"], "post": form.cleaned_data["post"]}
        sent, draft = submit_response(invitation=invited, by=sender, on=respondent.on, seal=seal, **who)
    except NotAsChecked as changed:
        messages.error(request, str(changed))
        return redirect(address_of(respondent, "check"))
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect(invited.survey)
    if not draft:
        return redirect(invited.survey)
    page = render(request, "reviews/sent.html", context_of(respondent, response=sent, answers=all_answers(respondent, draft)))
    close_session(request, invited.survey.compact.slug, invited.survey.review.year)
    return page
