"""The shape of `when`: data, never code."""

from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from qaudit.packs.shape_values import FileModel, Name, branch, choose_branch


class FactIsFile(FileModel):
    """A fact of the visit has this option."""

    fact: Name = Field(description="A name under facts.")
    key: Name = Field(alias="is", description="One of its options.")


class FactInFile(FileModel):
    """A fact of the visit has one of these options."""

    fact: Name = Field(description="A name under facts.")
    keys: list[Name] = Field(alias="in", min_length=1, description="Some of its options.")


class StandardIsFile(FileModel):
    """An earlier standard has this reading."""

    standard: Name = Field(description="The code of an earlier standard.")
    key: Name = Field(alias="is", description="yes, no, a key of its options or parts, or a step.")


class StandardVerdictFile(FileModel):
    """An earlier standard was missed."""

    standard: Name = Field(description="The code of an earlier standard.")
    verdict: Literal["missed"]


class AllFile(FileModel):
    """Each of these holds."""

    parts: list["ConditionFile"] = Field(alias="all", min_length=1, description="Each of these holds.")


class AnyFile(FileModel):
    """At least one of these holds."""

    parts: list["ConditionFile"] = Field(alias="any", min_length=1, description="One or more of these hold.")


class NotFile(FileModel):
    """This does not hold."""

    part: "ConditionFile" = Field(alias="not", description="This does not hold.")


def _branch_of(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    if "fact" in value:
        return "in" if "in" in value else "fact"
    if "standard" in value:
        return "verdict" if "verdict" in value else "standard"
    return next((key for key in ("all", "any", "not") if key in value), None)


ConditionFile = TypeAliasType(
    "ConditionFile",
    Annotated[
        Annotated[FactIsFile, branch("fact")]
        | Annotated[FactInFile, branch("in")]
        | Annotated[StandardIsFile, branch("standard")]
        | Annotated[StandardVerdictFile, branch("verdict")]
        | Annotated[AllFile, branch("all")]
        | Annotated[AnyFile, branch("any")]
        | Annotated[NotFile, branch("not")],
        choose_branch(_branch_of),
    ],
)
