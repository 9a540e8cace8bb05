"""Who reports on actions: somebody who has signed in, or somebody who followed the link that was mailed to an organisation."""

from dataclasses import dataclass

from django.shortcuts import render

from actionplans.models import Action, Plan, UpdateLink
from compact_portal.accounts.models import User

SESSION_KEY = "update_links"


@dataclass(frozen=True)
class Reporter:
    """Exactly one of the two is set."""

    by: User | None = None
    link: UpdateLink | None = None

    def actions(self, plan: Plan):
        """What they may report on in this plan."""
        if self.link:
            return self.link.actions
        return Action.objects.filter(target__plan=plan).reported_by(self.by)

    def period_of(self, plan: Plan, on):
        return self.link.period_starts_on if self.link else plan.period_of(on)


def open_session(request, link: UpdateLink) -> None:
    """This browser may report for one organisation on one plan, and nothing else; a session planted before is worth nothing."""
    opened = request.session.get(SESSION_KEY, {})
    opened[str(link.plan_id)] = [link.pk, link.token_hash]
    request.session.cycle_key()
    request.session[SESSION_KEY] = opened


def close_session(request, plan: Plan) -> None:
    opened = request.session.get(SESSION_KEY, {})
    if opened.pop(str(plan.pk), None):
        request.session[SESSION_KEY] = opened


def opened_link(request, plan: Plan) -> UpdateLink | None:
    """A link that was sent anew since has another hash, and ends what the old one opened."""
    pk, token_hash = request.session.get(SESSION_KEY, {}).get(str(plan.pk), (None, None))
    if not pk:
        return None
    return UpdateLink.objects.filter(pk=pk, token_hash=token_hash, plan=plan, revoked_at__isnull=True).select_related("organisation").first()


def reporter_of(request, plan: Plan) -> Reporter | None:
    """Somebody who has signed in speaks for themselves, whatever links this browser has opened. None for a browser that is nobody."""
    if request.user.is_authenticated:
        return Reporter(by=request.user)
    link = opened_link(request, plan)
    return Reporter(link=link) if link else None


def ask_for_link(request):
    """The answer to a browser that is nobody."""
    return render(request, "actionplans/open_link.html", {"next": request.get_full_path()}, status=403)
