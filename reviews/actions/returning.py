"""Going on from another device: a code goes to the address on file, and whoever types it in the same browser may answer."""

from django.db import transaction
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from compact_portal.messaging.outbox import queue
from reviews.models import Invitation, Survey

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # none is mistaken for another, and no words come of them
LENGTH = 6
MINUTES = 30
TRIES = 5


@transaction.atomic
def send_code(*, survey: Survey, email: str) -> dict:
    """Mail a code to `email` if an organisation's invitation went there. Returns what the browser's session keeps until it is typed.

    An address that was entered for the organisation since then gets none: whoever can enter one could read the draft. A new
    invitation goes there first, which is recorded and told to the address before.
    For an address that is not on file the same work is done and then undone, so that neither the page nor its time tells.
    """
    invited = [list(row) for row in survey.invitations.filter(sent_to__iexact=email, revoked_at__isnull=True).values_list("pk", "token_hash")]
    code = get_random_string(LENGTH, LETTERS)
    parts = [
        _("Type this code on the page that asked for it:"),
        f"{code[:3]} {code[3:]}",
        _("It works for %(minutes)s minutes, in that browser only. If it was not you who asked, do nothing: without the code nobody gets in.")
        % {"minutes": MINUTES},
    ]
    with transaction.atomic():
        queue(
            to=email,
            compact_id=survey.compact_id,
            subject=_("Your code for the %(year)s survey of %(called)s") % {"year": survey.review.year, "called": survey.compact.called},
            text="\n\n".join(parts),
            reason=_("somebody who answers for an organisation wants to go on from another device"),
            language=get_language(),
            urgent=True,
        )
        transaction.set_rollback(not invited)
    return {"invitations": invited, "code": digest(code), "tries": TRIES}


def digest(code: str) -> str:
    return salted_hmac("reviews.returning", code, algorithm="sha256").hexdigest()


def is_right(asked: dict, typed: str) -> bool:
    """Letter case, spaces and hyphens do not count. An address that is not on file has no right code."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return bool(asked["invitations"]) and constant_time_compare(asked["code"], digest(letters))


def invitations_of(asked: dict) -> list[Invitation]:
    """A link that was sent anew since the code was asked for has another hash, and ends the code with the link before."""
    found = Invitation.objects.filter(pk__in=[pk for pk, _ in asked["invitations"]], revoked_at__isnull=True)
    found = found.select_related("survey__compact", "survey__review", "organisation")
    return [one for one in found if [one.pk, one.token_hash] in asked["invitations"]]
