"""The list of needs has a table of its own, which the upgrade makes (`tables/large_lists.py`)."""

revision = "0109"
down_revision = "0108"
branch_labels = None
depends_on = None
TABLES = "6cb8f1c935490a17"


def upgrade() -> None:
    """Leave the records as they are."""
