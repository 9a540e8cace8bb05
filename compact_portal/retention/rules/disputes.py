"""Advice and disagreements: the page counts none of them, because few are known to everybody who could be meant."""

from django.utils.translation import gettext_lazy as _

from compact_portal.retention.rule import Rule
from disputes import models
from disputes.about_me import advice, cases
from disputes.actions.advice import give_up_old
from disputes.keeping.erasing import shred_due

TOLD_ONCE_A_YEAR = _("how many there are is told only once a year, in figures that are rounded and name nobody")

ADVICE = Rule(
    "advice",
    _("A note that somebody asked for advice: on which day, about what, from which sector. No name of who asked"),
    _("so that whoever gave it can say what came of it"),
    _("until its outcome is known, at most a year after the question. What stays is a count."),
    keeps=(models.Advice,),
    uncounted=TOLD_ONCE_A_YEAR,
    clear=give_up_old,
    hourly=True,
    whose=_("people who give advice; of who asked only the sector is known"),
    seen_by=_("the one who gave it"),
    about=(advice,),
    yours=_("Advice that you gave"),
)

CASES = Rule(
    "cases",
    _("What is said in a disagreement"),
    _("so that both sides can look back on what they agreed"),
    _("24 months after the case was closed, unless the agreement says otherwise. Then its keys are destroyed, and with them every word."),
    keeps=(
        models.Case, models.Party, models.Part, models.CaseKey, models.Wrap, models.Entry, models.CaseFile, models.Chunk,
        models.PrivateQuestion, models.Consent, models.Share, models.Recovery, models.Agreement, models.Half, models.Move, models.Voice,
        models.Extension, models.Break, models.HelperOffer, models.PanelPlace, models.Replacement,
    ),
    uncounted=TOLD_ONCE_A_YEAR,
    clear=lambda day: shred_due(on=day),
    hourly=True,
    whose=_("people who take part in a disagreement, or are spoken of in it"),
    seen_by=_("those who take part in the case; nobody else, not those who run the computers"),
    about=(cases,),
    yours=_("Disagreements in which you take part"),
)  # fmt: skip
