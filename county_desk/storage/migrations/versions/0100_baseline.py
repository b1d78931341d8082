"""The schema that `baseline.sql` holds; the steps after it have the next numbers, in order.

A new register is made from the models and bears the number of the last step. One of an earlier program is
brought here by `bring_to_baseline`. So nothing runs this step.
"""

revision = "0100"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
