"""How names are written in pack files: one pattern each for the checker and for the JSON Schema.

They are plain enough to mean the same in Python, in Rust's regex and in an editor's ECMAScript.
"""

import re

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
EDITION = "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
BASE = "^[a-z0-9]+(-[a-z0-9]+)*@[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"
NAME = r"^[^\s!-,:-@\[-^`{-~]{1,40}$"
"""Codes, keys, facts, events, tags: letters of any script, digits, and of ASCII's signs only - . / and _"""
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
COLOUR = "^#[0-9A-Fa-f]{6}$"
TIME = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"
STEP = "^(0|-?[1-9][0-9]{0,8})$"
WARNING = "^P[0-9]{3}$"
"""The code of a warning."""
LONGEST_TEXT = 2000
"""Characters."""


def fits(pattern: str, words: str) -> bool:
    """Whether the whole of `words` is written as the pattern says."""
    return re.fullmatch(pattern, words) is not None
