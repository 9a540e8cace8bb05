"""What signatories give to the annual report."""

import datetime

from signatories.models import Champion, Compact, Signature, Statement
from signatories.reports import SeatRow, background, champion_figures, signatories_by_sector, steering_group_table
from tests.cast import SINCE, organisation, person

ON = datetime.date(2010, 3, 31)


def test_background_is_the_published_edition_in_few_queries(cast, django_assert_num_queries):
    draft = cast.compact.editions.create(label="Draft")
    Statement.objects.create(edition=draft, kind="aim", number=1, text="Not yet")
    with django_assert_num_queries(5):
        found = background(cast.compact)
        commitments = [list(code.commitments.all()) for code in found.codes]
    assert (found.edition, found.aims, found.codes, commitments) == (cast.edition, [], cast.codes, [[], []])


def test_background_is_nothing_before_publication(cast):
    assert background(Compact.objects.create(slug="bare", name="Bare", area=cast.area, level="county", summary="S", controller="C")) is None


def test_steering_group_table_joins_those_who_share_a_seat(cast, django_assert_num_queries):
    seat = cast.compact.seats.get(organisation=cast.charity)
    seat.holders.create(name="Second Holder", title="Deputy", number=2, since=SINCE)
    seat.holders.create(name="Former Holder", title="Chair", number=3, since=SINCE, until=datetime.date(2009, 9, 1))
    cast.compact.seats.create(organisation=cast.police, number=3, since=datetime.date(2010, 4, 1))
    with django_assert_num_queries(2):
        table = steering_group_table(cast.compact, ON)
    assert table == [
        SeatRow("Statutory Member", "Officer", "Wealdshire Council", "public sector"),
        SeatRow("Vcs Member / Second Holder", "Officer / Deputy", "Bramble Lane Befriending", "voluntary and community sector"),
    ]


def test_signatories_by_sector_counts_signatures_in_force(cast):
    Signature.objects.filter(organisation=cast.police).update(status="lapsed")
    organisation(cast.compact, "Partnership", "cross", "partnership")
    unlisted = organisation(cast.compact, "Shy", "voluntary", "charity")
    Signature.objects.filter(organisation=unlisted).update(listed=False)
    rows = [(row.sector, row.name, row.count) for row in signatories_by_sector(cast.compact)]
    assert rows == [("statutory", "public sector", 1), ("voluntary", "voluntary and community sector", 3), ("cross", "both sectors", 1)]
    assert [row.count for row in signatories_by_sector(cast.compact, listed_only=True)] == [1, 2, 1]


def test_champion_figures_count_who_serves_that_day(cast):
    first = Champion.objects.get()
    first.codes.add(cast.codes[0])
    council = Signature.objects.get(organisation=cast.council)
    second = Champion.objects.create(signature=council, person=person("second"), since=SINCE)
    second.codes.add(cast.codes[0])
    former = Champion.objects.create(signature=council, person=person("former"), main=True, since=SINCE, until=datetime.date(2009, 6, 1))
    former.codes.add(cast.codes[1])
    figures = champion_figures(cast.compact, ON)
    assert (figures.signatories, figures.with_main, figures.without_main, figures.champions) == (4, 1, 3, 2)
    assert figures.by_sector == {"statutory": 1, "voluntary": 1}
    assert figures.by_code == [(cast.codes[0], 2), (cast.codes[1], 0)]
    assert figures.gaps == [cast.codes[1]]
    Signature.objects.filter(organisation=cast.charity).update(status="withdrawn")
    assert champion_figures(cast.compact, ON).with_main == 0
