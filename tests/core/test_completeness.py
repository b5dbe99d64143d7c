"""What stands between a visit and its submission: S05, notes, evidence, and the order of marks."""

from typing import Any

import pytest

from qaudit.core.completeness import GapKind, gaps_of, is_demanded, is_evidence_demanded
from qaudit.core.judging import Judgement, Verdict, judge_visit
from qaudit.core.standards import Demand, FactIs, Pack, Standard
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Visit
from tests.builders import Seen, a_pack, a_standard, a_visit, an_evidence, seconds, seen, words, yes_no

CLOCKED = seconds(60, events=("arrival", "greeted"))


def gaps(pack: Pack, visit: Visit) -> list[tuple[str, str]]:
    readings = {observation.code: observation for observation in visit.observations}
    moments = moments_of(visit.marks)
    judged = judge_visit(pack, dict(visit.facts), readings, moments)
    return [(gap.kind.value, gap.code) for gap in gaps_of(pack, judged, readings, moments)]


@pytest.mark.parametrize(
    ("standard", "observed", "missing"),
    [
        pytest.param(a_standard("A"), seen("A", "yes"), [], id="answered"),
        pytest.param(a_standard("A"), seen("A"), ["unanswered"], id="S05-unanswered"),
        pytest.param(
            a_standard("A", note=Demand.ALWAYS), seen("A"), ["unanswered"], id="S05-one-gap-at-a-time"
        ),
        pytest.param(a_standard("A", words()), seen("A"), [], id="S05-a-note-may-stay-empty"),
        pytest.param(a_standard("A", counts=False), seen("A"), ["unanswered"], id="S05-unscored-is-asked"),
        pytest.param(a_standard("A"), seen("A", "no"), ["note"], id="a-miss-needs-a-note"),
        pytest.param(a_standard("A"), seen("A", "no", "  \n"), ["note"], id="blanks-are-no-note"),
        pytest.param(a_standard("A"), seen("A", "no", "A queue"), [], id="a-miss-with-its-note"),
        pytest.param(a_standard("A", note=Demand.NEVER), seen("A", "no"), [], id="never-a-note"),
        pytest.param(a_standard("A", note=Demand.ALWAYS), seen("A", "yes"), ["note"], id="always-a-note"),
        pytest.param(a_standard("A", note=Demand.ALWAYS), seen("A", "na"), [], id="nothing-arose"),
        pytest.param(a_standard("A", note=Demand.ALWAYS), seen("A", "unseen"), ["note"], id="say-why-unseen"),
        pytest.param(
            a_standard("A", evidence=Demand.ON_MISS),
            seen("A", "no", "so"),
            ["evidence"],
            id="evidence-of-a-miss",
        ),
        pytest.param(
            a_standard("A", evidence=Demand.ON_MISS),
            seen("A", "no", "so", evidence=[an_evidence()]),
            [],
            id="a-miss-with-its-evidence",
        ),
        pytest.param(
            a_standard("A", evidence=Demand.ALWAYS), seen("A", "yes"), ["evidence"], id="always-evidence"
        ),
        pytest.param(
            a_standard("A", evidence=Demand.ALWAYS), seen("A", "unseen"), [], id="no-evidence-of-unseen"
        ),
        pytest.param(
            a_standard("A", evidence=Demand.ALWAYS),
            seen("A", "no"),
            ["note", "evidence"],
            id="note-and-evidence",
        ),
        pytest.param(a_standard("A", CLOCKED), seen("A", "55s"), ["hand_timed_note"], id="timed-by-hand"),
        pytest.param(
            a_standard("A", CLOCKED), seen("A", "55s", "Forgot to mark"), [], id="timed-by-hand-and-why"
        ),
        pytest.param(a_standard("A", CLOCKED), seen("A", "72s"), ["note"], id="one-note-serves-both"),
        pytest.param(a_standard("A", CLOCKED), seen("A", "na"), [], id="nothing-to-time"),
        pytest.param(
            a_standard("A", CLOCKED, counts=False),
            seen("A", "55s"),
            ["hand_timed_note"],
            id="unscored-by-hand",
        ),
        pytest.param(a_standard("A", seconds(60)), seen("A", "55s"), [], id="no-clock-to-use"),
        pytest.param(a_standard("A", yes_no("no")), seen("A", "no"), [], id="met-by-a-no"),
    ],
)
def test_a_standard_says_what_it_lacks(standard: Standard, observed: Seen, missing: list[str]) -> None:
    pack = a_pack(standard)
    assert gaps(pack, a_visit(pack, observed)) == [(kind, "A") for kind in missing]


def test_the_timeline_answers_without_a_note() -> None:
    pack = a_pack(a_standard("A", CLOCKED))
    assert gaps(pack, a_visit(pack, marks={"arrival": "14:05:00", "greeted": "14:05:40"})) == []


def test_what_is_not_asked_lacks_nothing() -> None:
    """S06: not even where its marks are out of order."""
    pack = a_pack(
        a_standard("A", CLOCKED, note=Demand.ALWAYS, when=FactIs("channel", ("desk",))),
        facts={"channel": ["desk", "phone"]},
    )
    marks = {"arrival": "14:06", "greeted": "14:05"}
    assert gaps(pack, a_visit(pack, facts={"channel": "phone"}, marks=marks)) == []
    assert gaps(pack, a_visit(pack, facts={"channel": "desk"}, marks=marks)) == [
        ("unanswered", "A"),
        ("out_of_order", "A"),
    ]


def test_gaps_come_in_pack_order_with_a_sentence_each() -> None:
    """S05"""
    pack = a_pack(a_standard("B"), a_standard("A"), a_standard("T", CLOCKED))
    visit = a_visit(pack, seen("A", "no"), marks={"arrival": "14:06", "greeted": "14:05"})
    readings = {observation.code: observation for observation in visit.observations}
    moments = moments_of(visit.marks)
    found = gaps_of(pack, judge_visit(pack, {}, readings, moments), readings, moments)
    assert [gap.sentence for gap in found] == [
        "B has no reading",
        "A needs a note (it was missed)",
        "T has no reading",
        "T: 'greeted' is marked before 'arrival'; correct one of the marks",
    ]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"note": Demand.ALWAYS}, "A needs a note (the pack always asks for it)"),
        ({"evidence": Demand.ALWAYS}, "A needs evidence (the pack always asks for it)"),
        ({"measure": CLOCKED}, "A was timed by hand and needs a note that says why the clock was not used"),
    ],
)
def test_a_gap_says_why(keys: dict[str, Any], sentence: str) -> None:
    pack = a_pack(a_standard("A", **keys))
    visit = a_visit(pack, seen("A", "55s" if "measure" in keys else "yes"))
    readings = {observation.code: observation for observation in visit.observations}
    (gap,) = gaps_of(pack, judge_visit(pack, {}, readings, {}), readings, {})
    assert gap.sentence == sentence
    assert gap.kind in GapKind


@pytest.mark.parametrize(
    ("demand", "verdict", "demanded"),
    [
        ("never", "missed", False),
        ("on_miss", "missed", True),
        ("on_miss", "partly", False),
        ("on_miss", "not_observed", False),
        ("always", "met", True),
        ("always", "noted", True),
        ("always", "not_observed", True),
        ("always", "unanswered", False),
        ("always", "not_applicable", False),
    ],
)
def test_a_demand_follows_the_verdict(demand: str, verdict: str, demanded: bool) -> None:
    judgement = Judgement(Verdict(verdict))
    assert is_demanded(Demand(demand), judgement) is demanded
    is_seen = verdict != "not_observed"
    standard = a_standard(evidence=Demand(demand))
    assert is_evidence_demanded(standard, judgement) is (demanded and is_seen)
