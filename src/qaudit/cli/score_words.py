"""A scorecard document in lines for people: score, band, outcome, and why, in words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qaudit.cli.output import Row, labelled
from qaudit.core.lifecycle import WRITABLE
from qaudit.core.percent import decimal_text
from qaudit.core.scoring import Outcome, Scorecard
from qaudit.core.standards import Pack
from qaudit.core.visits import VisitStatus
from qaudit.core.walk import Walk
from qaudit.speech import _, language
from qaudit.wording.names import outcome_name
from qaudit.wording.phrases import plain
from qaudit.wording.scores import why
from qaudit.wording.values import percent_words

_UNFINISHED = frozenset(status.value for status in (VisitStatus.PLANNED, *WRITABLE))
LABELS = 14
"""Cells for the labels, at least."""


def section_heads() -> tuple[str, ...]:
    """The heads of `section_rows`."""
    return _("SECTION"), _("TITLE"), _("WEIGHT"), _("EARNED"), _("POSSIBLE"), _("SCORE")


def profile_heads() -> tuple[str, ...]:
    """The heads of `profile_rows`."""
    return _("TAG"), _("VALUE"), _("EARNED"), _("POSSIBLE"), _("SCORE")


def score_rows(document: Mapping[str, Any], pack: Pack, card: Scorecard) -> Iterator[tuple[str, str]]:
    """Score, band, outcome and every reason, each with its label, in the words of the report."""
    is_open = document["status"] in _UNFINISHED
    final, raw = document["final_percent"], document["raw_percent"]
    yield _("score so far") if is_open else _("score"), _percent(final)
    if raw != final:
        yield _("raw score"), _percent(raw)
    if document["band"] is not None:
        band = None if card.band is None else card.band.name.in_language(language())
        yield _("band"), band or document["band"]
    if document["outcome"] is not None:
        yield _("outcome"), outcome_name(Outcome(document["outcome"]))
    for reason in why(pack, card, language()):
        yield _("because"), plain(reason.reason)
        yield from (("", plain(item)) for item in reason.items)


def score_lines(document: Mapping[str, Any], pack: Pack, card: Scorecard) -> list[str]:
    """`score_rows` as lines."""
    return labelled(score_rows(document, pack, card), LABELS)


def progress_row(walk: Walk) -> tuple[str, str]:
    """What a score so far stands on."""
    progress = walk.progress
    return _("answered"), _(
        "{answered} of {asked}; a score so far counts only what is answered",
        answered=progress.settled,
        asked=progress.asked,
    )


def section_rows(document: Mapping[str, Any], pack: Pack) -> list[Row]:
    """Each section with its points."""
    titles = {section.code: section.title.in_language(language()) for section in pack.sections}
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
    return _("unscored") if written is None else plain(percent_words(Decimal(written)))


def _points(written: str) -> str:
    return decimal_text(Fraction(written))
