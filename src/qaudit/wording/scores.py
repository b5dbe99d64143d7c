"""Why the score is what it is, as sentences: the rules that applied (S12, S13, S20) and the formula in words."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.judging import Verdict
from qaudit.core.percent import rounded
from qaudit.core.scoring import Outcome, Scorecard, SectionScore, StandardScore
from qaudit.core.standards import BonusPolicy, CriticalMode, Pack, RollUp, ScoringPolicy
from qaudit.speech import N_, _
from qaudit.wording.phrases import Part, Phrase, Value, counted_phrase, joined, phrase, user_text
from qaudit.wording.regional import written_number
from qaudit.wording.values import NBSP, bound_words, number_words, percent_words, two_places

MOST_TERMS = 6
"""Sections whose terms are written out in the formula; beyond, the sums are given and the table has the terms."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, and the standards or sections behind it."""

    reason: Phrase
    items: tuple[Phrase, ...] = ()


def outcome_words(card: Scorecard, *, is_final: bool) -> str:
    """`Passed`, `Not passed so far`, or nothing where the pack knows no passing."""
    if card.outcome is None:
        return ""
    if card.outcome is Outcome.PASS:
        return _("Passed") if is_final else _("Passed so far")
    return _("Not passed") if is_final else _("Not passed so far")


def why(pack: Pack, card: Scorecard, language: str | None) -> tuple[Why, ...]:
    """The reasons in the order of S20: critical standards, sections under their gate, the pass mark."""
    if card.final_percent is None:
        return (Why(phrase(UNSCORED)),)
    found = [
        *_critical(pack, card, language),
        *_gates(card, language),
        *_pass_mark(pack.scoring, card),
    ]
    return tuple(found) or (Why(_nothing_stood_in_the_way(pack)),)


UNSCORED = N_(
    "Nothing that counts could be scored, so the visit has no score, no band and no outcome. "
    "That is neither 0 % nor 100 %."
)


def _critical(pack: Pack, card: Scorecard, language: str | None) -> list[Why]:
    codes = [reason.code for reason in card.reasons if reason.rule == "S12"]
    if not codes:
        return []
    by_code = {scored.standard.code: scored for scored in card.standards}
    reason = counted_phrase(
        "A critical standard was missed: {effect}",
        "{n} critical standards were missed: {effect}",
        len(codes),
        effect=_EFFECTS[pack.scoring.critical.mode](pack.scoring, card),
    )
    return [Why(reason, tuple(_missed(by_code[code], language) for code in codes))]


def _missed(scored: StandardScore, language: str | None) -> Phrase:
    text = user_text(scored.standard.text.in_language(language))
    named = joined((Value(scored.standard.code), text), " ")
    if scored.judgement.verdict is not Verdict.NOT_OBSERVED:
        return named
    return phrase("{standard} (not observed, which this pack counts as missed)", standard=named)


def _flagged(policy: ScoringPolicy, card: Scorecard) -> Phrase:
    return phrase("the pack marks this and leaves the score as it is.")


def _failed(policy: ScoringPolicy, card: Scorecard) -> Phrase:
    return phrase("the visit fails, whatever its score.")


def _capped(policy: ScoringPolicy, card: Scorecard) -> Phrase:
    cap = Value(bound_words(policy.critical.cap or Fraction(0)))
    if card.raw_percent == card.final_percent:
        return phrase("the score can be {cap} at most, and was not above that.", cap=cap)
    return phrase("the score is held down to {cap}.", cap=cap)


def _zeroed(policy: ScoringPolicy, card: Scorecard) -> Phrase:
    return phrase("the score is set to 0\u00a0% and the visit fails.")


_EFFECTS: dict[CriticalMode, Callable[[ScoringPolicy, Scorecard], Phrase]] = {
    CriticalMode.FLAG: _flagged,
    CriticalMode.FAIL: _failed,
    CriticalMode.CAP: _capped,
    CriticalMode.ZERO: _zeroed,
}


def _gates(card: Scorecard, language: str | None) -> list[Why]:
    by_code = {section.section.code: section for section in card.sections}
    under = [by_code[reason.code] for reason in card.reasons if reason.rule == "S13"]
    if not under:
        return []
    if len(under) == 1:
        fields = _gate_fields(under[0], language)
        return [
            Why(
                phrase(
                    "The section {title} reached {percent}, under its gate of {gate}: the visit fails.",
                    **fields,
                )
            )
        ]
    reason = counted_phrase(
        "{n} section is under its gate: the visit fails.",
        "{n} sections are under their gates: the visit fails.",
        len(under),
    )
    return [Why(reason, tuple(_under_gate(section, language) for section in under))]


def _under_gate(section: SectionScore, language: str | None) -> Phrase:
    return phrase("{title} reached {percent}, under its gate of {gate}", **_gate_fields(section, language))


def _gate_fields(section: SectionScore, language: str | None) -> dict[str, Part]:
    assert section.percent is not None
    assert section.section.gate is not None
    return {
        "title": user_text(section.section.title.in_language(language)),
        "percent": Value(percent_words(section.percent)),
        "gate": Value(bound_words(section.section.gate)),
    }


def _pass_mark(policy: ScoringPolicy, card: Scorecard) -> list[Why]:
    if policy.pass_mark is None or card.final_percent is None:
        return []
    fields = {
        "final": Value(percent_words(card.final_percent)),
        "mark": Value(bound_words(policy.pass_mark)),
    }
    if any(reason.rule == "S20" for reason in card.reasons):
        return [Why(phrase("The score of {final} is under the pass mark of {mark}.", **fields))]
    return [Why(phrase("The score of {final} reaches the pass mark of {mark}.", **fields))]


def _nothing_stood_in_the_way(pack: Pack) -> Phrase:
    has_gates = any(section.gate is not None for section in pack.sections)
    if has_gates or pack.scoring.critical.mode in (CriticalMode.FAIL, CriticalMode.ZERO):
        return phrase("No critical standard was missed and no section is under its gate.")
    return phrase("This pack has bands but no pass mark: there is no passing or failing.")


def formula(pack: Pack, card: Scorecard) -> tuple[Phrase, ...]:
    """How the raw and the final score came to be, with the visit's own numbers."""
    if card.raw is None or card.raw_percent is None or card.final_percent is None:
        return ()
    raw = _pooled(card) if pack.scoring.roll_up is RollUp.POOLED else _weighted(card)
    found = [phrase("Raw score, {sum} = {raw}.", sum=raw, raw=Value(percent_words(card.raw_percent)))]
    if any(scored.standard.is_bonus and scored.score.earned for scored in card.standards):
        found.append(_bonus(pack.scoring))
    if card.raw_percent != card.final_percent:
        found.append(
            phrase(
                "Final score: the raw score after the rule for critical standards = {final}.",
                final=Value(percent_words(card.final_percent)),
            )
        )
    else:
        found.append(phrase("Final score: the raw score; no rule changed it."))
    return tuple(found)


def _pooled(card: Scorecard) -> Phrase:
    return phrase(
        "all points earned by all points possible: {earned} ÷ {possible}",
        earned=Value(two_places(card.total.earned)),
        possible=Value(two_places(card.total.possible)),
    )


def _weighted(card: Scorecard) -> Phrase:
    counted = [
        (section.section.weight, section)
        for section in card.sections
        if section.percent is not None and section.section.weight > 0
    ]
    whole = sum((weight for weight, _section in counted), Fraction(0))
    if len(counted) == 1:
        return phrase(
            "points earned by points possible of the one section that counts: {earned} ÷ {possible}",
            earned=Value(two_places(counted[0][1].score.earned)),
            possible=Value(two_places(counted[0][1].score.possible)),
        )
    if len(counted) <= MOST_TERMS:
        terms = joined([Value(_term(weight, section)) for weight, section in counted], " + ")
        return phrase(
            "the mean of the section scores by section weight: ({terms}) ÷ {whole}",
            terms=terms,
            whole=Value(number_words(whole)),
        )
    total = sum((weight * (section.share or 0) for weight, section in counted), Fraction(0)) * 100
    return phrase(
        "the mean of the section scores by section weight: "
        "{total} (the sum of weight × score) ÷ {whole} (the sum of the weights)",
        total=Value(two_places(total)),
        whole=Value(number_words(whole)),
    )


def _term(weight: Fraction, section: SectionScore) -> str:
    assert section.percent is not None
    return f"{number_words(weight)}{NBSP}×{NBSP}{written_number(f'{section.percent:f}')}"


def _bonus(policy: ScoringPolicy) -> Phrase:
    if policy.bonus is BonusPolicy.CAP:
        return phrase("Bonus points add to what is earned; no percentage passes 100\u00a0%.")
    return phrase("Bonus points add to what is earned, and percentages may pass 100\u00a0%.")


def cost_words(cost: Fraction | None, decimals: int) -> str:
    """What a finding cost of the whole score, before any critical rule: `2.4 % of the total`."""
    if cost is None or cost == 0:
        return _("no part in the total")
    places = max(decimals, 1)
    written = rounded(cost * 100, places)
    if written == 0:
        least = percent_words(rounded(Fraction(1, 10**places), places))
        return _("under {percent} of the total", percent=least)
    return _("{percent} of the total", percent=percent_words(written))


def so_far_words(asked: int, answered: int) -> Phrase:
    """How far a visit that is not submitted has come."""
    return counted_phrase(
        "This visit is not submitted. {answered} of {n} standard is answered so far; "
        "every figure here is taken over those and may still change.",
        "This visit is not submitted. {answered} of {n} standards are answered so far; "
        "every figure here is taken over those and may still change.",
        asked,
        answered=Value(str(answered)),
    )


def more_words(count: int) -> Phrase:
    """How many more there are than were named."""
    return counted_phrase(
        "and {n} more, on the pages that follow", "and {n} more, on the pages that follow", count
    )
