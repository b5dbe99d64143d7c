"""The questions put to an opened lake, and their answers as rows."""

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from qaudit import cluster
from qaudit.lake import answers as rows
from qaudit.lake.asked import Along, Asked
from qaudit.lake.engines import DUCKDB, Engine, Question, Stopped, opened
from qaudit.lake.questions import doubles, names, repeats, scores, standards, times

Row = TypeVar("Row")
DECIMALS = 9
"""Of every number that is answered."""
_UNITS = pa.Array.from_buffers(pa.float64(), 1, [None, pa.py_buffer(array("d", [10.0**DECIMALS]))])[0]
"""Arrow's own. A plain number it would show to pandas first, where that is installed, and wait for it to load."""


class Lake:
    """A lake on an engine. Every question raises `LakeUnusable`, and `Stopped` after `stop`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def stop(self) -> None:
        """Stop the questions that run now; from any thread."""
        self.engine.stop()

    def samples(self, asked: Asked) -> tuple[rows.SampleRow, ...]:
        """Scores by group, key and member."""
        return _rows(self.engine.ask(scores.samples, asked), rows.SampleRow)

    def samples_by_month(self, asked: Asked) -> tuple[rows.MonthSampleRow, ...]:
        """The same by month."""
        return _rows(self.engine.ask(scores.samples_by_month, asked), rows.MonthSampleRow)

    def visit_scores(self, asked: Asked) -> tuple[rows.ScoreRow, ...]:
        """Every visit's score by branch and auditor, in no order."""
        return _rows(self.engine.ask(scores.visit_scores, asked), rows.ScoreRow)

    def scores_by_visit(self, asked: Asked) -> tuple[rows.VisitScoreRow, ...]:
        """Every visit's score in the order of time."""
        return _rows(self.engine.ask(scores.scores_by_visit, asked), rows.VisitScoreRow)

    def until(self, is_stopped: Callable[[], bool]) -> "Lake":
        """The same lake for somebody who may want to know no more: then the next question raises `Stopped`."""
        return Lake(_Until(self.engine, is_stopped))

    def outcomes(self, asked: Asked) -> tuple[rows.OutcomeRow, ...]:
        """Every visit with what became of it."""
        return _rows(self.engine.ask(scores.outcomes, asked), rows.OutcomeRow)

    def names(self, filtered: str) -> tuple[str, ...]:
        """Every value that a filter of `Asked` finds anything by, in order."""
        return tuple(self.engine.ask(names.names, filtered)["name"].to_pylist())

    def places(self, asked: Asked) -> tuple[rows.PlaceRow, ...]:
        """The branches that have visits."""
        return _rows(self.engine.ask(scores.places, asked), rows.PlaceRow)

    def tallies(self, asked: Asked) -> tuple[rows.TallyRow, ...]:
        """How often each standard was judged and missed."""
        return _rows(self.engine.ask(standards.tallies, asked), rows.TallyRow)

    def spreads(self, asked: Asked) -> tuple[rows.SpreadRow, ...]:
        """How each standard's rate differs from member to member."""
        return _rows(self.engine.ask(standards.spreads, asked), rows.SpreadRow)

    def rates_by_month(self, asked: Asked) -> tuple[rows.MonthRateRow, ...]:
        """How often standards were judged and missed, by member and month."""
        return _rows(self.engine.ask(standards.rates_by_month, asked), rows.MonthRateRow)

    def rates_by_visit(self, asked: Asked) -> tuple[rows.VisitRateRow, ...]:
        """The same by visit, in the order of time."""
        return _rows(self.engine.ask(standards.rates_by_visit, asked), rows.VisitRateRow)

    def tallies_of_both(self, first: Asked, second: Asked) -> tuple[rows.BothRow, ...]:
        """Each standard in two groups of visits."""
        return _rows(self.engine.ask(standards.tallies_of_both, first, second), rows.BothRow)

    def editions(self, asked: Asked) -> tuple[rows.EditionRow, ...]:
        """Each standard as each edition has it, in the order in which editions were first used."""
        return _rows(self.engine.ask(standards.editions, asked), rows.EditionRow)

    def repeats(self, asked: Asked) -> tuple[rows.RepeatRow, ...]:
        """Misses that come again, by standard and branch."""
        return _rows(self.engine.ask(repeats.repeats, asked), rows.RepeatRow)

    def times(self, asked: Asked, along: Along = Along.STANDARD) -> tuple[rows.SliceRow, ...]:
        """Measured times by standard and slice."""
        counted = self.engine.ask(times.counted_times, asked, along)
        # Put together as Arrow: there may be a million different times.
        slices = counted.group_by(list(times.TIMED), use_threads=False).aggregate(
            [("seconds", "list"), ("n", "list"), ("limited", "sum"), ("within", "sum"), ("lost", "sum")]
        )
        columns = (*times.TIMED, "seconds_list", "n_list", "limited_sum", "within_sum", "lost_sum")
        return _rows(slices.select(columns), rows.SliceRow)

    def twice_by_occasion(self, asked: Asked) -> tuple[rows.OccasionRow, ...]:
        """What auditors said on each occasion that two or more observed."""
        return _rows(self.engine.ask(doubles.twice_by_occasion, asked), rows.OccasionRow)

    def twice_by_standard(self, asked: Asked) -> tuple[rows.TwiceJudgedRow, ...]:
        """What they said of each standard."""
        return _rows(self.engine.ask(doubles.twice_by_standard, asked), rows.TwiceJudgedRow)


class _Until:
    """An engine that is asked no more once somebody wants to know no more."""

    def __init__(self, engine: Engine, is_stopped: Callable[[], bool]) -> None:
        self.name = engine.name
        self._engine = engine
        self._is_stopped = is_stopped

    def ask(self, question: Question, *asked: Any) -> pa.Table:
        """See `Engine`."""
        if self._is_stopped():
            raise Stopped
        return self._engine.ask(question, *asked)

    def stop(self) -> None:
        """See `Engine`."""
        self._engine.stop()


@contextmanager
def opened_lake(folder: Path, engine: str = DUCKDB, master: str = cluster.LOCAL) -> Iterator[Lake]:
    """The lake in `folder` on an engine. Raises `UsageError` for an unknown one, `LakeUnusable`."""
    with opened(folder, engine, master) as running:
        yield Lake(running)


def _rows(table: pa.Table, row: Callable[..., Row]) -> tuple[Row, ...]:
    columns = (_rounded(column).to_pylist() for column in table.columns)
    return tuple(row(*values) for values in zip(*columns, strict=True))


def _rounded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """An engine adds up in another order each time: what that changes is rounded away.

    Arrow's own rounding to so many decimals leaves a number that is one bit beside a round one as it is.
    """
    if not pa.types.is_floating(column.type):
        return column
    return pc.divide(pc.round(pc.multiply(column, _UNITS)), _UNITS)
