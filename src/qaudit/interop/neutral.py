"""Cells of a text table that a spreadsheet would take for a formula, written so that it does not.

An apostrophe ahead makes them text; whoever reads such a table here gets the cell without it. Source: OWASP, CSV
injection.
"""

import re

_TAKEN_FOR_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?", re.ASCII)


def neutral(cell: str) -> str:
    """The cell as it is written; a plain number stays a number.

    >>> neutral("=1+1"), neutral("-5"), neutral("plain")
    ("'=1+1", '-5', 'plain')
    """
    if _TAKEN_FOR_FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def as_meant(cell: str) -> str:
    """The cell without the apostrophe that `neutral` put ahead."""
    return cell[1:] if _NEUTRAL.match(cell) else cell
