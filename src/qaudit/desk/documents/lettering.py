"""What documents lack of letters, for those who ask for documents."""

from qaudit.reports.lettering import Lack, Noticed, lacks, noticing

__all__ = ["Lack", "Noticed", "has_font_by_now", "lacks", "noticing"]


def has_font_by_now(characters: str) -> bool:
    """Whether a font that came since has any of these characters."""
    if not characters:
        return False
    from qaudit.reports.font_coverage import coverage_of_machine

    coverage = coverage_of_machine()
    return coverage.is_known and coverage.lacks(set(characters)) != set(characters)
