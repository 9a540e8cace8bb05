"""Who has signed, who has renewed, and who keeps an eye on what."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compact_portal.dashboard.panel import Figure, Panel, share_of
from compact_portal.days import in_words
from signatories.models import Compact, RefreshRound
from signatories.reports import champion_figures, signatories_by_sector
from signatories.reports_refresh import rates


def of_signatories(compact: Compact) -> Panel:
    counted, page = signatories_by_sector(compact), reverse("signatories:signatures", args=[compact.slug])
    total = sum(row.count for row in counted)
    figures = [Figure(row.name.capitalize(), str(row.count), f"{page}?sector={row.sector}", share_of(row.count, total)) for row in counted]
    words = {"total": total, "signatory": compact.terms.signatory, "signatories": compact.terms.signatories}
    sentence = ngettext("%(total)s %(signatory)s in force.", "%(total)s %(signatories)s in force.", total) % words
    return Panel("signatories", compact.terms.signatories.capitalize(), page, _("The whole list"), figures, sentence, _("share by sector"))


def of_refresh(compact: Compact, *, officer: bool) -> Panel:
    """As on the page of the round: small groups are told to officers alone, who help them."""
    heading, rounds = _("Yearly refresh"), reverse("signatories:refresh_rounds", args=[compact.slug])
    round = RefreshRound.objects.filter(compact=compact, started_at__isnull=False).first()
    if round is None:
        return Panel("refresh", heading, rounds, _("Rounds"), sentence=_("No round has been started yet."))
    round.compact = compact
    found, page = rates(round, floor=0 if officer else compact.release_floor), round.get_absolute_url()
    figures = [
        Figure(rate.label.capitalize(), _("%(answered)s of %(asked)s") % {"answered": rate.answered, "asked": rate.asked}, page, rate.share)
        for rate in found["sectors"]
    ]
    everybody = found["all"]
    sentence = _("%(answered)s of %(asked)s have renewed; asked for by %(due_on)s.") % {
        "answered": everybody.answered,
        "asked": everybody.asked,
        "due_on": in_words(round.due_on),
    }
    return Panel("refresh", f"{heading} {round.year}", page, _("Who has renewed"), figures, sentence, _("share that has renewed"))


def of_champions(compact: Compact, on: datetime.date) -> Panel:
    found, t = champion_figures(compact, on), compact.terms
    page = reverse("signatories:coverage", args=[compact.slug])
    without = reverse("signatories:signatures", args=[compact.slug]) + "?champion=none"
    figures = [
        Figure(_("Have a main %(champion)s") % {"champion": t.champion}, str(found.with_main), page, share_of(found.with_main, found.signatories)),
        Figure(_("Have none: a gap"), str(found.without_main), without, share_of(found.without_main, found.signatories)),
        *(Figure(_("%(code)s: nobody keeps an eye on it") % {"code": code.title}, _("a gap"), page) for code in found.gaps),
    ]
    sentence = _("%(champions)s serve in all.") % {"champions": found.champions}
    return Panel(
        "champions",
        t.champions.capitalize(),
        page,
        _("Who covers what, and the gaps"),
        figures,
        sentence,
        _("share of %(signatories)s") % {"signatories": t.signatories},
    )
