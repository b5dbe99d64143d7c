"""Words that a person gives with a deed: a reason, a remark, an answer."""

from qaudit.core.text import storable
from qaudit.errors import UsageError
from qaudit.speech import _, ngettext

MOST_WORDS = 4000


def needed(words: str, message: str, hint: str = "") -> str:
    """The words as they are kept. Raises `UsageError`: with `message` for none, with their number for too many."""
    cleaned = storable(words.strip())
    if not cleaned:
        raise UsageError(message, hint)
    return limited(cleaned)


def limited(words: str) -> str:
    """The words as they are kept, or none. Raises `UsageError` where they are too many: nothing is cut."""
    cleaned = storable(words.strip())
    if len(cleaned) > MOST_WORDS:
        raise UsageError(
            ngettext("The text has {n} character", "The text has {n} characters", len(cleaned)),
            _("keep it under {most}; attach the rest as a file", most=MOST_WORDS),
        )
    return cleaned
