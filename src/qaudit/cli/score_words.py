"""A scorecard document in lines for people: score, band, outcome, and why, in words."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from qaudit.cli.output import Row
from qaudit.core.percent import decimal_text
from qaudit.core.standards import CriticalMode, Pack, ScoringPolicy
from qaudit.core.walk import Walk

SECTION_HEADS = ("SECTION", "TITLE", "WEIGHT", "EARNED", "POSSIBLE", "SCORE")
PROFILE_HEADS = ("TAG", "VALUE", "EARNED", "POSSIBLE", "SCORE")


def score_lines(document: Mapping[str, Any], pack: Pack) -> Iterator[str]:
    """Score, band, outcome and every reason."""
    is_open = document["status"] == "open"
    final, raw = document["final_percent"], document["raw_percent"]
    yield f"{'score so far' if is_open else 'score':<14}{_percent(final)}"
    if raw != final:
        yield f"{'raw score':<14}{_percent(raw)}"
    if document["band"] is not None:
        yield f"{'band':<14}{document['band']}"
    if document["outcome"] is not None:
        yield f"{'outcome':<14}{document['outcome']}"
    for reason in document["reasons"]:
        yield f"{'because':<14}{_reason(reason['rule'], reason['code'], document, pack)}"


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


def _reason(rule: str, code: str, document: Mapping[str, Any], pack: Pack) -> str:
    if rule == "S12":
        text = next(str(standard.text) for standard in pack.standards if standard.code == code)
        return f"{code} is critical and was missed{_consequence(pack.scoring)}: {text}"
    if rule == "S13":
        section = next(section for section in pack.sections if section.code == code)
        found = next(row["percent"] for row in document["sections"] if row["code"] == code)
        gate = decimal_text(section.gate) if section.gate is not None else ""
        return f"section {code} ({section.title}) has {_percent(found)}, under its gate of {gate} %"
    mark = pack.scoring.pass_mark
    return f"the score is under the pass mark of {decimal_text(mark) if mark is not None else ''} %"


def _consequence(policy: ScoringPolicy) -> str:
    rule = policy.critical
    if rule.mode is CriticalMode.CAP and rule.cap is not None:
        return f", so the score is held at {decimal_text(rule.cap)} % at most"
    return {
        CriticalMode.FAIL: ", so the visit fails",
        CriticalMode.ZERO: ", so the score is 0 and the visit fails",
    }.get(rule.mode, "")
