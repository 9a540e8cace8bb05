"""What was read out of a plan's table, as plain records. No database here."""

from dataclasses import dataclass, field

from django.utils.translation import gettext

from actionplans.by_when import ByWhen
from actionplans.periods import Period
from signatories.terms import Terms


@dataclass(frozen=True)
class Around:
    """What a table is read against: the plan's period, and the agreement's own words, which may be its headings."""

    period: Period
    terms: Terms


@dataclass
class ReadAction:
    """`status` is "" where the table says nothing of it."""

    text: str
    notes: list[tuple[str, object]]
    owners: str
    by_when: ByWhen
    completed: bool = False
    status: str = ""


@dataclass
class ReadTarget:
    number: int
    text: str
    future: bool = False
    outcomes: list[str] = field(default_factory=list)
    actions: list[ReadAction] = field(default_factory=list)
    achievements: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.same_words = self.text.casefold()


class Targets(dict):
    """Targets by number; the same are found by their words too."""

    def __init__(self):
        super().__init__()
        self.by_words = {}
        self.highest = 0

    def add(self, target: ReadTarget) -> ReadTarget:
        self[target.number] = target
        self.by_words.setdefault(target.same_words, target)
        self.highest = max(self.highest, target.number)
        return target


@dataclass
class ReadRow:
    """How one row was understood: as an action or achievement of a target, as nothing, or not at all.

    `problems` and `remarks` are pairs of a column, or "", and a sentence. `left_out` is the reason why the row is no part of the plan.
    """

    place: str
    written: list[str] = field(default_factory=list)
    target: ReadTarget | None = None
    action: ReadAction | None = None
    achievement: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    left_out: str = ""

    @property
    def where(self) -> str:
        """The place without the file's name: "row 12"."""
        return self.place.rpartition(", ")[2].removeprefix("row ")

    def sentences(self, found: list[tuple[str, str]]) -> list[str]:
        return [f"{self.place}{f', “{column}”:' if column else ''} {sentence}" for column, sentence in found]


@dataclass
class ReadPlan:
    """`remarks_on_file` are sentences about the whole file; those on rows stand with their rows."""

    targets: list[ReadTarget] = field(default_factory=list)
    rows: list[ReadRow] = field(default_factory=list)
    remarks_on_file: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[str]:
        return [sentence for row in self.rows for sentence in row.sentences(row.problems)]

    @property
    def left_out(self) -> list[str]:
        return [gettext("%(place)s was left out: %(reason)s.") % {"place": row.place, "reason": row.left_out} for row in self.rows if row.left_out]

    @property
    def remarks(self) -> list[str]:
        return self.remarks_on_file + [sentence for row in self.rows for sentence in row.sentences(row.remarks)]

    @property
    def actions(self) -> list[ReadAction]:
        return [action for target in self.targets for action in target.actions]

    def figures(self) -> dict[str, int]:
        return {
            "targets": sum(not target.future for target in self.targets),
            "actions": len(self.actions),
            "completed": sum(action.completed for action in self.actions),
            "ongoing": sum(action.by_when.ongoing for action in self.actions),
            "outcomes": sum(len(target.outcomes) for target in self.targets),
            "achievements": sum(len(target.achievements) for target in self.targets if not target.future),
            "future_considerations": sum(len(target.achievements) for target in self.targets if target.future),
        }
