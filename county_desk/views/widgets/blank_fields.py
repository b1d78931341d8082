"""The fields of a command that a form may leave blank."""

from dataclasses import MISSING, fields
from typing import get_args, get_type_hints

from county_desk.text_kinds import FilePath, Reason
from county_desk.workflow.command import Command

RARE = (FilePath, Reason)


def optional_fields(command: type[Command]) -> dict[str, object]:
    """The fields that may stay blank, with their values then."""
    found: dict[str, object] = {f.name: f.default for f in fields(command) if f.default is not MISSING}
    for f in fields(command):
        if f.default_factory is not MISSING:
            found[f.name] = f.default_factory()
    return found


def nullable_fields(command: type[Command]) -> set[str]:
    """The fields that take an unknown value as an answer."""
    hints = get_type_hints(command)
    return {name for name, hint in hints.items() if type(None) in get_args(hint)}


def seldom_fields(command: type[Command]) -> set[str]:
    """The fields that few acts fill in: those declared so, scans, and reasons to depart from the usual."""
    asks, blank = command.asks(), optional_fields(command)
    return {name for name in asks.keys() & blank if asks[name].seldom or isinstance(asks[name].kind, RARE)}
