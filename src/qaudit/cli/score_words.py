"""A scorecard document in lines for people: score, band, outcome, and why, in words."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from qaudit.cli.output import Row
from qaudit.core.percent import decimal_text
from qaudit.core.scoring import Scorecard
from qaudit.core.standards import Pack
from qaudit.core.walk import Walk
from qaudit.wording.phrases import plain
from qaudit.wording.scores import why

SECTION_HEADS = ("SECTION", "TITLE", "WEIGHT", "EARNED", "POSSIBLE", "SCORE")
PROFILE_HEADS = ("TAG", "VALUE", "EARNED", "POSSIBLE", "SCORE")


def score_lines(document: Mapping[str, Any], pack: Pack, card: Scorecard) -> Iterator[str]:
    """Score, band, outcome and every reason, in the words of the report."""
    is_open = document["status"] == "open"
    final, raw = document["final_percent"], document["raw_percent"]
    yield f"{'score so far' if is_open else 'score':<14}{_percent(final)}"
    if raw != final:
        yield f"{'raw score':<14}{_percent(raw)}"
    if document["band"] is not None:
        yield f"{'band':<14}{document['band']}"
    if document["outcome"] is not None:
        yield f"{'outcome':<14}{document['outcome']}"
    for reason in why(pack, card, None):
        yield f"{'because':<14}{plain(reason.reason)}"
        yield from (f"{'':<14}{plain(item)}" for item in reason.items)


def progress_line(walk: Walk) -> str:
    """What a score so far stands on."""
    progress = walk.progress
    return (
        f"{'answered':<14}{progress.settled} of {progress.asked}; a score so far counts only what is answered"
    )


def section_rows(document: Mapping[str, Any], pack: Pack) -> list[Row]:
    """Each section with its points."""
    titles = {section.code: str(section.title) for section in pack.sections}
    return [
        (
            section["code"],
            titles[section["code"]],
            _points(section["weight"]),
            _points(section["earned"]),
            _points(section["possible"]),
            _percent(section["percent"]),
        )
        for section in document["sections"]
    ]


def profile_rows(document: Mapping[str, Any], tags: tuple[str, ...] = ("layer", "dimension")) -> list[Row]:
    """The layers and dimensions with their points."""
    return [
        (tag, value, _points(score["earned"]), _points(score["possible"]), _percent(score["percent"]))
        for tag in tags
        for value, score in document["profiles"].get(tag, {}).items()
    ]


def _percent(written: str | None) -> str:
    return "unscored" if written is None else f"{written} %"


def _points(written: str) -> str:
    return decimal_text(Fraction(written))
