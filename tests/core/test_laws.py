"""Laws of scoring that hold for every pack and every visit."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, event, given
from hypothesis import strategies as st

from qaudit.core.findings import findings_of
from qaudit.core.judging import Judgement, Verdict, judge_visit
from qaudit.core.measures import RatingMeasure
from qaudit.core.percent import percent
from qaudit.core.readings import NOT_APPLICABLE, Rating
from qaudit.core.scoring import Scorecard, band_of, is_critical_miss, score_judged, score_visit
from qaudit.core.standards import Band, BonusPolicy, CriticalMode, Pack
from qaudit.core.text import Text
from qaudit.core.timeline import moments_of
from qaudit.core.visits import Observation, Visit
from tests.core.random_packs import LAW, standards, visited_packs

ONE = Fraction(1)
SCORED = (Verdict.MET, Verdict.PARTLY, Verdict.MISSED)


def judged_of(pack: Pack, visit: Visit) -> dict[str, Judgement]:
    readings = {observation.code: observation for observation in visit.observations}
    return judge_visit(pack, dict(visit.facts), readings, moments_of(visit.marks))


def percentages(card: Scorecard) -> list[Decimal | None]:
    return [card.raw_percent, card.final_percent, *(section.percent for section in card.sections)]


@LAW
@given(visited_packs())
def test_every_standard_has_one_verdict_and_a_share_only_where_it_is_scored(
    visited: tuple[Pack, Visit],
) -> None:
    """S01, S11"""
    pack, visit = visited
    judged = judged_of(pack, visit)
    assert list(judged) == [standard.code for standard in pack.standards]
    for standard in pack.standards:
        judgement = judged[standard.code]
        event(judgement.verdict)
        assert (judgement.share is not None) == (judgement.verdict in SCORED)
        if judgement.share is None:
            continue
        assert standard.is_scored
        assert 0 <= judgement.share <= 1
        assert (judgement.verdict is Verdict.MISSED) == (judgement.share == 0)
        is_good_step = (
            isinstance(standard.measure, RatingMeasure)
            and isinstance(judgement.reading, Rating)
            and judgement.reading.step >= standard.measure.met_from
        )
        assert (judgement.verdict is Verdict.MET) == (judgement.share == 1 or is_good_step)


@LAW
@given(visited_packs())
def test_nothing_earns_more_than_was_possible_but_a_bonus(visited: tuple[Pack, Visit]) -> None:
    """S02, S10, S16"""
    card = score_visit(*visited)
    for scored in card.standards:
        assert 0 <= scored.score.earned <= scored.standard.weight
        if not scored.standard.is_bonus:
            assert scored.score.earned <= scored.score.possible


@LAW
@given(visited_packs(has_bonus=False))
def test_a_score_without_bonus_lies_between_0_and_1(visited: tuple[Pack, Visit]) -> None:
    """S07, S08"""
    card = score_visit(*visited)
    for share in (card.raw, card.total.share, *(section.share for section in card.sections)):
        assert share is None or 0 <= share <= 1


@LAW
@given(visited_packs())
def test_what_is_capped_is_never_over_100(visited: tuple[Pack, Visit]) -> None:
    """S10"""
    pack, visit = visited
    capped = replace(pack, scoring=replace(pack.scoring, bonus=BonusPolicy.CAP))
    card = score_visit(capped, visit)
    assert all(value is None or 0 <= value <= 100 for value in percentages(card))
    over = score_visit(replace(pack, scoring=replace(pack.scoring, bonus=BonusPolicy.OVER)), visit)
    assert over.total == card.total
    assert (card.raw is None) == (over.raw is None)
    assert card.raw is None or over.raw is None or card.raw <= over.raw


@LAW
@given(visited_packs(), st.data())
def test_a_met_standard_never_lowers_a_score(visited: tuple[Pack, Visit], data: st.DataObject) -> None:
    """S02, S08, S12: whatever the roll-up, the bonus and the critical rule."""
    pack, visit = visited
    judged = judged_of(pack, visit)
    below = [
        code for code, judgement in judged.items() if judgement.share is not None and judgement.share < 1
    ]
    assume(below)
    code = data.draw(st.sampled_from(below))
    earlier = score_judged(pack, judged)
    later = score_judged(pack, judged | {code: Judgement(Verdict.MET, ONE, judged[code].reading)})
    assert (earlier.raw is None) == (later.raw is None)
    if earlier.raw is None or later.raw is None:
        return
    event(f"{pack.scoring.roll_up.value}, {pack.scoring.critical.mode.value}")
    assert later.raw >= earlier.raw
    assert earlier.final_percent is not None
    assert later.final_percent is not None
    assert later.final_percent >= earlier.final_percent
    assert len(later.reasons) <= len(earlier.reasons)


@LAW
@given(visited_packs(), st.data())
def test_the_order_of_observations_marks_and_facts_is_irrelevant(
    visited: tuple[Pack, Visit], data: st.DataObject
) -> None:
    """S01, S02"""
    pack, visit = visited
    shuffled = replace(
        visit,
        observations=tuple(data.draw(st.permutations(visit.observations))),
        marks=visit.marks[::-1],
        facts=visit.facts[::-1],
    )
    assert score_visit(pack, shuffled) == score_visit(pack, visit)


@LAW
@given(visited_packs(), st.data())
def test_a_standard_that_is_not_applicable_changes_nothing(
    visited: tuple[Pack, Visit], data: st.DataObject
) -> None:
    """S03: nor does one that is not asked (S06)."""
    pack, visit = visited
    place = data.draw(st.integers(0, len(pack.sections) - 1))
    added = data.draw(standards("ADDED", []))
    section = pack.sections[place]
    wider = replace(
        pack,
        sections=(
            *pack.sections[:place],
            replace(section, standards=(*section.standards, added)),
            *pack.sections[place + 1 :],
        ),
    )
    told = replace(visit, observations=(*visit.observations, Observation("ADDED", NOT_APPLICABLE)))
    before, after = score_visit(pack, visit), score_visit(wider, told)
    assert percentages(after) == percentages(before)
    assert (after.total, after.raw, after.band) == (before.total, before.raw, before.band)
    assert (after.outcome, after.reasons) == (before.outcome, before.reasons)
    assert after.is_complete == before.is_complete


@LAW
@given(visited_packs(), st.integers(2, 9), st.integers(2, 9))
def test_weights_are_compared_with_each_other_only(visited: tuple[Pack, Visit], by: int, across: int) -> None:
    """S17: all standards `by` times, all sections `across` times as heavy."""
    pack, visit = visited
    heavier = replace(
        pack,
        sections=tuple(
            replace(
                section,
                weight=section.weight * across,
                standards=tuple(
                    replace(standard, weight=standard.weight * by) for standard in section.standards
                ),
            )
            for section in pack.sections
        ),
    )
    light, heavy = score_visit(pack, visit), score_visit(heavier, visit)
    assert percentages(heavy) == percentages(light)
    assert (heavy.raw, heavy.band, heavy.outcome) == (light.raw, light.band, light.outcome)


@LAW
@given(visited_packs())
def test_an_unscored_visit_has_neither_band_nor_outcome_and_a_scored_one_has_its_band(
    visited: tuple[Pack, Visit],
) -> None:
    """S09, S15"""
    card = score_visit(*visited)
    has_weight = any(section.share is not None and section.section.weight > 0 for section in card.sections)
    assert (card.raw is not None) == has_weight
    assert (card.band is not None) == has_weight
    if not has_weight:
        assert (card.final_percent, card.outcome) == (None, None)


@LAW
@given(visited_packs())
def test_a_critical_miss_is_never_above_its_cap(visited: tuple[Pack, Visit]) -> None:
    """S12, S04"""
    pack, visit = visited
    rule, policy = pack.scoring.critical, pack.scoring
    card = score_visit(pack, visit)
    misses = [one for one in card.standards if is_critical_miss(one.standard, one.judgement, policy)]
    is_triggered = len(misses) >= rule.count
    assert [reason.code for reason in card.reasons if reason.rule == "S12"] == [
        one.standard.code for one in misses if is_triggered
    ]
    if card.final_percent is None or card.raw_percent is None:
        return
    event(f"{rule.mode.value}, {'triggered' if is_triggered else 'not triggered'}")
    if is_triggered and rule.mode is CriticalMode.CAP:
        assert rule.cap is not None
        assert card.final_percent <= percent(rule.cap / 100, policy.decimals)
        assert card.final_percent <= card.raw_percent
    elif is_triggered and rule.mode is CriticalMode.ZERO:
        assert card.final_percent == 0
    else:
        assert card.final_percent == card.raw_percent


@given(
    st.lists(st.integers(1, 110), unique=True, max_size=6),
    st.decimals(0, 200, places=2),
    st.data(),
)
def test_bands_partition_the_scores(bounds: list[int], score: Decimal, data: st.DataObject) -> None:
    """S15: exactly one band holds a score, whatever the order of the bands."""
    edges = [0, *sorted(bounds), 1000]
    bands = [Band(Fraction(lower), Text.plain(f"{lower} to {upper}")) for lower, upper in pairwise(edges)]
    holding = [
        band for band, (lower, upper) in zip(bands, pairwise(edges), strict=True) if lower <= score < upper
    ]
    assert len(holding) == 1
    assert band_of(data.draw(st.permutations(bands)), score) == holding[0]


@LAW
@given(visited_packs())
def test_a_profile_pools_its_carriers(visited: tuple[Pack, Visit]) -> None:
    """S18"""
    card = score_visit(*visited)
    for profile in card.profiles:
        carriers = [
            scored.score
            for scored in card.standards
            if (profile.tag, profile.value) in scored.standard.tags
            and scored.standard.is_scored
            and not scored.standard.is_bonus
        ]
        assert carriers
        assert profile.score.earned == sum((score.earned for score in carriers), Fraction(0))
        assert profile.score.possible == sum((score.possible for score in carriers), Fraction(0))


@LAW
@given(visited_packs(has_bonus=False))
def test_what_findings_cost_is_what_the_score_lacks(visited: tuple[Pack, Visit]) -> None:
    """S08: all of it, where no rating is met below the top of its scale."""
    pack, visit = visited
    card = score_visit(pack, visit)
    assume(card.raw is not None)
    assert card.raw is not None
    if pack.scoring.roll_up == "pooled":
        assume(all(section.share is not None for section in card.sections))
    cost = sum((finding.cost or Fraction(0) for finding in findings_of(card, pack.scoring)), Fraction(0))
    is_met_below_the_top = any(
        one.judgement.verdict is Verdict.MET and one.judgement.share != 1 for one in card.standards
    )
    assert cost <= 1 - card.raw if is_met_below_the_top else cost == 1 - card.raw


@LAW
@given(visited_packs())
def test_equal_arguments_give_equal_values(visited: tuple[Pack, Visit]) -> None:
    """S19"""
    assert score_visit(*visited) == score_visit(*visited)
