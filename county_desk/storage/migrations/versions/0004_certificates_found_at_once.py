"""Certificates found at once: the few numbers of persons that are longer than an identity number."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_LONG = sa.text("length(id_number) > 18")


def upgrade() -> None:
    """Apply this step."""
    op.create_index(
        "ix_member_certificate", "member", ["id_number"], sqlite_where=_LONG, postgresql_where=_LONG
    )
