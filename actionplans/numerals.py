"""Roman numerals, made from places: a numeral that somebody typed may be there twice (domain.md Q4)."""

ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
]  # fmt: skip


def roman(number: int) -> str:
    """1 is "i", 14 is "xiv". Whole numbers from 1 to 3,999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"{number} has no roman numeral.")
    numeral = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral
