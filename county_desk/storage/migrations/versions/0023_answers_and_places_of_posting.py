"""Answers, re-examinations, public wordings, surveys of a village, and the places of a posting."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STEPS = (
    "'passed', 'not_passed', 'posted', 'struck', 'returned', 'approved', 'refused', 'announced', "
    "'withdrawn', 'suspended', 'answered', 'reexamined'"
)


def upgrade() -> None:
    """Apply this step."""
    with op.batch_alter_table("case_step") as batch_op:
        name = op.f("ck_case_step_stepoutcome")
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"outcome IN ({STEPS})")
    op.add_column("disclosure", sa.Column("rule_reason", sa.String(), nullable=True))
    op.add_column("disclosure", sa.Column("extension", sa.String(), nullable=True))
    op.add_column("objection", sa.Column("public_words", sa.String(), nullable=True))
    op.add_column("village_year", sa.Column("surveyed_poor", sa.Integer(), nullable=True))
    op.add_column("village_year", sa.Column("surveyed_words", sa.String(), nullable=True))
    op.create_table(
        "posting_place",
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("hung_at", sa.String(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["disclosure_id"], ["disclosure.id"], name=op.f("fk_posting_place_disclosure_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_posting_place_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_place")),
    )
    op.create_index(op.f("ix_posting_place_disclosure_id"), "posting_place", ["disclosure_id"])
