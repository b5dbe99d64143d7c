"""What documents lack of letters and of contrast, for those who ask for documents."""

from qaudit.reports.lettering import Lack, Noticed, lacks, noticing, pale_words

__all__ = ["Lack", "Noticed", "has_font_by_now", "lacks", "noticed_words", "noticing", "pale_words"]


def noticed_words(noticed: Noticed) -> tuple[str, ...]:
    """All that was noticed, a sentence for each."""
    pale = (pale_words(colour, darker) for colour, darker in noticed.colours.items())
    return (*(lack.sentence for lack in lacks(noticed.characters)), *pale)


def has_font_by_now(characters: str) -> bool:
    """Whether a font that came since has any of these characters."""
    if not characters:
        return False
    from qaudit.reports.font_coverage import coverage_of_machine

    coverage = coverage_of_machine()
    return coverage.is_known and coverage.lacks(set(characters)) != set(characters)
