"""The board's page for everybody; its members, what it decided, what came of that, and the copies, for officers."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Count, Max, Prefetch
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.models import Plan
from compact_portal.days import in_words, today
from compact_portal.forms import PortalForm
from reviews.actions.board import deciding as actions
from reviews.board.forms_deciding import DecisionForm, FollowUpForm, MemberForm
from reviews.models import Decision, Paper, Recommendation
from reviews.views.board.fetch import officers_paper
from reviews.views.board.pages import form_page
from signatories.mail_words import and_waits
from signatories.models import BoardMember
from signatories.roles import roles_of
from signatories.views.fetch import any_compact, officered_compact, posted

both = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 10
DECIDED = ("decision__action__target__plan__compact",)


@dataclass(frozen=True)
class Said:
    """One recommendation, what the board said to it, and the action that came of it where everybody may see its plan."""

    recommendation: Recommendation
    decision: Decision | None

    @property
    def action(self):
        action = self.decision and self.decision.action
        return action if action and action.target.plan.is_public else None


def said_of(recommendation: Recommendation) -> Said:
    try:
        return Said(recommendation, recommendation.decision)
    except ObjectDoesNotExist:
        return Said(recommendation, None)


def said_by_the_board(paper: Paper) -> list[Said]:
    """One query."""
    return [said_of(one) for one in paper.recommendations.select_related(*DECIDED)]


@login_not_required
@require_safe
def board(request, compact: str):
    """We asked, the board said, we did: paper by paper, the newest first; and what lies before the next meeting."""
    compact = any_compact(compact)
    asked = Prefetch("recommendations", Recommendation.objects.select_related(*DECIDED))
    papers = Paper.objects.public().filter(compact=compact)
    page = Paginator(papers.filter(recommendations__isnull=False).distinct().prefetch_related(asked), PAGE).get_page(request.GET.get("page"))
    for paper in page:
        paper.said = [said_of(one) for one in paper.recommendations.all()]
    coming = papers.filter(meeting_on__gte=today()).order_by("meeting_on", "item")
    return render(
        request, "reviews/board/board.html", {"compact": compact, "page_obj": page, "coming": coming, "roles": roles_of(request.user, compact)}
    )


@both
def members(request, compact: str):
    compact = officered_compact(request, compact)
    serving = BoardMember.objects.not_ended().filter(compact=compact).select_related("person").annotate(papers=Count("links"))
    return form_page(
        request, MemberForm(posted(request)), lambda **said: actions.name_member(compact=compact, by=request.user, **said) and None,
        to=request.path, compact=compact, title=_("Members of the board"), 
        done=_("The person is on the board. Papers that you send from now on go to them, too."),
        button=_("Add to the board"), template="reviews/board/members.html", members=serving,
    )  # fmt: skip


@both
def end_member(request, compact: str, pk: int):
    compact = officered_compact(request, compact)
    member = get_object_or_404(BoardMember.objects.not_ended().select_related("person", "compact"), compact=compact, pk=pk)
    to = reverse("reviews:board_members", args=[compact.slug])
    return form_page(
        request,
        PortalForm(posted(request)),
        lambda: actions.end_member(member=member, by=request.user) and None,
        to=to,
        compact=compact,
        title=_("%(person)s leaves the board?") % {"person": member.person},
        done=_("%(person)s is no longer on the board.") % {"person": member.person},
        lead=_("Links to papers that were sent to this person open nothing any more. What the person wrote stays."),
        button=_("End it"),
        warning=True,
    )


@both
def send(request, compact: str, pk: int):
    paper = officers_paper(request, compact, pk)
    waiting = actions.without_link(paper).select_related("person")

    def deed():
        sent = actions.send_to_board(paper=paper, by=request.user)
        return and_waits(paper.compact, ngettext("%(sent)s link is on the way.", "%(sent)s links are on the way.", sent) % {"sent": sent})

    names = ", ".join(str(member.person) for member in waiting)
    lead = (
        _("These members get a link by mail, which opens the paper without a password: %(names)s.") % {"names": names}
        if waiting
        else _("Every member has a link already.")
    )
    return form_page(
        request, PortalForm(posted(request)), deed, to=paper.get_absolute_url(), compact=paper.compact, title=_("Send it to the board"),
        caption=paper.title, done="", lead=lead, button=_("Send the links"), nothing=not waiting,
    )  # fmt: skip


@both
def decide(request, compact: str, pk: int, number: int):
    paper = officers_paper(request, compact, pk)
    recommendation = get_object_or_404(paper.recommendations.select_related("decision", "paper__compact"), number=number)
    there = said_of(recommendation).decision
    initial = {name: getattr(there, name) for name in ("outcome", "decided_on", "minute", "words")} if there else {"decided_on": paper.meeting_on}
    return form_page(
        request,
        DecisionForm(posted(request), paper=paper, initial=initial),
        lambda **said: actions.record_decision(recommendation=recommendation, by=request.user, **said) and None,
        to=paper.get_absolute_url() + "#decisions",
        compact=paper.compact,
        title=_("What the board decided"),
        caption=_("Recommendation %(number)s") % {"number": number},
        done=_("The decision is noted."),
        lead=f"“{recommendation}”",
    )


@both
def follow_up(request, compact: str, pk: int, number: int):
    """The decision becomes an action of a plan; or it is said why nothing more is to be done."""
    paper = officers_paper(request, compact, pk)
    decision = get_object_or_404(
        Decision.objects.select_related("recommendation__paper__compact"), recommendation__paper=paper, recommendation__number=number
    )
    initial = {"text": decision.words if decision.outcome == Decision.Outcome.AMENDED else decision.recommendation.text}
    reason = _("The board decided so on %(decided_on)s.") % {"decided_on": in_words(decision.decided_on)}
    form = FollowUpForm(posted(request), compact=paper.compact, initial=initial | {"reason": reason, "owners": decision.recommendation.owner})

    def deed(way, **said):
        if way == "none":
            actions.nothing_more(decision=decision, why=said["why"], by=request.user)
        elif way == "new":
            new = {name: said[name] for name in ("target", "text", "owners", "by_when", "reason")}
            actions.make_action(decision=decision, by=request.user, **new)
        else:
            action = said["action"]
            words, day = said["new_text"] or action.text, said["by_when"] or action.by_when
            actions.change_action(decision=decision, action=action, text=words, by_when=day, reason=said["reason"], by=request.user)

    return form_page(
        request, form, deed, to=paper.get_absolute_url() + "#decisions", compact=paper.compact, title=_("What comes of the decision"),
        caption=_("Recommendation %(number)s") % {"number": number}, done=_("It is noted, and the plan keeps where it came from."),
        lead=f"{decision.get_outcome_display().capitalize()}: “{decision.words or decision.recommendation.text}”",
        no_draft=not paper.compact.plans.filter(status=Plan.Status.DRAFT).exists(),
    )  # fmt: skip


@both
def copies(request, compact: str, pk: int, text: bool = False):
    """The paper, or with `text` the agreed text that it is about, goes to all partners; and who has had it."""
    paper = officers_paper(request, compact, pk)
    edition = paper.compact.edition if text else None
    had = paper.copies.filter(edition=edition).aggregate(count=Count("pk"), last=Max("sent_at"))
    waiting = actions.partners_of(paper.compact).exclude(pk__in=paper.copies.filter(edition=edition).values("organisation")).count()

    def deed():
        sent = actions.send_copies(paper=paper, by=request.user, text_too=text)
        said = ngettext(
            "%(sent)s mail is on the way, and it is noted who was sent one.", "%(sent)s mails are on the way, and it is noted who was sent one.", sent
        )
        return and_waits(paper.compact, said % {"sent": sent})

    what = _("the text of the %(agreement)s") % {"agreement": paper.compact.terms.agreement} if text else _("this paper")
    lead = _("No partners with an address are still to get a link to %(what)s.")
    if waiting:
        lead = ngettext(
            "%(waiting)s partner with an address is still to get a link to %(what)s.",
            "%(waiting)s partners with an address are still to get a link to %(what)s.",
            waiting,
        )
    lead %= {"waiting": waiting, "what": what}
    if had["count"]:
        sent = ngettext(
            "%(count)s partner was sent it, the last on %(date)s.", "%(count)s partners were sent it, the last on %(date)s.", had["count"]
        ) % {"count": had["count"], "date": in_words(had["last"].date())}
        lead = f"{sent} {lead}"
    return form_page(
        request,
        PortalForm(posted(request)),
        deed,
        to=paper.get_absolute_url(),
        compact=paper.compact,
        title=_("Send %(what)s to all partners") % {"what": what},
        caption=paper.title,
        done="",
        lead=lead,
        button=_("Send it"),
        nothing=not waiting,
    )
