"""Lists of a Word document that number themselves, so that whoever edits it further keeps right numbers."""

import re

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # a text of long ago may hold one; Word refuses the whole file


def new_list(document, kind: str, text: str, *, start: int = 1, left: int = 567, hanging: int = 425) -> int:
    """A list of its own in the document's numbering, so that it does not count on from the one before. Returns its id.

    `kind` is Word's name of the marks (decimal, lowerLetter, bullet), `text` the mark as printed, with %1 for the count. `left` and
    `hanging` are in twentieths of a point.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    numbering = document.part.numbering_part.element
    abstracts = numbering.findall(f"{{{numbering.nsmap['w']}}}abstractNum")
    number = 1 + max((int(a.get(f"{{{numbering.nsmap['w']}}}abstractNumId")) for a in abstracts), default=0)
    level = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0">{level}<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    abstracts[-1].addnext(abstract)  # Word wants all abstract ones before the lists themselves
    return numbering.add_num(number).numId


def put_in_list(paragraph, number_of_list: int):
    """Make `paragraph` the next entry of the list that `new_list` made."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", 0), ("w:numId", number_of_list)):
        part = OxmlElement(name)
        part.set(qn("w:val"), str(value))
        numbering.append(part)
    paragraph._p.get_or_add_pPr().append(numbering)
    return paragraph
