"""Lists of households are sorted at once by the number of the head and by the newest income."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_STANDS = sa.text("withdrawn_on IS NULL")


def upgrade() -> None:
    """Apply this step."""
    op.create_index(
        *("ix_member_head", "member", ["household_id", "relation", "id_number"]),
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.create_index(
        *("ix_household_year_newest", "household_year", ["household_id", "year", "income_per_head"]),
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )
    op.drop_index("ix_household_year_income_per_head", "household_year")  # no query looks for an income
