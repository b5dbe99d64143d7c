"""Traps stay between the brand's office and its reviewers: no report that others get has a word of them."""

from dataclasses import replace

from qaudit.core.scoring import Scorecard, SectionScore


def without_traps(card: Scorecard) -> Scorecard:
    """The scorecard for print: without its traps, and without sections that hold nothing else. No score changes."""
    traps = {scored.standard.code for scored in card.standards if scored.standard.is_trap}
    if not traps:
        return card
    sections = [_without(section) for section in card.sections]
    return replace(
        card,
        sections=tuple(section for section in sections if section.standards or section.score.possible),
        reasons=tuple(reason for reason in card.reasons if reason.code not in traps),
    )


def _without(section: SectionScore) -> SectionScore:
    return replace(
        section, standards=tuple(scored for scored in section.standards if not scored.standard.is_trap)
    )
