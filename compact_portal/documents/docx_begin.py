"""How every Word document of the portal begins: A4, one family of letters, its language, its title as first line, page numbers below."""

import re

from django.utils.translation import get_language, gettext

from compact_portal.documents.docx_lists import NOT_XML

WRITTEN = {"cy": "cy-GB"}  # as Word calls the languages of the portal; all others are English
LETTERS = "Arial"  # on every machine, or there under a name of the same widths
SHORT, LONG = 210, 297  # A4, millimetres
MARGIN = 22
COUNTED = {"%(page)s": "PAGE", "%(pages)s": "NUMPAGES"}  # by Word, as a field
PAGE_NUMBER = re.compile(r"(%\(pages?\)s)")
DARK, BLACK, GREY = "0B5351", "0B0C0C", "505A5F"
HEADINGS = {"Title": (22, DARK), "Heading 1": (16, DARK), "Heading 2": (13, DARK), "Heading 3": (11, BLACK), "Heading 4": (11, BLACK)}  # points


def begin(title: str, *, subject: str = "", author: str = "", wide: bool = False, letters: int = 11, language: str = ""):
    """A document whose first line is `title`; `wide` lays its pages across, `letters` is the size of plain text in points.

    `language` is that of what people wrote in it; when it is not given, the one that the portal speaks now.
    """
    from docx import Document
    from docx.shared import Mm

    document = Document()
    properties = document.core_properties
    properties.title, properties.subject, properties.author = (
        NOT_XML.sub("", title)[:255],
        NOT_XML.sub("", subject)[:255],
        NOT_XML.sub("", author)[:255],
    )
    properties.language, properties.comments = WRITTEN.get(language or get_language(), "en-GB"), ""
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    lie(section, wide=wide)
    dress(document.styles, letters, properties.language)
    number_pages(section)
    document.add_heading(title, 0)
    return document


def lie(section, *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if wide else (Mm(SHORT), Mm(LONG))


def dress(styles, letters: int, language: str) -> None:
    """The letters and colours of the printed report, in place of those of the library's empty document."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), LETTERS)
    for line in styles.element.iter(qn("w:pBdr")):
        for side in line:
            side.attrib.pop(qn("w:themeColor"), None)
            side.set(qn("w:color"), DARK)
    styles["Normal"].font.size = Pt(letters)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, (size, colour) in HEADINGS.items():
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), RGBColor.from_string(colour)
        styles[name].font.bold, styles[name].font.italic = True, False
        styles[name].paragraph_format.keep_with_next = True
    cells = styles["No Spacing"]
    cells.font.size, cells.paragraph_format.space_before, cells.paragraph_format.space_after = Pt(letters - 1), Pt(2), Pt(2)
    styles["Subtitle"].font.color.rgb = RGBColor.from_string(GREY)
    styles["Caption"].font.size, styles["Caption"].font.color.rgb = Pt(10), RGBColor.from_string(BLACK)
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Quote"].font.italic, styles["Quote"].font.color.rgb = False, RGBColor.from_string(BLACK)
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    styles["Quote"].paragraph_format.space_after = Pt(3)


def number_pages(section) -> None:
    """ "Page 2 of 7" at the foot of each page, as fields that Word counts by itself."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in PAGE_NUMBER.split(gettext("Page %(page)s of %(pages)s")):
        if part not in COUNTED:
            foot.add_run(part)
            continue
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), COUNTED[part])
        field.append(foot.add_run("1")._r)
        foot._p.append(field)
    for run in foot.runs:
        run.font.size = Pt(9)
