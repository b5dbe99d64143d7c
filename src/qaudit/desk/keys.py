"""Codes and aliases that people choose."""

from qaudit.core.text import printable
from qaudit.errors import UsageError
from qaudit.speech import _

LONGEST_KEY = 60


def checked_key(key: str, refusal: str) -> str:
    """The key without blanks around it. Raises `UsageError` with the pattern `refusal`, which has a {key}."""
    cleaned = key.strip()
    if (
        not cleaned
        or len(cleaned) > LONGEST_KEY
        or not cleaned.isprintable()
        or any(mark.isspace() for mark in cleaned)
    ):
        shown = printable(key, one_line=True)[:80]
        raise UsageError(
            _(refusal, key=shown),
            _("use 1 to 60 letters, digits and hyphens, no blanks"),
        )
    return cleaned
