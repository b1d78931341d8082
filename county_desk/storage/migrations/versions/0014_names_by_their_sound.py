"""Beside each name the keys by which it is sorted and found."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache

import sqlalchemy as sa
from alembic import op

from county_desk.sound.keys import found_key, sort_key

revision = "0014"
down_revision = "0016"
branch_labels = None
depends_on = None

type Make = Callable[[str | None], str | None]

SORTED, NAMED = ("sort",), ("sort", "found")
TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "place": {"name": NAMED, "short": SORTED, "office": SORTED, "contact": SORTED},
    "user": {"name": NAMED},
    "batch": {"file_name": NAMED},
    "notice": {"number": NAMED},
    "department_list": {"name": NAMED},
    "household": {"group_name": SORTED, "head": NAMED, "kind": SORTED, "cause": SORTED},
    "case": {"subject": NAMED},
    "department_entry": {"name": NAMED, "kind": SORTED},
    "member": {"name": NAMED, "relation": SORTED, "ethnicity": SORTED},
    "monitored": {"head": NAMED, "kind": SORTED},
    "entry": {"subject": NAMED, "group_name": SORTED},
    "objection": {"omitted_head": NAMED},
}
INDEXES = {
    "ix_household_by_name": ("household", ["head_sort", "village_id", "number"]),
    "ix_household_head_found": ("household", ["head_found"]),
    "ix_member_by_name": ("member", ["name_sort", "household_id"]),
    "ix_member_name_found": ("member", ["name_found"]),
}
BLOCK = 5000  # records written at once


def upgrade() -> None:
    """Apply this step."""
    makers = {"sort": cache(_made(sort_key)), "found": cache(_made(found_key))}
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    for table, names in TABLES.items():
        keys = [(name, f"{name}_{how}", makers[how]) for name, hows in names.items() for how in hows]
        for _name, column, _make in keys:
            op.add_column(table, sa.Column(column, key, nullable=True))
        _fill(table, keys)
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def _fill(name: str, keys: Sequence[tuple[str, str, Make]]) -> None:
    columns = {each for name, key, _make in keys for each in (name, key)}
    table = sa.table(name, sa.column("id"), *map(sa.column, sorted(columns)))
    new: dict[str, sa.BindParameter[str]] = {key: sa.bindparam(f"new_{key}") for _name, key, _make in keys}
    order = table.update().where(table.c.id == sa.bindparam("row")).values(new)
    names = [table.c[name] for name in dict.fromkeys(name for name, _key, _make in keys)]
    for rows in _blocks(table, names):
        op.get_bind().execute(
            order,
            [
                {"row": row["id"]} | {f"new_{key}": make(row[name]) for name, key, make in keys}
                for row in rows
            ],
        )


def _blocks(
    table: sa.TableClause, names: Sequence[sa.ColumnClause[str]]
) -> Iterator[Sequence[sa.RowMapping]]:
    """The records of a table in the order of their numbers, some at a time."""
    last = 0
    while True:
        wanted = sa.select(table.c.id, *names).where(table.c.id > last).order_by(table.c.id).limit(BLOCK)
        rows = op.get_bind().execute(wanted).mappings().all()
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


def _made(make: Callable[[str], str]) -> Make:
    return lambda text: None if text is None else make(text)
