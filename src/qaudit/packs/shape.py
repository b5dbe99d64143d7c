"""A pack file's shape: which keys stand where and what kind of value each takes.

From these models the JSON Schema is made. They hold no rule that needs two values: those are in
`qaudit.packs.rules`. Pydantic is strict here: a number in quotes is words, `1` is not true.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from qaudit.packs.shape_conditions import ConditionFile
from qaudit.packs.shape_follow_up import FollowUpFile
from qaudit.packs.shape_measures import MeasureFile
from qaudit.packs.shape_values import (
    ANY_WEIGHT,
    PERCENTAGE,
    Base,
    Colour,
    Day,
    Edition,
    FactOptionsFile,
    FileModel,
    Language,
    Name,
    Number,
    ReadingsFile,
    Slug,
    TextFile,
    WarningCode,
    Words,
)

Weight = Annotated[Number, ANY_WEIGHT]
Percentage = Annotated[Number, PERCENTAGE]
When = Literal["never", "on_miss", "always"]
KNOWN_TAGS: dict[str, tuple[str, ...]] = {
    "layer": ("provider", "environment", "process"),
    "dimension": ("tangibles", "reliability", "responsiveness", "assurance", "empathy"),
    "channel": ("face_to_face", "phone", "email", "letter", "chat", "social", "fax", "self_service"),
}
"""Tags with fixed values; `stage` and all others are free."""
Acceptance = dict[WarningCode, Words]
NAME_HINT = "Letters, digits, - _ . and /, at most 40; no spaces."

_TRAP: dict[str, Any] = {
    "if": {"properties": {"trap": {"const": True}}, "required": ["trap"]},
    "then": {"required": ["gives_away"]},
    "else": {"properties": {"gives_away": False}},
}
_ACCEPT = "Warnings {where} that are meant to be so: the code, and the reason in words."


class ColoursFile(FileModel):
    """The brand's colours in reports, as "#rrggbb"."""

    primary: Colour | None = Field(default=None, description='The main colour, as "#0b3d5c" (in quotes).')
    accent: Colour | None = Field(default=None, description='The second colour, as "#a8481f" (in quotes).')


class BrandFile(FileModel):
    """Whose standards these are."""

    name: TextFile = Field(description="The brand's name.")
    voice: TextFile | None = Field(
        default=None, description="The brand's personality, printed in the briefing."
    )
    colours: ColoursFile | None = None
    logo: str | None = Field(
        default=None, description="An .svg, .png or .jpg file that lies beside the pack."
    )


class CriticalFile(FileModel):
    """What missed critical standards do to the score."""

    mode: Literal["flag", "fail", "cap", "zero"] = Field(
        description="flag: mark only; fail: the visit fails; cap: the score is held down; zero: it is 0."
    )
    cap: Percentage | None = Field(default=None, description="For mode cap: the highest score that is left.")
    count: int = Field(default=1, ge=1, description="How many missed critical standards it takes.")


class BandFile(FileModel):
    """A named range of scores."""

    lower: Weight = Field(alias="from", description="The lowest score of the band; the lowest band has 0.")
    name: TextFile


class ScoringFile(FileModel):
    """How points become a score."""

    roll_up: Literal["weighted_sections", "pooled"] = Field(
        default="weighted_sections",
        description="weighted_sections: sections count by their weight; pooled: all points together.",
    )
    not_observed: Literal["exclude", "miss"] = Field(
        default="exclude", description="What 'not observed' does: leave the sums, or count as missed."
    )
    bonus: Literal["cap", "over"] = Field(
        default="cap", description="cap: scores end at 100; over: bonus standards may lift them above."
    )
    decimals: int = Field(default=1, ge=0, le=6, description="Decimals of a percentage.")
    pass_mark: Percentage | None = Field(default=None, description="A visit below this fails.")
    show_score_to_shopper: bool = Field(
        default=True, description="Whether a shopper sees the score while writing."
    )
    critical: CriticalFile | None = None
    bands: list[BandFile] = Field(default_factory=list, description="Named ranges, each by its lowest score.")
    whole: Weight | None = Field(
        default=None, description="What the sections' weights are meant to add up to; the checker adds."
    )


class FactFile(FileModel):
    """Something true of the whole visit, asked when it is opened."""

    text: TextFile = Field(description="The question.")
    options: FactOptionsFile = Field(description="yes_no, or what may be true: key and text.")


class StandardFile(FileModel, json_schema_extra=_TRAP):
    """One promise that can be judged."""

    code: Name = Field(description=f"Unique in the pack. {NAME_HINT}")
    before: Name | None = Field(
        default=None,
        description="In a pack that builds on another: the code of the standard that it stands before.",
    )
    text: TextFile = Field(description="The promise, in one sentence.")
    measure: MeasureFile = Field(description="How it is judged: by kind, with a limit, a scale or options.")
    guidance: TextFile | None = Field(default=None, description="How to judge it.")
    weight: Weight | None = Field(
        default=None, description="Compared with the other weights; 1 if not given."
    )
    critical: bool = Field(default=False, description="Whether missing it triggers scoring.critical.")
    bonus: bool = Field(default=False, description="It adds to what is earned, never to what is possible.")
    scored: bool = Field(default=True, description="false: it is asked and shown, and carries no points.")
    tags: dict[Name, Words] = Field(
        default_factory=dict,
        description="Groups for reports: layer, dimension, channel, stage, and others of your own.",
        json_schema_extra={"properties": {tag: {"enum": list(KNOWN_TAGS[tag])} for tag in KNOWN_TAGS}},
    )
    note: When = Field(default="on_miss", description="When a note must be written.")
    evidence: When = Field(default="never", description="When a file must be attached.")
    not_applicable: bool = Field(
        default=True, description="Whether the auditor may say that it did not arise."
    )
    when: ConditionFile | None = Field(default=None, description="Asked only where this holds.")
    source: TextFile | None = Field(default=None, description="Where it comes from: a law, a manual's page.")
    trap: bool = Field(
        default=False, description="true: it asks for what is not there; gives_away says whom that shows up."
    )
    gives_away: ReadingsFile | None = Field(
        default=None, description="A reading, or a list of readings, that nobody can have who was there."
    )
    accept: Acceptance = Field(default_factory=dict, description=_ACCEPT.format(where="of this standard"))


class SectionFile(FileModel):
    """An ordered group of standards."""

    code: Name = Field(description=f"Unique among the sections. {NAME_HINT}")
    before: Name | None = Field(
        default=None,
        description="In a pack that builds on another: the code of the section that it stands before.",
    )
    title: TextFile
    standards: list[StandardFile] = Field(min_length=1, description="In the order they are asked.")
    weight: Weight | None = Field(
        default=None, description="Compared with the other sections'; 1 if not given."
    )
    whole: Weight | None = Field(
        default=None,
        description="What the weights of its scored standards, bonus apart, are meant to add up to.",
    )
    gate: Percentage | None = Field(default=None, description="The visit fails if this section is below.")
    when: ConditionFile | None = Field(default=None, description="Asked only where this holds.")
    accept: Acceptance = Field(default_factory=dict, description=_ACCEPT.format(where="in this section"))


class PackFile(FileModel):
    """One edition of a brand's service standards, for qaudit."""

    format: Literal[1] = Field(description="The version of this file format.")
    pack: Slug = Field(description="The pack's name: a-z, 0-9 and single hyphens.")
    edition: Edition = Field(description='In quotes: "2026.1". Frozen once a visit used it.')
    effective: Day | None = Field(default=None, description="The first day it holds.")
    languages: list[Language] = Field(
        min_length=1, description="The first is the pack's own: every text must have it."
    )
    title: TextFile = Field(description="What the pack is called.")
    extends: Base | None = Field(
        default=None, description="The pack that this one builds on, and its edition: city-hotel@2026.1."
    )
    drop: list[Name] = Field(
        default_factory=list,
        description="Codes of sections and standards, and names of facts and events, that this pack leaves out.",
    )
    brand: BrandFile
    scoring: ScoringFile | None = None
    follow_up: FollowUpFile | None = None
    facts: dict[Name, FactFile] = Field(
        default_factory=dict, description="What is true of the whole visit, by name."
    )
    events: dict[Name, TextFile] = Field(
        default_factory=dict, description="Moments that the auditor can mark, by name."
    )
    sections: list[SectionFile] = Field(min_length=1, description="In the order they are walked.")
    accept: Acceptance = Field(default_factory=dict, description=_ACCEPT.format(where="anywhere in the pack"))
