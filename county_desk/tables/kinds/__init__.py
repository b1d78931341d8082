"""The kinds of records, by table: each is declared once, in a module of this package."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from county_desk.tables.kinds.record_kind import RecordKind as RecordKind


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Every kind of record by its table."""
    found: dict[str, RecordKind] = {}
    for module in iter_modules(__path__, f"{__name__}."):
        own = vars(import_module(module.name)).values()
        found |= {each.table: each for each in own if isinstance(each, RecordKind)}
    return found
