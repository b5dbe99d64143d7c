"""The report's headings and labels, in English. One value for each language; the templates write no words."""

from dataclasses import dataclass

from qaudit.wording.phrases import Phrase, UserText, Value, phrase


@dataclass(frozen=True, slots=True)
class FixedWords:
    """Headings, labels and standing sentences. `page` has two places: the page and the number of pages."""

    language: str = "en"
    direction: str = "ltr"
    report: str = "Visit report"
    so_far: str = "So far: not submitted"
    page_before: str = "Page "
    page_between: str = " of "
    branch: str = "Branch"
    kind: str = "Kind of visit"
    auditor: str = "Auditor"
    standards_used: str = "Standards"
    score: str = "Score"
    raw_score: str = "Raw score"
    unscored: str = "Unscored"
    score_hidden: str = "Score not shown"
    score_hidden_why: str = (
        "This pack keeps the score from the shopper, so that it cannot colour what is reported."
    )
    why: str = "Why"
    how: str = "How the score was computed"
    bands: str = "Bands, from"
    at_a_glance: str = "At a glance"
    sections: str = "Score by section"
    section: str = "Section"
    section_score: str = "Score"
    points: str = "Points"
    weight: str = "Weight"
    gate: str = "gate"
    sections_note: str = "The line across a bar is the section's gate: a section below it fails the visit."
    missed: str = "What was missed"
    missed_note: str = "Gravest first: missed critical standards, then by what each cost of the score."
    nothing_missed: str = "Nothing was missed."
    lost: str = "Lost"
    standard: str = "Standard"
    note: str = "Note"
    evidence: str = "Evidence"
    critical: str = "critical"
    bonus: str = "bonus"
    mark: str = "pass mark"
    not_scored: str = "not scored"
    standards: str = "Standards"
    profiles: str = "Profiles"
    profiles_note: str = (
        "The same points, counted by what each standard is about. Section weights play no part. "
        "n is the number of standards that were scored."
    )
    layer: str = "The three layers of service"
    dimension: str = "The five dimensions of service quality"
    layer_column: str = "Layer"
    dimension_column: str = "Dimension"
    channel: str = "Channel"
    stage: str = "Stage of the visit"
    measured: str = "Measured against limits"
    measured_note: str = (
        "The line on a bar is the limit; what lies beyond it is drawn as an outline. "
        "Each bar has its own scale."
    )
    reading: str = "Measured"
    limit: str = "Limit"
    by_hand: str = "entered by hand"
    all_standards: str = "All standards"
    code: str = "Code"
    observed: str = "Observed"
    result: str = "Result"
    timeline: str = "Timeline"
    time: str = "Time"
    moment: str = "Moment"
    since_last: str = "Since the moment before"
    since_first: str = "Since the first"
    method: str = "Method and limits"
    signs: str = "Signs"
    facts: str = "Facts of the visit"
    record: str = "Record"


ENGLISH = FixedWords()


def edition_words(title: UserText, edition: Value) -> Phrase:
    """A pack's title with its edition."""
    return phrase("{title}, edition {edition}", title=title, edition=edition)


def until_words(day: Value, begins: Value, ends: Value) -> Phrase:
    """When a visit was: a day with the times it began and ended."""
    return phrase("{day}, {begins} to {ends}", day=day, begins=begins, ends=ends)
