"""A void notice suspends its list, and an objection may name an omitted household."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OUTCOMES = "'unopposed', 'rejected', 'settled', 'adjusted', 'suspended'"
STEPS = (
    "'passed', 'not_passed', 'posted', 'struck', 'returned', 'approved', 'refused', 'announced', "
    "'withdrawn', 'suspended'"
)
STANDING = sa.text("withdrawn_on IS NULL")


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("disclosure") as batch_op:
        _replace(batch_op, "ck_disclosure_disclosureoutcome", f"outcome IN ({OUTCOMES})")
        rule = "closed_on IS NULL OR closed_on > last_day OR outcome = 'suspended'"
        _replace(batch_op, "ck_disclosure_closed_after_last_day", rule)
    with op.batch_alter_table("case_step") as batch_op:
        _replace(batch_op, "ck_case_step_stepoutcome", f"outcome IN ({STEPS})")
    with op.batch_alter_table("exit") as batch_op:
        batch_op.drop_constraint(op.f("uq_exit_case_id"), type_="unique")
    op.create_index(
        "uq_exit_case_id",
        "exit",
        ["case_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    with op.batch_alter_table("objection") as batch_op:
        batch_op.add_column(sa.Column("omitted_head", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("omitted_group", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_objection_case_id"), "case", ["case_id"], ["id"])


def _replace(batch_op: BatchOperations, name: str, rule: str) -> None:
    batch_op.drop_constraint(op.f(name), type_="check")
    batch_op.create_check_constraint(op.f(name), rule)
