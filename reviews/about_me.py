"""Where reviews, checklists and events name a person. Answers to a survey are an organisation's, and are cut off from it when they are sent."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from compact_portal.holding import Ending, Held
from compact_portal.messaging.about_me import day_of
from reviews.actions.board.deciding import end_member
from reviews.models import (
    BoardComment,
    ColleagueLink,
    Evidence,
    Example,
    FeedbackOpinion,
    Invitation,
    ItemTask,
    KitemarkAssessor,
    LogLink,
    LogNote,
    Opinion,
    ReadingLink,
    ReportApproval,
    SignUp,
    WordOpinion,
)
from signatories.models import BoardMember


def named(person) -> list[Held]:
    return [*checklists(person), *papers(person), *judged(person)]


def checklists(person) -> list[Held]:
    """What they look after, what they put in as evidence, and what they found as an assessor of the mark, in their words."""
    tasks = ItemTask.objects.filter(person=person).select_related("item", "assessment")
    found = [
        Held(_("You look after an item of a checklist: %(item)s") % {"item": row.item}, timezone.localdate(row.asked_at), row.done_on)
        for row in tasks
    ]
    added = _("Evidence that you added to a checklist: %(words)s")
    for row in Evidence.objects.filter(added_by=person):
        found.append(Held(added % {"words": " ".join(filter(None, [row.text, row.link]))}, timezone.localdate(row.added_at)))
    asked = _("You were asked to assess for the mark: %(application)s")
    for row in KitemarkAssessor.objects.filter(person=person).select_related("application").prefetch_related("findings"):
        said = [row.get_verdict_display(), row.comment, *(finding.note for finding in row.findings.all())]
        what = "; ".join(filter(None, [asked % {"application": row.application}, *said]))
        found.append(Held(what, timezone.localdate(row.named_at), row.decided_on))
    return found


def papers(person) -> list[Held]:
    """What they said of papers of the board and of reports."""
    comments = BoardComment.objects.filter(written_by=person).select_related("paper__compact")
    found = [
        Held(_("Comment on “%(paper)s”: %(text)s") % {"paper": row.paper.title, "text": row.text}, timezone.localdate(row.written_at))
        for row in comments
    ]
    for row in ReportApproval.objects.filter(person=person).select_related("proposal__review__compact"):
        what = _("%(proposal)s: you said: %(verdict)s") % {"proposal": row.proposal, "verdict": row.get_verdict_display()}
        found.append(Held("; ".join(filter(None, [what, row.words])), row.given_on))
    return found


def judged(person) -> list[Held]:
    """What became of others' texts through them; not the texts, which are others' own."""
    opinions = Opinion.objects.filter(person=person).select_related("passage__survey__review__compact")
    found = [
        Held(
            _("You judged a text of the survey %(survey)s: %(verdict)s") % {"survey": row.passage.survey, "verdict": row.get_verdict_display()},
            row.given_on,
        )
        for row in opinions
    ]
    of_words, of_event = _("You judged words on an undertaking, %(year)s: %(verdict)s"), _("You judged a text about %(event)s: %(verdict)s")
    for row in WordOpinion.objects.filter(person=person).select_related("said__year__compact"):
        found.append(Held(of_words % {"year": row.said.year, "verdict": _verdict(row)}, row.given_on))
    for row in FeedbackOpinion.objects.filter(given_by=person).select_related("text__event__compact"):
        found.append(Held(of_event % {"event": row.text.event, "verdict": _verdict(row)}, timezone.localdate(row.given_at)))
    return found


def _verdict(opinion: WordOpinion | FeedbackOpinion) -> str:
    return _("publish it") if opinion.publish else _("do not publish it")


def links(person) -> list[Held]:
    """Links that were mailed to them: to answer for an organisation, to read a paper, to note what happened."""
    invited, good = _("A link to answer for %(organisation)s, %(survey)s"), _("A link about a good example: %(example)s")
    read, note = _("A link to read “%(paper)s”"), _("A link to note what happened, for %(organisation)s")
    address = person.email
    found = [
        Held(invited % {"organisation": row.organisation, "survey": row.survey}, day_of(row))
        for row in Invitation.objects.filter(sent_to__iexact=address).select_related("organisation", "survey__review__compact")
    ]
    found += [Held(good % {"example": row.title}, day_of(row)) for row in Example.objects.filter(sent_to__iexact=address)]
    found += [
        Held(read % {"paper": row.paper.title}, day_of(row)) for row in ReadingLink.objects.filter(sent_to__iexact=address).select_related("paper")
    ]
    noting = LogLink.objects.filter(person=person).select_related("signature__organisation")
    return found + [Held(note % {"organisation": row.signature.organisation}, day_of(row)) for row in noting]


def colleague_links(person) -> list[Held]:
    rows = ColleagueLink.objects.filter(sent_to__iexact=person.email).select_related("section", "invitation__organisation")
    what = _("%(name)s, asked to fill in “%(page)s” for %(organisation)s")
    return [Held(what % {"name": row.name, "page": row.section.title, "organisation": row.invitation.organisation}, day_of(row)) for row in rows]


def notes(person) -> list[Held]:
    """Their own, as they wrote them: nobody else's, whoever they answer for."""
    rows = LogNote.objects.of(person).select_related("signature__organisation")
    return [
        Held(
            _("Note on %(kind)s, for %(organisation)s: %(what)s")
            % {
                "kind": row.get_kind_display(),
                "organisation": row.signature.organisation,
                "what": "; ".join(filter(None, [row.about, row.what, row.when, row.result])),
            },
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
