"""On paper: the empty checklist as PDF and as a Word document that can be filled in, and a result as PDF."""

import io

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compact_portal.documents.docx_begin import begin
from compact_portal.documents.docx_lists import NOT_XML
from compact_portal.documents.pdf import render_pdf, render_pdf_once
from reviews.models import Checklist, ChecklistItem
from signatories.models.organisation import Sector

TICK_EMPTY = "☐"
TO_WRITE = gettext_lazy("Click here to write.")


def blank_html(checklist: Checklist) -> str:
    """Three lines to write on for each item: for its comment, or one for each side."""
    items = [(item, checklist.compact.terms.sector(item.binds)) for item in checklist.items.all()]
    context = {"checklist": checklist, "compact": checklist.compact, "items": items, "points": checklist.scale.points.all(), "lines": range(2)}
    return render_to_string("reviews/checklists/print/blank.html", context)


def blank_pdf(checklist: Checklist) -> bytes:
    return render_pdf_once(blank_html(checklist))


def result_pdf(context: dict) -> bytes:
    return render_pdf(render_to_string("reviews/checklists/print/result.html", context))


def blank_docx(checklist: Checklist) -> bytes:
    """Boxes to tick and places to write are Word's own content controls, so that it can be filled in on a machine without a network."""
    compact, terms = checklist.compact, checklist.compact.terms
    document = begin(checklist.title, author=compact.controller, letters=12, language=compact.language)
    version = {"agreement": compact, "version": checklist.version, "edition": checklist.edition.label}
    document.add_paragraph(fit(_("%(agreement)s. Version %(version)s, %(edition)s.") % version))
    if checklist.guidance:
        document.add_paragraph(fit(checklist.guidance))
    if checklist.scale.explanation:
        document.add_paragraph(fit(checklist.scale.explanation))
    part = _("What is looked at, if not the whole %(agreement)s") % {"agreement": terms.agreement}
    for label in (_("Group or organisation"), _("Day of the answers"), _("People who took part"), part):
        to_write(document.add_paragraph(f"{label}: "), label)
    points = list(checklist.scale.points.all())
    document.add_heading(_("The items"), 1)
    for item in checklist.items.all():
        item_in(document, item, points, terms)
    document.add_heading(_("What we learnt"), 1)
    for label in (_("What goes well"), _("What should become better")):
        to_write(document.add_paragraph(f"{label}: "), label)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def item_in(document, item: ChecklistItem, points: list, terms) -> None:
    document.add_heading(fit(f"{item.number}. {item.text}"), 2)
    bound = document.add_paragraph(fit(_("It binds %(sector)s.") % {"sector": terms.sector(item.binds)}))
    bound.paragraph_format.keep_with_next = True
    if item.evidence_examples:
        bound.add_run(fit(" " + _("Evidence, for example: %(examples)s.") % {"examples": item.evidence_examples}))
    for point in points:
        line = document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        to_tick(line, fit(point.label), titled(item, fit(point.label)))
    for side in (Sector.STATUTORY, Sector.VOLUNTARY):
        label = _("Comment of the %(sector)s") % {"sector": terms.sector(side)}
        to_write(document.add_paragraph(f"{label}: "), titled(item, label))
    for label in (_("Evidence"), _("If it is not or only partly kept: what is done, by whom, by when; or why not")):
        to_write(document.add_paragraph(f"{label}: "), titled(item, label))


def titled(item: ChecklistItem, label: str) -> str:
    return _("Item %(number)s: %(label)s") % {"number": item.number, "label": label}


def fit(text: str) -> str:
    return NOT_XML.sub("", text)


def control(paragraph, title: str, text: str, kind) -> None:
    """A content control at the end of the paragraph, which a screen reader calls by its `title`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    sdt, properties, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    alias, tag = OxmlElement("w:alias"), OxmlElement("w:tag")
    alias.set(qn("w:val"), title[:64])
    tag.set(qn("w:val"), title[:64])
    properties.extend([alias, tag, kind])
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    content.append(run)
    sdt.extend([properties, content])
    paragraph._p.append(sdt)


def to_write(paragraph, title: str) -> None:
    from docx.oxml import OxmlElement

    control(paragraph, title, str(TO_WRITE), OxmlElement("w:text"))


def to_tick(paragraph, label: str, title: str) -> None:
    from docx.oxml import parse_xml

    box = parse_xml(
        '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    control(paragraph, title, TICK_EMPTY, box)
    paragraph.add_run(f" {label}")
