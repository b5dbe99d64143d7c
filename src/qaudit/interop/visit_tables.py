"""Finished visits as tidy tables: one row for each visit, for each visit and standard, for each standard, and so on.

A table's columns, with their types and what they mean, are data: from them come the heads of the files, the cells
of a row, and the schema in `datapackage.json`. Scores, points and verdicts are taken from the scorecard document;
nothing is scored here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qaudit.speech import N_


class FieldType(StrEnum):
    """A type of the Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `values` are all that may stand in it, where that is known."""

    name: str
    type: FieldType
    about: str
    is_required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, the columns that name a row, and those that name a row of another table."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers_to: Mapping[str, tuple[str, ...]]

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


_T = FieldType
_VERDICTS = ("met", "partly", "missed", "not_applicable", "not_observed", "unanswered", "noted")
_VISIT = Field("visit", _T.STRING, N_("the visit's id"), True)
_CODE = Field("code", _T.STRING, N_("the standard's code"), True)
_PACK = Field("pack", _T.STRING, N_("the pack's name"), True)
_EDITION = Field("edition", _T.STRING, N_("the pack's edition: words, never a number"), True)
_SECTION = Field("section", _T.STRING, N_("the section's code"), True)
_EARNED = Field("earned", _T.NUMBER, N_("points earned"), True)
_POSSIBLE = Field("possible", _T.NUMBER, N_("points possible"), True)

VISITS = Table(
    "visits",
    N_("one row for each finished visit"),
    (
        _VISIT,
        _PACK,
        _EDITION,
        Field("digest", _T.STRING, N_("the digest of the pack as the visit used it"), True),
        Field("branch", _T.STRING, N_("the branch's code"), True),
        Field("auditor", _T.STRING, N_("the auditor's alias"), True),
        Field("role", _T.STRING, N_("who observed"), True, ("shopper", "reviewer", "self_check")),
        Field(
            "kind",
            _T.STRING,
            N_("how the branch met the visit"),
            True,
            ("unannounced", "announced", "self_check"),
        ),
        Field("day", _T.DATE, N_("the day of the visit on the auditor's clock"), True),
        Field("opened_at", _T.DATETIME, N_("when the visit was opened"), True),
        Field("left_at", _T.DATETIME, N_("when the auditor left")),
        Field("submitted_at", _T.DATETIME, N_("when the visit was submitted"), True),
        Field("lag_minutes", _T.NUMBER, N_("minutes from leaving to submitting")),
        Field("earned", _T.NUMBER, N_("points earned in all sections"), True),
        Field("possible", _T.NUMBER, N_("points possible in all sections"), True),
        Field("raw_percent", _T.NUMBER, N_("the score before critical rules; empty where unscored")),
        Field("final_percent", _T.NUMBER, N_("the score; empty where unscored")),
        Field("band", _T.STRING, N_("the name of the score's band")),
        Field(
            "outcome",
            _T.STRING,
            N_("whether the visit passed, where the pack says what passing is"),
            False,
            ("pass", "fail"),
        ),
        Field(
            "reasons",
            _T.STRING,
            N_("why the score or the outcome is what it is: rule:code, with blanks between"),
        ),
        Field("scoring_version", _T.INTEGER, N_("the version of the scoring rules"), True),
    ),
    ("visit",),
    {"branches": ("branch",)},
)
READINGS = Table(
    "readings",
    N_("one row for each visit and standard"),
    (
        _VISIT,
        _PACK,
        _EDITION,
        _SECTION,
        _CODE,
        Field("verdict", _T.STRING, N_("what the standard made of the reading"), True, _VERDICTS),
        Field("asked", _T.BOOLEAN, N_("false where a condition put the standard aside"), True),
        Field("na", _T.BOOLEAN, N_("whether the standard did not apply, asked or not"), True),
        Field("met", _T.BOOLEAN, N_("true where met, false where missed or partly met, else empty")),
        Field(
            "reading",
            _T.STRING,
            N_("the reading as auditors write it: yes, 72s, 21:10, badge+shoes, na, unseen"),
        ),
        Field("value", _T.NUMBER, N_("the number in it, in the column unit; empty where it is none")),
        Field("unit", _T.STRING, N_("the unit of value: s for lengths of time, else what is counted")),
        Field("share", _T.NUMBER, N_("the part of the weight that was earned, 0 to 1")),
        _EARNED,
        _POSSIBLE,
        Field("by_clock", _T.BOOLEAN, N_("whether the visit's timeline measured it"), True),
        Field("note", _T.STRING, N_("the auditor's note")),
        Field("evidence", _T.INTEGER, N_("how many files are kept with it"), True),
        Field("at", _T.DATETIME, N_("when the reading was entered")),
    ),
    ("visit", "code"),
    {"visits": ("visit",), "standards": ("pack", "edition", "code")},
)
SECTIONS = Table(
    "sections",
    N_("one row for each visit and section"),
    (
        _VISIT,
        _PACK,
        _EDITION,
        _SECTION,
        Field("title", _T.STRING, N_("the section's title"), True),
        Field("weight", _T.NUMBER, N_("what the section weighs among the others"), True),
        _EARNED,
        _POSSIBLE,
        Field("percent", _T.NUMBER, N_("the section's score; empty where unscored")),
    ),
    ("visit", "section"),
    {"visits": ("visit",)},
)
FACTS = Table(
    "facts",
    N_("one row for each visit and fact: what was true of the whole visit"),
    (
        _VISIT,
        Field("fact", _T.STRING, N_("the fact's name"), True),
        Field("key", _T.STRING, N_("what was true"), True),
    ),
    ("visit", "fact"),
    {"visits": ("visit",)},
)
MARKS = Table(
    "marks",
    N_("one row for each visit and moment on its timeline"),
    (
        _VISIT,
        Field("event", _T.STRING, N_("the moment's name"), True),
        Field("at", _T.DATETIME, N_("when it was"), True),
    ),
    ("visit", "event"),
    {"visits": ("visit",)},
)
STANDARDS = Table(
    "standards",
    N_("one row for each standard of each edition that a visit used, in the pack's own language"),
    (
        _PACK,
        _EDITION,
        _CODE,
        _SECTION,
        Field("section_title", _T.STRING, N_("the section's title"), True),
        Field("text", _T.STRING, N_("the promise"), True),
        Field("kind", _T.STRING, N_("how it is measured"), True),
        Field("least", _T.NUMBER, N_("the lower limit, in the column unit")),
        Field("most", _T.NUMBER, N_("the upper limit, in the column unit")),
        Field("unit", _T.STRING, N_("the unit of the limits: s for lengths of time, else what is counted")),
        Field("weight", _T.NUMBER, N_("what the standard weighs among the others"), True),
        Field("critical", _T.BOOLEAN, N_("whether missing it triggers the critical rule"), True),
        Field("bonus", _T.BOOLEAN, N_("whether it adds to what is earned alone"), True),
        Field("scored", _T.BOOLEAN, N_("whether it carries points"), True),
        Field("layer", _T.STRING, N_("tag: provider, environment or process")),
        Field("dimension", _T.STRING, N_("tag: what kind of quality")),
        Field("stage", _T.STRING, N_("tag: the part of the visit")),
        Field("channel", _T.STRING, N_("tag: how contact was made")),
        Field("tags", _T.STRING, N_("other tags: name=value, with semicolons between")),
        Field("source", _T.STRING, N_("where the standard comes from")),
    ),
    ("pack", "edition", "code"),
    {},
)
BRANCHES = Table(
    "branches",
    N_("one row for each branch that was visited"),
    (
        Field("branch", _T.STRING, N_("the branch's code"), True),
        Field("name", _T.STRING, N_("its name"), True),
        Field("region", _T.STRING, N_("its region")),
        Field("country", _T.STRING, N_("its country")),
    ),
    ("branch",),
    {},
)
TABLES = (VISITS, READINGS, SECTIONS, FACTS, MARKS, STANDARDS, BRANCHES)
