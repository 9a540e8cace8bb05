"""Where something encrypted belongs. A text that is moved to another row, field, case or version does not open there."""

import json
from dataclasses import dataclass

APPLICATION = "compact-portal/disputes"


@dataclass(frozen=True)
class Place:
    """One field of one row. `version` counts how often the row was written: an older text under a newer number does not open."""

    case: str
    table: str
    row: str
    field: str
    version: int

    def bound(self, kind: str, form: int) -> bytes:
        """What is authenticated beside the ciphertext: the same bytes for the same place, for ever."""
        return json.dumps([APPLICATION, kind, form, self.case, self.table, self.row, self.field, self.version], separators=(",", ":")).encode()
