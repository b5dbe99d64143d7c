"""The kinds of value that pack files are made of: texts, exact numbers, days."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

from qaudit.packs import patterns
from qaudit.speech import _

TAG_MARK = "\0"
"""Begins the name of a union's branch in an error's path. No key of a file that was read can hold it."""


def written_as(pattern: str, **more: Any) -> WithJsonSchema:
    """Says in the JSON Schema how a word is written. The rules check it, and say it better."""
    return WithJsonSchema({"type": "string", "pattern": pattern, **more})


Slug = Annotated[str, written_as(patterns.SLUG)]
Edition = Annotated[str, written_as(patterns.EDITION)]
Base = Annotated[str, written_as(patterns.BASE)]
Name = Annotated[str, written_as(patterns.NAME)]
Language = Annotated[str, written_as(patterns.LANGUAGE)]
Colour = Annotated[str, written_as(patterns.COLOUR)]
TimeText = Annotated[str, written_as(patterns.TIME)]
Step = Annotated[str, written_as(patterns.STEP)]
WarningCode = Annotated[str, written_as(patterns.WARNING)]
Words = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "maxLength": patterns.LONGEST_TEXT})]


class FileModel(BaseModel):
    """What all parts of a pack file have in common."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def branch(name: str) -> Tag:
    """Names one branch of a union."""
    return Tag(TAG_MARK + name)


def choose_branch(choose: Callable[[Any], str | None]) -> Discriminator:
    """Chooses a union's branch by looking at the value."""

    def tagged(value: Any) -> str | None:
        name = choose(value)
        return None if name is None else TAG_MARK + name

    return Discriminator(tagged)


TextFile = TypeAliasType(
    "TextFile",
    Annotated[
        Annotated[Words, branch("words")] | Annotated[dict[Language, Words], branch("languages")],
        choose_branch(lambda value: "languages" if isinstance(value, dict) else "words"),
    ],
)

FactOptionsFile = Annotated[
    Annotated[Literal["yes_no"], branch("yes_no")] | Annotated[dict[Name, TextFile], branch("options")],
    choose_branch(lambda value: "options" if isinstance(value, dict) else "yes_no"),
]

ReadingsFile = Annotated[
    Annotated[str, branch("reading")] | Annotated[list[str], Field(min_length=1), branch("readings")],
    choose_branch(lambda value: "readings" if isinstance(value, list) else "reading"),
]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a key takes, ends included."""

    least: int | None = None
    most: int | None = None
    takes_fractions: bool = False
    """Whether `1/3` may be written too: a third has no end as a decimal."""

    @property
    def words(self) -> str:
        if self.most is None:
            return _("a number of {end} or more", end=self.least)
        return _("a number from {low} to {high}", low=self.least, high=self.most)

    def admits(self, value: int | Fraction) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        ends = {"minimum": self.least, "maximum": self.most}
        number: JsonSchemaValue = {"type": "number"} | {
            key: end for key, end in ends.items() if end is not None
        }
        return (
            {"anyOf": [number, {"type": "string", "pattern": _FRACTION}]} if self.takes_fractions else number
        )

    def _read(self, value: Any) -> Fraction:
        if self.takes_fractions and isinstance(value, str) and re.fullmatch(_FRACTION, value):
            value = Fraction(value)
        if type(value) is not int and type(value) is not Fraction:
            raise PydanticCustomError("number_type", "a number is expected")
        if not self.admits(value):
            raise PydanticCustomError("number_range", "out of range", {"expected": self.words})
        return Fraction(value)


Number = Fraction
ANY_NUMBER = Range()
ANY_WEIGHT = Range(least=0)
PERCENTAGE = Range(least=0, most=100)
SHARE = Range(least=0, most=1, takes_fractions=True)
_FRACTION = "^[0-9]{1,9}/[1-9][0-9]{0,8}$"


def day_of(value: Any) -> date | None:
    """`2026-01-31` as a day; None for everything else."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == _DAY_LENGTH else None
    except ValueError:
        return None


_DAY_LENGTH = len("2026-01-31")


def _read_day(value: Any) -> date:
    day = day_of(value)
    if day is None:
        raise PydanticCustomError("day", "a date is expected")
    return day


Day = Annotated[date, PlainValidator(_read_day), WithJsonSchema({"type": "string", "format": "date"})]
