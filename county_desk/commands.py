"""Every command, found in the packages of acts, by name."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

from county_desk import workflow
from county_desk.intake import comparing, taking_in
from county_desk.workflow.command import Command


def _command_classes() -> Iterator[type[Command]]:
    for package in (workflow, comparing, taking_in):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            own = vars(import_module(module.name)).values()
            yield from (each for each in own if _is_act(each) and each.__module__ == module.name)


def _is_act(each: object) -> bool:
    """Whether an object is a command with a title of its own; a base of several commands has none."""
    return isinstance(each, type) and issubclass(each, Command) and "act" in vars(each)


# what the history can hold: some acts have ways of their own, and some record what people tried
KNOWN: Mapping[str, type[Command]] = {command.__name__: command for command in _command_classes()}
# what a shell, a form or a palette can offer
COMMANDS = {name: command for name, command in KNOWN.items() if command.listed}
