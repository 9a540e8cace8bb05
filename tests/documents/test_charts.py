"""Charts: numbers become rectangles, and the drawing says the same as the numbers."""

import re
import time

import pytest
from django.template.loader import render_to_string

from compact_portal.documents.charts import SCALE, SET, SINGLE, SPACE, WIDTH, hatch_lines, number, single, stacked

OPTIONS = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"]


def likert(rows):
    return stacked(id="c", title="Answers", options=OPTIONS, rows=rows, colours=SCALE)


def svg(chart) -> str:
    return render_to_string("charts/bars.html", {"chart": chart})


def test_segments_divide_the_whole_width_in_the_order_of_the_options():
    segments = likert([("All", [10, 20, 0, 40, 30], "")]).rows[0].segments
    unit = WIDTH / 100
    assert [segment.width + SPACE for segment in segments] == pytest.approx([10 * unit, 20 * unit, 40 * unit, 30 * unit], abs=0.1)
    assert [segment.x for segment in segments] == pytest.approx([0, 10 * unit, 30 * unit, 70 * unit], abs=0.1)
    assert [segment.fill for segment in segments] == [SCALE[i].fill for i in (0, 1, 3, 4)]
    assert segments[-1].end == pytest.approx(WIDTH - SPACE, abs=0.1)


def test_rounded_shares_never_leave_the_chart():
    """Each share is rounded by itself: five of 20 may be printed as five of 25."""
    for shares in ([25] * 5, [15] * 5, [0, 0, 0, 0, 100]):
        assert likert([("All", shares, "")]).rows[0].segments[-1].end <= WIDTH + 0.5


def test_one_percent_is_as_wide_in_every_row():
    first, second = (row.segments for row in likert([("All", [0, 0, 50, 50, 0], ""), ("Part", [5, 15, 20, 50, 5], "")]).rows)
    assert first[0].width == second[3].width
    assert second[-1].end == pytest.approx(WIDTH * 0.95 - SPACE, abs=0.1)


def test_a_share_is_written_where_there_is_room_for_it():
    labels = [segment.label for segment in likert([("All", [5, 15, 20, 40, 20], "")]).rows[0].segments]
    assert labels == ["", "15%", "20%", "40%", "20%"]


def test_words_stand_in_place_of_a_bar():
    row = likert([("All", None, "Not shown in full")]).rows[0]
    assert (row.segments, row.words) == ([], "Not shown in full")
    (row,) = single(id="c", title="t", rows=[("Known", None, "not shown, because single answers could be worked out")]).rows
    assert (row.segments, row.words, len(row.lines)) == ([], "", 2)  # words that are too long for a line stand with the label


def test_nearly_all_is_a_hatched_bar_as_wide_as_the_whole():
    (segment,) = likert([("All", None, "nearly all: Agree")]).rows[0].segments
    assert (segment.width, segment.fill, segment.label) == (WIDTH - SPACE, SCALE[3].fill, "Nearly all: Agree")
    across = [float(x) for x in re.findall(r"M([\d.]+) ", segment.hatch)]
    middle, half = segment.width / 2, len(segment.label) * 4
    assert across and not [x for x in across if middle - half < x < middle + half]  # the words are read on the plain colour
    drawn = single(id="c", title="t", rows=[("Known", None, "nearly all"), ("Used", 100, "")])
    known, used = (row.segments[0] for row in drawn.rows)
    assert (known.width, bool(known.hatch), used.width, used.hatch) == (WIDTH - 96, True, WIDTH - 96, "")
    assert "nearly all</text>" in svg(drawn)


def test_letters_are_no_smaller_than_14_on_a_narrow_phone():
    """The page's text is 290 wide on a screen of 320; the drawing shrinks to that."""
    size = int(re.search(r'font-size="(\d+)"', svg(likert([("All", None, "")])))[1])
    assert size * 290 / WIDTH >= 14


def test_a_single_bar_is_as_long_as_its_share_and_leaves_room_for_the_number():
    rows = single(id="c", title="t", rows=[("None", 0, ""), ("Half", 50, ""), ("All", 100, "")]).rows
    assert [segment.width for row in rows for segment in row.segments] == [102, 204]
    assert [row.words for row in rows] == ["–", "50%", "100%"]


def test_long_labels_take_more_lines_and_push_the_bars_down():
    short, long = single(id="c", title="t", rows=[("A", 5, ""), ("B", 5, "")]), single(id="c", title="t", rows=[("A " * 60, 5, ""), ("B", 5, "")])
    assert len(long.rows[0].lines) == 4
    assert long.rows[1].y - short.rows[1].y == 3 * 18
    assert all(len(line) <= 37 for _, line in long.rows[0].lines)


def test_hatching_stays_inside_its_rectangle():
    for direction in (1, -1):
        points = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", hatch_lines(10, 20, 40, 26, direction))
        assert len(points) > 10
        assert all(10 <= float(x) <= 50 and 20 <= float(y) <= 46 for x, y in points)
    assert hatch_lines(10, 20, 40, 26, 0) == ""


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_contrast_with_white_letters_and_with_the_page():
    for fill in {colour.fill for colour in (*SCALE, *SET)} | {SINGLE}:
        assert 1.05 / (luminance(fill) + 0.05) >= 4.5, fill


def test_drawing_says_what_it_shows_and_holds_no_style():
    drawn = svg(likert([("public sector", [0, 15, 20, 40, 25], "")]))
    assert '<title id="c-title">Answers</title>' in drawn
    assert "public sector: Strongly disagree none or very few, Disagree 15%, Neither 20%, Agree 40%, Strongly agree 25%." in drawn
    assert "style" not in drawn
    assert drawn.count("<rect") == 5 + 4


def test_drawing_escapes_labels():
    drawn = svg(single(id="c", title="<script>x</script>", rows=[('"><image href="http://x/"/>', 5, "")]))
    assert "<script" not in drawn and "<image" not in drawn


@pytest.mark.prove  # it measures time
def test_thirty_charts_take_little_time():
    """About 10 ms on two cores; the limit leaves room for a busy machine."""
    rows = [(f"group {n}", [5, 15, 20, 40, 20], "") for n in range(3)]
    svg(likert(rows))
    began = time.perf_counter()
    for _ in range(30):
        svg(likert(rows))
    assert time.perf_counter() - began < 0.5


def test_numbers_are_written_without_idle_decimals():
    assert [number(value) for value in (3.0, 3.14, 0)] == ["3", "3.1", "0"]


def test_tall_chart_is_cut_between_bars_and_keeps_those_that_belong_together():
    rows = [row for number in range(20) for row in ((f"Promise {number} – public sector", 40, ""), ("– voluntary sector", 60, ""))]
    whole = single(id="gaps", title="Gaps", rows=rows)
    pieces = whole.pieces
    assert [row for piece in pieces for row in piece.rows] == whole.rows
    assert all(piece.height <= 480 and piece.rows[0].lines[0][1].startswith("Promise") for piece in pieces)
    assert next((piece.top, piece.top + piece.height) for piece in pieces)[0] == 0 and pieces[-1].top + pieces[-1].height == whole.height
    assert all(piece.top < row.lines[0][0] and row.y + row.bar <= piece.top + piece.height for piece in pieces for row in piece.rows)
    assert pieces[1].title == f"Gaps (2 of {len(pieces)})" and "Promise 0 " not in pieces[1].description
    assert len({piece.id for piece in pieces}) == len(pieces)


def test_chart_that_fits_is_drawn_whole_with_its_own_words():
    chart = single(id="few", title="Few", rows=[("One", 40, ""), ("Two", None, "nearly all")])
    assert chart.pieces == [chart]
    assert chart.description == "One: 40%; Two: nearly all."
