"""A standard as rows of a form: the row itself, its choices, and what stands beside it.

A row is a mapping of columns to cells; texts are in columns of their own for each language.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qaudit.core.measures import (
    AtLeast,
    AtMost,
    Between,
    ChecklistMeasure,
    ChoiceMeasure,
    ClockMeasure,
    CountMeasure,
    DurationMeasure,
    Limit,
    NoteMeasure,
    RatingMeasure,
    Rung,
    TimeUnit,
    YesNoMeasure,
    kind_of,
    options_of,
)
from qaudit.core.percent import decimal_text
from qaudit.core.readings import TimeOfDay, write_reading
from qaudit.core.standards import Demand, Standard
from qaudit.core.text import Text
from qaudit.interop.xlsform_formulas import Row, answered, is_typed, missed
from qaudit.interop.xlsform_languages import ENGLISH_NAMES
from qaudit.speech import ENGLISH, LANGUAGES, N_, _, speaking

Cells = dict[str, str]
Choice = tuple[str, Text, str]
"""A choice's name, its words and its points, which may be empty."""

_UNITS = {
    TimeUnit.SECOND: N_("seconds"),
    TimeUnit.MINUTE: N_("minutes"),
    TimeUnit.HOUR: N_("hours"),
    TimeUnit.DAY: N_("days"),
}
_NA, _UNSEEN, _NONE = N_("Not applicable"), N_("Not observed"), N_("None of them")
_WITHOUT = N_("Why is there no reading?")
_NOTE, _EVIDENCE = N_("What was missing?"), N_("Attach evidence")


@dataclass
class Lists:
    """The choice lists of a form; equal ones are one list."""

    languages: tuple[str, ...]
    names: dict[tuple[Choice, ...], str] = field(default_factory=dict)

    def name(self, wanted: str, choices: Sequence[Choice]) -> str:
        """The name of the list of these choices."""
        key = tuple(choices)
        if key not in self.names:
            taken = set(self.names.values())
            free = next(name for name in self._ideas(wanted) if name not in taken)
            self.names[key] = free
        return self.names[key]

    def _ideas(self, wanted: str) -> Iterator[str]:
        yield wanted
        number = 2
        while True:
            yield f"{wanted}_{number}"
            number += 1

    def rows(self) -> Iterator[Cells]:
        """The rows of the sheet choices."""
        for choices, name in self.names.items():
            for key, text, points in choices:
                yield {
                    "list_name": name,
                    "name": key,
                    **texts("label", text, self.languages),
                    "points": points,
                }


def texts(column: str, text: Text, languages: Sequence[str]) -> Cells:
    """A text in its columns. A language that it lacks has the pack's own: an empty cell is asked as a dash."""
    return {f"{column}::{language_head(code)}": text.in_language(code) for code in languages}


def language_head(code: str) -> str:
    """A language as columns name it: `English (en)`."""
    return f"{ENGLISH_NAMES.get(code.partition('-')[0], code)} ({code})"


def said(message: str, languages: Sequence[str]) -> Text:
    """Words of our own in the languages of a pack: English where the program does not speak one."""
    found = []
    for code in languages:
        with speaking(code if code in LANGUAGES else ENGLISH):
            found.append((code, _(message)))
    return Text(tuple(found))


class StandardRows:
    """The rows of standards, in the languages of their pack."""

    def __init__(self, languages: tuple[str, ...], lists: Lists, relevant: Callable[[Standard], str]) -> None:
        self._languages = languages
        self._lists = lists
        self._relevant = relevant

    def rows(self, row: Row) -> Iterator[Cells]:
        """The row of a standard, then those that hang on it."""
        standard = row.standard
        yield self._main(row)
        if row.is_typed:
            yield self._beside(row, row.without, "without") | {
                "type": f"select_one {self._lists.name('qa_without' + self._na(standard), self._without(standard))}",
                **texts("label", said(_WITHOUT, self._languages), self._languages),
                "relevant": _both(self._relevant(standard), f"{row.ref} = ''"),
                "required": "yes",
            }
        for demand, kind, part, words in (
            (standard.note, "text", "note", _NOTE),
            (standard.evidence, "image", "evidence", _EVIDENCE),
        ):
            is_missable = standard.is_scored or demand is Demand.ALWAYS
            if demand is not Demand.NEVER and is_missable and not isinstance(standard.measure, NoteMeasure):
                asked = missed(row) if demand is Demand.ON_MISS else answered(row)
                yield self._beside(row, f"{row.name}_{part}", part) | {
                    "type": kind,
                    **({"parameters": "max-pixels=1600"} if kind == "image" else {}),
                    **texts("label", said(words, self._languages), self._languages),
                    "relevant": _both(self._relevant(standard), asked),
                    "required": "yes",
                }

    def _main(self, row: Row) -> Cells:
        standard = row.standard
        made = _ROWS[type(standard.measure)](self, row)
        hint = self._hint(standard)
        asked = self._relevant(standard)
        return {
            **made,
            "name": row.name,
            **texts("label", standard.text, self._languages),
            **(texts("hint", hint, self._languages) if hint else {}),
            **({"relevant": asked} if asked else {}),
            **self._attributes(row),
        }

    def _attributes(self, row: Row) -> Cells:
        """What a form has no word for, as attributes in our namespace."""
        standard = row.standard
        found = {
            "kind": kind_of(standard.measure),
            "code": standard.code if standard.code != row.name else "",
            "weight": decimal_text(standard.weight),
            "critical": "yes" if standard.is_critical else "",
            "bonus": "yes" if standard.is_bonus else "",
            "scored": "" if standard.counts else "no",
            "na": "yes" if standard.may_be_not_applicable else "no",
            "note": standard.note.value,
            "evidence": "" if standard.evidence is Demand.NEVER else standard.evidence.value,
            "tags": ";".join(f"{tag}={value}" for tag, value in standard.tags if is_plain_tag(tag, value)),
            "source": str(standard.source) if standard.source else "",
            **_measure_attributes(standard),
        }
        return {f"bind::qa:{key}": value for key, value in found.items() if value}

    def _beside(self, row: Row, name: str, part: str) -> Cells:
        return {"name": name, "bind::qa:part": part, "bind::qa:of": row.standard.code}

    def _hint(self, standard: Standard) -> Text | None:
        measure = standard.measure
        unit = None
        if isinstance(measure, DurationMeasure):
            unit = said(_UNITS[measure.unit], self._languages)
        elif isinstance(measure, CountMeasure):
            unit = measure.unit
        if unit is None:
            return standard.guidance
        ahead = {code: f"({unit.in_language(code)})" for code in self._languages}
        guidance = standard.guidance
        return Text(
            tuple(
                (code, f"{words} {guidance.in_language(code)}" if guidance else words)
                for code, words in ahead.items()
            )
        )

    def _without(self, standard: Standard) -> list[Choice]:
        na = [("na", said(_NA, self._languages), "")] if standard.may_be_not_applicable else []
        return [*na, ("unseen", said(_UNSEEN, self._languages), "")]

    def _na(self, standard: Standard) -> str:
        return "_na" if standard.may_be_not_applicable else ""

    def _select(self, row: Row, wanted: str, choices: Sequence[Choice], kind: str = "select_one") -> Cells:
        listed = self._lists.name(wanted, [*choices, *self._without(row.standard)])
        return {"type": f"{kind} {listed}", "required": "yes"}

    def _yes_no(self, row: Row) -> Cells:
        words = [("yes", said(N_("Yes"), self._languages), ""), ("no", said(N_("No"), self._languages), "")]
        return self._select(row, f"qa_yes_no{self._na(row.standard)}", words)

    def _choice(self, row: Row) -> Cells:
        weight = row.standard.weight
        options = options_of(row.standard.measure)
        choices = [(each.key, each.text, decimal_text(each.share * weight)) for each in options]
        if isinstance(row.standard.measure, ChoiceMeasure):
            return self._select(row, f"of_{row.name}", choices)
        none = [("none", said(_NONE, self._languages), "")]
        alone = " and ".join(
            f"not(selected(., '{key}') and count-selected(.) > 1)"
            for key in ("none", *(name for name, _text, _points in self._without(row.standard)))
        )
        return {
            **self._select(row, f"of_{row.name}", [*choices, *none], "select_multiple"),
            "constraint": alone,
        }

    def _rating(self, row: Row) -> Cells:
        measure = row.standard.measure
        assert isinstance(measure, RatingMeasure)
        if is_typed(row.standard):
            return {"type": "integer", "constraint": f". >= {measure.low} and . <= {measure.high}"}
        words = dict(measure.anchors)
        own = self._languages[0]
        steps = [
            (str(step), words.get(step) or Text(((own, str(step)),)), "")
            for step in range(measure.low, measure.high + 1)
        ]
        return self._select(row, f"of_{row.name}" if words else f"qa_{measure.low}_to_{measure.high}", steps)


def is_plain_tag(tag: str, value: str) -> bool:
    """Whether a tag can stand in one attribute with others."""
    return not set(";=") & set(tag + value) and "\n" not in value


def _measure_attributes(standard: Standard) -> Cells:
    match standard.measure:
        case YesNoMeasure(expects_yes=False):
            return {"expect": "no"}
        case DurationMeasure(unit, limit, ladder, start, end):
            ends = {"from": start or "", "to": end or ""}
            return {"unit": unit.value, **_limit(limit), "credit": _credit(limit, ladder), **ends}
        case CountMeasure(unit, limit, ladder):
            return {"unit": str(unit), **_limit(limit), "credit": _credit(limit, ladder)}
        case ClockMeasure(opens, closes):
            return {"between": f"{write_reading(TimeOfDay(opens))} {write_reading(TimeOfDay(closes))}"}
        case RatingMeasure(low, high, met_from):
            return {"met_from": str(met_from), "scale": f"{low} {high}"}
    return {}


def _limit(limit: Limit) -> Cells:
    match limit:
        case AtMost(most):
            return {"max": decimal_text(most)}
        case AtLeast(least):
            return {"min": decimal_text(least)}
        case Between(least, most):
            return {"min": decimal_text(least), "max": decimal_text(most)}


def _credit(limit: Limit, ladder: Sequence[Rung]) -> str:
    if len(ladder) < 2:
        return ""
    return " ".join(f"{'..'.join(_limit(rung.limit).values())}={decimal_text(rung.share)}" for rung in ladder)


def _both(first: str, second: str) -> str:
    return f"({first}) and ({second})" if first else second


_ROWS: Mapping[type, Callable[[StandardRows, Row], Cells]] = {
    YesNoMeasure: StandardRows._yes_no,  # noqa: SLF001 - a table of its own methods
    ChoiceMeasure: StandardRows._choice,  # noqa: SLF001
    ChecklistMeasure: StandardRows._choice,  # noqa: SLF001
    RatingMeasure: StandardRows._rating,  # noqa: SLF001
    DurationMeasure: lambda made, row: {"type": "decimal"},
    CountMeasure: lambda made, row: {"type": "integer"},
    ClockMeasure: lambda made, row: {"type": "time"},
    NoteMeasure: lambda made, row: {"type": "text"},
}
