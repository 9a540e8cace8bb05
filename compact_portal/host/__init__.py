"""The page for who runs the machine: whether everything that nobody looks at still works. It knows nothing of what is in any Compact."""

import datetime
import platform
import shutil
import socket
import ssl
from importlib.metadata import version
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from compact_portal.audit.chain import unchained
from compact_portal.backups import files
from compact_portal.database import shape
from compact_portal.host import mail
from compact_portal.host.line import Line
from compact_portal.messaging.beat import LATE, last_beat
from compact_portal.tasks import Task
from compact_portal.views import migrations_pending
from disputes.models import GoneLive
from disputes.readiness import lapsed_in

LEAST_FREE = 10  # per cent of a disk
NIGHTS = datetime.timedelta(hours=26)
SOON = 14  # days


@require_safe
def host(request):
    if not request.user.is_superuser:
        raise Http404
    return render(request, "host.html", {"lines": lines(timezone.now())})


def lines(now: datetime.datetime) -> list[Line]:
    return [_versions(), *looked_at_here(now), *_certificate(now)]


def looked_at_here(now: datetime.datetime) -> list[Line]:
    """What can be judged without asking another machine."""
    return [_migrations(), _worker(now), *mail.lines(now), _chain(), _backups(now), *_disks(), _cache(), *_custodians()]


@override(settings.LANGUAGE_CODE)
def tasks_of(person, now: datetime.datetime) -> list[Task]:
    """What needs whoever runs the machine, as its own page says it, which nobody has translated."""
    if not person.is_superuser:
        return []
    why = gettext("You look after the portal itself. Found: %(found)s. %(remedy)s")
    return [
        Task(
            gettext("See to the portal: %(line)s") % {"line": line.what},
            why % {"found": line.found, "remedy": line.remedy},
            reverse("host"),
            due_on=None,
            takes=gettext("as long as mending it does"),
        )
        for line in looked_at_here(now)
        if line.well is False
    ]


def _versions() -> Line:
    server = connection.pg_version
    said = gettext("Portal %(portal)s, Django %(django)s, Python %(python)s, PostgreSQL %(postgresql)s") % {
        "portal": version_of_portal(),
        "django": version("Django"),
        "python": platform.python_version(),
        "postgresql": f"{server // 10000}.{server % 10000}",
    }
    return Line(gettext("Versions"), said, None)


def version_of_portal() -> str:
    """From pyproject.toml, since the portal runs from its folder and is not installed as a package."""
    import tomllib

    return tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def _migrations() -> Line:
    pending = migrations_pending()
    if not pending and shape.differences():
        return Line(gettext("Tables"), gettext("Made by another version"), False, gettext("Run script/manage prepare: it says what to do."))
    return Line(
        gettext("Tables"),
        gettext("Some changes are not applied") if pending else gettext("As this version needs them"),
        not pending,
        gettext("Run script/manage prepare."),
    )


def _worker(now) -> Line:
    beat = last_beat()
    well = beat is not None and now - beat < LATE
    said = gettext("Last heard of %(beat)s ago") % {"beat": timesince(beat, now)} if beat else gettext("Never heard of")
    return Line(
        gettext("The worker that sends mail"), said, well, gettext("Start script/manage run_worker, and let the machine start it again when it ends.")
    )


def _chain() -> Line:
    waiting = unchained().count()
    return Line(gettext("Events that no chain holds yet"), f"{waiting}", waiting < 1000, gettext("The worker chains them: see that it runs."))


def _backups(now) -> Line:
    kept = files.kept(settings.BACKUP_FOLDER) if settings.BACKUP_FOLDER.is_dir() else []
    if not kept:
        return Line(gettext("Backups"), gettext("None"), False, gettext("Set them up as docs/backups.md says."))
    age = now - files.made_at(kept[0])
    said = gettext("%(kept)s kept, the newest made %(made_at)s ago, %(value)s MB") % {
        "kept": len(kept),
        "made_at": timesince(files.made_at(kept[0]), now),
        "value": f"{kept[0].stat().st_size / 1000000.0:.1f}",
    }
    return Line(gettext("Backups"), said, age < NIGHTS, gettext("Run script/manage backup by hand and see what it says."))


def _disks() -> list[Line]:
    folders = {gettext("The portal’s disk"): settings.ROOT, gettext("The backups’ disk"): settings.BACKUP_FOLDER}
    return [_disk(name, folder) for name, folder in folders.items() if folder.is_dir()]


def _disk(name: str, folder) -> Line:
    total, _, free = shutil.disk_usage(folder)
    share = round(100 * free / total)
    return Line(
        name,
        gettext("%(value)s GB free, %(share)s%%") % {"value": f"{free / 1000000000.0:.1f}", "share": share},
        share >= LEAST_FREE,
        gettext("Make room, or mail and backups stop."),
    )


def _cache() -> Line:
    """Both: the one in which limits count, and the one of copies."""
    for cache in caches.all():
        cache.set("host-page", "there", 60)
    well = all(cache.get("host-page") == "there" for cache in caches.all())
    return Line(gettext("The cache"), gettext("Answers"), well, gettext("Sign-in limits count in it: run script/manage prepare."))


def _custodians() -> list[Line]:
    """How many custodians have not proved lately that they can let people back in; nothing about any case. Two queries."""
    live = list(GoneLive.objects.select_related("compact"))
    lapsed = lapsed_in({each.compact_id for each in live})
    remedy = gettext("They were mailed. Whoever steers the agreement sees who it is.")
    lines = []
    for each in live:
        count = lapsed.get(each.compact_id, 0)
        said = gettext("%(lapsed)s lapsed") % {"lapsed": count} if count else gettext("Done")
        lines.append(Line(gettext("Custodians’ drill, %(compact)s") % {"compact": each.compact}, said, not count, remedy))
    return lines


def _certificate(now) -> list[Line]:
    """Asked of the address that people type, as a browser would ask."""
    if not settings.SECURE_HTTPS:
        return []
    name = gettext("Certificate")
    address = urlsplit(settings.PORTAL_URL)
    try:
        plain = socket.create_connection((address.hostname, address.port or 443), timeout=3)
        with plain, ssl.create_default_context().wrap_socket(plain, server_hostname=address.hostname) as sealed:
            ends = ssl.cert_time_to_seconds(sealed.getpeercert()["notAfter"])
    except ssl.SSLCertVerificationError as error:
        said = gettext("Refused, as every browser refuses it: %(reason)s") % {"reason": error.verify_message}
        return [Line(name, said, False, gettext("Renew it, or see that it is made for the portal’s address."))]
    except OSError as error:
        return [Line(name, gettext("Not seen: %(name)s") % {"name": type(error).__name__}, None)]  # a network may not lead back to itself
    days = int((ends - now.timestamp()) // (24 * 60 * 60))
    return [Line(name, gettext("%(days)s days left") % {"days": days}, days >= SOON, gettext("Renew it: browsers will refuse the portal."))]
