"""Needs of households, the measures that answer them, and who found the causes of poverty and when."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0056"
branch_labels = None
depends_on = None

_KINDS = (
    *("产业帮扶", "就业帮扶", "金融帮扶", "公益岗位帮扶", "住房安全保障", "饮水安全保障", "健康帮扶"),
    *(
        "义务教育保障",
        "教育帮扶",
        "综合保障",
        "社会帮扶",
        "搬迁",
        "生产生活条件改善",
        "基础设施建设",
        "其他帮扶",
    ),
)


def _among(column: str, values: tuple[str, ...]) -> str:
    words = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({words})"


def upgrade() -> None:
    """Apply this step."""
    op.create_table(
        "need",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("wants", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_as", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(_among("wants", _KINDS), name=op.f("ck_need_measureclass")),
        sa.CheckConstraint(_among("ended_as", ("met", "gone")), name=op.f("ck_need_needend")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_need_household_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["user.id"], name=op.f("fk_need_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index(op.f("ix_need_household_id"), "need", ["household_id"])
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.add_column(sa.Column("causes_found_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("causes_found_by", sa.String(), nullable=True))
    with op.batch_alter_table("measure", schema=None) as batch_op:
        batch_op.add_column(sa.Column("need_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_measure_need_id"), "need", ["need_id"], ["id"])
        batch_op.drop_constraint(op.f("ck_measure_measureclass"), type_="check")
        batch_op.create_check_constraint(op.f("ck_measure_measureclass"), _among("kind", _KINDS))
    op.create_index(op.f("ix_measure_need_id"), "measure", ["need_id"])
