"""What still stands between a visit and its submission (rule S05, and the pack's notes and evidence)."""

from dataclasses import dataclass
from enum import StrEnum

from qaudit.core.judging import Judgement, Judgements, Readings, Verdict
from qaudit.core.readings import Duration
from qaudit.core.standards import Demand, Pack, Standard
from qaudit.core.timeline import Moments, out_of_order
from qaudit.core.visits import Observation
from qaudit.speech import N_, _


class GapKind(StrEnum):
    """What is missing."""

    UNANSWERED = "unanswered"
    NOTE = "note"
    HAND_TIMED_NOTE = "hand_timed_note"
    EVIDENCE = "evidence"
    OUT_OF_ORDER = "out_of_order"


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing thing. `sentence` names the standard and says what to do.

    `quiet` says it without the verdict that asks for it, for those who may not know verdicts.
    """

    kind: GapKind
    code: str
    sentence: str
    quiet: str


def gaps_of(pack: Pack, judged: Judgements, readings: Readings, moments: Moments) -> tuple[Gap, ...]:
    """Everything that blocks submission: standards in pack order, then marks that are out of order."""
    gaps = [
        gap
        for standard in pack.standards
        for gap in gaps_of_standard(standard, judged[standard.code], readings.get(standard.code))
    ]
    for fault in out_of_order(pack, moments):
        if judged[fault.code].is_asked:
            sentence = _(
                "{code}: '{later}' is marked before '{earlier}'; correct one of the marks",
                code=fault.code,
                later=fault.to_event,
                earlier=fault.from_event,
            )
            gaps.append(Gap(GapKind.OUT_OF_ORDER, fault.code, sentence, sentence))
    return tuple(gaps)


def gaps_of_standard(
    standard: Standard, judgement: Judgement, observation: Observation | None
) -> tuple[Gap, ...]:
    """What one standard still lacks."""
    code = standard.code
    if not judgement.is_asked:
        return ()
    if judgement.verdict is Verdict.UNANSWERED:
        return (_gap(GapKind.UNANSWERED, code),)
    has_note = observation is not None and observation.note.strip() != ""
    gaps = []
    if not has_note and is_demanded(standard.note, judgement):
        gaps.append(_gap(GapKind.NOTE, code, standard.note))
    elif not has_note and is_hand_timed(standard, judgement):
        gaps.append(_gap(GapKind.HAND_TIMED_NOTE, code))
    has_evidence = observation is not None and observation.evidence != ()
    if not has_evidence and is_evidence_demanded(standard, judgement):
        gaps.append(_gap(GapKind.EVIDENCE, code, standard.evidence))
    return tuple(gaps)


def is_demanded(demand: Demand, judgement: Judgement) -> bool:
    """Whether a demand for a note holds, given the verdict. Nothing is asked of what did not arise."""
    if judgement.verdict in (Verdict.UNANSWERED, Verdict.NOT_APPLICABLE):
        return False
    return demand is Demand.ALWAYS or (demand is Demand.ON_MISS and judgement.verdict is Verdict.MISSED)


def is_evidence_demanded(standard: Standard, judgement: Judgement) -> bool:
    """Whether evidence is asked for, given the verdict: there can be none of what was not observed."""
    if judgement.verdict is Verdict.NOT_OBSERVED:
        return False
    return is_demanded(standard.evidence, judgement)


def is_hand_timed(standard: Standard, judgement: Judgement) -> bool:
    """Whether a standard of the timeline was timed by hand: that needs a note (docs/pack-format.md)."""
    return standard.is_clocked and isinstance(judgement.reading, Duration) and not judgement.by_clock


_QUIET = {
    GapKind.UNANSWERED: N_("{code} has no reading"),
    GapKind.NOTE: N_("{code} needs a note"),
    GapKind.HAND_TIMED_NOTE: N_(
        "{code} was timed by hand and needs a note that says why the clock was not used"
    ),
    GapKind.EVIDENCE: N_("{code} needs evidence"),
}
_DEMANDED = {
    (GapKind.NOTE, Demand.ALWAYS): N_("{code} needs a note (the pack always asks for it)"),
    (GapKind.NOTE, Demand.ON_MISS): N_("{code} needs a note (it was missed)"),
    (GapKind.EVIDENCE, Demand.ALWAYS): N_("{code} needs evidence (the pack always asks for it)"),
    (GapKind.EVIDENCE, Demand.ON_MISS): N_("{code} needs evidence (it was missed)"),
}


def _gap(kind: GapKind, code: str, demand: Demand = Demand.NEVER) -> Gap:
    quiet = _QUIET[kind]
    return Gap(kind, code, _(_DEMANDED.get((kind, demand), quiet), code=code), _(quiet, code=code))
