"""What never changes is drawn once by each process and kept: once for each language in which it is asked for."""

from collections.abc import Callable
from functools import lru_cache, wraps

from django.utils.translation import get_language


def drawn_once(most: int) -> Callable:
    """`lru_cache` for what speaks to a reader, who must not get it in the language of whoever asked first. `most` counts each language."""

    def keep(draw: Callable) -> Callable:
        @lru_cache(maxsize=most)
        def in_language(language: str | None, *what):
            return draw(*what)

        @wraps(draw)
        def drawn(*what):
            return in_language(get_language(), *what)

        return drawn

    return keep
