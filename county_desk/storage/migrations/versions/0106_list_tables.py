"""Large lists have tables of their own, which every upgrade makes anew (`tables/large_lists.py`).

A change of their columns needs a step like this one, with the digest of their new tables.
"""

revision = "0106"
down_revision = "0105"
branch_labels = None
depends_on = None
TABLES = "0695c55525ae4e91"


def upgrade() -> None:
    """Leave the records as they are."""
