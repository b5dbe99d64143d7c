"""The first tables."""

import sqlalchemy as sa
from alembic import op

from qaudit.store.columns import UtcMoment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = UtcMoment()
NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Packs, places and people, visits with what was seen, the journal, scorecards."""
    _who_and_where()
    _visits()
    _seen()
    _journal()


def _who_and_where() -> None:
    op.create_table(
        "pack_snapshots",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary()),
        sa.Column("logo_name", sa.Text()),
        sa.PrimaryKeyConstraint("digest", name="pk_pack_snapshots"),
    )
    op.create_table(
        "branches",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_branches"),
    )
    op.create_table(
        "auditors",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_auditors"),
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("auditor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("left_at", MOMENT),
        sa.Column("submitted_at", MOMENT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("utc_offset_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["pack_snapshots.digest"], name="fk_visits_digest_pack_snapshots"
        ),
        sa.ForeignKeyConstraint(["branch"], ["branches.code"], name="fk_visits_branch_branches"),
        sa.ForeignKeyConstraint(["auditor"], ["auditors.alias"], name="fk_visits_auditor_auditors"),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
    )
    op.create_index("ix_visits_opened_at", "visits", ["opened_at", "id"])
    op.create_index("ix_visits_status_opened_at", "visits", ["status", "opened_at", "id"])
    op.create_index("ix_visits_branch_opened_at", "visits", ["branch", "opened_at", "id"])
    op.create_index("ix_visits_pack_edition", "visits", ["pack", "edition"])
    op.create_table(
        "visit_facts",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_visit_facts_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "name", name="pk_visit_facts"),
        sqlite_with_rowid=False,
    )


def _seen() -> None:
    op.create_table(
        "observations",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("reading", sa.Text()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", MOMENT),
        sa.Column("first_entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_observations_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "code", name="pk_observations"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_observations_answered",
        "observations",
        ["visit_id"],
        sqlite_where=sa.text("kind IS NOT NULL"),
        postgresql_where=sa.text("kind IS NOT NULL"),
    )
    op.create_table(
        "evidence",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id", "code"],
            ["observations.visit_id", "observations.code"],
            name="fk_evidence_visit_id_code_observations",
        ),
        sa.PrimaryKeyConstraint("visit_id", "code", "position", name="pk_evidence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marks",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_marks_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "event", name="pk_marks"),
        sqlite_with_rowid=False,
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", NUMBERED, nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("was", sa.Text()),
        sa.Column("became", sa.Text()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer()),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_journal_visit_id_visits"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("visit_id", "number", name="uq_journal_visit_id_number"),
    )
    op.create_table(
        "scorecards",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("scoring_version", sa.Integer(), nullable=False),
        sa.Column("final_percent", sa.Text()),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_scorecards_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "made_at", name="pk_scorecards"),
    )
