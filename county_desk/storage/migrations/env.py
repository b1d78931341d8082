"""How Alembic reaches a register: over the connection it is given, in batch mode for SQLite."""

from alembic import context

from county_desk.models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
