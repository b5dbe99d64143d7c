"""Pydantic's errors in the house's words, each at its place."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from qaudit.core.percent import decimal_text
from qaudit.core.problems import nearest
from qaudit.packs import catalogue
from qaudit.packs.notices import Notice, Path, listed, neighbour, shown
from qaudit.packs.places import Places
from qaudit.packs.shape import PackFile
from qaudit.packs.shape_conditions import ConditionFile
from qaudit.packs.shape_measures import MeasureFile
from qaudit.packs.shape_values import TAG_MARK
from qaudit.packs.yaml_text import UNUSABLE
from qaudit.speech import N_, _, ngettext

MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """One fault of the shape.

    `notice` is None where somebody has complained already. `meant` is, for an unknown key, the path of the
    key that was probably meant.
    """

    path: Path
    notice: Notice | None
    is_unknown_key: bool = False
    meant: Path | None = None


def faults_of(error: ValidationError, places: Places) -> tuple[ShapeFault, ...]:
    """The faults in the order of pydantic, at most `MOST_FAULTS`. A misspelt key is not told as missing too."""
    details = error.errors(include_url=False)[:MOST_FAULTS]
    missing = {plain_path(detail["loc"]) for detail in details if detail["type"] == "missing"}
    faults = tuple(_fault(detail, places, missing) for detail in details)
    misspelt = {fault.meant for fault in faults} & missing
    return tuple(ShapeFault(fault.path, None) if fault.path in misspelt else fault for fault in faults)


def plain_path(loc: Iterable[str | int]) -> Path:
    """A path in the file: pydantic's without the branches of unions."""
    return tuple(step for step in loc if not _is_branch(step))


def _is_branch(step: str | int) -> bool:
    return isinstance(step, str) and step.startswith(TAG_MARK)


def _fault(detail: ErrorDetails, places: Places, missing: set[Path]) -> ShapeFault:
    loc = detail["loc"]
    path = plain_path(loc)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(loc, path, missing)
    value = detail["input"]
    is_told = value is UNUSABLE or (isinstance(value, dict) and value.get("kind") is UNUSABLE)
    if is_told:
        return ShapeFault(path, None)
    say = _SENTENCES.get(detail["type"], _wrong_kind)
    return ShapeFault(path, say(detail, path, places))


def _unknown_key(loc: tuple[str | int, ...], path: Path, missing: set[Path]) -> ShapeFault:
    key = str(path[-1])
    owner = _owner_of(loc[:-1])
    known = _keys_of(owner)
    near = nearest(key, [word for word in known if (*path[:-1], word) in missing]) or nearest(key, known)
    words = {"key": shown(key), "owner": _name_of(owner), "known": listed(known, most=30)}
    hint = _(_MERGE_HINT) if key == "<<" else _("did you mean {word}?", word=near[0]) if near else None
    notice = Notice(catalogue.UNKNOWN_KEY, path, words, hint, at_key=True)
    return ShapeFault(path, notice, is_unknown_key=True, meant=(*path[:-1], near[0]) if near else None)


_MERGE_HINT = N_("YAML 1.2 has no merge keys: write the values out, or use *name for a whole value")


def _missing(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    words = {"owner": _name_of(_owner_of(detail["loc"][:-1])), "key": str(path[-1])}
    return Notice(catalogue.MISSING_KEY, path, words)


def _wrong_kind(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    another = N_("another kind of value")
    expected = _(_EXPECTED.get(detail["type"], another))
    words = {"key": _key_name(path), "expected": expected, "found": found(detail["input"])}
    return Notice(catalogue.WRONG_KIND, path, words, _kind_hint(detail, path, places))


def _kind_hint(detail: ErrorDetails, path: Path, places: Places) -> str:
    value, kind = detail["input"], detail["type"]
    if kind == "string_type" and isinstance(value, bool | int | Fraction):
        return _('write it in quotes: "{value}"', value=shown(places.written_at(path) or value))
    if kind == "bool_type" and isinstance(value, str):
        return _("write {true} or {false}, without quotes", true="true", false="false")
    if kind in ("number_type", "int_type") and isinstance(value, str):
        return _("write the number without quotes and without a unit")
    return _(_KIND_HINTS.get(kind, ""))


_KIND_HINTS = {
    "string_type": N_("write one word or sentence"),
    "list_type": N_("put it in brackets: [a, b]"),
    "dict_type": N_("write a key, a colon and a value"),
    "model_type": N_("write a key, a colon and a value"),
    "model_attributes_type": N_("write a key, a colon and a value"),
    "int_type": N_("write a number without decimals"),
    "number_type": N_("write a number"),
    "bool_type": N_("write true or false"),
}


def _unknown_word(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    allowed = [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    value = detail["input"]
    if path == ("format",):
        return Notice(catalogue.UNKNOWN_FORMAT, path, {"found": shown(value)})
    return _not_one_of(allowed, value, path)


def _not_one_of(allowed: list[str], value: Any, path: Path) -> Notice:
    expected = (
        _("one of {words}", words=listed(allowed))
        if len(allowed) > 1
        else _("{word} or a mapping", word=allowed[0])
    )
    if not isinstance(value, str):
        words = {"key": _key_name(path), "expected": expected, "found": found(value)}
        return Notice(catalogue.WRONG_KIND, path, words)
    words = {"key": _key_name(path), "expected": expected, "found": shown(value)}
    return Notice(catalogue.UNKNOWN_WORD, path, words, neighbour(value, allowed))


def _out_of_range(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    context = detail["ctx"]
    expected = context.get("expected") or _(_ENDS[detail["type"]], end=context.get("ge", context.get("le")))
    words = {"key": _key_name(path), "expected": expected, "found": found(detail["input"])}
    return Notice(catalogue.OUT_OF_RANGE, path, words)


_ENDS = {
    "greater_than_equal": N_("a number of {end} or more"),
    "less_than_equal": N_("a number of {end} or less"),
}


def _wrong_length(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    context = detail["ctx"]
    low, high = context.get("min_length"), context.get("max_length")
    if high is None:
        expected = ngettext("at least {n} entry", "at least {n} entries", low or 0)
    else:
        expected = ngettext("at most {n} entry", "at most {n} entries", high)
    words = {
        "key": _key_name(path),
        "expected": expected,
        "found": str(context["actual_length"]),
    }
    return Notice(catalogue.WRONG_LENGTH, path, words)


def _not_a_date(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    return Notice(catalogue.NOT_A_DATE, path, {"key": _key_name(path), "found": found(detail["input"])})


def _no_branch(detail: ErrorDetails, path: Path, places: Places) -> Notice:
    """A measure without a known kind, or what is no condition."""
    value = detail["input"]
    if not isinstance(value, dict):
        words = {"key": _key_name(path), "expected": _("a mapping"), "found": found(value)}
        return Notice(catalogue.WRONG_KIND, path, words, _(_KIND_HINTS["dict_type"]))
    if "measure" not in path[-1:]:
        return Notice(catalogue.NOT_A_CONDITION, path)
    if "kind" not in value:
        return Notice(catalogue.MISSING_KEY, (*path, "kind"), {"owner": _("the measure"), "key": "kind"})
    return _not_one_of(list(_KINDS), value["kind"], (*path, "kind"))


_SENTENCES: dict[str, Callable[[ErrorDetails, Path, Places], Notice]] = {
    "missing": _missing,
    "literal_error": _unknown_word,
    "number_range": _out_of_range,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "too_short": _wrong_length,
    "too_long": _wrong_length,
    "day": _not_a_date,
    "union_tag_invalid": _no_branch,
    "union_tag_not_found": _no_branch,
}
_EXPECTED = {
    "string_type": N_("text"),
    "dict_type": N_("a mapping"),
    "model_type": N_("a mapping"),
    "model_attributes_type": N_("a mapping"),
    "list_type": N_("a list"),
    "bool_type": N_("true or false"),
    "int_type": N_("a whole number"),
    "number_type": N_("a number"),
}


def found(value: Any) -> str:
    """What stands in the file, in a few words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Fraction):
        return _("the number {number}", number=decimal_text(Fraction(value)))
    if isinstance(value, str):
        return _("the text '{text}'", text=shown(value))
    return _("a list") if isinstance(value, list) else _("a mapping")


def _key_name(path: Path) -> str:
    """The key a value belongs to; for an entry of a list, the list's."""
    names = [step for step in path if isinstance(step, str)]
    return shown(names[-1]) if names else _("the pack")


# ── Which part of the shape an error is about ──────────────────────────────────────────────────────


def _owner_of(loc: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that holds the key at the end of an error's path."""
    owner: type[BaseModel] = PackFile
    for step in loc:
        if _is_branch(step):
            owner = _BRANCHES.get(str(step), owner)
        elif isinstance(step, str):
            owner = _owner_under(owner, step)
    return owner


def _owner_under(owner: type[BaseModel], key: str) -> type[BaseModel]:
    for name, field in owner.model_fields.items():
        if (field.alias or name) == key:
            return next(_models_in(field.annotation), owner)
    return owner


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _branches(union: Any) -> Iterator[tuple[str, type[BaseModel]]]:
    for member in get_args(get_args(union)[0]):
        model, tag = get_args(member)
        yield tag.tag, model


_KINDS = {tag.removeprefix(TAG_MARK): model for tag, model in _branches(MeasureFile)}
_BRANCHES = dict(_branches(MeasureFile)) | dict(_branches(ConditionFile.__value__))


def _keys_of(owner: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in owner.model_fields.items()]


def _name_of(owner: type[BaseModel]) -> str:
    if owner.__name__ in _MEASURES:
        return _("a {kind} measure", kind=_MEASURES[owner.__name__])
    another = N_("this mapping")
    return _(_OWNERS.get(owner.__name__, another))


_OWNERS = {
    "PackFile": N_("the pack"),
    "BrandFile": N_("the brand"),
    "ColoursFile": N_("the colours"),
    "ScoringFile": N_("the scoring"),
    "CriticalFile": N_("critical"),
    "BandFile": N_("a band"),
    "FollowUpFile": N_("the follow-up"),
    "AppealFile": N_("the appeal"),
    "CustomersFile": N_("what is said of customers"),
    "FactFile": N_("a fact"),
    "SectionFile": N_("a section"),
    "StandardFile": N_("a standard"),
    "RungFile": N_("a step of credit"),
    "OptionFile": N_("an option"),
    "PartFile": N_("a part"),
    "FactIsFile": N_("a condition on a fact"),
    "FactInFile": N_("a condition on a fact"),
    "StandardIsFile": N_("a condition on a standard"),
    "StandardVerdictFile": N_("a condition on a standard"),
    "AllFile": N_("a condition"),
    "AnyFile": N_("a condition"),
    "NotFile": N_("a condition"),
}
_MEASURES = {model.__name__: kind for kind, model in _KINDS.items()}
