"""A step for a new word of a fixed list: `allow_terms("measure", "kind")`.

The number of the step keeps an earlier program, which cannot read the word, off a register that may hold it.
"""

from alembic import op
from sqlalchemy import Enum

from county_desk.models.base import Base


def allow_terms(table: str, column: str) -> None:
    """Let a column hold the words that the models have now for its fixed list."""
    terms = Base.metadata.tables[table].c[column].type
    assert isinstance(terms, Enum)
    rule = op.f(f"ck_{table}_{terms.name}")
    words = ", ".join(f"'{word}'" for word in terms.enums)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(rule, type_="check")
        batch.create_check_constraint(rule, f"{column} IN ({words})")
