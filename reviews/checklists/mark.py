"""The mark itself, as SVG and as PNG: the agreement, what was awarded, its number, its subjects and until when."""

import io
import textwrap
from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from compact_portal.days import in_words
from reviews.models import KitemarkAward

SIZE = 600
INK, PAPER = "#0b5351", "#ffffff"
FONT = "fonts/SourceSans3-Bold.ttf"


@dataclass(frozen=True)
class Line:
    """One line of letters: its baseline, its size and its words, in a square of 600 units."""

    y: int
    size: int
    words: str


def lines_of(award: KitemarkAward) -> list[Line]:
    """At most nine lines, so that everything fits; a long list of subjects is cut."""
    codes = [code.short_title or code.title for code in award.application.codes.all()]
    lines, y = [], 190
    for words in textwrap.wrap(str(award.application.scheme.name), 20)[:2]:
        lines.append(Line(y, 36, words))
        y += 42
    lines.append(Line(y + 20, 52, award.number))
    y += 66
    for words in textwrap.wrap(", ".join(codes), 34)[:4]:
        lines.append(Line(y, 26, words))
        y += 32
    lines.append(Line(500, 30, _("until %(month)s") % {"month": date_format(award.until, "F Y")}))
    return lines


def title_of(award: KitemarkAward) -> str:
    return _("%(scheme)s, number %(number)s: %(title)s, until %(day)s") % {
        "scheme": award.application.scheme.name,
        "number": award.number,
        "title": award.application.title,
        "day": in_words(award.until),
    }


def svg(award: KitemarkAward) -> str:
    context = {"size": SIZE, "ink": INK, "paper": PAPER, "lines": lines_of(award), "title": title_of(award), "award": award}
    return render_to_string("reviews/checklists/kitemark/mark.svg", context)


def png(award: KitemarkAward) -> bytes:
    from PIL import Image, ImageDraw, ImageFont
    from PIL.PngImagePlugin import PngInfo

    image = Image.new("RGB", (SIZE, SIZE), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, SIZE - 10, SIZE - 10), fill=INK)
    draw.ellipse((26, 26, SIZE - 26, SIZE - 26), outline=PAPER, width=6)
    font = finders.find(FONT)
    for line in lines_of(award):
        letters = ImageFont.truetype(font, line.size) if font else ImageFont.load_default(line.size)
        draw.text((SIZE / 2, line.y), line.words, font=letters, fill=PAPER, anchor="ms")
    words, out = PngInfo(), io.BytesIO()
    words.add_itxt("Title", title_of(award), "en-GB")
    image.save(out, format="PNG", pnginfo=words)
    return out.getvalue()
