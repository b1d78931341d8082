"""Benefit of a project, and the number of households and persons that it helps."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    for name, kind in (
        ("benefit", sa.String()),
        ("helped_households", sa.Integer()),
        ("helped_persons", sa.Integer()),
    ):
        op.add_column("project", sa.Column(name, kind, nullable=True))
