"""What a new paper can begin with: styles that ship as starting content, and the templates that an agreement keeps of its own."""

import tomllib
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reviews.models import BackgroundPaper, Consulted, Paper, PaperPart, Recommendation
from signatories.models import Compact

CONTENT = Path(__file__).parents[1] / "content"
STARTING = {
    "partnership": _("Partnership style, for first findings"),
    "report": _("Partnership style, for the finished report"),
    "council": _("Council style"),
}
LAYOUT = ["numbering", "header", "recommendation_heading", "stem", "council_tables"]
PART = ["kind", "live", "text", "items", "marks", "after", "numbered", "tag", "heading_number", "prefix"]


def from_starting_content(name: str, *, compact: Compact, **facts) -> Paper:
    """A row with its parts; `facts` are fields of the paper."""
    content = tomllib.loads((CONTENT / f"paper-{name}.toml").read_text())
    return from_content(content, compact=compact, **facts)


@transaction.atomic
def from_content(content: dict, *, compact: Compact, **facts) -> Paper:
    """`content` has the keys of a starting content file, and may hold more facts of the paper, background and advice."""
    rows = {key: content.get(key, []) for key in ("parts", "recommendations", "background", "consulted")}
    plain = {key: value for key, value in content.items() if key not in rows}
    paper = Paper.objects.create(compact=compact, **plain | facts)
    PaperPart.objects.bulk_create(PaperPart(paper=paper, number=number, **part) for number, part in enumerate(rows["parts"], 1))
    for model, name in ((Recommendation, "recommendations"), (BackgroundPaper, "background"), (Consulted, "consulted")):
        label = "text" if model is Recommendation else "title"
        entries = [entry if isinstance(entry, dict) else {label: entry} for entry in rows[name]]
        model.objects.bulk_create(model(paper=paper, number=number, **entry) for number, entry in enumerate(entries, 1))
    return paper


@transaction.atomic
def copy_of(source: Paper, **facts) -> Paper:
    """The layout, the text and the recommendations of `source`, with other `facts`. Who was consulted is asked anew, by post."""
    paper = Paper.objects.create(compact=source.compact, **{name: getattr(source, name) for name in LAYOUT} | facts)
    PaperPart.objects.bulk_create(
        PaperPart(paper=paper, number=part.number, **{name: getattr(part, name) for name in PART}) for part in source.parts.all()
    )
    Recommendation.objects.bulk_create(
        Recommendation(paper=paper, number=one.number, text=one.text, tag=one.tag) for one in source.recommendations.all()
    )
    Consulted.objects.bulk_create(Consulted(paper=paper, number=one.number, title=one.title) for one in source.consulted.all())
    return paper
