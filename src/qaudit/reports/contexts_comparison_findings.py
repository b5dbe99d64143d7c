"""The findings that stand: those whose interval leaves no doubt about their direction, three of them at most."""

from collections.abc import Callable, Iterator, Sequence

from qaudit.analysis.differences import Difference
from qaudit.analysis.discovery import Flag, surely_below
from qaudit.analysis.figures import Comparison, NotEnough
from qaudit.analysis.splitting import Split
from qaudit.reports.comparison_subject import ComparisonInput, GroupFigures
from qaudit.reports.contexts_comparison_beside import difference_told
from qaudit.reports.contexts_comparison_tables import standard_cell
from qaudit.speech import N_, _
from qaudit.wording.comparison import as_percent, interval_words, kind_words, named, one_place
from qaudit.wording.phrases import Phrase, UserText, Value, joined, own, phrase, user_text

MOST = 3
Sort = Callable[[GroupFigures, ComparisonInput], Iterator[Phrase]]
_FLAGGED = (
    (Comparison.WORSE, N_("Surely below the mean of the other branches: {branches}.")),
    (Comparison.BETTER, N_("Surely above the mean of the other branches: {branches}.")),
)


def standing(source: ComparisonInput) -> tuple[Phrase, ...]:
    """The findings, one of each sort before a second one, from as many groups as there are; larger ones speak first."""
    groups = sorted(source.groups, key=lambda group: -group.n)
    sorts = [sort for sort in SORTS if any(next(sort(group, source), None) for group in groups)]
    waiting = [_of_sort(sort, _turned(groups, place), source) for place, sort in enumerate(sorts)]
    found: list[Phrase] = []
    while waiting and len(found) < MOST:
        still = []
        for sort in waiting:
            told = next(sort, None)
            if told is not None and len(found) < MOST:
                found.append(told)
                still.append(sort)
        waiting = still
    return tuple(found)


def _turned(groups: Sequence[GroupFigures], place: int) -> Sequence[GroupFigures]:
    """The same groups in a ring, beginning with the one at a place."""
    begin = place % len(groups)
    return [*groups[begin:], *groups[:begin]]


def _of_sort(sort: Sort, groups: Sequence[GroupFigures], source: ComparisonInput) -> Iterator[Phrase]:
    """What one sort of finding says of each group, with the group where there are several."""
    for group in groups:
        for told in sort(group, source):
            yield told if len(groups) == 1 else phrase("{group}: {told}", group=group_words(group), told=told)


def group_words(group: GroupFigures) -> Phrase:
    """`Tin Kettle · tin-kettle · unannounced visits`."""
    return joined([user_text(group.brand), Value(group.pack), own(kind_words(group.kind))], " · ")


def _change(group: GroupFigures, source: ComparisonInput) -> Iterator[Phrase]:
    found = group.changes
    if found is None or not isinstance(found.difference, Difference):
        return
    if found.difference.comparison is not Comparison.NOT_KNOWN:
        yield difference_told(found)


def _flagged(group: GroupFigures, source: ComparisonInput) -> Iterator[Phrase]:
    lines = group.league.lines if group.league else ()
    for comparison, pattern in _FLAGGED:
        told = [
            _(
                "{branch} ({mean}, n = {n})",
                branch=line.name or line.code,
                mean=one_place(line.figures.mean.value),
                n=line.figures.n,
            )
            for line in lines
            if isinstance(line.figures.flag, Flag) and line.figures.flag.comparison is comparison
        ]
        if told:
            yield phrase(pattern, branches=Value(named(told)))


def _weakest(group: GroupFigures, source: ComparisonInput) -> Iterator[Phrase]:
    """Of the standards that are surely met less often than the others together, the one that is met least."""
    counts = [(round(line.n * line.met.value), line.n) for line in group.standards]
    met_of_all, judged_of_all = (sum(one[place] for one in counts) for place in (0, 1))
    for line, (met, judged), is_below in zip(group.standards, counts, surely_below(counts), strict=True):
        if not is_below or isinstance(line.met.interval, NotEnough):
            continue
        rate = (met_of_all - met) / (judged_of_all - judged)
        if line.met.interval.high < rate:
            yield phrase(
                "Met least: {standard}, {met} % ({interval}) of n = {n}; all others together {rate} %.",
                standard=_standard(line.code, group, source),
                met=Value(as_percent(line.met.value)),
                interval=own(interval_words(line.met.interval, as_percent)),
                n=Value(str(line.n)),
                rate=Value(as_percent(rate)),
            )
            return


def _splitting(group: GroupFigures, source: ComparisonInput) -> Iterator[Phrase]:
    for code, found in group.splits[:1]:
        if isinstance(found, Split) and found.beyond_chance:
            yield phrase(
                "Kept by some branches and not by others, beyond chance: {standard}, met in {met} % of n = {n} at "
                "{branches} branches.",
                standard=_standard(code, group, source),
                met=Value(as_percent(found.rate)),
                n=Value(str(found.n)),
                branches=Value(str(found.branches)),
            )


def _standard(code: str, group: GroupFigures, source: ComparisonInput) -> Phrase:
    """A standard by its code and its words."""
    cell = standard_cell(code, source.packs.get(group.pack), source.language)
    words = [cell.shown] if isinstance(cell.shown, UserText) else []
    return joined([Value(code), *words], " ")


SORTS: tuple[Sort, ...] = (_change, _flagged, _weakest, _splitting)
"""The sorts of findings, the one that tells most first."""
