"""What a test reads out of a tagged PDF."""

import io
import re
import subprocess

import pikepdf


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(document: pikepdf.Pdf) -> list[tuple[str, pikepdf.Dictionary]]:
    """(type, element) of every structure element, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S).lstrip("/"), node))
            if "/K" in node:
                walk(node.K)

    walk(document.Root.StructTreeRoot.K)
    return found


def marks_without_owner(document: pikepdf.Pdf) -> int:
    """Marks in the pages' content that belong to no element of the tree: a screen reader would not know what they are."""
    live = {element.objgen for _, element in elements(document)}
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    lost = 0
    for page in document.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                lost += owners[int(page.StructParents)][int(operands[1].MCID)].objgen not in live
    return lost


def pagination_artefacts(document: pikepdf.Pdf) -> list[int]:
    """How many artefacts of pagination each page has."""
    return [
        sum(
            str(operator) == "BDC" and str(operands[0]) == "/Artifact" and operands[1].get("/Type") == "/Pagination"
            for operands, operator in pikepdf.parse_content_stream(page)
        )
        for page in document.pages
    ]


def pages_of_text(pdf: bytes) -> list[str]:
    """The text of each page as pdftotext (poppler-utils) reads it, laid out in lines."""
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)
