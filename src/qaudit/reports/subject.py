"""What a report is about: a visit, its pack and its scorecard, with what every part of the report looks up."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from qaudit.core.branch_time import day_of
from qaudit.core.judging import Judgement
from qaudit.core.lifecycle import FINISHED
from qaudit.core.moments import local
from qaudit.core.scoring import Scorecard
from qaudit.core.standards import Pack, Standard
from qaudit.core.visits import Observation, Visit, VisitStatus
from qaudit.reports.aftermath import Aftermath
from qaudit.wording.conditions import ConditionWords
from qaudit.wording.phrases import UserText, Value, user_text
from qaudit.wording.regional import day_words


@dataclass(frozen=True)
class Subject:
    """A visit with its pack and scorecard. `language` is that of the pack's texts; None for the pack's own.

    `card` is the scorecard for print, without traps. `design` is the digest of the brand's own design, or empty.
    """

    visit: Visit
    pack: Pack
    card: Scorecard
    language: str | None = None
    hides_score: bool = False
    after: Aftermath = field(default_factory=Aftermath)
    design: str = ""

    @property
    def is_submitted(self) -> bool:
        """Whether its score is more than a score so far; that of a void visit is, once it was submitted."""
        visit = self.visit
        return visit.status in FINISHED or (
            visit.status is VisitStatus.VOID and visit.submitted_at is not None
        )

    @property
    def offset(self) -> int:
        """The auditor's minutes from UTC."""
        return self.visit.utc_offset_minutes

    @cached_property
    def observations(self) -> dict[str, Observation]:
        return {seen.code: seen for seen in self.visit.judged_observations}

    @cached_property
    def judgements(self) -> dict[str, Judgement]:
        return {scored.standard.code: scored.judgement for scored in self.card.standards}

    @cached_property
    def conditions(self) -> ConditionWords:
        return ConditionWords(self.pack, self.language)

    def text_of(self, standard: Standard) -> UserText:
        """The standard's own words."""
        return user_text(standard.text.in_language(self.language))

    def note_of(self, code: str) -> UserText:
        """The auditor's note; empty where there is none."""
        seen = self.observations.get(code)
        return user_text(seen.note if seen is not None else "", one_line=False)

    def day(self, at: datetime) -> Value:
        """The day of something that happened after the visit, on the branch's clock."""
        zone = self.after.zone
        return Value(day_words(local(at, self.offset).date() if zone is None else day_of(at, zone)))
