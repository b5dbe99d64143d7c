"""What an edition changed, and what that does to comparing visits, in plain lines."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from qaudit.core.comparability import Comparability, Continuity, Obstacle, Reason
from qaudit.core.differences import Aspect, Change
from qaudit.core.edition_changes import EditionChanges
from qaudit.core.measures import AtMost, CountMeasure, DurationMeasure, Measure, kind_of
from qaudit.core.standards import Condition, CriticalMode, CriticalRule, Demand, Pack, ScoringPolicy
from qaudit.core.text import printable
from qaudit.speech import N_, _, language
from qaudit.wording.conditions import ConditionWords
from qaudit.wording.phrases import plain
from qaudit.wording.short import expected_words, ladder_words
from qaudit.wording.values import bound_words, exact_words, in_unit, tag_words

_MOST_CODES = 12


def continuity_words(continuity: Continuity) -> str:
    """`the same`, `reworded`, `re-measured` …"""
    return _(_CONTINUITY[continuity])


def obstacle_words(reason: Reason) -> str:
    """Why two numbers do not compare: `measured otherwise: ARR-01, ARR-04`."""
    words = _(_OBSTACLES[reason.obstacle])
    if not reason.codes:
        return words
    codes = [printable(code, one_line=True) for code in reason.codes[:_MOST_CODES]]
    rest = len(reason.codes) - len(codes)
    more = _("{codes} and {n} more", codes=", ".join(codes), n=rest) if rest else ", ".join(codes)
    return _("{words}: {codes}", words=words, codes=more)


def summary_words(changes: EditionChanges, found: Comparability) -> str:
    """What compares, in a sentence or two: the total, and which sections."""
    names = {"before": str(changes.before), "after": str(changes.after)}
    if changes.are_none:
        return _("{before} and {after} say the same: their visits compare in everything.", **names)
    unlike = [code for code, section in found.sections.items() if not section.is_comparable]
    if not unlike and found.total.is_comparable:
        return _("Visits of {before} and {after} compare in their sections and in the total.", **names)
    if len(unlike) == len(found.sections):
        return _("Visits of {before} and {after} compare neither in a section nor in the total.", **names)
    alike = ", ".join(code for code in found.sections if code not in unlike)
    if found.total.is_comparable:
        pattern = N_("Visits of {before} and {after} compare in the total, and in the sections {alike}.")
    else:
        pattern = N_("Visits of {before} and {after} do not compare in the total; they do in {alike}.")
    return _(pattern, **names, alike=printable(alike, one_line=True))


def kind_words(kind: str) -> str:
    """A kind of measure, by its name in packs: `yes or no`, `a length of time`."""
    return _(_KINDS[kind])


def rule_words(rule: CriticalRule) -> str:
    """What critical misses do: `the score ends at 70 %`, `the visit fails, from 2 on`."""
    words = _(_MODES[rule.mode])
    if rule.cap is not None:
        words = _("{mode} at {cap}", mode=words, cap=plain(bound_words(rule.cap)))
    return _("{rule}, from {n} on", rule=words, n=rule.count) if rule.count > 1 else words


def policy_words(policy: ScoringPolicy) -> str:
    """How points become a total: `sections by weight, not observed: left out`."""
    return _(
        "{roll_up}, not observed: {unseen}",
        roll_up=_(_ROLL_UPS[policy.roll_up.value]),
        unseen=_(_NOT_OBSERVED[policy.not_observed.value]),
    )


class ChangeWords:
    """The changes between two packs in words; texts of the packs in `language` where they have it."""

    def __init__(self, before: Pack, after: Pack, language: str | None = None) -> None:
        self._language = language
        self._conditions = (ConditionWords(before, language), ConditionWords(after, language))

    def words(self, change: Change) -> str:
        """One change: `limit 60 s -> 30 s`, `weight 1 -> 2`, `text (en) “Old” -> “New”`."""
        what, before, after = self.parts(change)
        return _("{what} {before} -> {after}", what=what, before=before, after=after)

    def parts(self, change: Change) -> tuple[str, str, str]:
        """What changed, what it was and what it is: `limit`, `60 s`, `30 s`."""
        what = _(_ASPECTS[change.aspect])
        if change.key:
            what = _("{what} {key}", what=what, key=printable(change.key, one_line=True))
        if change.language:
            what = _("{what} ({language})", what=what, language=change.language)
        return what, self._value(change, 0), self._value(change, 1)

    def _value(self, change: Change, side: int) -> str:
        value = change.after if side else change.before
        if change.aspect is Aspect.WHEN:
            return self._when(value, side)
        if value is None:
            return _("none")
        if change.aspect is Aspect.LIMIT:
            return self._limit(value, change.after if side == 0 else change.before)
        write = _WRITE.get(change.aspect)
        return write(value) if write else self._plain(value)

    def _when(self, value: Any, side: int) -> str:
        condition: Condition | None = value
        return _("always") if condition is None else plain(self._conditions[side].words(condition))

    def _limit(self, measure: Any, other: Any) -> str:
        """A limit without the word for it, where that stands before both: `60 s`, not `at most 60 s`."""
        match measure:
            case DurationMeasure(unit, AtMost(most)) if isinstance(other.limit, AtMost):
                return plain(in_unit(most, unit.seconds))
            case CountMeasure(_unit, AtMost(most)) if isinstance(other.limit, AtMost):
                return exact_words(most)
            case _:
                return expected_words(measure, self._language)

    def _plain(self, value: Any) -> str:
        match value:
            case bool():
                return _("yes") if value else _("no")
            case Fraction():
                return exact_words(value)
            case date():
                return value.isoformat()
            case str():
                return _quoted(value)
            case _:
                return str(value)


def _quoted(words: str) -> str:
    return _("“{words}”", words=printable(words, one_line=True))


def _measure(value: Any) -> str:
    measure: Measure = value
    kind = kind_words(kind_of(measure))
    limit = expected_words(measure, language())
    return _("{kind} ({limit})", kind=kind, limit=limit) if limit else kind


def _credit(value: Any) -> str:
    return ladder_words(value) or _("none")


def _bound(value: Any) -> str:
    return plain(bound_words(value)) if isinstance(value, Fraction) else _quoted(value)


def _of_table(table: dict[str, str]) -> Callable[[Any], str]:
    return lambda value: _(table[value])


def _named(value: Any) -> str:
    return printable(str(value), one_line=True)


def _joined(value: Any) -> str:
    return ", ".join(printable(name, one_line=True) for name in value) or _("none")


def _share(value: Any) -> str:
    return plain(bound_words(value * 100))


_CONTINUITY = {
    Continuity.SAME: N_("the same"),
    Continuity.REWORDED: N_("reworded"),
    Continuity.REWEIGHTED: N_("reweighted"),
    Continuity.REMEASURED: N_("measured otherwise"),
    Continuity.NEW: N_("new"),
    Continuity.DROPPED: N_("dropped"),
}
_OBSTACLES = {
    Obstacle.NEW_SECTION: N_("the section is new"),
    Obstacle.DROPPED_SECTION: N_("the section is dropped"),
    Obstacle.NEW_STANDARDS: N_("new standards"),
    Obstacle.DROPPED_STANDARDS: N_("dropped standards"),
    Obstacle.REMEASURED: N_("standards measured otherwise"),
    Obstacle.REWEIGHTED: N_("standards with other weights"),
    Obstacle.MOVED: N_("standards moved in or out"),
    Obstacle.ASKED_OTHERWISE: N_("standards asked on other visits"),
    Obstacle.SECTION_WHEN: N_("the section is asked on other visits"),
    Obstacle.NOT_OBSERVED: N_("what is not observed counts otherwise"),
    Obstacle.BONUS_POLICY: N_("bonus counts otherwise"),
    Obstacle.SECTIONS: N_("sections that do not compare"),
    Obstacle.SECTION_WEIGHTS: N_("sections with other weights"),
    Obstacle.ROLL_UP: N_("the total is made otherwise of the sections"),
    Obstacle.CRITICAL_RULE: N_("critical misses have another effect"),
    Obstacle.CRITICAL_STANDARDS: N_("other standards are critical"),
    Obstacle.TOTAL: N_("the total does not compare"),
    Obstacle.PASS_MARK: N_("another pass mark"),
    Obstacle.BANDS: N_("other bands"),
    Obstacle.GATES: N_("sections with other gates"),
    Obstacle.DECIMALS: N_("the score is rounded otherwise"),
}
_ASPECTS = {
    Aspect.TEXT: N_("text"),
    Aspect.GUIDANCE: N_("guidance"),
    Aspect.SOURCE: N_("source"),
    Aspect.TAG: N_("tag"),
    Aspect.NOTE: N_("note asked for"),
    Aspect.EVIDENCE: N_("evidence asked for"),
    Aspect.PLACE: N_("stands behind"),
    Aspect.SECTION: N_("section"),
    Aspect.WEIGHT: N_("weight"),
    Aspect.CRITICAL: N_("critical"),
    Aspect.BONUS: N_("bonus"),
    Aspect.SCORED: N_("scored"),
    Aspect.NOT_APPLICABLE: N_("may be not applicable"),
    Aspect.WHEN: N_("asked where"),
    Aspect.GIVES_AWAY: N_("trap, given away by"),
    Aspect.KIND: N_("measure"),
    Aspect.LIMIT: N_("limit"),
    Aspect.CREDIT: N_("credit beyond the limit"),
    Aspect.EVENTS: N_("clock between"),
    Aspect.UNIT: N_("unit"),
    Aspect.ANCHOR: N_("words for step"),
    Aspect.OPTION: N_("option"),
    Aspect.SHARE: N_("share of"),
    Aspect.OPTION_TEXT: N_("words for"),
    Aspect.TITLE: N_("title"),
    Aspect.GATE: N_("gate"),
    Aspect.LANGUAGES: N_("languages"),
    Aspect.EFFECTIVE: N_("effective"),
    Aspect.BRAND: N_("brand"),
    Aspect.VOICE: N_("voice"),
    Aspect.COLOUR: N_("colour"),
    Aspect.LOGO: N_("logo"),
    Aspect.ROLL_UP: N_("roll-up"),
    Aspect.NOT_OBSERVED: N_("what is not observed"),
    Aspect.BONUS_POLICY: N_("bonus standards"),
    Aspect.DECIMALS: N_("decimals of a score"),
    Aspect.PASS_MARK: N_("pass mark"),
    Aspect.SHOWN_SCORE: N_("score shown to the shopper"),
    Aspect.CRITICAL_RULE: N_("critical misses"),
    Aspect.BAND: N_("band"),
    Aspect.APPEAL_DAYS: N_("days to appeal in"),
    Aspect.APPEAL_REASON: N_("reason to appeal"),
    Aspect.CAUSE: N_("cause"),
    Aspect.OWNER: N_("owner of actions"),
    Aspect.ROTATION_DAYS: N_("days until an auditor comes back"),
    Aspect.ACKNOWLEDGE_HOURS: N_("hours until customers are acknowledged"),
    Aspect.ANSWER_DAYS: N_("days until customers are answered"),
}
_KINDS = {
    "yes_no": N_("yes or no"),
    "duration": N_("a length of time"),
    "count": N_("a count"),
    "clock": N_("a time of day"),
    "rating": N_("a rating"),
    "choice": N_("a choice"),
    "checklist": N_("a checklist"),
    "note": N_("words"),
}
_MODES = {
    CriticalMode.FLAG: N_("marked only"),
    CriticalMode.FAIL: N_("the visit fails"),
    CriticalMode.CAP: N_("the score ends"),
    CriticalMode.ZERO: N_("the score is 0"),
}
_DEMANDS = {
    Demand.NEVER.value: N_("never"),
    Demand.ON_MISS.value: N_("on a miss"),
    Demand.ALWAYS.value: N_("always"),
}
_ROLL_UPS = {"weighted_sections": N_("sections by weight"), "pooled": N_("all points together")}
_NOT_OBSERVED = {"exclude": N_("left out"), "miss": N_("counts as missed")}
_BONUS = {"cap": N_("up to 100 %"), "over": N_("beyond 100 %")}
_WRITE: dict[Aspect, Callable[[Any], str]] = {
    Aspect.KIND: _measure,
    Aspect.CREDIT: _credit,
    Aspect.EVENTS: _joined,
    Aspect.LANGUAGES: _joined,
    Aspect.GIVES_AWAY: _joined,
    Aspect.SECTION: _named,
    Aspect.PLACE: _named,
    Aspect.COLOUR: _named,
    Aspect.LOGO: _named,
    Aspect.SHARE: _share,
    Aspect.GATE: _bound,
    Aspect.PASS_MARK: _bound,
    Aspect.BAND: _bound,
    Aspect.CRITICAL_RULE: rule_words,
    Aspect.TAG: tag_words,
    Aspect.NOTE: _of_table(_DEMANDS),
    Aspect.EVIDENCE: _of_table(_DEMANDS),
    Aspect.ROLL_UP: _of_table(_ROLL_UPS),
    Aspect.NOT_OBSERVED: _of_table(_NOT_OBSERVED),
    Aspect.BONUS_POLICY: _of_table(_BONUS),
}
