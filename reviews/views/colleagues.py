"""Asking colleagues to answer single pages: who was asked, what they saw and changed, and stopping a link."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from reviews.actions.colleagues import ask_colleague, stop_colleague
from reviews.actions.refusals import NotNow
from reviews.answering import kind_of
from reviews.answering.entry_forms import ColleagueForm
from reviews.answering.merging import changed_by
from reviews.answering.pages import pages_for
from reviews.models import ColleagueLink
from reviews.respondents import Respondent
from reviews.views.answering import address_of, answering, context_of


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def colleagues(request, respondent: Respondent):
    if not respondent.may_submit:
        messages.error(request, _("The lead of your organisation asks colleagues."))
        return redirect(respondent.invitation.survey)
    pages = pages_for(respondent.invitation, respondent.response.draft)
    sections = [section for section, _ in pages]
    form = ColleagueForm(request.POST or None, sections=sections, initial={"section": request.GET.get("page", "")})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        section = next(section for section in sections if str(section.number) == said["section"])
        try:
            ask_colleague(invitation=respondent.invitation, section=section, name=said["name"], email=said["email"], on=respondent.on)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("A link to “%(page)s” is on its way to %(name)s.") % {"page": section.title, "name": said["name"]})
        return redirect(address_of(respondent, "colleagues"))
    return render(request, "reviews/colleagues.html", context_of(respondent, form=form, asked=asked(respondent, pages)))


def asked(respondent: Respondent, pages: list) -> list[tuple[ColleagueLink, list[str]]]:
    """Each link with the questions that its colleague changed."""
    sector, changes = respondent.invitation.sector, respondent.response.changes
    wordings = {question.key: kind_of(question, sector).label for _, questions in pages for question in questions}
    links = respondent.invitation.colleagues.select_related("section")
    return [(link, [wordings[key] for key in changed_by(changes, link.name) if key in wordings]) for link in links]


@require_POST
@answering
def stop(request, respondent: Respondent, pk: int):
    if not respondent.may_submit:
        return redirect(respondent.invitation.survey)
    link = get_object_or_404(respondent.invitation.colleagues, pk=pk)
    stop_colleague(link=link)
    messages.success(request, _("The link of %(name)s does not work any more. What was saved with it stays.") % {"name": link.name})
    return redirect(address_of(respondent, "colleagues"))
