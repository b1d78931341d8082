"""The list of measures has a table of its own, which the upgrade makes (`tables/large_lists.py`)."""

revision = "0108"
down_revision = "0107"
branch_labels = None
depends_on = None
TABLES = "87479e514b9a78bb"


def upgrade() -> None:
    """Leave the records as they are."""
