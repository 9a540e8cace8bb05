"""The board reads, comments and decides; each decision becomes an action of the next plan, or says why not; copies go to all partners."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.acts import save_action
from actionplans.actions.amending import amend_action
from actionplans.models import Action, Target
from compact_portal.accounts.actions import know_person
from compact_portal.accounts.models import User
from compact_portal.audit.recording import record
from compact_portal.days import in_words, today
from reviews import emails_board as emails
from reviews.models import BoardComment, CopySent, Decision, Paper, ReadingLink, Recommendation
from signatories.mail_words import held_round
from signatories.models import BoardMember, Compact, Organisation, Signature
from signatories.roles import officer_only


@transaction.atomic
def name_member(*, compact: Compact, name: str, email: str, by: User) -> BoardMember:
    """From today on this person gets the papers."""
    officer_only(by, compact)
    Compact.objects.select_for_update().get(pk=compact.pk)
    person = know_person(email=email, name=name, by=by)
    if BoardMember.objects.not_ended().filter(compact=compact, person=person).exists():
        raise ValidationError(_("%(person)s is on the board already.") % {"person": person})
    member = BoardMember.objects.create(compact=compact, person=person)
    record("board_member.named", member, by=by)
    return member


@transaction.atomic
def end_member(*, member: BoardMember, by: User) -> BoardMember:
    """By an officer, or by the person. The links that they were sent open nothing any more."""
    if member.person_id != by.pk:
        officer_only(by, member.compact)
    member = BoardMember.objects.select_for_update(of=["self"]).select_related("person", "compact").get(pk=member.pk)
    if member.has_ended:
        raise ValidationError(_("%(person)s has left the board already.") % {"person": member.person})
    member.end()
    member.links.update(revoked_at=timezone.now(), token_hash="")
    record("board_member.ended", member, by=by)
    return member


@transaction.atomic
def send_to_board(*, paper: Paper, by: User, at=None) -> int:
    """A link for each member who serves today and has none for this paper that opens it. Returns how many went out."""
    officer_only(by, paper.compact)
    if not paper.is_issued:
        raise ValidationError(_("Issue the paper first: the board reads what stands."))
    Paper.objects.select_for_update(of=["self"]).get(pk=paper.pk)
    at = at or timezone.now()
    members = without_link(paper).select_related("person")
    sent, held = 0, held_round(paper.compact, f"Paper for the board: {paper}") if members else None
    for member in members:
        link = ReadingLink.objects.filter(paper=paper, member=member).first() or ReadingLink(paper=paper, member=member)
        link.sent_to, link.sent_at, link.revoked_at = member.person.email, at, None
        token = link.new_token()
        link.save()
        emails.read_this(link, token, by=by, held=held)
        sent += 1
    record("paper.sent_to_board", paper, by=by, members=sent)
    return sent


def without_link(paper: Paper):
    """Members of the board to whom a link for this paper can go."""
    serving = BoardMember.objects.serving().filter(compact=paper.compact, person__is_active=True)
    return serving.exclude(pk__in=ReadingLink.objects.usable().filter(paper=paper).values("member"))


@transaction.atomic
def comment(*, paper: Paper, member: BoardMember, text: str, recommendation: Recommendation | None = None, at=None) -> BoardComment:
    """By a member of the board, signed in or by the mailed link. Raises PermissionDenied for anybody else."""
    if member.compact_id != paper.compact_id or not BoardMember.objects.serving().filter(pk=member.pk).exists() or not paper.is_issued:
        raise PermissionDenied
    if recommendation and recommendation.paper_id != paper.pk:
        raise ValidationError(_("Choose a recommendation of this paper."))
    made = BoardComment.objects.create(
        paper=paper, recommendation=recommendation, text=text, written_at=at or timezone.now(), written_by=member.person
    )
    record("paper.commented", made, by=member.person)
    return made


@transaction.atomic
def record_decision(
    *, recommendation: Recommendation, outcome: str, decided_on: datetime.date, by: User, minute: str = "", words: str = "", at=None
) -> Decision:
    """What the board said to one recommendation; written again, it replaces what was noted, and the history keeps both."""
    paper = Paper.objects.select_for_update(of=["self"]).select_related("compact").get(pk=recommendation.paper_id)
    officer_only(by, paper.compact)
    if not paper.is_issued:
        raise ValidationError(_("The board decides on a paper that has been issued."))
    if decided_on > (timezone.localdate(at) if at else today()):
        raise ValidationError(_("This day has not come yet: note the decision once it is made."))
    if paper.meeting_on and decided_on < paper.meeting_on:
        raise ValidationError(
            _("The board meets on %(meeting_on)s: it cannot have decided before that day.") % {"meeting_on": in_words(paper.meeting_on)}
        )
    decision = Decision.objects.filter(recommendation=recommendation).first() or Decision(recommendation=recommendation)
    decision.outcome, decision.decided_on, decision.minute, decision.words = outcome, decided_on, minute, words
    decision.recorded_at, decision.recorded_by = at or timezone.now(), by
    decision.full_clean()
    decision.save()
    record("decision.recorded", decision, by=by, outcome=outcome, number=recommendation.number, decided_on=decided_on.isoformat())
    return decision


@transaction.atomic
def make_action(*, decision: Decision, target: Target, text: str, by: User, owners: str = "", by_when: str = "", reason: str = "") -> Action:
    """A new action of a plan, with the decision as its origin. `reason` is for a plan that is adopted: everybody reads it."""
    decision = locked(decision, by)
    if target.plan.compact_id != decision.compact_id:
        raise ValidationError(_("Choose a plan of this agreement."))
    action = save_action(
        target=target, action=None, text=text, owners=owners, supporters="", people=[], by_when=by_when, meetings=[], by=by, reason=reason
    )
    return follow_up(decision, action, by)


@transaction.atomic
def change_action(*, decision: Decision, action: Action, text: str, by_when: str, by: User, reason: str = "") -> Action:
    """An action that is in a plan already takes up the decision."""
    decision = locked(decision, by)
    if action.target.plan.compact_id != decision.compact_id:
        raise ValidationError(_("Choose an action of this agreement."))
    action = amend_action(action=action, text=text, by_when=by_when, by=by, reason=reason)
    return follow_up(decision, action, by)


@transaction.atomic
def nothing_more(*, decision: Decision, why: str, by: User) -> Decision:
    """Nothing is left to do; everybody reads why."""
    decision = locked(decision, by)
    if not why.strip():
        raise ValidationError(_("Say why nothing more is to be done: everybody reads it."))
    decision.action, decision.no_action = None, why.strip()
    decision.save(update_fields=["action", "no_action"])
    record("decision.closed", decision, by=by)
    return decision


@transaction.atomic
def send_copies(*, paper: Paper, by: User, text_too: bool = False, at=None) -> int:
    """A link to the paper, or to the agreed text, for every partner with an address that has not had it (domain.md A15.2/28)."""
    officer_only(by, paper.compact)
    if not paper.is_public:
        raise ValidationError(_("Only a paper that is issued, and that everybody may read, is sent to all partners."))
    edition = paper.compact.edition if text_too else None
    if text_too and edition is None:
        raise ValidationError(_("The %(agreement)s has no published text that could be sent.") % {"agreement": paper.compact.terms.agreement})
    Paper.objects.select_for_update(of=["self"]).get(pk=paper.pk)
    at = at or timezone.now()
    had = CopySent.objects.filter(paper=paper, edition=edition).values("organisation")
    partners = partners_of(paper.compact).exclude(pk__in=had)
    held = held_round(paper.compact, f"Copies for partners: {edition or paper}") if partners else None
    for organisation in partners:
        emails.copy_for(organisation, paper, edition, held=held)
    CopySent.objects.bulk_create(
        CopySent(paper=paper, edition=edition, organisation=organisation, sent_at=at, sent_by=by) for organisation in partners
    )
    record("paper.copies_sent", paper, by=by, copies=len(partners), edition=edition.pk if edition else None)
    return len(partners)


def partners_of(compact: Compact):
    """Every organisation that has signed or was invited to, is there still, and has an address."""
    gone = (Signature.Status.WITHDRAWN, Signature.Status.DECLINED)
    asked = compact.signatures.exclude(status__in=gone).values("organisation")
    return Organisation.objects.open().filter(pk__in=asked).exclude(contact_email="").order_by("name")


def locked(decision: Decision, by: User) -> Decision:
    officer_only(by, decision.recommendation.paper.compact)
    decision = Decision.objects.select_for_update(of=["self"]).select_related("recommendation__paper__compact").get(pk=decision.pk)
    if decision.outcome == Decision.Outcome.REFUSED:
        raise ValidationError(_("The board refused this: nothing comes of it."))
    return decision


def follow_up(decision: Decision, action: Action, by: User) -> Action:
    decision.action, decision.no_action = action, ""
    decision.save(update_fields=["action", "no_action"])
    record("decision.followed_up", decision, by=by, plan=action.target.plan.period, number=action.number)
    return action
