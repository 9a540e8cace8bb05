"""What an agreement calls its own parts. Every word that a page prints about a Compact comes from here or from its row."""

from dataclasses import dataclass, fields, replace

from django.utils.translation import get_language


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


# The usual words of an agreement in other languages than English. What a Compact chose itself stays as it was entered.
USUAL = {
    "cy": {
        "agreement": "Compact",
        "signatory": "llofnodwr",
        "signatories": "llofnodwyr",
        "statutory": "sector cyhoeddus",
        "voluntary": "sector gwirfoddol a chymunedol",
        "cross_sector": "y ddau sector",
        "champion": "Hyrwyddwr",
        "champions": "Hyrwyddwyr",
        "steering_group": "grŵp llywio",
        "officer": "swyddog y Compact",
        "code": "cod ymarfer",
        "codes": "codau ymarfer",
        "target": "Targed",
        "targets": "Targedau",
        "action": "cam gweithredu",
        "actions": "camau gweithredu",
        "owner": "Sefydliad",
        "panel": "panel",
        "board": "bwrdd y bartneriaeth",
    }
}
NAMES = frozenset(field.name for field in fields(Terms))


def terms_of(words: dict) -> Terms:
    """In the language that is being spoken, with a Compact's own `words` in place of the usual. One that is called otherwise, such as
    Covenant, has an officer of that name until it says differently.
    """
    terms = Terms(**(USUAL.get(get_language() or "", {}) | words))
    if "agreement" in words and "officer" not in words:
        return replace(terms, officer=terms.officer.replace(Terms.agreement, terms.agreement))
    return terms


def unknown_terms(words: dict) -> list[str]:
    """The keys that name no term, sorted."""
    return sorted(set(words) - NAMES)
