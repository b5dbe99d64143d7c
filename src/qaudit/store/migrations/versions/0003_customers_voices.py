"""What customers say: complaints, compliments and suggestions, and the standards they touch."""

import sqlalchemy as sa
from alembic import op

from qaudit.store.columns import UtcMoment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = UtcMoment()


def upgrade() -> None:
    """Two new tables; none of the others changes."""
    op.create_table(
        "voices",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Text(), nullable=False),
        sa.Column("acknowledge_due", MOMENT),
        sa.Column("answer_due", MOMENT),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("acknowledged_by", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["branch"], ["branches.code"], name="fk_voices_branch_branches"),
        sa.PrimaryKeyConstraint("id", name="pk_voices"),
        sa.UniqueConstraint("branch", "at", "fingerprint", name="uq_voices_branch_at_fingerprint"),
    )
    op.create_index("ix_voices_branch_at", "voices", ["branch", "at", "id"])
    op.create_index("ix_voices_at", "voices", ["at", "id"])
    op.create_table(
        "voice_standards",
        sa.Column("voice_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name="fk_voice_standards_voice_id_voices"),
        sa.PrimaryKeyConstraint("voice_id", "code", name="pk_voice_standards"),
        sqlite_with_rowid=False,
    )
