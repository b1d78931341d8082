"""A register keeps policy files of the county, and the text of the procedure that each case follows."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "policy_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_text")),
        sa.UniqueConstraint("digest", name=op.f("uq_policy_text_digest")),
    )
    op.create_table(
        "own_policy_file",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["digest"], ["policy_text.digest"], name=op.f("fk_own_policy_file_digest")),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name=op.f("fk_own_policy_file_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_policy_file")),
    )
    op.create_index(op.f("ix_own_policy_file_kind_name"), "own_policy_file", ["kind", "name"])
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("procedure_digest", sa.String(), nullable=True))
    op.create_index(op.f("ix_case_procedure_digest"), "case", ["procedure_digest"])
