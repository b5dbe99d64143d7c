"""The report's headings and labels. One value for each language; the templates write no words."""

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar, cast

from qaudit.speech import N_, _, language
from qaudit.wording.phrases import Phrase, UserText, Value, base_direction, phrase


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the foot of every page needs; `language` and `direction` are those of the whole page.

    The defaults of this class and of those below it are English. `page` has two places.
    """

    language: str = "en"
    direction: str = "ltr"
    page: str = N_("Page {page} of {pages}")


@dataclass(frozen=True, slots=True)
class FixedWords(PageWords):
    """The headings, labels and standing sentences of a visit's report."""

    report: str = N_("Visit report")
    so_far: str = N_("So far: not submitted")
    submitted: str = N_("Submitted: not published")
    approved: str = N_("Approved: not published")
    void: str = N_("Void: never counts")
    branch: str = N_("Branch")
    kind: str = N_("Kind of visit")
    auditor: str = N_("Auditor")
    standards_used: str = N_("Standards")
    score: str = N_("Score")
    raw_score: str = N_("Raw score")
    unscored: str = N_("Unscored")
    score_hidden: str = N_("Score not shown")
    score_hidden_why: str = N_(
        "This pack keeps the score from the shopper, so that it cannot colour what is reported."
    )
    why: str = N_("Why")
    how: str = N_("How the score was computed")
    bands: str = N_("Bands, from")
    at_a_glance: str = N_("At a glance")
    sections: str = N_("Score by section")
    section: str = N_("Section")
    section_score: str = N_("Score")
    points: str = N_("Points")
    weight: str = N_("Weight")
    gate: str = N_("gate")
    sections_note: str = N_(
        "The line across a bar is the section's gate: a section below it fails the visit."
    )
    missed: str = N_("What was missed")
    missed_note: str = N_("Gravest first: missed critical standards, then by what each cost of the score.")
    nothing_missed: str = N_("Nothing was missed.")
    lost: str = N_("Lost")
    after: str = N_("After the visit")
    others: str = N_("Standards that are no longer missed, or never were")
    actions: str = N_("Corrective actions")
    number: str = N_("No.")
    action: str = N_("What")
    owner: str = N_("Owner")
    due: str = N_("Due")
    state: str = N_("State")
    standard: str = N_("Standard")
    note: str = N_("Note")
    evidence: str = N_("Evidence")
    critical: str = N_("critical")
    bonus: str = N_("bonus")
    mark: str = N_("pass mark")
    not_scored: str = N_("not scored")
    standards: str = N_("Standards")
    profiles: str = N_("Profiles")
    profiles_note: str = N_(
        "The same points, counted by what each standard is about. Section weights play no part. "
        "n is the number of standards that were scored."
    )
    layer: str = N_("The three layers of service")
    dimension: str = N_("The five dimensions of service quality")
    layer_column: str = N_("Layer")
    dimension_column: str = N_("Dimension")
    channel: str = N_("Channel")
    stage: str = N_("Stage of the visit")
    bars_note: str = N_(
        "The line on a bar is the limit; what lies beyond it is drawn as an outline. "
        "Each bar has its own scale."
    )
    by_hand: str = N_("entered by hand")
    all_standards: str = N_("All standards")
    code: str = N_("Code")
    observed: str = N_("Observed")
    result: str = N_("Result")
    timeline: str = N_("Timeline")
    time: str = N_("Time")
    moment: str = N_("Moment")
    since_last: str = N_("Since the moment before")
    since_first: str = N_("Since the first")
    method: str = N_("Method and limits")
    signs: str = N_("Signs")
    facts: str = N_("Facts of the visit")
    record: str = N_("Record")


Words = TypeVar("Words", bound=PageWords)


def fixed_words() -> FixedWords:
    """The words of a visit's report in the language spoken now."""
    return spoken(FixedWords)


def spoken(kind: type[Words]) -> Words:
    """The words of a document in the language spoken now."""
    found: Words = _spoken(cast("Any", kind), language())
    return found


@lru_cache(maxsize=16)
def _spoken(kind: Any, spoken_language: str) -> Any:
    said = {field.name: _(str(field.default)) for field in fields(kind) if field.name not in _NO_WORDS}
    return kind(language=spoken_language, direction=base_direction(), **said)


_NO_WORDS = ("language", "direction")


def edition_words(title: UserText, edition: Value) -> Phrase:
    """A pack's title with its edition."""
    return phrase("{title}, edition {edition}", title=title, edition=edition)


def until_words(day: Value, begins: Value, ends: Value) -> Phrase:
    """When a visit was: a day with the times it began and ended."""
    return phrase("{day}, {begins} to {ends}", day=day, begins=begins, ends=ends)
