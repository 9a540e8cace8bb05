"""Which Champion a question goes to: by code, then area, then sector; among equals to whom fewest questions wait for."""

from django.db.models import Count, Q

from signatories.models import Area, Champion, Code, Compact


def who_answers(compact: Compact, *, code: Code | None = None, area: Area | None = None, sector: str = "", on=None, but_not=()) -> Champion | None:
    """The Champion who fits best on that day; None when nobody serves. `but_not` are people: who asks, or who passes it on.

    Four queries. Somebody without codes of focus answers for all of them, but after those who chose this one.
    """
    waiting = Count("enquiries", filter=Q(enquiries__status="open"))
    serving = Champion.objects.of(compact, on=on).filter(person__is_active=True).exclude(person__in=but_not).annotate(waiting=waiting)
    ranked = [
        (fit(champion, code=code, within=within(area), sector=sector), -champion.waiting, champion.main, -champion.pk, champion)
        for champion in serving.select_related("signature__organisation", "person").prefetch_related(
            "codes", "areas", "signature__organisation__areas"
        )
    ]
    return max(ranked)[-1] if ranked else None


def fit(champion: Champion, *, code: Code | None, within: set[int], sector: str) -> tuple[int, int, int]:
    """How well by code (2: chosen, 1: all), area (2: chosen, 1: where the organisation works) and sector: the greater the better."""
    codes = {each.pk for each in champion.codes.all()}
    organisation = champion.signature.organisation
    by_code = 0 if code is None else 2 if code.pk in codes else 0 if codes else 1
    chosen, works_in = {each.pk for each in champion.areas.all()}, {each.pk for each in organisation.areas.all()}
    by_area = 2 if within & chosen else 1 if not chosen and within & works_in else 0
    return by_code, by_area, int(organisation.sector == sector)


def within(area: Area | None) -> set[int]:
    """The area and what it lies in: who covers the county covers its districts."""
    found: set[int] = set()
    while area is not None and area.pk not in found:
        found.add(area.pk)
        area = area.parent
    return found
