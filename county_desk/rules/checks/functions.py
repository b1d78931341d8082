"""Every check's function by its number: each module names its own when it is brought in."""

from county_desk.rules.checks import (
    cause,
    family,
    identity,
    income,
    key_groups,
    living,
    monitoring,
    person,
    procedure,
    signals,
    standing,
    village,
    work,
)
from county_desk.rules.checks.hits import FUNCTIONS

MODULES = (
    identity,
    family,
    person,
    work,
    income,
    living,
    cause,
    standing,
    monitoring,
    signals,
    key_groups,
    village,
    procedure,
)

__all__ = ["FUNCTIONS", "MODULES"]
