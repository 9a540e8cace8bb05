"""A process that sends responses and stops at a chosen point, to be killed there.

It reads lines "point invitation" and forks a child for each, so that Django is loaded once. The child prints
"<its process id> <point>" when it has come there, and waits; a child that is not stopped prints "<its process id> done".
"""

import os
import sys
import time
from contextlib import ExitStack
from unittest.mock import patch

import django

POINTS = {
    "before": "reviews.actions.answering.questions_for",  # the counters and the response are locked, nothing is written
    "counted": "reviews.actions.answering.NamedAnswer.objects.bulk_create",  # the counters are written
    "bundled": "reviews.actions.answering.connection.cursor",  # the new text is written, the others not yet shuffled
    "shuffled": "reviews.actions.answering.Response.save",
    "saved": "reviews.actions.answering.Response.save",  # all is written, the transaction not committed
    "committed": "reviews.actions.answering.submit_response",
}
AFTER = {"saved", "committed"}


def stop(point: str) -> None:
    os.write(1, f"{os.getpid()} {point}\n".encode())
    time.sleep(60)


def stopping(point: str, original):
    """`original`, with a stop before it, or after it where the point is the end of something."""

    def stopped(*arguments, **named):
        if point not in AFTER:
            stop(point)
        result = original(*arguments, **named)
        if point in AFTER:
            stop(point)
        return result

    return stopped


def send(point: str, invitation: int) -> None:
    import datetime

    import reviews.actions.answering as actions
    from reviews.models import Invitation

    chosen = Invitation.objects.select_related("survey__compact", "organisation").get(pk=invitation)
    with ExitStack() as patches:
        if point in POINTS:
            original = getattr(*resolved(POINTS[point]))
            patches.enter_context(patch.object(*resolved(POINTS[point]), stopping(point, original)))
        os.write(1, f"{os.getpid()} started\n".encode())
        actions.submit_response(invitation=chosen, by=None, on=datetime.date(2009, 9, 1))
    os.write(1, f"{os.getpid()} done\n".encode())


def resolved(path: str):
    """(object, name of its attribute) of a path below reviews.actions.answering."""
    import reviews.actions.answering

    *owners, name = path.removeprefix("reviews.actions.answering.").split(".")
    owner = reviews.actions.answering
    for part in owners:
        owner = getattr(owner, part)
    return owner, name


def main() -> None:
    django.setup()
    for line in sys.stdin:
        point, invitation = line.split()
        child = os.fork()
        if child == 0:
            send(point, int(invitation))
            os._exit(0)
        os.waitpid(child, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    main()
