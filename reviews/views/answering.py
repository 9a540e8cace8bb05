"""Answering the survey: the list of pages, each page, and all questions for reading beforehand."""

import secrets
import time
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from compact_portal.days import today
from reviews.actions.answering import Saved, save_section
from reviews.actions.refusals import NotNow
from reviews.answering import kind_of
from reviews.answering.forms import SectionForm, says_no_change
from reviews.answering.last_year import said_before
from reviews.answering.merging import last_changed_by
from reviews.answering.minutes import minutes_told, stayed
from reviews.answering.pages import pages_for, takes_answers, waits_for_answers
from reviews.answering.words import typed_words
from reviews.models import LogNote, Survey
from reviews.respondents import Respondent, respondent_of
from signatories.models import Compact


def answering(view):
    """Decorator: the view gets the Respondent in place of the address's parts, or the person is led to become one.

    A page that was opened for one organisation cannot be sent for another, though the browser has meanwhile opened both. A
    colleague is led to the one page that they were asked to answer. What was typed and cannot be saved is given back.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def with_respondent(request, compact: str, year: int, **kwargs):
        respondent = respondent_of(request, compact, year, today())
        if isinstance(respondent, HttpResponse):
            return respondent
        invited, colleague = respondent.invitation, respondent.colleague
        if colleague and kwargs.get("number") != colleague.section.number:
            return redirect(address_of(respondent, "section", colleague.section.number))
        typed = {"typed": typed_words(request.POST)} if request.method == "POST" else {}
        if request.method == "POST" and request.POST.get("invitation") != str(invited.pk):
            return render(request, "reviews/other_organisation.html", context_of(respondent, **typed), status=409)
        if request.method != "POST" and respondent.response.is_submitted:
            return render(request, "reviews/already_sent.html", context_of(respondent, response=respondent.response))
        if not takes_answers(invited, on=respondent.on):
            return render(request, "reviews/invitation_over.html", context_of(respondent, **typed), status=410)
        return view(request, respondent, **kwargs)

    return with_respondent


def context_of(respondent: Respondent, **more) -> dict:
    invited = respondent.invitation
    known = {"survey": invited.survey, "compact": invited.survey.compact, "organisation": invited.organisation}
    return known | {"invitation": invited, "respondent": respondent} | more


def address_of(respondent: Respondent, page: str, *more) -> str:
    return reverse(f"reviews:{page}", args=[*respondent.place, *more])


@require_safe
@answering
def survey(request, respondent: Respondent):
    """The pages of the survey and how far they are done."""
    invited, response = respondent.invitation, respondent.response
    helping: dict[int, list] = {}
    for link in invited.colleagues.all():
        helping.setdefault(link.section_id, []).append(link)
    tasks = [
        (section, str(section.number) in response.saved_sections, helping.get(section.pk, [])) for section, _ in pages_for(invited, response.draft)
    ]
    context = {"tasks": tasks, "done": sum(saved for _, saved, _ in tasks), "response": response}
    context["next"] = next((section for section, saved, _ in tasks if not saved), None)
    context["minutes"], context["measured"] = minutes_told(invited.survey)
    return render(request, "reviews/survey.html", context_of(respondent, **context))


@login_not_required
@require_safe
def questions(request, compact: str, year: int):
    """Every question on one page, to read, print and put before trustees; without answers.

    Public once the survey opens; before that its steering group reads them.
    """
    readable = ~Q(status=Survey.Status.DRAFT)
    if request.user.is_authenticated:
        readable |= Q(compact__in=Compact.objects.steered_by(request.user))
    surveys = Survey.objects.filter(readable).select_related("compact", "review")
    asked = get_object_or_404(surveys, compact__slug=compact, review__year=year)
    sections = [
        (section, [kind_of(question, "") for question in section.questions.all()])
        for section in asked.sections.prefetch_related("questions__section__document", "questions__depends_on")
    ]
    pages = [(section, kinds, [(kind, parts_of(kind)) for kind in kinds]) for section, kinds in sections]
    return render(request, "reviews/questions.html", {"survey": asked, "compact": asked.compact, "pages": pages})


def parts_of(kind) -> list[tuple[str, list[str]]]:
    """(label, choices) of each box that a question has beside its own words; of choices in groups, the groups."""
    fields = kind.fields().items()
    return [
        ("" if name == kind.name else field.label, [offered(*choice) for choice in getattr(field, "choices", []) if choice[0]])
        for name, field in fields
    ]


def offered(value: str, words) -> str:
    return value if isinstance(words, list | tuple) else words


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def section(request, respondent: Respondent, number: int):
    """One page of questions. It is saved when it is left by its button, and by a script when a field of it is left."""
    invited = respondent.invitation
    known = request.method != "POST" or waits_for_answers(invited.survey)  # saving needs no look at the draft unless a question waits for it
    pages = pages_for(invited, respondent.response.draft if known else None)
    place = next((place for place, (section, _) in enumerate(pages) if section.number == number), None)
    if place is None:
        return redirect(invited.survey)
    if request.method == "POST":
        return save(request, respondent, pages, place)
    draft = respondent.response.draft
    before = said_before(invited, pages[place][1])
    form = SectionForm(questions=pages[place][1], sector=invited.sector, draft=draft, before=before, another="another" in request.GET)
    return show(request, respondent, pages, place, form, version=respondent.response.saved_sections.get(str(number), 0))


def show(request, respondent: Respondent, pages: list, place: int, form: SectionForm, *, version: int, disputes=(), status: int = 200):
    here, questions = pages[place]
    context = {
        "section": here,
        "form": form,
        "place": place + 1,
        "of": len(pages),
        "version": version,
        "opened": int(time.time()),
        "page": secrets.token_hex(4),
    }
    context |= {"disputes": disputes, "back_to_check": "back" in request.GET}
    context["has_examples"] = any(question.kind == "examples" for question in questions)
    context["notes"] = notes_to_use(respondent) if context["has_examples"] and not respondent.colleague else []
    return render(request, "reviews/section.html", context_of(respondent, **context), status=status)


def notes_to_use(respondent: Respondent) -> list[LogNote]:
    """Of the log of the year, what does not stand among the examples yet."""
    invited = respondent.invitation
    examples = [one for value in respondent.response.draft.values() if isinstance(value, list) for one in value if isinstance(one, dict)]
    offered = LogNote.objects.offered_to(invited.organisation, invited.survey.compact)
    return list(offered.exclude(pk__in=[one["note"] for one in examples if one.get("note")]))


def save(request, respondent: Respondent, pages: list, place: int):
    """Save what is right of a page, also where other answers of it are wrong."""
    invited, posted = respondent.invitation, request.POST
    here, questions = pages[place]
    before = said_before(invited, questions) if says_no_change(posted) else {}
    form = SectionForm(posted, request.FILES, questions=questions, sector=invited.sector, draft={}, before=before)
    form.is_valid()
    form.refuse_unasked()
    chosen = {key: posted.get(f"choose-{key}", "") for key in posted.getlist("dispute")}
    answers = {key: value for key, value in form.answers().items() if chosen.get(key, "mine") == "mine"}
    page = {"section": here, "answers": answers, "version": whole_number(posted.get("version", "")), "page": posted.get("page", "")[:20]}
    spent = stayed(posted.get("opened", ""), time.time())
    try:
        saved = save_section(invitation=invited, on=respondent.on, by=respondent.name, seconds=spent, **page)
    except NotNow as refusal:
        if "autosave" in posted:
            return JsonResponse({"over": str(refusal)}, status=410)
        messages.error(request, str(refusal))
        return redirect(invited.survey)
    for key in chosen:
        if chosen[key] not in ("mine", "theirs"):
            saved.disputed[key] = (saved.response.draft.get(key), last_changed_by(saved.response.changes, key))
    if "autosave" in posted:
        return JsonResponse(told(form, saved))
    if form.errors or saved.disputed:
        disputes = disputes_of(form, saved)
        form.put_saved(saved.response.draft, except_for=saved.disputed)
        return show(request, respondent, pages, place, form, version=saved.version, disputes=disputes, status=409 if disputes else 200)
    if waits_for_answers(invited.survey):  # what was just answered may open or close later pages
        pages = pages_for(invited, saved.response.draft)
        place = next(place for place, (section, _) in enumerate(pages) if section.pk == here.pk)
    return redirect(after(request, respondent, pages, place))


def whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def told(form: SectionForm, saved: Saved) -> dict:
    """What the script that saves is told: of errors and disputes the questions' words, never an answer."""
    wrong = [f"{form[name].label}: {' '.join(texts)}" if name in form.fields else " ".join(texts) for name, texts in form.errors.items()]
    disputed = {kind.name: kind.label for kind in form.kinds if kind.name in saved.disputed}
    return {"opened": int(time.time()), "wrong": wrong, "disputed": disputed}


def disputes_of(form: SectionForm, saved: Saved) -> list[tuple]:
    """(kind, by whom, lines there, lines here) of each answer that was changed on both sides."""
    mine = form.answers()
    return [
        (kind, saved.disputed[kind.name][1], said(kind, saved.disputed[kind.name][0]), said(kind, mine.get(kind.name)))
        for kind in form.kinds
        if kind.name in saved.disputed
    ]


def after(request, respondent: Respondent, pages: list, place: int) -> str:
    """Where a saved page leads: the next page, the list, the check page, or the same page with one more empty example."""
    posted = request.POST
    here = address_of(respondent, "section", pages[place][0].number)
    if "another" in posted:
        return here + "?another=1#another"
    if respondent.colleague:
        messages.success(
            request,
            _("Saved. %(organisation)s sees it, checks it and sends it. You can change it until then.")
            % {"organisation": respondent.invitation.organisation},
        )
        return here
    if "later" in posted:
        messages.success(
            request,
            _("Saved. Go on with the same link or sign-in until %(last_day)s.") % {"last_day": date_format(respondent.invitation.last_day, "j F Y")},
        )
        return address_of(respondent, "survey")
    if "back" in posted or place + 1 == len(pages):
        return address_of(respondent, "check") + "#main-content"
    return address_of(respondent, "section", pages[place + 1][0].number) + "#main-content"


def said(kind, value) -> list[str]:
    """The answer's lines; none for a question left out."""
    return kind.said(value) if value else []
