"""Whether mail leaves, and whether what comes back is read. In kinds of fault and in figures, never in a server's words."""

import datetime

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils.timesince import timesince
from django.utils.translation import gettext

from compact_portal.host.line import Line
from compact_portal.messaging import looks
from compact_portal.messaging.models import Message

STUCK = datetime.timedelta(hours=1)
NOT_READ = datetime.timedelta(hours=3)  # `tick` reads every hour


def lines(now: datetime.datetime) -> list[Line]:
    return [_waiting(now), _last(now), _given_up(now), _mailbox(now), *_notify(now)]


def _waiting(now) -> Line:
    waiting = Message.objects.filter(status__in=[Message.Status.WAITING, Message.Status.SENDING])
    queue = waiting.aggregate(number=Count("pk"), oldest=Min("queued_at"))
    look, name = looks.last(looks.SENDING), gettext("Mail that waits")
    said = gettext("%(number)s waiting, the oldest for %(time)s") if queue["oldest"] else gettext("%(number)s waiting")
    said %= {"number": queue["number"], "time": timesince(queue["oldest"], now) if queue["oldest"] else ""}
    if queue["oldest"] and look and look.fault:
        found, remedy = _sending(look.fault)
        since = gettext("%(found)s, for %(time)s") % {"found": found, "time": timesince(look.since, now)}
        return Line(name, f"{said}. {since}.", now - look.since < STUCK and look.fault == looks.SILENT, f"{remedy} {_tried_again()}")
    late = queue["oldest"] is not None and now - queue["oldest"] > STUCK
    return Line(name, said, not late, gettext("See that the worker runs and that EMAIL_HOST answers; mail is tried again for two days."))


def _tried_again() -> str:
    return gettext("Nothing is lost: all of it leaves by itself as soon as it can.")


def _sending(fault: str) -> tuple[str, str]:
    """(what is found, the remedy). With GOV.UK Notify there is no mail server."""
    if settings.NOTIFY_API_KEY:
        if fault == looks.SIGN_IN:
            return gettext("GOV.UK Notify refuses the key"), _key()
        return gettext("GOV.UK Notify takes no mail"), gettext(
            "See that this machine reaches GOV.UK Notify, and that your service there has not used up its limit for today."
        )
    if fault == looks.SIGN_IN:
        return gettext("The mail server refuses the sign-in"), gettext("Correct EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.")
    if fault == looks.CERTIFICATE:
        return _not_trusted(), gettext("See that EMAIL_HOST is the name in the certificate, and that this machine trusts who issued it.")
    return gettext("The mail server does not answer"), gettext("See that EMAIL_HOST and EMAIL_PORT are right and that the server runs.")


def _last(now) -> Line:
    last = Message.objects.filter(status=Message.Status.SENT).aggregate(at=Max("sent_at"))["at"]
    return Line(gettext("Last mail that left"), gettext("%(last)s ago") % {"last": timesince(last, now)} if last else gettext("None yet"), None)


def _given_up(now) -> Line:
    failed = Message.objects.filter(status=Message.Status.FAILED, queued_at__gte=now - datetime.timedelta(days=7))
    failures = failed.count()
    # What a mail server answers may repeat an address; its first word is the kind of fault.
    kind = (failed.order_by("-pk").values_list("last_error", flat=True).first() or "").split(" ")[0][:40]
    return Line(
        gettext("Mail given up in seven days"),
        gettext("%(number)s, last for %(kind)s") % {"number": failures, "kind": kind} if kind else f"{failures}",
        not failures,
        gettext("Look at Messages in the administration pages."),
    )


def _mailbox(now) -> Line:
    name = gettext("The mailbox for returned mail")
    if not settings.BOUNCE_IMAP_HOST:
        return Line(name, gettext("None is set"), None)
    password = gettext("Correct BOUNCE_IMAP_USER and BOUNCE_IMAP_PASSWORD.")
    folder = gettext("Correct BOUNCE_IMAP_FOLDER, and see that its mails may be marked as read.")
    trust = gettext("See that BOUNCE_IMAP_HOST is the name in the certificate, and that this machine trusts who issued it.")
    faults = {
        looks.SIGN_IN: (gettext("It refuses the sign-in"), password),
        looks.FOLDER: (gettext("Its folder cannot be opened"), folder),
        looks.CERTIFICATE: (_not_trusted(), trust),
    }
    silent = gettext("It does not answer"), gettext("See that BOUNCE_IMAP_HOST and BOUNCE_IMAP_PORT are right and that the server runs.")
    return _reading(name, looks.last(looks.MAILBOX), faults, silent, now)


def _notify(now) -> list[Line]:
    if not settings.NOTIFY_API_KEY:
        return []
    silent = gettext("It does not answer"), gettext("See that this machine reaches GOV.UK Notify.")
    faults = {looks.SIGN_IN: (gettext("GOV.UK Notify refuses the key"), _key())}
    return [_reading(gettext("What GOV.UK Notify could not deliver"), looks.last(looks.NOTIFY), faults, silent, now)]


def _reading(name: str, look: looks.Look | None, faults: dict, silent: tuple, now) -> Line:
    hourly = gettext("See that script/manage tick runs every hour.")
    if look is None:
        return Line(name, gettext("Not read yet"), False, hourly)
    if look.fault:
        found, remedy = faults.get(look.fault, silent)
        since = gettext("%(found)s, for %(time)s") % {"found": found, "time": timesince(look.since, now)}
        return Line(name, since, False, f"{remedy} {gettext('Then run script/manage read_bounces to see whether it works.')}")
    return Line(name, gettext("Read %(time)s ago") % {"time": timesince(look.at, now)}, now - look.at < NOT_READ, hourly)


def _not_trusted() -> str:
    return gettext("Its certificate is not trusted, so no password was sent")


def _key() -> str:
    return gettext("Set NOTIFY_API_KEY to the whole of a live key made in GOV.UK Notify, and see that the clock of this machine is right.")
