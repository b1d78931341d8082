"""A good procedure with one thing changed."""

import copy
import tomllib

from county_desk.paths import resources

_FILE = resources() / "procedures" / "national" / "household_exit-2016.toml"
GOOD = tomllib.loads(_FILE.read_text("utf8"))


def step_of(data, key):
    """The step of that key."""
    return next(step for step in data["step"] if step["key"] == key)


def place_of(part, key):
    """Where something stands in a table, or where the step of that key stands in a list of steps."""
    return key if isinstance(part, dict) else [step["key"] for step in part].index(key)


def changed(path, value):
    """A good procedure with one thing changed, or taken away when the value is None.

    The path names a step by its key: `step.disclosure.days`.
    """
    data = copy.deepcopy(GOOD)
    *above, last = path.split(".")
    part = data
    for key in above:
        part = part[place_of(part, key)]
    last = place_of(part, last)
    if value is None:
        del part[last]
    else:
        part[last] = value
    return data
