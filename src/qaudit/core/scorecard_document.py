"""The scorecard as the document of `docs/commands.md`: plain values, ready for JSON.

Fractions are exact text, percentages rounded text or None.
"""

from decimal import Decimal

from qaudit.core.judging import Judgement
from qaudit.core.percent import exact
from qaudit.core.readings import write_reading
from qaudit.core.scoring import Profile, Scorecard, SectionScore, StandardScore
from qaudit.core.visits import Visit

Document = dict[str, object]


def scorecard_document(visit: Visit, card: Scorecard, language: str | None = None) -> Document:
    """The document of one visit's scorecard. `language` is that of the band's name."""
    return {
        "visit": visit.id,
        "pack": str(visit.pack),
        "digest": visit.digest,
        "scoring_version": card.scoring_version,
        "status": visit.status.value,
        **score_fields(card, language),
    }


def score_fields(card: Scorecard, language: str | None = None) -> Document:
    """The part of the document that follows from pack and readings alone."""
    return {
        "scoring_version": card.scoring_version,
        "complete": card.is_complete,
        "raw_percent": _percent(card.raw_percent),
        "final_percent": _percent(card.final_percent),
        "band": None if card.band is None else card.band.name.in_language(language),
        "outcome": None if card.outcome is None else card.outcome.value,
        "reasons": [{"rule": reason.rule, "code": reason.code} for reason in card.reasons],
        "sections": [_section(section) for section in card.sections],
        "standards": [_standard(scored) for scored in card.standards],
        "profiles": _profiles(card.profiles),
    }


def _section(section: SectionScore) -> Document:
    return {
        "code": section.section.code,
        "weight": exact(section.section.weight),
        "earned": exact(section.score.earned),
        "possible": exact(section.score.possible),
        "percent": _percent(section.percent),
    }


def _standard(scored: StandardScore) -> Document:
    share = scored.judgement.share
    return {
        "code": scored.standard.code,
        "verdict": scored.judgement.verdict.value,
        "share": None if share is None else exact(share),
        "earned": exact(scored.score.earned),
        "possible": exact(scored.score.possible),
        "reading": _reading(scored.judgement),
    }


def _reading(judgement: Judgement) -> str | None:
    return None if judgement.reading is None else write_reading(judgement.reading)


def _profiles(profiles: tuple[Profile, ...]) -> Document:
    document: dict[str, dict[str, object]] = {}
    for profile in profiles:
        document.setdefault(profile.tag, {})[profile.value] = {
            "earned": exact(profile.score.earned),
            "possible": exact(profile.score.possible),
            "percent": _percent(profile.percent),
        }
    return dict(document)


def _percent(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
