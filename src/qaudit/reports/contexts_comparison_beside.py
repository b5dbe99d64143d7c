"""Two periods beside each other, customers beside the audit, what poor visits may cost, and auditors on request."""

from qaudit.analysis.differences import Contribution
from qaudit.analysis.figures import UNBOUNDED, NotEnough
from qaudit.analysis.severity import Severity
from qaudit.analysis.value import CostOfMisses
from qaudit.reports.charts_scale import Scale, scale_for
from qaudit.reports.charts_spread import Spread, dot_and_whisker
from qaudit.reports.comparison_subject import (
    AuditorLine,
    ChangeFigures,
    ChangeLine,
    ComplaintLine,
    GapLine,
    GroupFigures,
    ValueFigures,
)
from qaudit.reports.contexts_branch_values import LONGEST_PLACE, short_text
from qaudit.reports.contexts_comparison_standards import Telling
from qaudit.reports.contexts_comparison_tables import (
    Cell,
    Head,
    Kind,
    PartContext,
    TableContext,
    Words,
    ends_of,
    figure_cell,
    named_month,
    phrases,
    sorting,
    spoken_words,
    spread_of,
    standard_cell,
    whole_number,
)
from qaudit.reports.contexts_scales import number_axis
from qaudit.speech import _
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import (
    NONE,
    as_percent,
    comparison_words,
    editions_words,
    from_to,
    lack_words,
    leaning_words,
    named,
    percent_with_sign,
    short_lack_words,
    with_sign,
)
from qaudit.wording.phrases import Phrase, Value, joined, own, phrase

# ── What changed ───────────────────────────────────────────────────────────────────────────────────


def changes_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """The difference of two periods with its interval, and the standards that made it, the largest part first."""
    found = group.changes
    if found is None:
        return None
    words = telling.words
    told = [(line, line.contribution) for line in found.lines if isinstance(line.contribution, Contribution)]
    scale = scale_for([0.0, *(end for _line, part in told for end in ends_of(part.difference))], (-1.0, 1.0))
    heads = (
        Head(words.standard, 33, Kind.TEXT),
        Head("n", 11),
        Head(words.points, 8),
        Head(words.interval, 19, Kind.CHART, number_axis(scale, words.own_change, times=100)),
        Head(f"{words.own_change} %", 14),
        Head(words.result, 15, Kind.TEXT),
    )
    rows, rest = telling.cut(
        tuple(_changed(line, part, scale, telling) for line, part in told), "qaudit compare changes"
    )
    lacking = [line.code for line in found.lines if isinstance(line.contribution, NotEnough)]
    about = phrases(
        (
            sentences.points_words(found.points) if told else "",
            _("Judged on one side alone: {codes}", codes=named(lacking)) if lacking else "",
        )
    )
    table = TableContext("changes", words.changes, heads, rows) if rows else None
    return PartContext(words.changes, before=_difference(found), table=table, about=(*rest, *about))


def difference_told(found: ChangeFigures) -> Phrase:
    """The difference of two periods in one sentence, with how many visits it comes from."""
    before, after = found.n
    return phrase(
        "{difference} (n = {before} and {after} visits).",
        difference=own(sentences.difference_words(found.means, found.difference)),
        before=Value(str(before)),
        after=Value(str(after)),
    )


def _difference(found: ChangeFigures) -> tuple[Words, ...]:
    told: list[Words] = [difference_told(found)]
    sides = [editions_words(side) for side in found.editions]
    if all(sides) and sides[0] != sides[1]:
        told.append(own(from_to(*sides)))
    return tuple(told)


def _changed(line: ChangeLine, part: Contribution, scale: Scale, telling: Telling) -> tuple[Cell, ...]:
    change, judged = figure_cell(part.difference, percent_with_sign), from_to(*map(str, part.n))
    spoken = ", ".join((str(change.shown), str(change.sub), judged))
    spread, comparison = spread_of(part.difference), part.difference.comparison
    return (
        standard_cell(line.code, telling.pack, telling.language, line.changed),
        Cell(Value(judged), str(sum(part.n))),
        Cell(with_sign(part.points), sorting(part.points)),
        Cell(picture=dot_and_whisker(spread, scale, str(Value(line.code)), spoken, telling.theme, 0.0)),
        change,
        Cell(own(comparison_words(comparison) if line.is_flagged else telling.words.not_known)),
    )


# ── Customers ──────────────────────────────────────────────────────────────────────────────────────


def gap_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """What customers expect and perceive beside what the audit found; what falls short most comes first."""
    if not group.gap:
        return None
    words = telling.words
    ends = [0.0, *(end for line in group.gap for end in ends_of(line.gap))]
    scale = scale_for(ends, UNBOUNDED)
    heads = (
        Head(words.what, 25, Kind.TEXT),
        Head("n", 7),
        Head(words.expected, 12),
        Head(words.perceived, 12),
        Head(words.interval, 18, Kind.CHART, number_axis(scale, words.gap_head)),
        Head(words.gap_head, 13),
        Head(f"{words.audited} %", 13),
    )
    rows = tuple(_gap(line, scale, telling) for line in group.gap)
    table = TableContext("gap", words.gap, heads, rows)
    return PartContext(words.gap, _(sentences.GAP), table=table)


def _gap(line: GapLine, scale: Scale, telling: Telling) -> tuple[Cell, ...]:
    gap = figure_cell(line.gap, with_sign)
    what = standard_cell(line.key, telling.pack, telling.language)
    spoken = spoken_words(gap, line.n)
    picture = dot_and_whisker(spread_of(line.gap), scale, str(what.shown), spoken, telling.theme, 0.0)
    return (
        what,
        whole_number(line.n),
        figure_cell(line.expectation),
        figure_cell(line.perception),
        Cell(picture=picture),
        gap,
        figure_cell(line.audited),
    )


def complaints_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """What customers complain of beside how often it is met, what is complained of most first."""
    found = group.complaints
    if found is None:
        return None
    words = telling.words
    heads = (
        Head(words.standard, 44, Kind.TEXT),
        Head(words.complaints_head, 12),
        Head(words.interval, 22, Kind.CHART),
        Head(f"{words.met} %", 14),
        Head("n", 8),
    )
    rows, rest = telling.cut(
        tuple(_complaint(line, telling) for line in found.lines), "qaudit compare complaints"
    )
    doubtful = [line.code for line in found.lines if line.is_doubtful]
    about = phrases((sentences.doubtful_words(doubtful), sentences.elsewhere_words(found.elsewhere)))
    table = TableContext("complaints", words.complaints, heads, rows)
    return PartContext(words.complaints, _(sentences.COMPLAINTS), table=table, about=(*rest, *about))


def _complaint(line: ComplaintLine, telling: Telling) -> tuple[Cell, ...]:
    return (
        standard_cell(line.code, telling.pack, telling.language, flag="?" if line.is_doubtful else ""),
        whole_number(line.complaints),
        Cell(picture=telling.bar(line.code, line.met)),
        figure_cell(line.met, as_percent),
        whole_number(line.n),
    )


def value_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """A range from the brand's own figures, its assumptions, and that it is an estimate."""
    found = group.value
    if found is None:
        return None
    words = telling.words
    shares = dict(found.cost.widest) if isinstance(found.cost, CostOfMisses) else {}
    heads = (
        Head(words.assumption, 50, Kind.TEXT),
        Head(words.from_to, 28, Kind.TEXT),
        Head(f"{words.doubt} %", 22),
    )
    rows = tuple(
        (
            Cell(own(_(said)), _(said)),
            Cell(_assumed(found, name)),
            Cell(as_percent(shares[name]), sorting(shares[name])) if name in shares else Cell(NONE),
        )
        for name, said in sentences.ASSUMPTIONS.items()
    )
    before = phrases((sentences.poor_words(found.limit, found.poor), sentences.cost_words(found.cost)))
    estimate = _("An estimate from the brand's own assumptions. It proves nothing about customers.")
    return PartContext(
        words.value,
        before=before,
        table=TableContext("value", words.value, heads, rows),
        about=phrases((estimate,)),
    )


def _assumed(found: ValueFigures, name: str) -> str:
    """The range of an assumption; that of the poor visits comes from the visits."""
    if name != "poor":
        return sentences.assumed_words(getattr(found.assumptions, name))
    return NONE if isinstance(found.poor, NotEnough) else sentences.interval_of_share(found.poor)


# ── Auditors ───────────────────────────────────────────────────────────────────────────────────────


def auditors_part(group: GroupFigures, telling: Telling) -> PartContext | None:
    """Auditors by alias beside peers at the same branches; there is no order of theirs."""
    if not group.auditors:
        return None
    words = telling.words
    known = [line.severity.apart for line in group.auditors if isinstance(line.severity, Severity)]
    ends = [0.0, *(end for apart in known for end in ends_of(apart))]
    scale = scale_for(ends, UNBOUNDED)
    heads = (
        Head(words.auditor, 18, Kind.TEXT),
        Head(words.interval, 24, Kind.CHART, number_axis(scale, words.apart)),
        Head(words.apart, 15),
        Head("n", 6),
        Head(words.branches, 10),
        Head(words.leaning, 13, Kind.TEXT),
        Head(words.drift, 14, Kind.TEXT),
    )
    rows = tuple(_auditor(line, scale, telling) for line in group.auditors)
    table = TableContext("auditors", words.auditors, heads, rows)
    about = phrases((_(sentences.NO_PUNISHMENT),))
    return PartContext(words.auditors, _(sentences.SEVERITY), table=table, about=about)


def _auditor(line: AuditorLine, scale: Scale, telling: Telling) -> tuple[Cell, ...]:
    alias = short_text(line.alias, LONGEST_PLACE)
    months: Words = joined([Value(named_month(month)) for month in line.drift]) if line.drift else NONE
    severity = line.severity
    if isinstance(severity, NotEnough):
        lack = Cell(NONE, sub=own(short_lack_words(severity)))
        empty = Cell(
            picture=dot_and_whisker(Spread(None), scale, alias.text, lack_words(severity), telling.theme, 0.0)
        )
        return (
            Cell(alias, alias.text), empty, lack, whole_number(line.n), Cell(NONE), Cell(NONE), Cell(months),
        )  # fmt: skip
    apart = figure_cell(severity.apart, with_sign)
    spoken = spoken_words(apart, line.n)
    picture = dot_and_whisker(spread_of(severity.apart), scale, alias.text, spoken, telling.theme, 0.0)
    leaning = leaning_words(severity.leaning)
    return (
        Cell(alias, alias.text),
        Cell(picture=picture),
        apart,
        whole_number(line.n),
        whole_number(severity.branches),
        Cell(own(leaning), leaning),
        Cell(months, " ".join(line.drift)),
    )
