"""The tables of large lists have names beside their keys, which the upgrade makes (`tables/large_lists.py`)."""

revision = "0110"
down_revision = "0109"
branch_labels = None
depends_on = None
TABLES = "ee85cf727985ea63"


def upgrade() -> None:
    """Leave the records as they are."""
