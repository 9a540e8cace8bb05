"""Who may see the log of the year. The standing notes are the Champion's and the volunteer's."""

from compact_portal.days import today
from compact_portal.messaging.links import token_hash
from reviews.actions.noting import add_note, send_own_link
from reviews.models import LogLink, LogNote
from signatories.models import Signature

PLACE = {"compact": "wealdshire"}
TOKEN = "token-of-the-log"
OF_THE_CHARITY = "lead volunteer champions"
ALL_WITH_PART = f"{OF_THE_CHARITY} council_lead"


def prepare(cast) -> None:
    signature = Signature.objects.get(organisation=cast.charity)
    words = {"kind": "good", "what": "They rang first.", "openness": "steering", "offered": True}
    for person in (cast.champion, cast.volunteer):
        add_note(signature=signature, by=person, on=today(), **words)
    send_own_link(signature=signature, by=cast.champion)
    LogLink.objects.update(token_hash=token_hash(TOKEN))


def champions_note(cast):
    return LogNote.objects.get(author=cast.champion).pk


ACCESS = {
    "reviews:log": (f"{ALL_WITH_PART} steering", PLACE),
    "reviews:add_note": (ALL_WITH_PART, PLACE),
    "reviews:change_note": ("champion", PLACE | {"pk": champions_note}),
    "reviews:delete_note": ("champion", PLACE | {"pk": champions_note}),
    "reviews:log_figures": ("steering", PLACE),
    "reviews:send_log_links": ("officer", PLACE),
    "reviews:log_rounds": ("officer", PLACE),
    "reviews:my_log_link": (f"post:{OF_THE_CHARITY}", PLACE | {"pk": lambda cast: Signature.objects.get(organisation=cast.charity).pk}),
    "reviews:note_by_link": ("public", PLACE | {"token": TOKEN}),
    "reviews:use_note": ("post:respondent", PLACE | {"year": 2009, "number": 1, "pk": champions_note}),
}
