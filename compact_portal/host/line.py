"""What the host's page is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing looked at. `well` None says that there is nothing to judge."""

    what: str
    found: str
    well: bool | None = True
    remedy: str = ""
