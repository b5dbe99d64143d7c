"""The score of a form as `calculate` rows: points of each section, then the whole.

A formula for each section and short ones above them: one long sum over all standards takes minutes on a phone.
The rules are those of `docs/scoring.md`; bands, gates and the pass mark stay behind.
"""

from collections.abc import Iterable, Iterator, Sequence

from qaudit.core.standards import (
    BonusPolicy,
    CriticalMode,
    NotObservedPolicy,
    Pack,
    RollUp,
    ScoringPolicy,
    Section,
)
from qaudit.interop.xlsform_formulas import Row, earned, missed, number_text, possible, unseen

FINAL = "qa_score"
"""The row of the final score, in percent."""

LONGEST_FORMULA = 8000
"""Characters of one sum; a cell holds four times as many."""

Sum = tuple[str, str]
"""The name of a `calculate` row and its formula."""


def sums_of(pack: Pack, sections: Sequence[tuple[Section, Sequence[Row]]]) -> Iterator[Sum]:
    """The rows, in the order that they need each other."""
    policy = pack.scoring
    numbered = list(enumerate(sections, start=1))
    for number, (_section, rows) in numbered:
        scored = [row for row in rows if row.standard.is_scored]
        yield from _sum(f"qa_ps_{number}", [earned(row) for row in scored])
        yield from _sum(f"qa_ms_{number}", [possible(row, policy.not_observed) for row in scored])
    yield "qa_points", _added(f"${{qa_ps_{number}}}" for number, _ in numbered)
    yield "qa_possible", _added(f"${{qa_ms_{number}}}" for number, _ in numbered)
    if policy.roll_up is RollUp.WEIGHTED_SECTIONS:
        yield from _weighed([(number, section) for number, (section, _rows) in numbered], policy)
    else:
        yield "qa_raw", f"if(${{qa_possible}} > 0, {_capped('${qa_points} div ${qa_possible}', policy)}, '')"
    yield from _final(pack, [row for _section, rows in sections for row in rows])


def _weighed(sections: Sequence[tuple[int, Section]], policy: ScoringPolicy) -> Iterator[Sum]:
    weights, shares = [], []
    for number, section in sections:
        if section.weight > 0:
            weight, earned_of, possible_of = (
                number_text(section.weight),
                f"${{qa_ps_{number}}}",
                f"${{qa_ms_{number}}}",
            )
            share = _capped(f"{earned_of} div {possible_of}", policy)
            weights.append(f"if({possible_of} > 0, {weight}, 0)")
            shares.append(f"if({possible_of} > 0, {weight} * ({share}), 0)")
    yield "qa_weights", _added(weights)
    yield "qa_shares", _added(shares)
    yield "qa_raw", f"if(${{qa_weights}} > 0, {_capped('${qa_shares} div ${qa_weights}', policy)}, '')"


def _final(pack: Pack, rows: Sequence[Row]) -> Iterator[Sum]:
    """The raw share with what missed critical standards do to it (S12), as a percentage."""
    policy, critical = pack.scoring, pack.scoring.critical
    counted = [_counted(row, policy) for row in rows if row.standard.is_critical and row.standard.is_scored]
    raw = "${qa_raw}"
    if counted:
        yield from _sum("qa_critical", counted)
        reached = f"${{qa_critical}} >= {critical.count}"
        if critical.mode is CriticalMode.ZERO:
            raw = f"if({reached}, 0, {raw})"
        elif critical.mode is CriticalMode.CAP and critical.cap is not None:
            cap = number_text(critical.cap / 100)
            raw = f"if({reached} and {raw} > {cap}, {cap}, {raw})"
    yield FINAL, f"if(${{qa_raw}} = '', '', round(100 * ({raw}), {policy.decimals}))"


def _counted(row: Row, policy: ScoringPolicy) -> str:
    is_missed = missed(row)
    if policy.not_observed is NotObservedPolicy.MISS:
        is_missed = f"{is_missed} or {unseen(row)}"
    return f"if({is_missed}, 1, 0)"


def _capped(share: str, policy: ScoringPolicy) -> str:
    return share if policy.bonus is BonusPolicy.OVER else f"if({share} > 1, 1, {share})"


def _sum(name: str, terms: Iterable[str]) -> Iterator[Sum]:
    """A sum; one that is too long for a cell in parts, and the sum of the parts."""
    parts = [""]
    for term in filter(None, terms):
        if len(parts[-1]) + len(term) > LONGEST_FORMULA and parts[-1]:
            parts.append("")
        parts[-1] = f"{parts[-1]} + {term}" if parts[-1] else term
    if len(parts) < 2:
        yield name, parts[0] or "0"
        return
    for number, part in enumerate(parts, start=1):
        yield f"{name}_{number}", part
    yield name, _added(f"${{{name}_{number}}}" for number in range(1, len(parts) + 1))


def _added(terms: Iterable[str]) -> str:
    return " + ".join(terms) or "0"
