"""How people of the walk come to a page, and what they say in forms that all have."""

import datetime
import re
from urllib.parse import urlsplit

from django.conf import settings

from compact_portal.messaging.models import Message


def say_day(place, day: datetime.date) -> None:
    """In the three boxes of the one date that stands in `place`."""
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        place.get_by_label(label, exact=True).fill(str(part))


def say_days(page, **days: datetime.date) -> None:
    """Where a form asks for several, each by the question above its boxes."""
    for question, day in days.items():
        say_day(page.get_by_role("group", name=question), day)


def mails(to: str, subject: str) -> list[Message]:
    """Those that have left for that address, the newest first."""
    return list(Message.objects.filter(to=to, subject__icontains=subject, status=Message.Status.SENT).order_by("-pk"))


def by_the_link(page, to: str, subject: str, part: str) -> None:
    """Open the newest mail of that subject and follow the link in it that has `part` in its address, as somebody who has not signed in."""
    page.context.clear_cookies()
    words = mails(to, subject)[0].text
    link = next(one for one in re.findall(r"https?://\S+", words) if part in one)
    assert link.startswith(settings.PORTAL_URL)
    page.goto(urlsplit(link).path)


def is_asked(page, what: str | re.Pattern) -> bool:
    """Whether the page of what there is to do, of whoever has signed in, asks for it."""
    page.goto("/home/")
    return page.locator("main").get_by_role("link", name=what).count() > 0
