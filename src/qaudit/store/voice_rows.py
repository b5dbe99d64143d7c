"""The tables of what customers say. As with all rows, `voice_mapping` checks them and none leaves this room."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from qaudit.store.columns import UtcMoment
from qaudit.store.rows import BY_KEY, Row


class VoiceRow(Row, table=True):
    """A complaint, a compliment or a suggestion, with what was promised and done. No column says whose it is.

    `fingerprint` is the sha256 of the words, in hexadecimal: the same words of the same moment at the same
    branch are kept once, and words may be longer than an index can hold.
    """

    __tablename__ = "voices"
    __table_args__ = (
        UniqueConstraint("branch", "at", "fingerprint"),
        Index("ix_voices_branch_at", "branch", "at", "id"),
        Index("ix_voices_at", "at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Text)
    branch: str = Field(foreign_key="branches.code", sa_type=Text)
    kind: str = Field(sa_type=Text)
    channel: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)
    words: str = Field(sa_type=Text)
    fingerprint: str = Field(sa_type=Text)
    pack: str = Field(default="", sa_type=Text)
    noted_by: str = Field(sa_type=Text)
    acknowledge_due: datetime | None = Field(default=None, sa_type=UtcMoment)
    answer_due: datetime | None = Field(default=None, sa_type=UtcMoment)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    acknowledged_by: str = Field(default="", sa_type=Text)
    answered_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    answered_by: str = Field(default="", sa_type=Text)
    answer: str = Field(default="", sa_type=Text)


class VoiceStandardRow(Row, table=True):
    """A standard that a voice touches."""

    __tablename__ = "voice_standards"
    __table_args__ = (BY_KEY,)

    voice_id: str = Field(primary_key=True, foreign_key="voices.id", sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)
