"""The tables of what happens after a visit. As with all rows, `life_mapping` checks them and none leaves this room."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field

from qaudit.store.columns import UtcMoment
from qaudit.store.rows import BY_KEY, Row


class PersonRow(Row, table=True):
    """Who does what after a visit, by alias."""

    __tablename__ = "people"

    alias: str = Field(primary_key=True, sa_type=Text)
    role: str = Field(sa_type=Text)


class PersonBranchRow(Row, table=True):
    """A branch that a manager manages."""

    __tablename__ = "person_branches"
    __table_args__ = (BY_KEY,)

    alias: str = Field(primary_key=True, foreign_key="people.alias", sa_type=Text)
    branch: str = Field(primary_key=True, foreign_key="branches.code", sa_type=Text)


class CorrectionRow(Row, table=True):
    """A reading that stands in for the auditor's. Rows are added and never changed."""

    __tablename__ = "corrections"
    __table_args__ = (BY_KEY,)

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    reading: str | None = Field(default=None, sa_type=Text)
    who: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)
    why: str = Field(sa_type=Text)
    origin: str = Field(sa_type=Text)


class RemarkRow(Row, table=True):
    """A reviewer's remark and the auditor's answer."""

    __tablename__ = "remarks"
    __table_args__ = (BY_KEY,)

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)
    answer: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=UtcMoment)


class ExplanationRow(Row, table=True):
    """The manager's reason for one standard, or for the whole visit where `code` is empty."""

    __tablename__ = "explanations"
    __table_args__ = (BY_KEY,)

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)
    cause: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)


class AppealRow(Row, table=True):
    """A contested verdict and what was decided; a verdict is contested once."""

    __tablename__ = "appeals"
    __table_args__ = (
        UniqueConstraint("visit_id", "code"),
        Index("ix_appeals_state_at", "state", "at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Text)
    visit_id: str = Field(foreign_key="visits.id", sa_type=Text)
    code: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    words: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)
    evidence: str = Field(default="[]", sa_type=Text)
    state: str = Field(sa_type=Text)
    decided_by: str = Field(default="", sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    why: str = Field(default="", sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    reading: str | None = Field(default=None, sa_type=Text)


class ActionRow(Row, table=True):
    """A corrective action. `due` is a day as ISO writes it; `evidence` as the journal writes it."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_branch_state_due", "branch", "state", "due"),
        Index("ix_actions_state_due", "state", "due"),
        Index("ix_actions_visit_id", "visit_id"),
    )

    id: str = Field(primary_key=True, sa_type=Text)
    visit_id: str = Field(foreign_key="visits.id", sa_type=Text)
    branch: str = Field(foreign_key="branches.code", sa_type=Text)
    pack: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    owner: str = Field(sa_type=Text)
    due: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)
    state: str = Field(sa_type=Text)
    done_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    done_words: str = Field(default="", sa_type=Text)
    evidence: str = Field(default="[]", sa_type=Text)
    why_dropped: str = Field(default="", sa_type=Text)
    checked_by: str = Field(default="", sa_type=Text)
    reopened: int = Field(default=0)


class ActionStandardRow(Row, table=True):
    """A standard that a corrective action is about."""

    __tablename__ = "action_standards"
    __table_args__ = (BY_KEY,)

    action_id: str = Field(primary_key=True, foreign_key="actions.id", sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)


class VerdictRow(Row, table=True):
    """What a published visit says of one standard, by its latest scorecard: for questions over many visits.

    Standards that were put aside, not observed without harm, or only noted have no row. `is_finding` is 1 for
    a standard that was missed or partly met. The other columns are the visit's.
    """

    __tablename__ = "verdicts"
    __table_args__ = (
        # The last visit that met a standard, and the misses since: each one step into this index.
        Index("ix_verdicts_branch_pack_code_finding", "branch", "pack", "code", "is_finding", "left_at"),
        BY_KEY,
    )

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)
    branch: str = Field(sa_type=Text)
    pack: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    left_at: datetime = Field(sa_type=UtcMoment)
    visible_from: datetime = Field(sa_type=UtcMoment)
    verdict: str = Field(sa_type=Text)
    is_finding: int


class ReportRow(Row, table=True):
    """A report as it was made when its visit was published, kept by the sha256 of its bytes."""

    __tablename__ = "reports"

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    made_at: datetime = Field(primary_key=True, sa_type=UtcMoment)
    digest: str = Field(sa_type=Text)
    media_type: str = Field(sa_type=Text)
    size: int = Field(sa_type=BigInteger)
    language: str = Field(sa_type=Text)
