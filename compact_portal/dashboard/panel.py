"""One part of the page: what is counted in one room, and what of it is drawn."""

from dataclasses import dataclass, field

from compact_portal.documents.charts import Chart, single


@dataclass(frozen=True)
class Figure:
    """`share` of 100 is drawn; None where there is nothing to draw, or where a count is withheld and its words are drawn in place of a
    bar. `address` is empty where no page says more."""

    label: str
    said: str
    address: str = ""
    share: int | None = None
    withheld: bool = False


@dataclass(frozen=True)
class Panel:
    """`drawn` says of what the bars are a share."""

    id: str
    heading: str
    address: str
    explained: str
    figures: list[Figure] = field(default_factory=list)
    sentence: str = ""
    drawn: str = ""

    @property
    def chart(self) -> Chart | None:
        rows = [(figure.label, figure.share, figure.said) for figure in self.figures if figure.share is not None or figure.withheld]
        return single(id=f"chart-{self.id}", title=f"{self.heading}: {self.drawn}", rows=rows) if rows and self.drawn else None


def share_of(part: int, total: int) -> int:
    return round(100 * part / total) if total else 0
