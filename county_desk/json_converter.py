"""Frozen dataclasses as JSON, and back again."""

from datetime import date
from typing import TYPE_CHECKING

from county_desk.fields import Term

if TYPE_CHECKING:
    from cattrs import Converter


def json_converter(*, forbid_extra_keys: bool = False) -> "Converter":
    """A converter that knows days and terms."""
    from cattrs import Converter  # here, so that a window opens before it is read

    made = Converter(forbid_extra_keys=forbid_extra_keys)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_structure_hook(date, lambda value, _kind: date.fromisoformat(value))
    made.register_unstructure_hook(Term, lambda term: term.value)
    made.register_structure_hook(Term, lambda value, kind: kind(value))
    return made
