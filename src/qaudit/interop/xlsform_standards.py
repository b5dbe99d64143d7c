"""One row of a form as a standard: its words, its measure and the columns of ours beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from qaudit.core.measures import NoteMeasure
from qaudit.core.standards import Demand, Standard
from qaudit.core.text import Text
from qaudit.interop import xlsform_measures as measures
from qaudit.interop.imported import Fate
from qaudit.interop.naming import clean_words, joined_texts, plain_name
from qaudit.interop.xlsform_ledger import Ledger
from qaudit.interop.xlsform_limits import exact_number
from qaudit.interop.xlsform_lists import ChoiceList, Meaning, Option
from qaudit.interop.xlsform_measures import NUMBER_WORDS, Made
from qaudit.interop.xlsform_sheets import FormRow
from qaudit.interop.xlsform_texts import Languages, plain_text
from qaudit.interop.xlsform_types import Role, RowType
from qaudit.speech import _

YES_WORDS = frozenset({"yes", "true", "true()", "1", "y"})
_REFERENCE = re.compile(r"\$\{[^{}]*\}")
_UNIT_AHEAD = re.compile(r"^\(([^()]{1,40})\)\s*")
_OTHER_WORDS = {
    "he": "אחר",
    "ro": "Altul",
    "fr": "Autre",
    "es": "Otro",
    "pt": "Outro",
    "de": "Anderes",
    "ar": "أخرى",
}
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class StandardMaker:
    """Makes standards of rows; what it guesses goes into the ledger."""

    languages: Languages
    lists: Mapping[str, ChoiceList]
    ledger: Ledger

    def made(self, row: FormRow, kind: RowType, list_name: str) -> Made | None:
        """The measure of a row; None where its list is not in the form."""
        ours = ours_of(row)
        if kind.role in (Role.SELECT_ONE, Role.SELECT_MULTIPLE, Role.SCORE_ROW):
            listed = self.lists.get(list_name.casefold())
            if listed is None:
                return None
            listed = self._with_other(listed) if kind.has_other else listed
            is_many = kind.role is Role.SELECT_MULTIPLE
            return (measures.parts_measure if is_many else measures.choice_measure)(listed, ours)
        counted, texts = self._counted(row, ours), self._all_texts(row)
        if kind.role is Role.NUMBER:
            is_whole = kind.name == "integer"
            return measures.number_measure(texts, ours, is_whole=is_whole, counted=counted)
        if kind.role is Role.RANGE:
            return measures.range_measure(row.get("parameters"), texts, ours, counted)
        if kind.role is Role.CLOCK and (clock := measures.clock_measure(ours)) is not None:
            return clock
        return measures.words_measure()

    def text(self, row: FormRow, code: str) -> Text:
        """The label, or what stands for it."""
        words = row.texts.get("label", {})
        found = self.languages.text(words)
        if found is None:
            name = clean_words(row.get("name")) or code
            self.ledger.tell(Fate.GUESSED, row, _("it has no label: its name stands for it"), code)
            return Text(((self.languages.own, name),))
        if self.languages.lacks_own(words):
            self.ledger.tell(
                Fate.GUESSED,
                row,
                _("it has no label in {own}: another language stands there", own=self.languages.own),
                code,
                "label",
            )
        if any(_REFERENCE.search(said) for said in words.values()):
            told = _("the label names another row in braces, which is not filled in here")
            self.ledger.tell(Fate.CHANGED, row, told, code, "label")
        if any(len(plain_text(said)) > 2000 for said in words.values()):
            self.ledger.tell(Fate.CHANGED, row, _("the label was cut to 2000 characters"), code, "label")
        return found

    def guidance(self, row: FormRow, ahead: tuple[Text, ...]) -> Text | None:
        """The notes before a row, its hint and its guidance hint."""
        hint = {
            language: self._without_unit(row, said) for language, said in row.texts.get("hint", {}).items()
        }
        own = [self.languages.text(words) for words in (hint, row.texts.get("guidance_hint", {}))]
        texts = (*ahead, *(text for text in own if text is not None))
        if not texts:
            return None
        known = {language for text in texts for language in text.languages}
        order = [language for language in self.languages.order if language in known]
        first = Text(tuple((language, texts[0].in_language(language)) for language in order))
        return joined_texts((first, *texts[1:]), "\n")

    def standard(self, row: FormRow, made: Made, code: str, ahead: tuple[Text, ...]) -> Standard:
        """The standard of a row, without its condition."""
        ours = ours_of(row)
        is_required = row.get("required").casefold() in YES_WORDS
        is_scored = made.counts and not isinstance(made.measure, NoteMeasure)
        weight = exact_number(ours.get("qa:weight", ""))
        source = ours.get("qa:source", "")
        self._tell_flags(row, made, code, is_required)
        return Standard(
            code=code,
            text=self.text(row, code),
            measure=made.measure,
            guidance=self.guidance(row, ahead),
            weight=weight if weight is not None and weight >= 0 else made.weight,
            is_critical=is_scored and _flag(ours, "qa:critical", default=False),
            is_bonus=is_scored and _flag(ours, "qa:bonus", default=False),
            counts=made.counts and _flag(ours, "qa:scored", default=True),
            tags=_tags(ours),
            note=_demand(ours, "qa:note"),
            evidence=_demand(ours, "qa:evidence"),
            may_be_not_applicable=made.has_na or _flag(ours, "qa:na", default=not is_required),
            source=Text(((self.languages.own, source),)) if source else None,
        )

    def _tell_flags(self, row: FormRow, made: Made, code: str, is_required: bool) -> None:
        for told in made.guesses:
            self.ledger.tell(Fate.GUESSED, row, told, code, "type")
        for told in made.changes:
            self.ledger.tell(Fate.CHANGED, row, told, code, "type")
        if is_required and isinstance(made.measure, NoteMeasure):
            self.ledger.tell(
                Fate.CHANGED,
                row,
                _("it is required in the form; words may stay empty here"),
                code,
                "required",
            )
        needed = row.get("required")
        if needed and not is_required and needed.casefold() not in ("no", "false", "false()", "0", "n"):
            told = _("required: {words}: it may be not applicable here", words=clean_words(needed)[:120])
            self.ledger.tell(Fate.CHANGED, row, told, code, "required")

    def _all_texts(self, row: FormRow) -> list[Text]:
        found = [self.languages.text(row.texts.get(key, {})) for key in ("label", "hint", "guidance_hint")]
        return [text for text in found if text is not None]

    def _counted(self, row: FormRow, ours: Mapping[str, str]) -> Text:
        """What a plain number counts: `qa:unit`, with the words in parentheses before the hints for other languages."""
        unit = clean_words(ours.get("qa:unit", ""))
        if not unit:
            own = self.languages.own
            return Text(((own, NUMBER_WORDS.get(own, "#")),))
        said = {
            language: found.group(1)
            for language, words in row.texts.get("hint", {}).items()
            if (found := _UNIT_AHEAD.match(words))
        }
        text = self.languages.text(said)
        rest = text.entries[1:] if text is not None else ()
        return Text(((self.languages.own, unit), *rest))

    def _without_unit(self, row: FormRow, said: str) -> str:
        return _UNIT_AHEAD.sub("", said) if row.get("qa:unit") else said

    def _with_other(self, listed: ChoiceList) -> ChoiceList:
        if any(option.name.casefold() == "other" for option in listed.options):
            return listed
        words = tuple((code, _OTHER_WORDS.get(code, "Other")) for code in self.languages.order[:1])
        return ChoiceList(
            listed.name, (*listed.options, Option("other", Text(words), 0, None, Meaning.OTHER))
        )


def ours_of(row: FormRow) -> Mapping[str, str]:
    """The columns of ours that a row has something in: `bind::qa:weight` and its kin."""
    return {key: words for key, words in row.cells.items() if key.startswith("qa:")}


def wanted_code(row: FormRow) -> str:
    """The code that a row asks for: `qa:code`, else its name."""
    return plain_name(row.get("qa:code")) or plain_name(row.get("name"))


def share_number(words: str) -> Fraction | None:
    """A weight or a percentage of ours; None where it is none, or below 0."""
    number = exact_number(words)
    return number if number is not None and number >= 0 else None


def _flag(ours: Mapping[str, str], key: str, *, default: bool) -> bool:
    return _FLAGS.get(ours.get(key, "").strip().casefold(), default)


def _demand(ours: Mapping[str, str], key: str) -> Demand:
    """Forms of others demand neither notes nor evidence beside an answer, so none is asked for."""
    said = ours.get(key, "").strip()
    return Demand(said) if said in set(Demand) else Demand.NEVER


def _tags(ours: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition("=") for part in ours.get("qa:tags", "").split(";")]
    tags = {
        plain_name(name): value.strip() for name, _sign, value in pairs if plain_name(name) and value.strip()
    }
    return tuple(sorted(tags.items()))
