"""How Alembic reaches a register: over the connection it is given, in batch mode for SQLite."""

from typing import Literal

from alembic import context
from sqlalchemy import TypeDecorator

from county_desk.models.base import Base


def plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our column types as the plain ones beneath, so that a step outlives the classes."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{type(item.impl_instance).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
