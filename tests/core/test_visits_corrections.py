"""A reading that stands in for the auditor's: what is judged, and what stays."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaudit.core.changes import NoteSet, ReadingSet, apply
from qaudit.core.readings import YesNo
from qaudit.core.scoring import score_visit
from qaudit.core.visits import Correction, Observation, Origin, Visit
from tests.builders import a_pack, a_standard, a_visit, an_evidence, moment, seen

PACK = a_pack(a_standard("ARR-01"), a_standard("ARR-02"), a_standard("ARR-03"))
YES, NO = YesNo(True), YesNo(False)
SEEN = (
    seen("ARR-01", "no", "Nobody there", evidence=[an_evidence()], at="14:05"),
    seen("ARR-02", "no", at="14:10"),
)


def a_correction(code: str = "ARR-01", reading: YesNo = YES, at: str = "16:00") -> Correction:
    return Correction(code, reading, "owl", moment(at), "The photo shows it")


def corrected(*corrections: Correction, visit: Visit | None = None) -> Visit:
    return replace(visit or a_visit(PACK, *SEEN), corrections=corrections)


def judged(visit: Visit) -> dict[str, object]:
    return {one.code: one.reading for one in visit.judged_observations}


def test_without_corrections_the_observations_are_judged() -> None:
    visit = a_visit(PACK, *SEEN)
    assert visit.judged_observations is visit.observations
    assert visit.correction("ARR-01") is None


def test_a_correction_stands_in_and_the_auditor_s_reading_stays() -> None:
    visit = corrected(a_correction())
    assert judged(visit) == {"ARR-01": YES, "ARR-02": NO}
    assert visit.observation("ARR-01") == a_visit(PACK, *SEEN).observation("ARR-01")
    [first, _] = visit.judged_observations
    assert (first.note, first.evidence) == ("Nobody there", (an_evidence(),))
    assert visit.correction("ARR-01") == a_correction()
    assert visit.correction("ARR-02") is None
    before, after = score_visit(PACK, a_visit(PACK, *SEEN)), score_visit(PACK, visit)
    assert (str(before.final_percent), str(after.final_percent)) == ("0.0", "50.0")


def test_the_last_correction_stands() -> None:
    later = replace(a_correction(reading=NO, at="17:00"), origin=Origin.APPEAL)
    visit = corrected(a_correction(), a_correction("ARR-02"), later)
    assert judged(visit) == {"ARR-01": NO, "ARR-02": YES}
    assert visit.correction("ARR-01") is later


def test_a_standard_without_an_observation_gets_one() -> None:
    visit = corrected(a_correction("ARR-03"))
    assert judged(visit) == {"ARR-01": NO, "ARR-02": NO, "ARR-03": YES}
    assert visit.judged_observations[-1] == Observation("ARR-03", YES, at=moment("16:00"))
    assert visit.observation("ARR-03") is None
    assert visit.correction("ARR-03") == a_correction("ARR-03")


def test_a_note_made_ahead_of_its_reading_gives_way() -> None:
    visit = corrected(a_correction("ARR-03"), visit=a_visit(PACK, seen("ARR-03", None, "Closed")))
    assert judged(visit) == {"ARR-03": YES}
    assert visit.judged_observations[0].note == "Closed"


@pytest.mark.parametrize(("written_at", "stands"), [("15:59", True), ("16:00", True), ("16:01", False)])
def test_a_reading_written_after_a_correction_stands_over_it(written_at: str, stands: bool) -> None:
    visit = apply(ReadingSet("ARR-01", NO), corrected(a_correction()), moment(written_at))
    assert judged(visit)["ARR-01"] == (YES if stands else NO)
    assert (visit.correction("ARR-01") is not None) is stands


def test_a_note_written_after_a_correction_leaves_it_standing() -> None:
    visit = apply(NoteSet("ARR-01", "Looked again"), corrected(a_correction()), moment("18:00"))
    assert judged(visit)["ARR-01"] == YES


def test_what_the_auditor_wrote_between_two_corrections_is_corrected_again() -> None:
    visit = apply(ReadingSet("ARR-01", NO), corrected(a_correction()), moment("17:00"))
    visit = replace(visit, corrections=(*visit.corrections, a_correction(at="18:00")))
    assert judged(visit)["ARR-01"] == YES


corrections = st.builds(
    lambda code, is_yes, minute: a_correction(code, YesNo(is_yes), f"16:{minute:02}"),
    st.sampled_from(["ARR-01", "ARR-02", "ARR-03"]),
    st.booleans(),
    st.integers(0, 59),
)


@given(st.lists(corrections, max_size=6))
def test_what_is_judged_is_one_observation_for_each_code_whatever_was_corrected(
    made: Sequence[Correction],
) -> None:
    made = sorted(made, key=lambda one: one.at)
    visit = corrected(*made)
    codes = [one.code for one in visit.judged_observations]
    assert len(codes) == len(set(codes))
    assert visit.observations == a_visit(PACK, *SEEN).observations
    for one in visit.judged_observations:
        standing = visit.correction(one.code)
        own = visit.observation(one.code)
        assert one.reading == (standing.reading if standing else own and own.reading)
