"""Acts as a proposal keeps them: their fields as JSON, and the act again."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from county_desk.fields import Text
from county_desk.json_converter import json_converter
from county_desk.models.json_text import Json
from county_desk.text_kinds import FilePath
from county_desk.workflow.command import KINDS, Command, Work
from county_desk.workflow.originals import keep_scan

if TYPE_CHECKING:
    from cattrs import Converter

ACT = "act"  # the key that names the kind of an act within another


@cache
def _converter() -> "Converter":
    made = json_converter(forbid_extra_keys=True)
    made.register_unstructure_hook(datetime, datetime.isoformat)
    made.register_structure_hook(datetime, lambda value, _kind: datetime.fromisoformat(value))
    made.register_unstructure_hook(Decimal, str)
    made.register_structure_hook(Decimal, lambda value, _kind: Decimal(value))
    made.register_structure_hook_func(lambda kind: kind is Command, _restored_within)
    return made


def stored(command: Command) -> dict[str, Json]:
    """The fields of an act as JSON, with the name of its kind."""
    values = {field.name: _plain(getattr(command, field.name)) for field in fields(command)}
    return {ACT: type(command).__name__, **values}


def _plain(value: object) -> Json:
    if isinstance(value, Command):
        return stored(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _converter().unstructure(value)


def restored(request: Mapping[str, Json]) -> Command:
    """The act that `stored` kept. Raises `LookupError` for one that this version does not know."""
    values = dict(request)
    return _converter().structure(values, KINDS[values.pop(ACT)])


def _restored_within(value: Json, _kind: type[Command]) -> Command:
    return restored(value)


def compared_request(command: Command, request: Mapping[str, Json]) -> Mapping[str, Json]:
    """A stored act of this kind for comparing it with another: without its files, named otherwise there.

    An act that takes others back is compared without its reason, too.
    """
    kinds = (FilePath, Text) if command.law.takes_back else (FilePath,)
    left_out = {name for name, ask in command.asks().items() if isinstance(ask.kind, kinds)}
    return {name: value for name, value in request.items() if name not in left_out}


def with_files_kept(work: Work, command: Command) -> Command:
    """The act with each file that it names kept in the register, and named by its digest."""
    named: dict[str, Any] = {
        name: keep_scan(work.session, path)
        for name, ask in command.asks().items()
        if isinstance(ask.kind, FilePath) and (path := getattr(command, name))
    }
    return replace(command, **named) if named else command
