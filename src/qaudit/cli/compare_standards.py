"""Standards as tables for people: weakest, splitting, repeated, timed, judged twice, changed; editions."""

from collections.abc import Iterable, Iterator

from qaudit.analysis.differences import Contribution
from qaudit.analysis.figures import NotEnough
from qaudit.analysis.splitting import Split
from qaudit.cli import output
from qaudit.cli.compare_lines import Block, cells, group_title
from qaudit.core.comparability import Continuity
from qaudit.desk.comparison.asking import Along
from qaudit.desk.comparison.auditors import Doubles
from qaudit.desk.comparison.changes import ChangedStandard, Changes
from qaudit.desk.comparison.groups import EditionChange
from qaudit.desk.comparison.standards import Repeats, SplitStandards, Standards
from qaudit.desk.comparison.times import Timed, Times
from qaudit.speech import N_, _, ngettext
from qaudit.wording import comparison as say
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import NONE
from qaudit.wording.comparison_members import visits_words
from qaudit.wording.edition_changes import continuity_words
from qaudit.wording.regional import day_words

_ALONG = {
    Along.BRANCH: N_("BRANCH"),
    Along.HOUR: N_("HOUR"),
    Along.WEEKDAY: N_("WEEKDAY"),
    Along.MONTH: N_("MONTH"),
}


def _continuity(changed: Continuity | None) -> str:
    return "" if changed is None else continuity_words(changed)


def standard_blocks(found: Iterable[Standards]) -> Iterator[Block]:
    """The standards that are met least first; below, those that everybody meets."""
    heads = (_("STANDARD"), _("SECTION"), _("N"), _("MET % (95 %)"), _("LOST %"), _("EDITIONS"))
    for one in found:
        rows = tuple(
            cells(
                row.code,
                row.section,
                row.n,
                say.estimate_words(row.met, say.as_percent),
                say.as_percent(row.lost_share),
                _continuity(row.changed),
            )
            for row in one.rows
        )
        dead = one.dead_weight
        notes = (
            _(sentences.LOST),
            ngettext(
                "{n} standard that nearly everybody meets: {codes}",
                "{n} standards that nearly everybody meets: {codes}",
                len(dead),
                codes=say.named([row.code for row in dead]),
            )
            if dead
            else "",
        )
        title = f"{group_title(one.group, sentences.observations_words(one.n))} · {say.editions_words(one.editions)}"
        yield Block(title, heads, rows, notes)


def split_blocks(found: Iterable[SplitStandards]) -> Iterator[Block]:
    """Standards that some members keep and others do not; those that cannot be told are counted."""
    heads = (_("STANDARD"), _("N"), _("BRANCHES"), _("MET %"), _("SPREAD %"), _("BEYOND CHANCE"))
    for one in found:
        rows = tuple(
            cells(
                code,
                split.n,
                split.branches,
                say.as_percent(split.rate),
                say.as_percent(split.between),
                _("yes") if split.beyond_chance else _("not known"),
            )
            for code, split in one.rows
            if isinstance(split, Split)
        )
        notes = (
            _(sentences.SPLITS),
            *_split_lacks(one),
            say.changed_words(one.changed),
        )
        counted = ngettext("{n} standard", "{n} standards", len(one.rows))
        yield Block(group_title(one.group, counted), heads, rows, notes)


def _split_lacks(splits: SplitStandards) -> Iterator[str]:
    lacking = [code for code, split in splits.rows if isinstance(split, NotEnough)]
    if lacking:
        yield _("Too few misses or too few members to tell: {codes}", codes=say.named(lacking))


def repeat_blocks(found: Iterable[Repeats]) -> Iterator[Block]:
    """Misses that come again, then the runs that last until now."""
    heads = (_("STANDARD"), _("N"), _("AGAIN % (95 %)"), _("BRANCHES"), _("RUNNING"))
    for one in found:
        rows = tuple(
            cells(
                row.code, row.n, say.estimate_words(row.repeated, say.as_percent), row.branches, row.running
            )
            for row in one.standards
        )
        note = _(sentences.REPEATS)
        yield Block(group_title(one.group, ""), heads, rows, (note,))
        if one.runs:
            runs = tuple(
                cells(run.branch, run.code, run.visits, run.n, run.since.isoformat(), run.last.isoformat())
                for run in one.runs
            )
            run_heads = (_("BRANCH"), _("STANDARD"), _("MISSED IN A ROW"), _("N"), _("SINCE"), _("LAST"))
            yield Block(_("Runs: {group}", group=group_title(one.group, "")), run_heads, runs)


# ── Times ──────────────────────────────────────────────────────────────────────────────────────────


def time_blocks(found: Iterable[Times]) -> Iterator[Block]:
    """Measured times by standard and slice, and where most of them is lost."""
    for one in found:
        sliced = one.along is not Along.STANDARD
        heads = (
            _("STANDARD"), *((_(_ALONG[one.along]),) if sliced else ()), _("N"), _("MEDIAN S"), _("P90 S"),
            _("WITHIN % (95 %)"), _("LOST S"),
        )  # fmt: skip
        rows = tuple(_time_row(row, one.along) for row in one.rows)
        lost = [f"{row.code} {_slice(row, one.along)}".strip() for row in one.most_lost[:3]]
        notes = (
            _(sentences.TIMES),
            _("Most is lost at: {places}", places=say.named(lost)) if lost else "",
            say.changed_words(one.changed),
        )
        yield Block(group_title(one.group, _measured(one)), heads, rows, notes, wide=1 if sliced else 0)


def _measured(times: Times) -> str:
    return ngettext("{n} measured time", "{n} measured times", sum(row.n for row in times.rows))


def _time_row(row: Timed, along: Along) -> output.Row:
    return cells(
        row.code,
        *((_slice(row, along),) if along is not Along.STANDARD else ()),
        row.n,
        say.estimate_words(row.summary.median, say.whole),
        say.estimate_words(row.summary.p90, say.whole),
        say.estimate_words(row.summary.within, say.as_percent),
        say.whole(row.lost),
    )


def _slice(row: Timed, along: Along) -> str:
    return say.weekday_words(row.slice) if along is Along.WEEKDAY else row.slice


# ── Judged twice ───────────────────────────────────────────────────────────────────────────────────


def double_blocks(found: Iterable[Doubles]) -> Iterator[Block]:
    """How far two auditors agreed, the standards that were judged alike least first."""
    heads = (_("STANDARD"), _("N"), _("ALIKE %"), _("ALPHA (95 %)"))
    for one in found:
        rows = tuple(
            cells(row.code, row.n, say.as_percent(row.alike), sentences.alpha_words(row.agreement))
            for row in one.standards
        )
        notes = (sentences.agreement_words(one.verdicts), _(sentences.NO_PUNISHMENT))
        counted = ngettext("{n} occasion observed twice", "{n} occasions observed twice", one.n)
        yield Block(group_title(one.group, counted), heads, rows, notes)


# ── What changed ───────────────────────────────────────────────────────────────────────────────────


def change_blocks(found: Iterable[Changes]) -> Iterator[Block]:
    """The difference with its interval, and the standards that made it."""
    heads = (_("STANDARD"), _("N"), _("POINTS"), _("OWN CHANGE % (95 %)"), _("RESULT"), _("EDITIONS"))
    for one in found:
        rows = tuple(_changed_row(row) for row in one.standards if isinstance(row.contribution, Contribution))
        lacking = [row.code for row in one.standards if isinstance(row.contribution, NotEnough)]
        notes = (
            sentences.difference_words(one.means, one.difference),
            sentences.points_words(one.points),
            _("Judged on one side alone: {codes}", codes=say.named(lacking)) if lacking else "",
        )
        counted = say.from_to(*(visits_words(number) for number in one.n))
        sides = say.from_to(*(say.editions_words(side) or NONE for side in one.editions))
        yield Block(group_title(one.group, f"{counted} · {sides}"), heads, rows, notes)


def _changed_row(row: ChangedStandard) -> output.Row:
    part = row.contribution
    assert isinstance(part, Contribution)
    own = part.difference
    return cells(
        row.code,
        say.from_to(*(str(number) for number in part.n)),
        say.with_sign(part.points),
        sentences.own_change_words(own, say.percent_with_sign),
        say.comparison_words(own.comparison) if row.is_flagged else _("not known"),
        _continuity(row.changed),
    )


# ── Editions ───────────────────────────────────────────────────────────────────────────────────────


def edition_blocks(found: Iterable[EditionChange]) -> Iterator[Block]:
    """From one edition to the next: the standards that are not the same."""
    for one in found:
        rows = tuple(cells(code, continuity_words(changed)) for code, changed in one.standards)
        title = _(
            "{pack}: edition {before} → {after}, first used on {day}",
            pack=" · ".join(part for part in (one.brand, one.pack) if part),
            before=one.before,
            after=one.after,
            day=day_words(one.since),
        )
        notes = () if rows else (_(sentences.UNCHANGED),)
        yield Block(title, (_("STANDARD"), _("CHANGE")), rows, notes)
