"""Somebody applies for the kitemark, a partner confirms, two people decide, and officers look after the scheme and its marks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compact_portal.accounts.models import User
from compact_portal.days import today
from reviews.checklists.actions import kitemark as verbs
from reviews.checklists.forms import ReasonForm
from reviews.checklists.forms_kitemark import ApplyForm, AssessorForm, DecideForm, SchemeForm, StatementForm, TermsForm
from reviews.checklists.starting import load_kitemark
from reviews.checklists.views.words import organisations_of
from reviews.models import KitemarkApplication, KitemarkAssessor, KitemarkAward, KitemarkScheme
from signatories.models import Compact, Organisation, SeatHolder
from signatories.roles import acted_for, roles_of
from signatories.views.fetch import any_compact, officered_compact, posted
from signatories.views.form_page import ask

both = require_http_methods(["GET", "HEAD", "POST"])


def mine(request, on):
    return acted_for(request.user, on=on)


def readable_application(request, compact: str, pk: int) -> KitemarkApplication:
    """For the applicant, the partner, the two assessors, and once it was sent the officers."""
    own = mine(request, today())
    readable = Q(applicant__in=own) | Q(partner__in=own) | Q(assessors__person=request.user)
    readable |= Q(compact__in=Compact.objects.officered_by(request.user), sent_at__isnull=False)
    found = KitemarkApplication.objects.filter(pk__in=KitemarkApplication.objects.filter(readable).values("pk"))
    return get_object_or_404(found.select_related("compact__area", "applicant", "partner", "scheme", "renews"), compact__slug=compact, pk=pk)


def own_application(request, compact: str, pk: int) -> KitemarkApplication:
    found = KitemarkApplication.objects.filter(applicant__in=mine(request, today()))
    return get_object_or_404(found.select_related("compact__area", "applicant", "partner", "scheme"), compact__slug=compact, pk=pk)


def officers_application(request, compact: str, pk: int) -> KitemarkApplication:
    found = KitemarkApplication.objects.filter(compact__in=Compact.objects.officered_by(request.user), sent_at__isnull=False)
    return get_object_or_404(found.select_related("compact__area", "applicant", "partner", "scheme"), compact__slug=compact, pk=pk)


@both
def apply(request, compact: str, pk: int | None = None):
    """A new application, or a draft that is changed. `?renews=` names the mark that it is to follow."""
    compact, on = any_compact(compact), today()
    draft = own_application(request, compact.slug, pk) if pk else None
    applicants = Organisation.objects.filter(pk__in=[one.pk for one in organisations_of(request.user, compact, on)])
    if not applicants:
        raise Http404
    renews = KitemarkAward.objects.filter(compact=compact, application__applicant__in=applicants, number=request.GET.get("renews", "")).first()
    form = ApplyForm(posted(request), compact=compact, applicants=applicants, application=draft or (renews.application if renews else None))
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = verbs.save_application(
                compact=compact, application=draft, by=request.user, on=on, renews=renews, **said | {"codes": list(said["codes"])}
            )
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("It is saved as a draft."))
            return redirect(made)
    context = {"compact": compact, "form": form, "renews": renews, "draft": draft}
    return render(request, "reviews/checklists/kitemark/apply.html", context)


@require_safe
def application(request, compact: str, pk: int):
    found, on = readable_application(request, compact, pk), today()
    own = set(mine(request, on).values_list("pk", flat=True))
    assessors = list(found.assessors.select_related("person").prefetch_related("findings__criterion"))
    me = next((one for one in assessors if one.person_id == request.user.pk), None)
    is_applicant, officer = found.applicant_id in own, roles_of(request.user, found.compact, on=on).officer
    decided = found.status in ("awarded", "refused")
    context = {"compact": found.compact, "application": found, "checked": verbs.checked(found, on), "me": me, "officer": officer}
    context |= {"is_applicant": is_applicant, "is_partner": found.partner_id in own, "terms": TermsForm(), "codes": found.codes.all()}
    # Neither assessor sees what the other decided before both have.
    context["assessors"] = [(one, one.verdict and (decided or one == me)) for one in assessors]
    reviews = found.reviews if found.sent_at else None
    taken = reviews.select_related("checklist", "compact") if reviews else verbs.reviews_of(found, on).values()
    context |= {"reviews": taken, "award": KitemarkAward.objects.filter(application=found).select_related("compact").first()}
    return render(request, "reviews/checklists/kitemark/application.html", context)


def act(request, deed, said: str, back):
    try:
        deed()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect(back)


@require_POST
def send_application(request, compact: str, pk: int):
    found = own_application(request, compact, pk)
    accepted = bool(request.POST.get("terms_accepted"))
    return act(
        request, lambda: verbs.send_application(application=found, terms_accepted=accepted, by=request.user, on=today()),
        _("The application is sent."), found,
    )  # fmt: skip


@require_POST
def withdraw_application(request, compact: str, pk: int):
    found = own_application(request, compact, pk)
    return act(request, lambda: verbs.withdraw_application(application=found, by=request.user, on=today()), _("The application is withdrawn."), found)


@both
def partner(request, compact: str, pk: int):
    found = readable_application(request, compact, pk)
    if found.partner_id not in set(mine(request, today()).values_list("pk", flat=True)):
        raise Http404

    def deed(said):
        verbs.confirm_as_partner(application=found, by=request.user, on=today(), **said)
        return _("Thank you. Your words stand with the application.")

    return ask(
        request, compact=found.compact, heading=_("Confirm an application"), form=StatementForm(posted(request)), button=_("Confirm it"),
        back=found.get_absolute_url(), parent=str(found), deed=deed, intro=[found.description, found.reasons],
    )  # fmt: skip


@both
def name_assessor(request, compact: str, pk: int):
    found = officers_application(request, compact, pk)
    seats = SeatHolder.objects.serving(on=today()).filter(seat__compact=found.compact, person__isnull=False)
    people = User.objects.filter(pk__in=seats.values("person")).order_by("name")

    def deed(said):
        assessor = verbs.name_assessor(application=found, by=request.user, on=today(), **said)
        return _("%(assessor)s is asked to assess it.") % {"assessor": assessor}

    return ask(
        request,
        compact=found.compact,
        heading=_("Name an assessor"),
        form=AssessorForm(posted(request), people=people),
        button=_("Ask them"),
        back=found.get_absolute_url(),
        parent=str(found),
        deed=deed,
        intro=_("Two people of the %(steering_group)s decide, one of each sector, neither of them from %(applicant)s.")
        % {"steering_group": found.compact.terms.steering_group, "applicant": found.applicant},
    )


@require_POST
def release_assessor(request, compact: str, pk: int, assessor: int):
    found = officers_application(request, compact, pk)
    named = get_object_or_404(KitemarkAssessor.objects.select_related("application__compact", "person"), application=found, pk=assessor)
    return act(request, lambda: verbs.release_assessor(assessor=named, by=request.user), _("Somebody else can be named now."), found)


@both
def decide(request, compact: str, pk: int):
    found = readable_application(request, compact, pk)
    me = KitemarkAssessor.objects.select_related("application").filter(application=found, person=request.user).first()
    if me is None:
        raise Http404
    form = DecideForm(posted(request), criteria=list(found.scheme.criteria.all()))
    if form.is_valid():
        said = form.cleaned_data
        try:
            verbs.decide(assessor=me, verdict=said["verdict"], comment=said["comment"], met=form.met(), by=request.user, on=today())
        except PermissionDenied:
            raise Http404 from None
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("Your decision is kept."))
            return redirect(found)
    return render(request, "reviews/checklists/kitemark/decide.html", {"compact": found.compact, "application": found, "form": form})


def officers_award(request, compact: str, number: str) -> KitemarkAward:
    found = KitemarkAward.objects.filter(compact__in=Compact.objects.officered_by(request.user))
    return get_object_or_404(found.for_reading(), compact__slug=compact, number=number)


@both
def withdraw(request, compact: str, number: str):
    award = officers_award(request, compact, number)

    def deed(said):
        verbs.withdraw(award=award, by=request.user, **said)
        return _("Kitemark %(number)s is withdrawn. Its public page says so.") % {"number": award.number}

    return ask(
        request,
        compact=award.compact,
        heading=_("Withdraw kitemark %(number)s") % {"number": award.number},
        form=ReasonForm(posted(request)),
        button=_("Withdraw it"),
        back=award.get_absolute_url(),
        parent=str(award),
        deed=deed,
        warning=_("This cannot be taken back."),
    )


@both
def suspend(request, compact: str, number: str):
    award = officers_award(request, compact, number)
    if award.suspended_at and request.method == "POST":
        return act(request, lambda: verbs.suspend(award=award, reason="", by=request.user), _("It stands again."), award)

    def deed(said):
        verbs.suspend(award=award, by=request.user, **said)
        return _("Kitemark %(number)s is suspended. Its public page says so.") % {"number": award.number}

    return ask(
        request,
        compact=award.compact,
        heading=_("Suspend kitemark %(number)s") % {"number": award.number},
        form=ReasonForm(posted(request)),
        button=_("Suspend it"),
        back=award.get_absolute_url(),
        parent=str(award),
        deed=deed,
        intro=_("While a finding against the same thing is unanswered, the mark is not shown."),
    )


@require_POST
def load_scheme(request, compact: str):
    compact = officered_compact(request, compact)
    back = reverse("checklists:kitemarks", args=[compact.slug])
    return act(request, lambda: load_kitemark(compact=compact, by=request.user), _("The kitemark is there as a draft."), back)


def scheme_of(request, compact: str, pk: int) -> KitemarkScheme:
    return get_object_or_404(KitemarkScheme.objects.select_related("compact__area"), compact=officered_compact(request, compact), pk=pk)


@both
def edit_scheme(request, compact: str, pk: int):
    scheme = scheme_of(request, compact, pk)
    form = SchemeForm(posted(request), scheme=scheme)

    def deed(said):
        verbs.save_scheme(scheme=scheme, criteria=form.criteria(), by=request.user, **form.scheme_fields())
        return _("The kitemark is saved.")

    return ask(
        request, compact=scheme.compact, heading=_("The kitemark and its criteria"), form=form, button=_("Save"),
        back=reverse("checklists:kitemarks", args=[compact]), parent=_("Kitemark"), deed=deed,
        intro=_("Leave the criteria that you do not need empty. Once it is in use, its criteria stand, and a new version takes its place."),
    )  # fmt: skip


@require_POST
def scheme_deed(request, compact: str, pk: int):
    scheme = scheme_of(request, compact, pk)
    back = reverse("checklists:kitemarks", args=[compact])
    if "version" in request.POST:
        return act(request, lambda: verbs.new_scheme_version(scheme=scheme, by=request.user), _("A new version is there as a draft."), back)
    return act(request, lambda: verbs.use_scheme(scheme=scheme, by=request.user), _("The kitemark is in use: signatories can apply."), back)
