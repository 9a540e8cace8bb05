"""Whether what a mail asks for is still to be done: asked before a round that waited is let go."""

from collections import defaultdict

from actionplans.models import UpdateLink
from compact_portal.days import today
from reviews.models import AssignedBody, Invitation
from signatories.models import Refresh


def still_wanted(about: list[str]) -> set[str]:
    """Those of a list of `Message.about` that somebody still waits for. A query for each kind; a kind that is not known is wanted."""
    by_kind: dict[str, list[list[str]]] = defaultdict(list)
    for each in about:
        kind, *keys = each.split(":")
        by_kind[kind].append(keys)
    found: set[str] = set()
    for kind, keys in by_kind.items():
        asked = WAITING.get(kind)
        found |= {":".join([kind, *key]) for key in (asked(keys) if asked else keys)}
    return found


def _invitations(keys: list[list[str]]) -> list[list[str]]:
    organisations, surveys = {key[0] for key in keys}, {key[1] for key in keys}
    waiting = Invitation.objects.waiting().taking_answers(today()).filter(organisation__in=organisations, survey__in=surveys)
    return [[str(organisation), str(survey)] for organisation, survey in waiting.order_by().values_list("organisation", "survey")]


def _refreshes(keys: list[list[str]]) -> list[list[str]]:
    return _keys(Refresh.objects.under_way().unanswered().filter(pk__in=[key[0] for key in keys], lapsed_on__isnull=True))


def _updates(keys: list[list[str]]) -> list[list[str]]:
    return _keys(UpdateLink.objects.filter(pk__in=[key[0] for key in keys], revoked_at__isnull=True))


def _bodies(keys: list[list[str]]) -> list[list[str]]:
    return _keys(AssignedBody.objects.filter(pk__in=[key[0] for key in keys]).exclude(assessments__status="sent"))


def _keys(rows) -> list[list[str]]:
    return [[str(pk)] for pk in rows.order_by().values_list("pk", flat=True)]


WAITING = {
    "reviews.invitation": _invitations,
    "signatories.refresh": _refreshes,
    "actionplans.updatelink": _updates,
    "reviews.assignedbody": _bodies,
}
