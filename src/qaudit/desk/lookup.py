"""Standards of a visit, found by words of theirs."""

from qaudit.core.standards import Standard
from qaudit.core.walk import Walk


def find_in(walk: Walk, words: str) -> tuple[Standard, ...]:
    """Standards whose code or text has all of `words`; an exact code first, then pack order."""
    terms = words.casefold().split()
    found = [
        standard for standard in walk.pack.standards if all(term in _searched(standard) for term in terms)
    ]
    return tuple(sorted(found, key=lambda standard: standard.code.casefold() != words.strip().casefold()))


def _searched(standard: Standard) -> str:
    texts = " ".join(words for _, words in standard.text.entries)
    return f"{standard.code} {texts}".casefold()
