"""Words that the portal offers for a case passphrase: four of the EFF's long list of 7,772 plain words, drawn at random."""

import secrets
from functools import cache

WORDS = 4  # 51 bits; with the pepper and 64 MiB for each try, years of a thousand machines (security.md 4.3)


@cache
def known_words() -> list[str]:
    from xkcdpass import xkcd_password

    return xkcd_password.generate_wordlist(wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=3, max_length=9)


def four_words() -> str:
    return " ".join(secrets.choice(known_words()) for _ in range(WORDS))
