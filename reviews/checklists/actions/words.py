"""What signatories say once a year of the undertakings that bind them, and how it leaves them at the close."""

import datetime
from collections import Counter

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from compact_portal.audit.recording import record
from compact_portal.days import in_words
from compact_portal.documents.models import Upload
from compact_portal.documents.uploads import Clean, keep
from compact_portal.releasing.rules import ANSWERED, Asked, merged_groups, release
from reviews.checklists.refusals import Refused
from reviews.models import SaidOfUndertaking, UndertakingWord, WordsFigures, WordsYear
from reviews.models.answers import Openness
from reviews.moderating import moderator_of
from signatories.models import Compact, Organisation, Signature, Undertaking
from signatories.models.edition import Binds
from signatories.models.organisation import Sector
from signatories.roles import acted_for, officer_only

# Written in another order, so that neither row versions nor places in the table tell what belongs together (as in the survey).
SHUFFLE = """
INSERT INTO reviews_saidofundertaking (id, year_id, undertaking_id, sector, publishable, text)
SELECT gen_random_uuid(), year, undertaking, sector, publishable, words
FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::boolean[], %s::text[]) AS t (year, undertaking, sector, publishable, words) ORDER BY random()
"""


@transaction.atomic
def open_year(*, compact: Compact, year: int, opens_on: datetime.date, closes_on: datetime.date, by) -> WordsYear:
    officer_only(by, compact)
    if compact.edition is None or not compact.edition.undertakings.exists():
        raise Refused(gettext("The text in force has no undertakings, so there is nothing to report on."))
    made = WordsYear(compact=compact, year=year, opens_on=opens_on, closes_on=closes_on)
    made.full_clean(exclude=["compact"])
    if compact.years_of_words.filter(year=year).exists():
        raise Refused(gettext("This year is there already."))
    made.save()
    record("words_year.opened", made, by=by, year=year)
    return made


def binding(organisation: Organisation, compact: Compact):
    """The undertakings of the text in force that bind it."""
    undertakings = Undertaking.objects.filter(edition=compact.edition)
    if organisation.sector == Sector.CROSS:
        return undertakings
    return undertakings.filter(binds__in=[Binds.BOTH, organisation.sector])


def may_speak_for(person, organisation: Organisation, on: datetime.date) -> bool:
    return acted_for(person, on=on).filter(pk=organisation.pk).exists()


@transaction.atomic
def write_word(
    *, year: WordsYear, organisation: Organisation, undertaking: Undertaking, kept: str, openness: str, by, on: datetime.date, done: str = "",
    evidence: str = "", link: str = "", file: Clean | None = None, at=None,
) -> UndertakingWord:  # fmt: skip
    """Written again, it replaces what was there. Nothing is recorded: it is an answer. Raises PermissionDenied, Refused."""
    year = WordsYear.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=year.pk)
    if not may_speak_for(by, organisation, on):
        raise PermissionDenied
    if not Signature.objects.in_force().filter(compact=year.compact, organisation=organisation).exists():
        raise PermissionDenied
    if not year.takes_words(on):
        raise Refused(
            gettext("The year %(year)s takes no more reports: its last day was %(closes_on)s.")
            % {"year": year.year, "closes_on": in_words(year.closes_on)}
        )
    if not binding(organisation, year.compact).filter(pk=undertaking.pk).exists():
        raise Refused(gettext("This undertaking does not bind your organisation."))
    named = openness == Openness.NAMED
    there = UndertakingWord.objects.filter(year=year, organisation=organisation, undertaking=undertaking).first()
    before = there.upload if there else None
    upload = keep(file, by=by, at=at or timezone.now()) if file and named else before if named else None
    said = {"kept": kept, "done": done, "openness": openness, "evidence": evidence if named else "", "link": link if named else "", "upload": upload}
    word, _ = UndertakingWord.objects.update_or_create(year=year, organisation=organisation, undertaking=undertaking, defaults=said)
    if before and before != upload:
        Upload.objects.filter(pk=before.pk).delete()
    return word


@transaction.atomic
def close_year(*, year: WordsYear, by, at=None) -> WordsYear:
    """Count how the undertakings were kept, by the releasing rules; words that are not named leave their organisation for good.

    `by` is an officer, or None for the portal itself on the day after the last one.
    """
    if by is not None:
        officer_only(by, year.compact)
    year = WordsYear.objects.select_for_update(of=["self"]).select_related("compact").get(pk=year.pk)
    if year.closed_at:
        return year
    WordsFigures.objects.create(year=year, figures=figures_of(year))
    detach(year)
    year.closed_at, year.closed_by = at or timezone.now(), by
    year.save(update_fields=["closed_at", "closed_by"])
    record("words_year.closed", year, by=by, year=year.year)
    return year


def reporting(year: WordsYear) -> dict[str, int]:
    """How many organisations of each sector reported anything."""
    pairs = UndertakingWord.objects.filter(year=year).values_list("organisation__sector", "organisation").distinct()
    return dict(Counter(sector for sector, _ in pairs))


def figures_of(year: WordsYear) -> dict:
    compact = year.compact
    counts: dict = {}
    for undertaking, sector, kept in year.words.values_list("undertaking", "organisation__sector", "kept"):
        told = counts.setdefault(str(undertaking), {}).setdefault(sector, {ANSWERED: 0})
        told[kept] = told.get(kept, 0) + 1
        told[ANSWERED] += 1
    signed = Signature.objects.in_force().filter(compact=compact).values_list("organisation__sector", flat=True)
    responses = reporting(year)
    options = tuple((value, str(label)) for value, label in UndertakingWord.Kept.choices)
    undertakings = Undertaking.objects.filter(pk__in=[int(pk) for pk in counts]) if counts else []
    return release(
        asked=[Asked(str(one.pk), one.number, "Undertakings", "single", one.text, options, headline=one.emphasised) for one in undertakings],
        counts=counts,
        responses={sector: responses.get(sector, 0) for sector in Sector.values},
        invited=dict(Counter(signed)),
        labels={sector: compact.terms.sector(sector) for sector in Sector.values},
        floor=compact.release_floor,
    )


def detach(year: WordsYear) -> None:
    """A sector stays with its words only where enough of it reported; everything that is not named is deleted where it stood.

    Where fewer than the floor reported, nothing without a name is kept: whoever read it would know whose it is.
    """
    reported, floor = reporting(year), year.compact.release_floor
    shown = {sector for group in merged_groups(reported, floor) if len(group) == 1 for sector in group}
    hidden = year.words.exclude(openness=Openness.NAMED)
    rows = []
    if sum(reported.values()) >= floor:
        for word in hidden.exclude(openness=Openness.COUNTED).select_related("organisation"):
            publishable = word.openness == Openness.SECTOR
            sector = word.organisation.sector
            if word.done.strip():
                rows.append((year.pk, word.undertaking_id, sector if publishable and sector in shown else "", publishable, word.done))
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(SHUFFLE, [list(column) for column in zip(*rows, strict=True)])
    hidden.delete()


@transaction.atomic
def judge(*, said: SaidOfUndertaking, publish: bool, by, on: datetime.date) -> SaidOfUndertaking:
    """One person's opinion, which replaces their earlier one; with that of another sector the words are everybody's, for good.

    Raises PermissionDenied for whoever may not read them, Refused where there is nothing to decide any more.
    """
    year = WordsYear.objects.select_for_update(of=["self"], no_key=True).select_related("compact").get(pk=said.year_id)
    moderator = moderator_of(by, year.compact, on=on)
    if moderator is None or not said.publishable or moderator.is_concerned_by({"text": said.text}):
        raise PermissionDenied
    if SaidOfUndertaking.objects.passed().filter(pk=said.pk).exists():
        raise Refused(gettext("These words have been published already."))
    said.opinions.update_or_create(person=by, defaults={"sector": moderator.sector, "publish": publish, "given_on": on})
    record("words.judged", year, by=by, publish=publish)
    return said
