"""One page in plain words, for everybody. Editors write it; the figures in it stay those of the records until the report is proposed."""

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from compact_portal.documents.markdown import to_html
from reviews.report.printed import Part, Printed, safe
from reviews.report.process import board_of
from reviews.report.sources.outlook import figures_of
from reviews.report.year import Year

# Names in braces are replaced by figures and by the agreement's own words.
STARTING_TEXT = gettext_lazy("""\
# What this is about

{agreement} is a promise. Public bodies and voluntary groups promise to work well together.

# Who takes part

- {signatories} organisations have signed the promise.
- {champions} people look after it. They are called {champions_called}.

# What we did

- We wanted to do {targets} things this year.
- We can tell you about {achievements} things that were done.

# What people told us

- We asked everybody who has signed.
- {answered} organisations answered.
- Nobody can find out who said what.

# What happens next

- We read this report to {board}.
- What we learnt goes into the next plan.
""")  # fmt: skip


def words_of(year: Year) -> dict[str, str]:
    """What may stand in braces."""
    figures = figures_of(year)
    return {
        "agreement": capfirst(year.compact.called),
        "champions_called": year.compact.terms.champions,
        "board": board_of(year.compact),
        "signatories": figures["signatories"],
        "champions": figures["champions"],
        "targets": figures["targets"],
        "achievements": figures["achievements"],
        "answered": figures["answered"] if figures["answered"].startswith("Fewer") else gettext("About %(count)s") % {"count": figures["answered"]},
    }


def easy_read(year: Year, text: str = "") -> Printed:
    """`text` is the editors' own; nothing in it gives the starting text."""
    text = text.strip() or str(STARTING_TEXT)
    for name, words in words_of(year).items():
        text = text.replace(f"{{{name}}}", words)
    html = to_html(text).replace("<h3", "<h2").replace("</h3>", "</h2>")
    title = gettext("%(agreement)s %(review)s: the year in plain words") % {"agreement": year.compact.name, "review": year.review.label}
    return Printed(title, year.compact.name, "", parts=[Part("plain-words", "", safe(html))])
