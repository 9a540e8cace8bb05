"""Whether what a mail asks for is still to be done: asked before a round that waited is let go, and before reminders and news leave."""

from collections import defaultdict

from django.db.models import F
from django.db.models.functions import Left

from actionplans.models import Action, ProgressMeeting, UpdateLink
from compact_portal.days import today
from reviews.models import AssignedBody, Example, Invitation, LogLink, ReadingLink, SignUp
from signatories.models import Champion, Enquiry, GuidanceGiven, Refresh, Signature


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
    return found & set(about)


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


def _lapsed(keys: list[list[str]]) -> list[list[str]]:
    return _keys(Refresh.objects.unanswered().filter(pk__in=_first(keys), lapsed_on__isnull=False))


def _guidance(keys: list[list[str]]) -> list[list[str]]:
    """A version that is still the newest, and that its reader has not read for any organisation."""
    given = GuidanceGiven.objects.filter(guidance__in=_first(keys), read_on__isnull=True, champion__in=Champion.objects.serving())
    newest = given.exclude(guidance__compact__guidance__version__gt=F("guidance__version"))
    return _pairs(newest.values_list("guidance", "champion__person"))


def _champions_wanted(keys: list[list[str]]) -> list[list[str]]:
    named = Champion.objects.serving().filter(main=True).values("signature")
    return _keys(Signature.objects.in_force().filter(pk__in=_first(keys)).exclude(pk__in=named))


def _enquiries(keys: list[list[str]]) -> list[list[str]]:
    return _pairs(Enquiry.objects.open().filter(pk__in=_first(keys)).values_list("pk", "champion"))


def _coming(keys: list[list[str]]) -> list[list[str]]:
    return _keys(SignUp.objects.coming().filter(pk__in=_first(keys), event__ends_on__gte=today()))


def _feedback(keys: list[list[str]]) -> list[list[str]]:
    asked = SignUp.objects.coming().filter(pk__in=_first(keys), feedback_given=False).select_related("event")
    return [[str(one.pk)] for one in asked if one.event.takes_feedback(today())]


def _examples(keys: list[list[str]]) -> list[list[str]]:
    return _keys(Example.objects.shown(on=today()).filter(pk__in=_first(keys)).exclude(token_hash=""))


def _papers(keys: list[list[str]]) -> list[list[str]]:
    return _keys(ReadingLink.objects.usable().filter(pk__in=_first(keys)))


def _log_links(keys: list[list[str]]) -> list[list[str]]:
    """The link that opens something today, not one that another took the place of."""
    return _pairs(LogLink.objects.usable().filter(pk__in=_first(keys)).annotate(begins=Left("token_hash", 16)).values_list("pk", "begins"))


def _meetings(keys: list[list[str]]) -> list[list[str]]:
    """Those to come that still have the day of which the mail tells."""
    coming = ProgressMeeting.objects.coming().filter(pk__in=_first(keys), held_on__gte=today())
    return _pairs(coming.order_by().values_list("pk", "held_on"))


def _minutes(keys: list[list[str]]) -> list[list[str]]:
    return _pairs(ProgressMeeting.objects.filter(pk__in=_first(keys)).order_by().values_list("pk", "held_on"))


def _coming_up(keys: list[list[str]]) -> list[list[str]]:
    """A reminder of several actions is wanted while one of them is to be done."""
    asked = {action for key in keys for action in key[0].split(".")}
    left = {str(pk) for pk in Action.objects.unfinished().filter(pk__in=asked).order_by().values_list("pk", flat=True)}
    return [key for key in keys if left & set(key[0].split("."))]


def _first(keys: list[list[str]]) -> set[str]:
    return {key[0] for key in keys}


def _keys(rows) -> list[list[str]]:
    return [[str(pk)] for pk in rows.order_by().values_list("pk", flat=True)]


def _pairs(rows) -> list[list[str]]:
    return [[str(part) for part in row] for row in rows]


WAITING = {
    "reviews.invitation": _invitations,
    "signatories.refresh": _refreshes,
    "actionplans.updatelink": _updates,
    "reviews.assignedbody": _bodies,
    "reviews.coming": _coming,
    "reviews.feedback": _feedback,
    "reviews.example": _examples,
    "reviews.readinglink": _papers,
    "reviews.loglink": _log_links,
    "signatories.lapsed": _lapsed,
    "signatories.guidance": _guidance,
    "signatories.champion_wanted": _champions_wanted,
    "signatories.enquiry": _enquiries,
    "actionplans.meeting": _meetings,
    "actionplans.minutes": _minutes,
    "actionplans.coming_up": _coming_up,
}
