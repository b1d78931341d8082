"""Names that are sorted and found by their sound: beside each stands a column with the key for it.

A column is declared with `info=NAMED` or `SORTED`; the base class adds the columns of its keys
and fills them whenever a record is written. Bulk writes take the keys from `keys_of`. Keys follow from
their names alone, so the history does not hold them; `verify` compares the two.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from sqlalchemy import ColumnElement, Connection, FromClause, String, inspect
from sqlalchemy.orm import MappedColumn, Mapper, mapped_column

from county_desk.sound.keys import found_key, sort_key

SORTED = {"keys": ("sort",)}
NAMED = {"keys": ("sort", "found")}
KEY_OF, HOW = "key_of", "how"
MAKERS: Mapping[str, Callable[[str], str]] = {"sort": sort_key, "found": found_key}
# bytes in their order, whatever the language of a server is
KEY = String().with_variant(String(collation="C"), "postgresql")


def add_keys(mapped: type) -> None:
    """Declare the columns of the keys of a class that is about to be mapped."""
    for name, declared in list(vars(mapped).items()):
        if isinstance(declared, MappedColumn):
            info = declared.column.info
            for how in info.get("keys", ()):
                about = {KEY_OF: name, HOW: how}
                setattr(mapped, f"{name}_{how}", mapped_column(KEY, nullable=True, info=about))


@cache
def keys_of(table: FromClause) -> Sequence[tuple[str, str, Callable[[str | None], str | None]]]:
    """The keys of a table, each as the column of the name, that of the key, and what makes the key."""
    keys = (column for column in table.columns if KEY_OF in column.info)
    return tuple((column.info[KEY_OF], column.name, partial(_key, column.info[HOW])) for column in keys)


def _key(how: str, text: str | None) -> str | None:
    """The key of a text; a missing one has none."""
    return None if text is None else MAKERS[how](text)


def is_key(column: ColumnElement[object]) -> bool:
    """Whether a column holds the key of a name."""
    return KEY_OF in column.info


def fill_keys(mapper: Mapper[object], _connection: Connection, record: object) -> None:
    """Give a record that is about to be written the keys of its names."""
    state = inspect(record)
    for name, key, make in keys_of(mapper.local_table):
        if not state.has_identity or state.attrs[name].history.has_changes():
            text = getattr(record, name)
            usual = mapper.local_table.c[name].default
            setattr(record, key, make(usual.arg if text is None and usual is not None else text))
