"""Who must have a second factor. Rooms above add their own roles here, so that this room need not know them."""

from collections.abc import Callable

RULES: list[Callable] = [lambda user: user.is_staff or user.is_superuser]


def require_second_factor_when(rule: Callable) -> None:
    """Register `rule(user) -> bool`; called from the ready() of an app above."""
    RULES.append(rule)


def needs_second_factor(user) -> bool:
    return any(rule(user) for rule in RULES)
