"""What a check of a pack came to, in numbers."""

from qaudit.speech import ngettext


def check_summary(faults: int, warnings: int, accepted: int) -> str:
    """`2 problems, 1 warning`, and how many warnings the pack accepts, where it does."""
    counts = [
        ngettext("{n} problem", "{n} problems", faults),
        ngettext("{n} warning", "{n} warnings", warnings),
    ]
    if accepted:
        counts.append(ngettext("{n} warning accepted", "{n} warnings accepted", accepted))
    return ", ".join(counts)
