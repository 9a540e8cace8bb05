"""What an agreement calls its own parts. Every word that a page prints about a Compact comes from here or from its row."""

from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Terms:
    """The words of one Compact; the defaults are those of most local Compacts. A Compact stores only what differs."""

    agreement: str = "Compact"
    signatory: str = "signatory"
    signatories: str = "signatories"
    statutory: str = "public sector"
    voluntary: str = "voluntary and community sector"
    cross_sector: str = "both sectors"
    champion: str = "Champion"
    champions: str = "Champions"
    steering_group: str = "steering group"
    officer: str = "Compact officer"
    code: str = "code of practice"
    codes: str = "codes of practice"
    target: str = "Target"
    targets: str = "Targets"
    action: str = "action"
    actions: str = "actions"
    owner: str = "Organisation"
    panel: str = "panel"
    board: str = "partnership board"

    def sector(self, value: str) -> str:
        """The Compact's own name of a sector, from `Sector`'s stored value."""
        return {"statutory": self.statutory, "voluntary": self.voluntary}.get(value, self.cross_sector)


NAMES = frozenset(field.name for field in fields(Terms))


def unknown_terms(words: dict) -> list[str]:
    """The keys that name no term, sorted."""
    return sorted(set(words) - NAMES)


def all_terms(words: dict) -> dict:
    return asdict(Terms(**words))
