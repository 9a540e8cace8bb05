"""Two texts side by side."""

import pytest
from django.urls import reverse

from signatories.agreement.compare import CHANGED, GONE, NEW, SAME, compare, compare_passages
from signatories.agreement.sections import sections_of
from signatories.models import Code, Edition, Undertaking
from tests.signatories.texts import a_text, with_parts


def page(response) -> str:
    return " ".join(response.content.decode().split())


def words(pieces) -> list[tuple[str, bool]]:
    return [(piece.words, piece.marked) for piece in pieces]


def test_passages_are_paired_by_what_they_say():
    left = ["Meet often.", "Pay within six weeks of the bill.", "Lend each other rooms."]
    right = ["Meet often.", "Answer letters.", "Pay within four weeks of the bill."]
    rows = compare_passages(left, right)
    assert [row.change for row in rows] == [SAME, NEW, CHANGED, GONE]
    assert words(rows[2].left) == [("Pay within ", False), ("six", True), (" weeks of the bill.", False)]
    assert words(rows[2].right) == [("Pay within ", False), ("four", True), (" weeks of the bill.", False)]
    assert words(rows[3].left) == [("Lend each other rooms.", True)]


@pytest.mark.parametrize(("left", "right", "changes"), [([], [], []), (["A."], [], [GONE]), ([], ["A."], [NEW]), (["A."] * 2, ["A."], [SAME, GONE])])
def test_nothing_and_repeated_passages(left, right, changes):
    assert sorted(row.change for row in compare_passages(left, right)) == sorted(changes)


def test_nothing_of_either_text_is_lost(cast):
    a, b = a_text(cast.compact, "A"), with_parts(a_text(cast.compact, "B"))
    Undertaking.objects.filter(edition=b, number=1).update(text="Meet very often.")
    left, right = sections_of(a), sections_of(b)
    compared = compare(left, right)
    assert {section.heading: section.changes for section in compared if section.changes} == {
        "Undertakings by both sectors": 1,
        "Words that we use": 1,
    }
    said = ["".join(piece.words for piece in row.left) for section in compared for row in section.rows if row.left]
    once = ["Work side by side.", "And be seen to.", "Respect each other.", "Meet often.", "Consult early. (unless it is urgent)", "Govern well."]
    assert sorted(said) == sorted([*once, "Funding", "About money.", "Pay in advance. (within 4 weeks)"])


def test_page_marks_the_words_that_changed(cast, client):
    new = Edition.objects.create(compact=cast.compact, label="Edition of 2010")
    new.undertakings.create(number=1, text="Meet often.", binds="both")
    for number, title in enumerate(["Funding <b>x</b>", "Volunteering"], 1):
        Code.objects.create(edition=new, number=number, title=title)
    Edition.objects.filter(pk=cast.edition.pk).update(status="superseded")
    Edition.objects.filter(pk=new.pk).update(status="published", published_at="2010-01-01T12:00Z", published_by=cast.officer)
    address = reverse("signatories:compare", args=["wealdshire"])
    assert "Funding" not in page(client.get(address))
    shown = page(client.get(f"{address}?a={cast.edition.pk}&b={new.pk}"))
    assert "1 passage differs" in shown
    assert "Funding<mark> &lt;b&gt;x&lt;/b&gt;</mark>" in shown and "<em>The same</em>" in shown
    assert "Volunteering" not in page(client.get(f"{address}?a={cast.edition.pk}&b={new.pk}&only=changes"))
    assert "The two texts say the same." in page(client.get(f"{address}?a={new.pk}&b={new.pk}"))
    assert "Choose from the answers offered" in page(client.get(f"{address}?a=999999&b=x"))


def test_one_text_alone_is_compared_with_nothing(cast, client):
    assert "There is only one text" in page(client.get(reverse("signatories:compare", args=["wealdshire"])))


def test_compare_costs_the_same_for_longer_texts(cast, client, django_assert_num_queries):
    a, b = a_text(cast.compact, "A"), a_text(cast.compact, "B")
    for edition in (a, b):
        Undertaking.objects.bulk_create(
            Undertaking(edition=edition, number=n, text=f"Promise {n} of {edition.label}", binds="both") for n in range(4, 40)
        )
    Edition.objects.filter(pk__in=[a.pk, b.pk]).update(status="consulted")
    with django_assert_num_queries(16):
        client.get(reverse("signatories:compare", args=["wealdshire"]) + f"?a={a.pk}&b={b.pk}")
