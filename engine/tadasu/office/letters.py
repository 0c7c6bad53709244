"""How much room a text takes in a cell of a spreadsheet."""

import unicodedata


def wide(text: str) -> int:
    """Half-width letters that a text takes the room of (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
