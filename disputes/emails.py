"""Mail around disagreements. About a case it says one thing only: "You have a message"."""

from django.conf import settings
from django.urls import reverse

from compact_portal.messaging.outbox import queue
from compact_portal.text import one_line
from disputes.models import Standing


def stands_ready(standing: Standing) -> None:
    """To the person, and to every officer: nobody is put on the list unseen."""
    compact = standing.compact
    page = settings.PORTAL_URL + reverse("disputes:people", args=[compact.slug])
    told = {standing.person.email, *compact.officers.serving().values_list("person__email", flat=True)}
    for address in sorted(told):
        queue(
            to=address,
            compact_id=compact.pk,
            subject=one_line(f"{compact}: somebody stands ready"),
            text=f"{standing.person} is now on the list of people who stand ready when organisations disagree: {standing.get_kind_display()}. "
            f"It was proposed by {standing.proposed_by} and confirmed by {standing.confirmed_by}. The list is here, and whoever is on it "
            f"can leave it at any time:\n\n{page}",
            reason=f"it concerns how disagreements are settled under {compact.called}",
        )
