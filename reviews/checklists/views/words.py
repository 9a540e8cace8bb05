"""Yearly words on undertakings: what binds my organisation and what it says, and what came together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.days import in_words, today
from compact_portal.documents.uploads import as_download
from reviews.checklists.actions import words as verbs
from reviews.checklists.forms_words import WordForm, YearForm
from reviews.models import SaidOfUndertaking, UndertakingWord, WordOpinion, WordsFigures, WordsYear
from reviews.models.answers import Openness
from reviews.moderating import moderator_of
from signatories.models import Signature
from signatories.roles import acted_for, roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def years(request, compact: str):
    """The years, for everybody; what the person may report on."""
    compact, on = any_compact(compact), today()
    shown = list(compact.years_of_words.all())
    mine = organisations_of(request.user, compact, on)
    context = {
        "compact": compact,
        "years": [(year, year.takes_words(on)) for year in shown],
        "mine": mine,
        "roles": roles_of(request.user, compact, on=on),
    }
    return render(request, "reviews/checklists/words/years.html", context)


def organisations_of(person, compact, on):
    """Signatories for which `person` acts."""
    signed = Signature.objects.in_force().filter(compact=compact).values("organisation")
    return list(acted_for(person, on=on).filter(pk__in=signed))


def year_of(compact: str, year: int) -> WordsYear:
    return get_object_or_404(WordsYear.objects.select_related("compact__area"), compact__slug=compact, year=year)


@both
def open_year(request, compact: str):
    compact = officered_compact(request, compact)

    def deed(said):
        verbs.open_year(compact=compact, by=request.user, **said)
        return _("The year is there. Whoever acts for a signatory can report on it from its first day on.")

    return ask(
        request, compact=compact, heading=_("A year of reports on undertakings"), form=YearForm(posted(request)), button=_("Open it"),
        back=reverse("checklists:words", args=[compact.slug]), parent=_("Undertakings, year by year"), deed=deed,
    )  # fmt: skip


@never_cache
@require_safe
def binds_us(request, compact: str, year: int, organisation: int):
    """The undertakings that bind one organisation, with what it says of each."""
    found, on = year_of(compact, year), today()
    own = next((one for one in organisations_of(request.user, found.compact, on) if one.pk == organisation), None)
    if own is None:
        raise Http404
    there = {word.undertaking_id: word for word in found.words.filter(organisation=own)}
    rows = [(undertaking, there.get(undertaking.pk)) for undertaking in verbs.binding(own, found.compact)]
    context = {"compact": found.compact, "year": found, "organisation": own, "rows": rows, "open": found.takes_words(on), "said": len(there)}
    return render(request, "reviews/checklists/words/binds_us.html", context)


@never_cache
@both
def word(request, compact: str, year: int, organisation: int, number: int):
    found, on = year_of(compact, year), today()
    own = next((one for one in organisations_of(request.user, found.compact, on) if one.pk == organisation), None)
    if own is None:
        raise Http404
    undertaking = get_object_or_404(verbs.binding(own, found.compact), number=number)
    there = UndertakingWord.objects.filter(year=found, organisation=own, undertaking=undertaking).select_related("upload").first()
    initial = {name: getattr(there, name) for name in ("kept", "done", "openness", "evidence", "link")} if there else {}
    form = WordForm(posted(request), request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            verbs.write_word(year=found, organisation=own, undertaking=undertaking, by=request.user, on=on, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(
                request,
                _("What you say of undertaking %(number)s is saved. You can change it until %(closes_on)s.")
                % {"number": number, "closes_on": in_words(found.closes_on)},
            )
            return redirect("checklists:binds_us", compact, year, own.pk)
    context = {"compact": found.compact, "year": found, "organisation": own, "undertaking": undertaking, "form": form, "there": there}
    return render(request, "reviews/checklists/words/word.html", context)


@login_not_required
@require_safe
def year(request, compact: str, year: int):
    """After the close: how the undertakings were kept, what was said with a name, and what two people of different sectors passed.

    The steering group reads the rest, but nobody what names an organisation of theirs.
    """
    found, on = year_of(compact, year), today()
    roles = roles_of(request.user, found.compact, on=on)
    context = {"compact": found.compact, "year": found, "roles": roles, "open": found.takes_words(on)}
    if found.closed_at:
        rows: dict[int, dict] = {}
        for one in named(found):
            _row(rows, one.undertaking)["named"].append(one)
        moderator = moderator_of(request.user, found.compact, on=on) if roles.may_see_steering else None
        for said in _readable(found, moderator):
            _row(rows, said.undertaking)["said"].append(said)
        context["rows"] = sorted(rows.values(), key=lambda row: row["undertaking"].number)
        context["figures"] = WordsFigures.objects.get(year=found).figures
    elif roles.officer:
        context["reporting"] = found.words.aggregate(count=Count("organisation", distinct=True))["count"]
    return render(request, "reviews/checklists/words/year.html", context)


def _row(rows: dict[int, dict], undertaking) -> dict:
    return rows.setdefault(undertaking.pk, {"undertaking": undertaking, "named": [], "said": []})


def _readable(year: WordsYear, moderator) -> list[SaidOfUndertaking]:
    """Each with `shown` where everybody reads it, `mine` for the moderator's own opinion, and the sector in words."""
    passed = set(SaidOfUndertaking.objects.passed().filter(year=year).values_list("pk", flat=True))
    found = SaidOfUndertaking.objects.filter(year=year).select_related("undertaking").order_by("undertaking__number", "text")
    if moderator is None:
        found = found.filter(pk__in=passed)
    else:
        found = found.prefetch_related(Prefetch("opinions", WordOpinion.objects.filter(person=moderator.person), to_attr="own"))
    kept = []
    for said in found:
        said.shown = said.pk in passed
        if said.shown or not moderator.is_concerned_by({"text": said.text}):
            said.mine = said.own[0] if moderator and said.own else None
            said.by = year.compact.terms.sector(said.sector) if said.sector else ""
            kept.append(said)
    return kept


@require_POST
def judge_words(request, compact: str, year: int, said):
    """One opinion: publish or keep private."""
    found = year_of(compact, year)
    moderator = moderator_of(request.user, found.compact, on=today())
    words = get_object_or_404(found.said.filter(publishable=True), pk=said)
    if moderator is None or moderator.is_concerned_by({"text": words.text}):
        raise Http404
    publish = request.POST.get("opinion") == "publish"
    try:
        verbs.judge(said=words, publish=publish, by=request.user, on=today())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        shown = SaidOfUndertaking.objects.passed().filter(pk=words.pk).exists()
        later = _("It is published once somebody of the other sector says the same.") if publish else _("It stays with the steering group.")
        messages.success(request, _("Two sectors agree: everybody can read it now.") if shown else _("Noted. %(later)s") % {"later": later})
    return redirect("checklists:words_year", compact, year)


def named(year: WordsYear):
    return year.words.filter(openness=Openness.NAMED).exclude(done="").select_related("organisation", "undertaking", "upload")


@login_not_required
@require_safe
def word_file(request, compact: str, year: int, pk: int):
    """What shows it: public with the name, after the close; before that its own organisation's."""
    found = year_of(compact, year)
    shown = get_object_or_404(UndertakingWord.objects.select_related("upload"), year=found, openness=Openness.NAMED, upload__isnull=False, pk=pk)
    if not found.closed_at and shown.organisation_id not in {one.pk for one in organisations_of(request.user, found.compact, today())}:
        raise Http404
    return as_download(shown.upload)


@require_POST
def close_year(request, compact: str, year: int):
    compact = officered_compact(request, compact)
    found = get_object_or_404(WordsYear.objects.select_related("compact"), compact=compact, year=year)
    if found.closes_on >= today():
        messages.error(
            request,
            _("Its last day is %(closes_on)s: until then words may be changed, and nobody reads them.") % {"closes_on": in_words(found.closes_on)},
        )
    else:
        verbs.close_year(year=found, by=request.user)
        messages.success(request, _("The year is closed. Words without a name have left their organisations."))
    return redirect("checklists:words_year", compact.slug, year)
