"""Whether the terminal puts right-to-left text in order itself, and the sequences that tell it not to. Pure.

There is no way to ask a terminal, so it goes by what terminals tell of themselves in the environment.
"""

from collections.abc import Mapping

LEAVE_ORDER, TAKE_ORDER = "\x1b[8l", "\x1b[8h"
"""Bidirectional support of ECMA-48 off (the program orders) and on. Terminals without it ignore them."""
_ORDERING_TERMS = ("mlterm", "putty")
_MULTIPLEXERS = ("screen", "tmux")
_FIRST_ORDERING_VTE = 5800


def is_ordered_by_app(bidi: str, signs: Mapping[str, str]) -> bool:
    """Whether the app orders. `bidi` is the setting (`auto` goes by the terminal), `signs` are its variables."""
    if bidi != "auto":
        return bidi == "app"
    term = signs.get("TERM", "")
    return not (
        "KONSOLE_VERSION" in signs
        or signs.get("TERM_PROGRAM") == "Apple_Terminal"
        or term.startswith(_ORDERING_TERMS)
        or (_orders_as_vte(signs) and term.startswith(_MULTIPLEXERS))
    )


def _orders_as_vte(signs: Mapping[str, str]) -> bool:
    """VTE can be told not to order, but not through a multiplexer, which keeps the sequence to itself."""
    version = signs.get("VTE_VERSION", "")
    return version.isascii() and version.isdecimal() and int(version) >= _FIRST_ORDERING_VTE
