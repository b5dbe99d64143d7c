"""What was missed, gravest first, with what was seen, what it cost, the note and the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass

from qaudit.core.findings import Finding, findings_of
from qaudit.core.visits import Evidence
from qaudit.reports.after_words import in_a_row_words
from qaudit.reports.contexts_after import TellingContext, tellings_of
from qaudit.reports.evidence import Picture, Unprinted
from qaudit.reports.subject import Subject
from qaudit.speech import _
from qaudit.wording.phrases import Phrase, UserText, Value, user_text
from qaudit.wording.readings import seen_in_words
from qaudit.wording.scores import cost_words
from qaudit.wording.values import (
    UNPRINTED_WORDS,
    VERDICT_MARKS,
    lost_words,
    size_words,
    verdict_key,
    verdict_name,
)

LONG = 1500
"""Characters of text, note and names from which a finding may break across pages; shorter ones stay whole."""


@dataclass(frozen=True, slots=True)
class PictureContext:
    """One piece of evidence: a picture with its name, or a line that says why there is none."""

    name: UserText
    source: str
    line: Phrase


@dataclass(frozen=True, slots=True)
class FindingContext:
    """One finding. `lost` and `cost` are empty where the score is hidden, `in_a_row` for a first miss.

    `standard` is the code itself, `code` as it is printed; `tellings` are what came after the visit.
    """

    number: str
    standard: str
    code: str
    section: UserText
    text: UserText
    mark: str
    verdict: str
    verdict_key: str
    is_critical: bool
    in_a_row: str
    observed: Phrase
    lost: str
    cost: str
    note: UserText
    pictures: tuple[PictureContext, ...]
    tellings: tuple[TellingContext, ...]
    is_long: bool


def finding_contexts(
    subject: Subject, pictures: Mapping[str, Picture | Unprinted]
) -> tuple[FindingContext, ...]:
    """The visit's findings in the order of their gravity. `pictures` are by the evidence's digest."""
    found = findings_of(subject.card, subject.pack.scoring)
    return tuple(_finding(number, one, subject, pictures) for number, one in enumerate(found, start=1))


def _finding(
    number: int, finding: Finding, subject: Subject, pictures: Mapping[str, Picture | Unprinted]
) -> FindingContext:
    standard, judgement = finding.standard, finding.scored.judgement
    key = verdict_key(judgement)
    note = subject.note_of(standard.code)
    text = subject.text_of(standard)
    seen = subject.observations.get(standard.code)
    evidence = seen.evidence if seen is not None else ()
    shown_evidence = tuple(_picture(one, pictures) for one in evidence)
    tellings = tellings_of(subject, standard)
    length = (
        len(note.text)
        + len(text.text)
        + sum(len(str(one.line)) for one in shown_evidence)
        + sum(one.length for one in tellings)
    )
    shown = not subject.hides_score
    return FindingContext(
        number=str(number),
        standard=standard.code,
        code=str(Value(standard.code)),
        section=user_text(finding.section.title.in_language(subject.language)),
        text=text,
        mark=VERDICT_MARKS[key],
        verdict=verdict_name(key),
        verdict_key=key,
        is_critical=finding.is_critical,
        in_a_row=in_a_row_words(subject.after.in_a_row.get(standard.code, 1)),
        observed=seen_in_words(standard, judgement, subject.language).sentence,
        lost=lost_words(finding.lost, finding.scored.score.possible) if shown else "",
        cost=cost_words(finding.cost, subject.pack.scoring.decimals) if shown else "",
        note=note,
        pictures=shown_evidence,
        tellings=tellings,
        is_long=length > LONG,
    )


def _picture(evidence: Evidence, pictures: Mapping[str, Picture | Unprinted]) -> PictureContext:
    name = user_text(evidence.name)
    match pictures.get(evidence.digest):
        case Picture(source=source):
            return PictureContext(name, source, Phrase((name,)))
        case Unprinted() as why:
            return PictureContext(name, "", Phrase((name, f" ({_(UNPRINTED_WORDS[why])})")))
        case None:
            return PictureContext(
                name, "", Phrase((name, f" ({evidence.media_type}, ", Value(size_words(evidence.size)), ")"))
            )
