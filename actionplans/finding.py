"""What of the plans can be looked for: what anybody sees of a plan, drafts for those who steer, meetings for them alone."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models import Achievement, Action, GroupDecision, Plan, ProgressMeeting, ProgressNote, Target
from compact_portal.finding import Seeker, Source

PLAN = "plan__period"


def plans(seeker: Seeker):
    return Plan.objects.filter(~Q(status=Plan.Status.DRAFT) | Q(compact__in=seeker.steered)).values("pk")


def plan_page(slug: str, period: str, _: str) -> str:
    return reverse("actionplans:plan", args=[slug, period])


def action_page(slug: str, period: str, pk: str) -> str:
    return reverse("actionplans:action", args=[slug, period, int(pk)])


def meeting_page(slug: str, period: str, pk: str) -> str:
    return reverse("actionplans:meeting", args=[slug, period, int(pk)])


def meetings(seeker: Seeker):
    return ProgressMeeting.objects.filter(plan__compact__in=seeker.steered) if seeker.steered else None


def group_meeting_page(slug: str, pk: str, *_) -> str:
    return reverse("actionplans:group_meeting", args=[slug, int(pk)])


def group_meetings(seeker: Seeker):
    return ProgressMeeting.objects.filter(group__in=seeker.steered) if seeker.steered else None


def group_decisions(seeker: Seeker):
    return GroupDecision.objects.filter(meeting__group__in=seeker.steered) if seeker.steered else None


SOURCES = (
    Source(
        "targets", _("Targets of plans"), lambda seeker: Target.objects.filter(plan__in=plans(seeker)), ("text",), "text", "plan__compact", plan_page,
        (PLAN,),
    ),
    Source(
        "actions", _("Actions of plans"), lambda seeker: Action.objects.filter(target__plan__in=plans(seeker)), ("text", "owners_as_written"), "text",
        "target__plan__compact", action_page, ("target__plan__period", "pk"),
    ),
    Source(
        "achievements", _("Achievements"), lambda seeker: Achievement.objects.filter(target__plan__in=plans(seeker)), ("text",), "text",
        "target__plan__compact", plan_page, ("target__plan__period",),
    ),
    Source(
        "progress", _("Progress of plans"), lambda seeker: ProgressNote.objects.filter(action__target__plan__in=plans(seeker)), ("text",), "text",
        "action__target__plan__compact", action_page, ("action__target__plan__period", "action"),
    ),
    Source("meetings", _("Meetings"), meetings, ("of", "items", "noted"), "of", "plan__compact", meeting_page, (PLAN, "pk")),
    Source("group-meetings", _("Meetings without a plan"), group_meetings, ("of", "items", "noted"), "of", "group", group_meeting_page, ("pk",)),
    Source(
        "group-decisions", _("Decisions of meetings"), group_decisions, ("text", "owners"), "text", "meeting__group", group_meeting_page,
        ("meeting",),
    ),
)  # fmt: skip
