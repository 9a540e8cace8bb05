"""The mail with somebody's own link to the log."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.outbox import write_for
from reviews.models import LogLink


def link(link: LogLink, token: str) -> None:
    compact, organisation = link.signature.compact, link.signature.organisation
    address = settings.PORTAL_URL + reverse("reviews:note_by_link", args=[compact.slug, token])
    write_for(
        compact,
        to=link.sent_to,
        subject=f"{compact}: note it when it happens",
        text=(
            f"When something goes well or badly under {compact.called}, note it while you remember it. It takes a minute, on a telephone too, and "
            f"you need no password. Your notes for {organisation} are ready examples when the yearly survey comes:\n\n{address}\n\n"
            "Keep this mail. The link is yours: it adds notes and shows none. To read, change or delete them, sign in."
        ),
        reason=f"you may note for {organisation} how {compact.called} is kept",
    )
