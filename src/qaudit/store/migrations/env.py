"""Alembic runs this for every command, on the connection that its caller opened."""

from alembic import context

from qaudit.store import life_rows, voice_rows  # noqa: F401 - their tables are part of METADATA
from qaudit.store.rows import METADATA
from qaudit.store.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
