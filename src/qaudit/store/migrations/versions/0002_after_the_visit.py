"""What happens after a visit: people, corrections, remarks, appeals, actions, verdicts, kept reports."""

import sqlalchemy as sa
from alembic import op

from qaudit.store.columns import UtcMoment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = UtcMoment()


def upgrade() -> None:
    """New columns of branches and visits, new tables, and the verdicts of nothing yet: none is published."""
    _columns()
    _people()
    _review()
    _appeals()
    _actions()
    _publication()


def _columns() -> None:
    op.add_column("branches", sa.Column("brand", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("branches", sa.Column("timezone", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("visits", sa.Column("planned_for", sa.Text()))
    op.add_column("visits", sa.Column("published_at", MOMENT))
    op.add_column("visits", sa.Column("visible_from", MOMENT))
    op.add_column("visits", sa.Column("acknowledged_at", MOMENT))
    op.add_column("visits", sa.Column("checked_at", MOMENT))
    op.create_index(
        "ix_visits_unchecked",
        "visits",
        ["visible_from"],
        sqlite_where=sa.text("visible_from IS NOT NULL AND checked_at IS NULL"),
        postgresql_where=sa.text("visible_from IS NOT NULL AND checked_at IS NULL"),
    )
    op.create_index("ix_visits_status_submitted_at", "visits", ["status", "submitted_at", "id"])
    op.create_index("ix_visits_branch_status_left_at", "visits", ["branch", "status", "left_at", "id"])


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_people"),
    )
    op.create_table(
        "person_branches",
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alias"], ["people.alias"], name="fk_person_branches_alias_people"),
        sa.ForeignKeyConstraint(["branch"], ["branches.code"], name="fk_person_branches_branch_branches"),
        sa.PrimaryKeyConstraint("alias", "branch", name="pk_person_branches"),
        sqlite_with_rowid=False,
    )


def _review() -> None:
    op.create_table(
        "corrections",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text()),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_corrections_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "number", name="pk_corrections"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remarks",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", MOMENT),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_remarks_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "number", name="pk_remarks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "explanations",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_explanations_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "code", name="pk_explanations"),
        sqlite_with_rowid=False,
    )


def _appeals() -> None:
    op.create_table(
        "appeals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text()),
        sa.Column("reading", sa.Text()),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_appeals_visit_id_visits"),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.UniqueConstraint("visit_id", "code", name="uq_appeals_visit_id_code"),
    )
    op.create_index("ix_appeals_state_at", "appeals", ["state", "at", "id"])


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("done_words", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("why_dropped", sa.Text(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_actions_visit_id_visits"),
        sa.ForeignKeyConstraint(["branch"], ["branches.code"], name="fk_actions_branch_branches"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )
    op.create_index("ix_actions_branch_state_due", "actions", ["branch", "state", "due"])
    op.create_index("ix_actions_state_due", "actions", ["state", "due"])
    op.create_index("ix_actions_visit_id", "actions", ["visit_id"])
    op.create_table(
        "action_standards",
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name="fk_action_standards_action_id_actions"),
        sa.PrimaryKeyConstraint("action_id", "code", name="pk_action_standards"),
        sqlite_with_rowid=False,
    )


def _publication() -> None:
    op.create_table(
        "verdicts",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("pack", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("left_at", MOMENT, nullable=False),
        sa.Column("visible_from", MOMENT, nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("is_finding", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_verdicts_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "code", name="pk_verdicts"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_verdicts_branch_pack_code_finding",
        "verdicts",
        ["branch", "pack", "code", "is_finding", "left_at"],
    )
    op.create_table(
        "reports",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_reports_visit_id_visits"),
        sa.PrimaryKeyConstraint("visit_id", "made_at", name="pk_reports"),
    )
