"""The county is a subject of cases, with its standing and the results of its evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0048"
branch_labels = None
depends_on = None

_PARAMETERS = (
    *("wrong_exit", "missed", "incidence", "approval", "income_share", "roads", "tap_water", "power"),
    *("safe_houses", "insured"),
)
_ONE_SUBJECT = " + ".join(
    f"(CASE WHEN {each} IS NULL THEN 0 ELSE 1 END)"
    for each in ("household_id", "village_id", "project_id", "county_id")
)


def _terms(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _table(name: str, *columns: sa.schema.SchemaItem, keys: dict[str, str]) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:
    """Apply this step."""
    _table(
        "county_record",
        sa.Column("county_id", sa.Integer(), nullable=False),
        sa.Column("standing", _terms("countystanding", ("poor", "exited")), nullable=False),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("grace_until", sa.Date(), nullable=True),
        sa.UniqueConstraint("county_id", name=op.f("uq_county_record_county_id")),
        keys={"county_id": "place"},
    )
    _table(
        "evaluation_result",
        sa.Column("county_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("parameter", _terms("evaluationparameter", _PARAMETERS), nullable=False),
        sa.Column("numerator", sa.Integer(), nullable=False),
        sa.Column("denominator", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.CheckConstraint("denominator > 0", name=op.f("ck_evaluation_result_denominator_positive")),
        sa.CheckConstraint("numerator >= 0", name=op.f("ck_evaluation_result_numerator_not_below_nought")),
        keys={"county_id": "place", "recorded_by": "user"},
    )
    op.create_index(op.f("ix_evaluation_result_county_id"), "evaluation_result", ["county_id"])
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("county_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_case_county_id"), "place", ["county_id"], ["id"])
        batch_op.drop_constraint(op.f("ck_case_one_subject"), type_="check")
        batch_op.create_check_constraint(op.f("ck_case_one_subject"), f"{_ONE_SUBJECT} = 1")
    op.create_index(op.f("ix_case_county_id"), "case", ["county_id"])
