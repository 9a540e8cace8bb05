"""Administration of what the reviews keep for good. Nothing that belongs to answers is registered here."""

from reviews import admin_board  # noqa: F401  registers
