"""Codes for what has none: sections by the first letters of their titles, standards by section and number."""

import re
import unicodedata

from qaudit.interop.naming import Names, plain_name

_LETTERS = 3


def section_code(title: str, names: Names, number: int) -> str:
    """`ARR` for "Arrival"; `S2` where the title has no Latin letters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    letters = "".join(re.findall(r"[A-Za-z0-9]", plain))[:_LETTERS].upper()
    return names.give(letters if len(letters) == _LETTERS else f"S{number}", f"S{number}")


def standard_code(section: str, number: int, names: Names) -> str:
    """`ARR-07`."""
    return names.give(f"{section[:35]}-{number:02}")


def code_of(cell: str) -> str:
    """A code that somebody wrote, as codes are written here: blanks and signs become hyphens."""
    return plain_name(cell)
