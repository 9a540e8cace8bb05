"""What belongs to no single room: the record of the agreement, and copies of everything."""

from django.db.models import Case, DateField, When
from django.utils.translation import gettext_lazy as _

from actionplans.about_me import named as named_in_plans
from compact_portal.audit.about_me import deeds
from compact_portal.audit.models import Event, Link
from compact_portal.documents.about_me import files
from compact_portal.leaving.due import forget_old
from compact_portal.leaving.models import KEPT, Pack, PackPiece
from compact_portal.retention.rule import Rule, exactly_after
from compact_portal.retention.rules.accounts import NO_DAY
from disputes.about_me import parts_in_disagreements
from reviews.about_me import named as named_in_reviews
from signatories.about_me import asked, parts


def packs():
    under_way = Pack.objects.under_way().values("pk")
    days = Case(
        When(pk__in=under_way, then=NO_DAY),
        When(made_at__isnull=True, then=exactly_after("asked_at", KEPT)),
        default=exactly_after("made_at", KEPT),
        output_field=DateField(),
    )
    return [Pack.objects.annotate(goes_on=days)]


RECORD = Rule(
    "record",
    _("Who signed, who held which post, plans, published reports, and the record of who did what"),
    _("it is the public memory of the agreement"),
    _("as long as the agreement is kept here; names of people as in the first line."),
    keeps=(Event, Link),
    rows=lambda: [Event.objects.annotate(goes_on=NO_DAY)],
    seen_by=_("the steering group of the agreement; everybody what is published"),
    about=(parts, parts_in_disagreements, asked, named_in_plans, named_in_reviews, files, deeds),
    yours=_("Your parts, and what you said and did"),
)

PACKS = Rule(
    "packs",
    _("A file with everything of an agreement that its officers may read, made when one of them asked for it"),
    _("so that the agreement can leave this portal or move to another host"),
    _("seven days after it was made, or sooner where an officer deletes it. Who asked and who downloaded it stays in the record."),
    keeps=(Pack, PackPiece),
    rows=packs,
    clear=lambda day: forget_old(),
    hourly=True,
    whose=_("everybody named in the agreement’s tables; no answer, and of disagreements nothing that can be read"),
    seen_by=_("the officers of the agreement, who are told that it was asked for"),
)

BACKUPS = Rule(
    "backups",
    _("Everything above, in encrypted backups"),
    _("so that nothing is lost by accident"),
    _("at most 35 days longer."),
    uncounted=_("they are files, not rows: the page about this installation says how many there are and how old"),
    whose=_("everybody above"),
    seen_by=_("those who hold the key of the backups; what is said in cases stays encrypted there too"),
)
