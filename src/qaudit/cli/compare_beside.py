"""What customers say beside the audit, and what poor visits may cost, as tables for people."""

from collections.abc import Iterable, Iterator

from qaudit.analysis.figures import Estimate, NotEnough
from qaudit.analysis.value import CostOfMisses
from qaudit.cli.compare_lines import Block, cells, group_title, has_room
from qaudit.desk.comparison.asking import By
from qaudit.desk.comparison.complaints import Complained, Complaints
from qaudit.desk.comparison.gap import Gaps
from qaudit.desk.comparison.value import ESTIMATE, Value
from qaudit.speech import _, ngettext
from qaudit.wording import comparison as say
from qaudit.wording import comparison_sentences as sentences
from qaudit.wording.comparison import NONE
from qaudit.wording.comparison_members import visits_words


def gap_blocks(found: Iterable[Gaps]) -> Iterator[Block]:
    """What falls short of customers' expectation most first, beside what the audit found."""
    means = (_("EXPECTED"), _("PERCEIVED")) if has_room() else ()
    heads = (_("WHAT"), _("ANSWERS"), *means, _("GAP (95 %)"), _("VISITS"), _("AUDITED % (95 %)"))
    for one in found:
        rows = tuple(
            cells(
                row.key,
                row.n,
                *((_value(row.expectation), _value(row.perception)) if means else ()),
                say.estimate_words(row.gap, say.with_sign),
                row.audited.n,
                say.estimate_words(row.audited),
            )
            for row in one.rows
        )
        title = group_title(one.group, visits_words(one.visits))
        yield Block(title, heads, rows, (_(sentences.GAP),), wide=0)


def complaint_blocks(found: Iterable[Complaints]) -> Iterator[Block]:
    """What is complained of most first, beside what the audit found; then what is met least."""
    for one in found:
        of_standards = one.by is By.STANDARD
        heads = (
            ("", _("STANDARD"), _("COMPLAINTS"), _("N"), _("MET % (95 %)"))
            if of_standards
            else (_("WHAT"), _("COMPLAINTS"), _("VISITS"), _("AUDITED % (95 %)"))
        )
        rows = tuple(
            cells(
                *(("?" if row.is_doubtful else "",) if of_standards else ()),
                row.key,
                row.complaints,
                0 if row.audited is None else row.audited.n,
                _audited(row),
            )
            for row in one.rows
        )
        notes = (
            _(sentences.COMPLAINTS),
            sentences.doubtful_words([row.key for row in one.doubtful]),
            sentences.elsewhere_words(one.elsewhere),
        )
        counted = ngettext("{n} complaint", "{n} complaints", one.n)
        yield Block(group_title(one.group, counted), heads, rows, notes, wide=1 if of_standards else 0)


def _audited(row: Complained) -> str:
    """How often it is met, or the mean score of all that belongs to it; in percent."""
    if row.audited is None:
        return NONE
    if row.audited.met is not None:
        return say.estimate_words(row.audited.met, say.as_percent)
    return say.estimate_words(row.audited.mean)


def _value(found: Estimate | NotEnough) -> str:
    return NONE if isinstance(found, NotEnough) else say.one_place(found.value)


def value_blocks(found: Iterable[Value]) -> Iterator[Block]:
    """The range, what it was made from, and that it is an estimate."""
    for one in found:
        shares = dict(one.cost.widest) if isinstance(one.cost, CostOfMisses) else {}
        rows = tuple(
            cells(
                _(words),
                _assumed(one, name),
                say.as_percent(shares[name]) if name in shares else NONE,
            )
            for name, words in sentences.ASSUMPTIONS.items()
        )
        notes = (
            sentences.poor_words(one.file.poor, one.poor),
            sentences.cost_words(one.cost),
            _(ESTIMATE),
        )
        heads = (_("ASSUMPTION"), _("FROM … TO"), _("PART OF THE DOUBT %"))
        yield Block(group_title(one.group, visits_words(one.n)), heads, rows, notes, is_cut=False)


def _assumed(value: Value, name: str) -> str:
    """The range of an assumption; that of the poor visits comes from the visits."""
    if name != "poor":
        return sentences.assumed_words(getattr(value.file.assumptions, name))
    return NONE if isinstance(value.poor, NotEnough) else sentences.interval_of_share(value.poor)
