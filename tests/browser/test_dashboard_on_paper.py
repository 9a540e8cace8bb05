"""The dashboard as a paper for a meeting, as Chromium prints it."""

import io
import re
import subprocess

import pikepdf

from actionplans.models import Action, Plan, Target
from tests.cast import organisation

ADDRESS = "/wealdshire/dashboard/"


def test_dashboard_prints_as_a_paper(cast, page, enter):
    """No menu and no button; each panel whole, with its heading, drawing and table on one sheet."""
    for n in range(30):
        organisation(cast.compact, f"Group {n}", "voluntary", "charity")
    plan = Plan.objects.create(compact=cast.compact, label="Plan", period="2009", starts_on="2009-01-01", ends_on="2009-12-31", status="adopted")
    target = Target.objects.create(plan=plan, number=1, text="T")
    for n, status in enumerate(["planned", "completed", "under_way", "deferred", "dropped"], 1):
        Action.objects.create(target=target, number=n, text=f"Act {n}", status=status)
    enter(cast.officer)
    page.goto(ADDRESS)
    headings = page.locator("main h2").all_inner_texts()
    pdf = page.pdf(format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) <= 3
    sheets = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode().split("\f")
    sheets = [" ".join(sheet.split()) for sheet in sheets if sheet.strip()]
    whole = " ".join(sheets)
    for hidden in ("Your tasks", "Sign out", "Skip to main content", "The whole list", "What is kept"):
        assert hidden not in whole, hidden
    assert [heading for heading in headings if " ".join(heading.split()) not in whole] == []
    of_the_plan = next(sheet for sheet in sheets if "Of 5 things promised" in sheet)
    for words in ("Plan", "Not started yet", "Put off", "Given up", "20%"):  # the drawing's letters and the last row of the table
        assert words in of_the_plan, words
    assert not any(sheet.endswith(heading) for sheet in sheets for heading in headings), "no heading stands alone at a sheet's end"
    page.emulate_media(media="print")
    for panel in page.locator(".portal-panel").all():
        assert panel.evaluate("one => getComputedStyle(one).breakInside") == "avoid"
    drawn = page.locator(".portal-panel svg").first
    assert drawn.is_visible() and re.search("Signatories|Champions", drawn.text_content())
