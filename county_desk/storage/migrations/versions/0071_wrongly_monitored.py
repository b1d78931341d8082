"""The record of a household that was monitored by mistake ends in a way of its own."""

from alembic import op

revision = "0071"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("monitored") as batch_op:
        batch_op.drop_constraint(op.f("ck_monitored_removalway"), type_="check")
        ways = "way IN ('帮扶消除', '自然消除', '识别不准')"
        batch_op.create_check_constraint(op.f("ck_monitored_removalway"), ways)
