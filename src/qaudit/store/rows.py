"""The tables. SQLModel does not validate rows: `mapping` does, and no row leaves this room."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from qaudit.store.columns import NAMING, UtcMoment

_NUMBERED = BigInteger().with_variant(Integer, "sqlite")
# SQLite then keeps the rows of a visit beside each other, by key, without a second tree.
BY_KEY = {"sqlite_with_rowid": False}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMING))):
    """A row of this store; its tables are apart from those of any other program that uses SQLModel."""


class PackSnapshotRow(Row, table=True):
    """A pack as visits used it."""

    __tablename__ = "pack_snapshots"

    digest: str = Field(primary_key=True, sa_type=Text)
    pack: str = Field(sa_type=Text)
    edition: str = Field(sa_type=Text)
    document: str = Field(sa_type=Text)
    logo: bytes | None = Field(default=None, sa_type=LargeBinary)
    logo_name: str | None = Field(default=None, sa_type=Text)


class BranchRow(Row, table=True):
    """A place of the brand."""

    __tablename__ = "branches"

    code: str = Field(primary_key=True, sa_type=Text)
    name: str = Field(sa_type=Text)
    region: str = Field(default="", sa_type=Text)
    country: str = Field(default="", sa_type=Text)
    brand: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": text("''")})
    timezone: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": text("''")})


class AuditorRow(Row, table=True):
    """Who observes, by alias."""

    __tablename__ = "auditors"

    alias: str = Field(primary_key=True, sa_type=Text)
    role: str = Field(sa_type=Text)


class VisitRow(Row, table=True):
    """A visit. `version` counts its journal's entries."""

    __tablename__ = "visits"
    __table_args__ = (
        Index("ix_visits_opened_at", "opened_at", "id"),
        Index("ix_visits_status_opened_at", "status", "opened_at", "id"),
        Index("ix_visits_branch_opened_at", "branch", "opened_at", "id"),
        Index("ix_visits_pack_edition", "pack", "edition"),
        Index("ix_visits_status_submitted_at", "status", "submitted_at", "id"),
        # Published visits that have still to check what was mended: those of an embargo, and no others.
        Index(
            "ix_visits_unchecked",
            "visible_from",
            sqlite_where=text("visible_from IS NOT NULL AND checked_at IS NULL"),
            postgresql_where=text("visible_from IS NOT NULL AND checked_at IS NULL"),
        ),
        Index("ix_visits_branch_status_left_at", "branch", "status", "left_at", "id"),
    )

    id: str = Field(primary_key=True, sa_type=Text)
    digest: str = Field(foreign_key="pack_snapshots.digest", sa_type=Text)
    pack: str = Field(sa_type=Text)
    edition: str = Field(sa_type=Text)
    branch: str = Field(foreign_key="branches.code", sa_type=Text)
    auditor: str = Field(foreign_key="auditors.alias", sa_type=Text)
    kind: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=UtcMoment)
    left_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    version: int = Field(default=0)
    utc_offset_minutes: int = Field(default=0)
    planned_for: str | None = Field(default=None, sa_type=Text)
    published_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    visible_from: datetime | None = Field(default=None, sa_type=UtcMoment)
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    checked_at: datetime | None = Field(default=None, sa_type=UtcMoment)


class VisitFactRow(Row, table=True):
    """What is true of a whole visit."""

    __tablename__ = "visit_facts"
    __table_args__ = (BY_KEY,)

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    name: str = Field(primary_key=True, sa_type=Text)
    key: str = Field(sa_type=Text)


class ObservationRow(Row, table=True):
    """What was seen for one standard. `first_entry` is the number of the journal entry that began it."""

    __tablename__ = "observations"
    __table_args__ = (
        # Counts the answered standards of a visit without touching the table.
        Index(
            "ix_observations_answered",
            "visit_id",
            sqlite_where=text("kind IS NOT NULL"),
            postgresql_where=text("kind IS NOT NULL"),
        ),
        BY_KEY,
    )

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)
    kind: str | None = Field(default=None, sa_type=Text)
    reading: str | None = Field(default=None, sa_type=Text)
    note: str = Field(default="", sa_type=Text)
    at: datetime | None = Field(default=None, sa_type=UtcMoment)
    first_entry: int


class EvidenceRow(Row, table=True):
    """A kept file of one observation, in the order it was added."""

    __tablename__ = "evidence"
    __table_args__ = (
        ForeignKeyConstraint(["visit_id", "code"], ["observations.visit_id", "observations.code"]),
        BY_KEY,
    )

    visit_id: str = Field(primary_key=True, sa_type=Text)
    code: str = Field(primary_key=True, sa_type=Text)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    digest: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    media_type: str = Field(sa_type=Text)
    size: int = Field(sa_type=BigInteger)


class MarkRow(Row, table=True):
    """One moment on a visit's timeline."""

    __tablename__ = "marks"
    __table_args__ = (BY_KEY,)

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    event: str = Field(primary_key=True, sa_type=Text)
    at: datetime = Field(sa_type=UtcMoment)


class JournalRow(Row, table=True):
    """One entry of a visit's journal. Entries are added and never changed."""

    __tablename__ = "journal"
    __table_args__ = (UniqueConstraint("visit_id", "number"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=_NUMBERED)
    visit_id: str = Field(foreign_key="visits.id", sa_type=Text)
    number: int
    at: datetime = Field(sa_type=UtcMoment)
    who: str = Field(sa_type=Text)
    act: str = Field(sa_type=Text)
    subject: str = Field(default="", sa_type=Text)
    was: str | None = Field(default=None, sa_type=Text)
    became: str | None = Field(default=None, sa_type=Text)
    why: str = Field(default="", sa_type=Text)
    undoes: int | None = None
    seal: str = Field(sa_type=Text)


class ScorecardRow(Row, table=True):
    """A scorecard document as it was made; `final_percent` is taken out of it for lists."""

    __tablename__ = "scorecards"

    visit_id: str = Field(primary_key=True, foreign_key="visits.id", sa_type=Text)
    made_at: datetime = Field(primary_key=True, sa_type=UtcMoment)
    scoring_version: int
    final_percent: str | None = Field(default=None, sa_type=Text)
    document: str = Field(sa_type=Text)


METADATA = Row.metadata
"""The tables of this module; whole with those of the other row modules once they are imported."""
