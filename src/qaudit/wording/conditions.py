"""A condition in words: why a standard, or a whole section, was not asked."""

from qaudit.core.measures import options_of
from qaudit.core.standards import (
    AllOf,
    AnyOf,
    Condition,
    FactIs,
    Not,
    Pack,
    StandardIs,
    StandardMissed,
)
from qaudit.speech import N_, _
from qaudit.wording.phrases import (
    Part,
    Phrase,
    Value,
    alternatives,
    joined,
    one_of,
    phrase,
    together,
    user_text,
)

_READINGS = {
    "yes": N_("yes"),
    "no": N_("no"),
    "na": N_("not applicable"),
    "unseen": N_("not observed"),
    "none": N_("none of them"),
}
"""Readings that mean the same for every standard."""


class ConditionWords:
    """The conditions of one pack in words; looks facts and standards up once."""

    def __init__(self, pack: Pack, language: str | None) -> None:
        self._language = language
        self._facts = {fact.name: fact for fact in pack.facts}
        self._standards = {standard.code: standard for standard in pack.standards}

    def not_asked(self, condition: Condition) -> Phrase:
        """`Not asked: only where “Did you bring luggage?” is Yes.`"""
        return phrase("Not asked: only where {condition}.", condition=self.words(condition))

    def only_where(self, condition: Condition) -> Phrase:
        """`Only where “Did you bring luggage?” is Yes.`"""
        return phrase("Only where {condition}.", condition=self.words(condition))

    def words(self, condition: Condition) -> Phrase:
        """The condition as part of a sentence."""
        match condition:
            case FactIs(fact, keys):
                options = alternatives(self._option(fact, key) for key in keys)
                return phrase("“{fact}” is {options}", fact=self._fact(fact), options=options)
            case StandardIs(code, key):
                return phrase("{code} is “{key}”", code=Value(code), key=self._answer(code, key))
            case StandardMissed(code):
                return phrase("{code} is missed", code=Value(code))
            case AllOf(parts):
                return together(self._inner(part) for part in parts)
            case AnyOf(parts):
                return one_of(self._inner(part) for part in parts)
            case Not(part):
                return phrase("it is not so that {part}", part=self._inner(part))

    def _inner(self, condition: Condition) -> Phrase:
        words = self.words(condition)
        is_compound = isinstance(condition, AllOf | AnyOf) and len(condition.parts) > 1
        return joined(("(", words, ")"), "") if is_compound else words

    def _fact(self, name: str) -> Part:
        fact = self._facts.get(name)
        return Value(name) if fact is None else user_text(fact.text.in_language(self._language))

    def _option(self, name: str, key: str) -> Part:
        fact = self._facts.get(name)
        for option in fact.options if fact is not None else ():
            if option.key == key:
                return user_text(option.text.in_language(self._language))
        return Value(key)

    def _answer(self, code: str, key: str) -> Part:
        if key in _READINGS:
            return Value(_(_READINGS[key]))
        standard = self._standards.get(code)
        for option in options_of(standard.measure) if standard is not None else ():
            if option.key == key:
                return user_text(option.text.in_language(self._language))
        return Value(key)
