"""This year's released figures beside last year's. Both releases are public already; nothing else is looked at.

Two figures stand side by side only where each release shows its own, the question was asked in the same words with the same
options, the groups are made of the same sectors, and at least the floor of organisations changed: that many answered in one of
the two years only, in every group that is compared. With fewer, the difference would speak of those few. For the same reason
those who came and those who went must each be nobody, or as many as the floor.
"""

from dataclasses import dataclass

from compact_portal.releasing.rules import ALL


@dataclass(frozen=True)
class Changed:
    """How many organisations answered in the later year only, and how many in the earlier only."""

    came: int = 0
    went: int = 0

    def __add__(self, other: "Changed") -> "Changed":
        return Changed(self.came + other.came, self.went + other.went)

    def are_enough(self, floor: int) -> bool:
        return self.came + self.went >= floor and not any(0 < count < floor for count in (self.came, self.went))


def with_last_year(figures: dict, before: dict, *, year: int, changed: dict[str, Changed]) -> dict:
    """`figures` with `before` in each group and option that may be compared, and which groups these are.

    `changed` is by sector, `before` last year's figures.
    """
    groups = comparable_groups(figures, before, changed)
    earlier = {question["key"]: question for question in before["questions"]}
    questions = [
        beside(question, earlier[question["key"]], groups) if same_question(question, earlier.get(question["key"])) else question
        for question in figures["questions"]
    ]
    return figures | {"questions": questions, "compared": {"year": year, "groups": groups}}


def comparable_groups(figures: dict, before: dict, changed: dict[str, Changed]) -> list[str]:
    """`all`, and the groups where both years have the same: none, all together, or every one, so that no rest is left over."""
    floor = max(figures["floor"], before["floor"])
    if "none" in (figures["level"], before["level"]) or not sum(changed.values(), Changed()).are_enough(floor):
        return []
    keys = [group["key"] for group in figures["groups"]]
    same = keys == [group["key"] for group in before["groups"]]
    if same and keys and all(together(changed, key).are_enough(floor) for key in keys):
        return [ALL, *keys]
    return [ALL]


def together(changed: dict[str, Changed], key: str) -> Changed:
    return sum((changed.get(sector, Changed()) for sector in key.split("+")), Changed())


def same_question(now: dict, then: dict | None) -> bool:
    """Whether it was asked in the same words, with the same answers to choose from."""
    return then is not None and (now["text"], now["kind"], now["asked"]) == (then["text"], then["kind"], then["asked"])


def beside(now: dict, then: dict, groups: list[str]) -> dict:
    earlier = {group["key"]: group for group in then["groups"]}
    return now | {
        "groups": [compared(group, earlier[group["key"]]) if group["key"] in groups and group["key"] in earlier else group for group in now["groups"]]
    }


def compared(now: dict, then: dict) -> dict:
    """A group with what it said last year: agreement, and the share of each option that both years show."""
    shares = {option["value"]: option for option in then["options"]}
    options = [option | {"before": told(shares[option["value"]])} if option["value"] in shares else option for option in now["options"]]
    agreement = {"share": then["agree_share"], "words": then["agree_words"] or ""}
    return now | {"options": options, "before": agreement if any(agreement.values()) and says_agreement(now) else None}


def told(option: dict) -> dict | None:
    return {"share": option["share"], "words": option["words"]} if option["share"] is not None or option["words"] else None


def says_agreement(group: dict) -> bool:
    return group["agree_share"] is not None or bool(group["agree_words"])
