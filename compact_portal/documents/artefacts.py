"""The last step of a PDF: what WeasyPrint tags wrongly is put right.

Running heads and page numbers stand in the page's content under marks that no part of the structure tree owns. PDF/UA
wants them as artefacts, which a screen reader passes over. A link's description is its bare address: it becomes the
link's words. A heading cell of a table is told which way it heads.
"""

import io
import re

# WeasyPrint writes a mark as "/Span <</MCID 12>> BDC". Text is written in hexadecimal, so this never matches inside it.
MARK = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")
PAGINATION = b"/Artifact <</Type /Pagination>> BDC"


def finish(pdf: bytes, links: dict[str, str]) -> bytes:
    """`pdf` with pagination artefacts and speaking links; `links` is {address: words}."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        owners = owners_of_marks(document)
        live = elements_in_tree(document)
        for page in document.pages:
            mark_pagination(document, page, owners, live)
            describe_links(page, links)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def owners_of_marks(document) -> dict[int, list]:
    """{key of a page: the structure element of each of its marks}."""
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}


def elements_in_tree(document) -> set:
    """The object numbers of all structure elements that hang in the tree. On the way, heading cells get their scope."""
    from pikepdf import Array, Dictionary, Name

    found, waiting = set(), [(document.Root.StructTreeRoot.K, False)]
    while waiting:
        element, in_head = waiting.pop()
        if isinstance(element, Array):
            waiting.extend((kid, in_head) for kid in element)
        elif isinstance(element, Dictionary) and (kind := element.get("/S")) is not None:
            found.add(element.objgen)
            if kind == Name.TH:
                element.A = Dictionary(O=Name.Table, Scope=Name.Column if in_head else Name.Row)
            if "/K" in element:
                waiting.append((element.K, in_head or kind == Name.THead))
    return found


def mark_pagination(document, page, owners: dict, live: set) -> None:
    marks = owners[int(page.StructParents)]

    def mark(match):
        return match[0] if marks[int(match[1])].objgen in live else PAGINATION

    before = b"\n".join(part.read_bytes() for part in page.Contents) if page.Contents._type_name == "array" else page.Contents.read_bytes()
    after = MARK.sub(mark, before)
    if after != before:
        page.Contents = document.make_stream(after)


def describe_links(page, links: dict[str, str]) -> None:
    for note in page.get("/Annots", ()):
        if note.get("/Subtype") == "/Link":
            address = str(note.get("/Contents", ""))
            note.Contents = links.get(address, address)
