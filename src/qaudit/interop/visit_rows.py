"""The rows of finished visits, cell by cell. Points and verdicts come from the scorecard document alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Measure,
    RatingMeasure,
    kind_of,
)
from qaudit.core.moments import date_text, local
from qaudit.core.percent import rounded
from qaudit.core.readings import Count, Duration, Rating, Reading
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import Branch, Visit
from qaudit.core.walk import Walk
from qaudit.interop.table_heads import TAG_COLUMNS
from qaudit.interop.visit_tables import FACTS, MARKS, READINGS, SECTIONS, VISITS, Table
from qaudit.interop.workbook_writing import Cell

Row = Mapping[str, Cell]
PLACES = 6
"""Decimals of points and shares in tables; the JSON document has the exact fractions beside them."""
_MET = {"met": True, "partly": False, "missed": False}


@dataclass(frozen=True, slots=True)
class FinishedVisit:
    """A submitted visit with its pack, its judgements, and its scorecard document as it was kept."""

    walk: Walk
    document: Mapping[str, Any]

    @property
    def visit(self) -> Visit:
        return self.walk.visit

    @property
    def day(self) -> str:
        """The day of the visit on the auditor's clock."""
        visit = self.visit
        return date_text(visit.left_at or visit.opened_at, visit.utc_offset_minutes)


def rows_of(finished: FinishedVisit) -> Iterator[tuple[Table, Row]]:
    """Every row that belongs to one visit, with its table."""
    visit = finished.visit
    yield VISITS, _visit_row(finished)
    yield from ((READINGS, row) for row in _reading_rows(finished))
    yield from ((SECTIONS, row) for row in _section_rows(finished))
    yield from ((FACTS, {"visit": visit.id, "fact": name, "key": key}) for name, key in visit.facts)
    for mark in visit.marks:
        yield MARKS, {"visit": visit.id, "event": mark.event, "at": _moment(visit, mark.at)}


def standard_rows(pack: Pack) -> Iterator[Row]:
    """The standards of one edition, in the pack's own language."""
    for section in pack.sections:
        for standard in section.standards:
            yield {
                "pack": pack.ref.pack,
                "edition": pack.ref.edition,
                "section": section.code,
                "section_title": str(section.title),
                **_standard_row(standard),
            }


def branch_row(branch: Branch) -> Row:
    """A branch."""
    return {"branch": branch.code, "name": branch.name, "region": branch.region, "country": branch.country}


def _visit_row(finished: FinishedVisit) -> Row:
    visit, card = finished.visit, finished.document
    sections = card["sections"]
    return {
        "visit": visit.id,
        "pack": visit.pack.pack,
        "edition": visit.pack.edition,
        "digest": visit.digest,
        "branch": visit.branch.code,
        "auditor": visit.auditor.alias,
        "role": visit.auditor.role.value,
        "kind": visit.kind.value,
        "day": finished.day,
        "opened_at": _moment(visit, visit.opened_at),
        "left_at": _moment(visit, visit.left_at),
        "submitted_at": _moment(visit, visit.submitted_at),
        "lag_minutes": None if visit.lag is None else _minutes(visit.lag),
        "earned": _points(sum(Fraction(section["earned"]) for section in sections)),
        "possible": _points(sum(Fraction(section["possible"]) for section in sections)),
        "raw_percent": _percent(card["raw_percent"]),
        "final_percent": _percent(card["final_percent"]),
        "band": card["band"],
        "outcome": card["outcome"],
        "reasons": " ".join(f"{reason['rule']}:{reason['code']}" for reason in card["reasons"]),
        "scoring_version": card["scoring_version"],
    }


def _reading_rows(finished: FinishedVisit) -> Iterator[Row]:
    visit, walk = finished.visit, finished.walk
    for scored in finished.document["standards"]:
        code, verdict = scored["code"], scored["verdict"]
        standard, judgement = walk.index.standard[code], walk.judged[code]
        seen = walk.readings.get(code)
        yield {
            "visit": visit.id,
            "pack": visit.pack.pack,
            "edition": visit.pack.edition,
            "section": walk.index.section[code].code,
            "code": code,
            "verdict": verdict,
            "asked": judgement.is_asked,
            "na": verdict == "not_applicable",
            "met": _MET.get(verdict),
            "reading": scored["reading"],
            **_measured(standard.measure, judgement.reading),
            "share": None if scored["share"] is None else _points(Fraction(scored["share"])),
            "earned": _points(Fraction(scored["earned"])),
            "possible": _points(Fraction(scored["possible"])),
            "by_clock": judgement.by_clock,
            "note": seen.note if seen else None,
            "evidence": len(seen.evidence) if seen else 0,
            "at": _moment(visit, seen.at) if seen else None,
        }


def _section_rows(finished: FinishedVisit) -> Iterator[Row]:
    visit = finished.visit
    titles = {section.code: str(section.title) for section in finished.walk.pack.sections}
    for section in finished.document["sections"]:
        yield {
            "visit": visit.id,
            "pack": visit.pack.pack,
            "edition": visit.pack.edition,
            "section": section["code"],
            "title": titles[section["code"]],
            "weight": _points(Fraction(section["weight"])),
            "earned": _points(Fraction(section["earned"])),
            "possible": _points(Fraction(section["possible"])),
            "percent": _percent(section["percent"]),
        }


def _standard_row(standard: Standard) -> dict[str, Cell]:
    tags = dict(standard.tags)
    others = (f"{tag}={value}" for tag, value in standard.tags if tag not in TAG_COLUMNS)
    return {
        "code": standard.code,
        "text": str(standard.text),
        "kind": kind_of(standard.measure),
        **_limits(standard.measure),
        "weight": _points(standard.weight),
        "critical": standard.is_critical,
        "bonus": standard.is_bonus,
        "scored": standard.is_scored,
        **{tag: tags.get(tag) for tag in TAG_COLUMNS},
        "tags": "; ".join(others),
        "source": None if standard.source is None else str(standard.source),
    }


def _limits(measure: Measure) -> dict[str, Cell]:
    """The limits of a measured standard; lengths of time in seconds, times of day in seconds since midnight."""
    match measure:
        case DurationMeasure():
            size = measure.unit.seconds
        case CountMeasure():
            size = 1
        case ClockMeasure(opens, closes):
            return {"least": opens, "most": closes, "unit": "s"}
        case RatingMeasure():
            return {"least": measure.met_from, "most": measure.high, "unit": None}
        case _:
            return {"least": None, "most": None, "unit": None}
    limit = measure.limit
    least = None if isinstance(limit, AtMost) else _points(limit.least * size)
    most = None if isinstance(limit, AtLeast) else _points(limit.most * size)
    return {"least": least, "most": most, "unit": _unit(measure)}


def _unit(measure: Measure) -> str | None:
    if isinstance(measure, DurationMeasure):
        return "s"
    return str(measure.unit) if isinstance(measure, CountMeasure) else None


def _measured(measure: Measure, reading: Reading | None) -> dict[str, Cell]:
    """The number in a reading, with its unit."""
    match reading:
        case Duration(seconds):
            return {"value": _points(seconds), "unit": "s"}
        case Count(number):
            return {"value": number, "unit": _unit(measure)}
        case Rating(step):
            return {"value": step, "unit": None}
        case _:
            return {"value": None, "unit": None}


@lru_cache(maxsize=4096)
def _points(value: Fraction | int) -> Cell:
    """An exact number in as few decimals as it needs, at most `PLACES`. A table has few numbers, many times each."""
    return rounded(Fraction(value), PLACES).normalize() + 0


def _percent(text: str | None) -> Cell:
    return None if text is None else Decimal(text)


def _minutes(length: timedelta) -> Cell:
    return rounded(Fraction(length // timedelta(seconds=1), 60), 1)


def _moment(visit: Visit, moment: datetime | None) -> str | None:
    """ISO 8601 to the second, with the auditor's offset from UTC."""
    return None if moment is None else local(moment, visit.utc_offset_minutes).isoformat(timespec="seconds")
