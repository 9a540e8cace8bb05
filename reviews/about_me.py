"""Where reviews, checklists and events name a person. Answers to a survey are an organisation's, and are cut off from it when they are sent."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.holding import Ending, Held
from reviews.actions.board.deciding import end_member
from reviews.models import BoardComment, ItemTask, KitemarkAssessor, LogNote, Opinion, SignUp
from signatories.models import BoardMember


def named(person) -> list[Held]:
    tasks = ItemTask.objects.filter(person=person).select_related("item", "assessment")
    found = [
        Held(_("You look after an item of a checklist: %(item)s") % {"item": row.item}, timezone.localdate(row.asked_at), row.done_on)
        for row in tasks
    ]
    for row in KitemarkAssessor.objects.filter(person=person).select_related("application"):
        found.append(
            Held(
                _("You were asked to assess for the mark: %(application)s") % {"application": row.application},
                timezone.localdate(row.named_at),
                row.decided_on,
            )
        )
    comments = BoardComment.objects.filter(written_by=person).select_related("paper__compact")
    found += [
        Held(_("Comment on “%(paper)s”: %(text)s") % {"paper": row.paper.title, "text": row.text}, timezone.localdate(row.written_at))
        for row in comments
    ]
    opinions = Opinion.objects.filter(person=person).select_related("passage__survey__review__compact")
    found += [
        Held(
            _("You judged a text of the survey %(survey)s: %(verdict)s") % {"survey": row.passage.survey, "verdict": row.get_verdict_display()},
            row.given_on,
        )
        for row in opinions
    ]
    return found


def notes(person) -> list[Held]:
    """Their own, as they wrote them: nobody else's, whoever they answer for."""
    rows = LogNote.objects.of(person).select_related("signature__organisation")
    return [
        Held(
            _("Note on %(kind)s, for %(organisation)s: %(what)s")
            % {"kind": row.get_kind_display(), "organisation": row.signature.organisation, "what": row.what},
            row.noted_on,
        )
        for row in rows
    ]


def sign_ups(person) -> list[Held]:
    found = []
    for row in SignUp.objects.filter(sent_to__iexact=person.email).select_related("event__compact"):
        said = _("%(name)s signed up for %(event)s; what you need: %(needs)s") if row.needs else _("%(name)s signed up for %(event)s")
        known = {"name": row.name or _("You"), "event": row.event, "needs": row.needs}
        found.append(Held(said % known, row.asked_on, address=row.event.get_absolute_url()))
    return found


def endings(person):
    for row in BoardMember.objects.not_ended().filter(person=person).select_related("compact"):
        yield Ending(
            _("On the board of %(compact)s") % {"compact": row.compact},
            _("Papers no longer come to you, and the links that you have open nothing."),
            lambda row=row: end_member(member=row, by=person),
            reverse("reviews:papers", args=[row.compact.slug]),
        )
