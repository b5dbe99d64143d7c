"""The shape of a standard's measure, by kind."""

from typing import Annotated, Any, Literal

from pydantic import Field

from qaudit.packs.shape_values import (
    ANY_WEIGHT,
    SHARE,
    FileModel,
    Name,
    Number,
    Step,
    TextFile,
    TimeText,
    branch,
    choose_branch,
)

Amount = Annotated[Number, ANY_WEIGHT]
Share = Annotated[Number, SHARE]
_ONE_LIMIT: dict[str, Any] = {
    "oneOf": [{"required": [key]} for key in ("at_most", "at_least", "between")],
}


class LimitFile(FileModel):
    """Exactly one of three limits; ends are included."""

    at_most: Amount | None = Field(default=None, description="This or less.")
    at_least: Amount | None = Field(default=None, description="This or more.")
    between: list[Amount] | None = Field(
        default=None, min_length=2, max_length=2, description="From the first to the second."
    )


class RungFile(LimitFile, json_schema_extra=_ONE_LIMIT):
    """A step of a ladder: within the limit the reading earns the share."""

    share: Share = Field(description="The part of the weight that is earned, 0 to 1.")


class YesNoFile(FileModel):
    """Yes or no."""

    kind: Literal["yes_no"]
    expect: Literal["yes", "no"] = Field(default="yes", description="Which of the two is met.")


class DurationFile(LimitFile, json_schema_extra=_ONE_LIMIT):
    """A length of time with a limit."""

    kind: Literal["duration"]
    unit: Literal["s", "min", "h", "d"] = Field(description="Seconds, minutes, hours or days.")
    start: Name | None = Field(default=None, alias="from", description="The event that starts the clock.")
    end: Name | None = Field(default=None, alias="to", description="The event that stops the clock.")
    credit: list[RungFile] | None = Field(
        default=None,
        min_length=1,
        description="A ladder: limits of the same kind, best first, with falling shares.",
    )


class CountFile(LimitFile, json_schema_extra=_ONE_LIMIT):
    """A whole number with a limit."""

    kind: Literal["count"]
    unit: TextFile = Field(description="What is counted: rings, people, plates.")
    credit: list[RungFile] | None = Field(
        default=None,
        min_length=1,
        description="A ladder: limits of the same kind, best first, with falling shares.",
    )


class ClockFile(FileModel):
    """A time of day inside a window, ends included."""

    kind: Literal["clock"]
    between: list[TimeText] = Field(
        min_length=2, max_length=2, description='As ["17:00", "21:30"]; it may pass midnight.'
    )


class RatingFile(FileModel):
    """A step on a scale."""

    kind: Literal["rating"]
    scale: list[int] = Field(min_length=2, max_length=2, description="The lowest and the highest step.")
    met_from: int = Field(description="The step from which the standard is met.")
    anchors: dict[Step, TextFile] = Field(default_factory=dict, description="What single steps mean.")


class OptionFile(FileModel):
    """One of several choices."""

    text: TextFile
    share: Share = Field(description="The part of the weight that it earns, 0 to 1.")


class ChoiceFile(FileModel):
    """Exactly one of several options."""

    kind: Literal["choice"]
    options: dict[Name, OptionFile] = Field(min_length=2, description="Key, text and share of each.")


class PartFile(FileModel):
    """One thing that may be there."""

    text: TextFile
    share: Share | None = Field(
        default=None, description="Equal shares if none is given; all of them sum to 1."
    )


class ChecklistFile(FileModel):
    """Which parts were there."""

    kind: Literal["checklist"]
    parts: dict[Name, PartFile] = Field(min_length=1, description="Key and text of each.")


class NoteFile(FileModel):
    """Words, never scored."""

    kind: Literal["note"]


LimitedFile = DurationFile | CountFile

MeasureFile = Annotated[
    Annotated[YesNoFile, branch("yes_no")]
    | Annotated[DurationFile, branch("duration")]
    | Annotated[CountFile, branch("count")]
    | Annotated[ClockFile, branch("clock")]
    | Annotated[RatingFile, branch("rating")]
    | Annotated[ChoiceFile, branch("choice")]
    | Annotated[ChecklistFile, branch("checklist")]
    | Annotated[NoteFile, branch("note")],
    choose_branch(
        lambda value: (
            value.get("kind") if isinstance(value, dict) and isinstance(value.get("kind"), str) else None
        )
    ),
]
