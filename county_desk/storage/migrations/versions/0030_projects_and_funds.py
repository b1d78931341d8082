"""Projects go through a case of their own; funds, their shares and payments are kept with them."""

import sqlalchemy as sa
from alembic import op

from county_desk.models.sounding import KEY

revision = "0030"
down_revision = "0027"
branch_labels = None
depends_on = None

_PURPOSES = (
    *("industry", "employment", "relocation", "ecology", "education", "health", "housing", "water"),
    *("infrastructure", "services", "other"),
)
_STANDINGS = ("proposed", "approved", "tendered", "started", "finished", "accepted", "stopped")
_LEVELS = ("central", "province", "city", "county", "partner", "social")
_ONE_SUBJECT = (
    "(CASE WHEN household_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN village_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) = 1"
)


def _terms(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def _table(name: str, *columns: sa.schema.SchemaItem, keys: dict[str, str]) -> None:
    """A kept table with foreign keys by column; all but `remark` were there from the first."""
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
    for column in keys:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _positive(name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint("amount > 0", name=op.f(f"ck_{name}_amount_positive"))


def _projects() -> None:
    _table(
        "project",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", KEY, nullable=True),
        sa.Column("title_found", KEY, nullable=True),
        sa.Column("purpose", _terms("projectclass", _PURPOSES), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=False),
        sa.Column("standing", _terms("projectstanding", _STANDINGS), nullable=False),
        *(
            sa.Column(f"{step}_on", sa.Date(), nullable=True)
            for step in ("approved", "tendered", "started", "finished", "accepted", "stopped")
        ),
        sa.Column("remark", sa.String(), nullable=True),
        sa.CheckConstraint("budget > 0", name=op.f("ck_project_budget_positive")),
        sa.CheckConstraint("ends_on >= begins_on", name=op.f("ck_project_term_in_order")),
        keys={"place_id": "place"},
    )


def _money() -> None:
    _table(
        "fund",
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_sort", KEY, nullable=True),
        sa.Column("title_found", KEY, nullable=True),
        sa.Column("level", _terms("fundlevel", _LEVELS), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("document", name=op.f("uq_fund_document")),
        _positive("fund"),
        keys={},
    )
    _table(
        "fund_share",
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        _positive("fund_share"),
        keys={"fund_id": "fund", "project_id": "project"},
    )
    _table(
        "payment",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("payee_sort", KEY, nullable=True),
        sa.Column("payee_found", KEY, nullable=True),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("voucher", sa.String(), nullable=False),
        _positive("payment"),
        keys={"project_id": "project", "household_id": "household"},
    )
    op.create_index(op.f("ix_payment_account"), "payment", ["account"])


def upgrade() -> None:
    """Apply this step."""
    _projects()
    _money()
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("project_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_case_project_id"), "project", ["project_id"], ["id"])
        batch_op.drop_constraint(op.f("ck_case_one_subject"), type_="check")
        batch_op.create_check_constraint(op.f("ck_case_one_subject"), _ONE_SUBJECT)
    op.create_index(op.f("ix_case_project_id"), "case", ["project_id"])
