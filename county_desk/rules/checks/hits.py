"""The hit of a check: its column and person, and the values for its sentence."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from county_desk.fields import Term
from county_desk.paths import resources
from county_desk.text import N_

type Numbers = Mapping[str, Any]
"""The limits of one check in force, by name; None for one that nobody has set."""

type Values = Mapping[str, Any]
"""The values of a sentence, by name."""


# A named tuple and not a frozen dataclass: a county is checked in one go.
class Hit(NamedTuple):
    """One contradiction: the title of the fact to look at, and what its sentence says.

    `person` is the place of the person among the people of the household, None for the household itself.
    `case` names one of several wordings, `sheet` which of a household's sheets the fact stands on.
    `household` is the place of the household where all of a county are looked at together.
    """

    title: str
    values: Values
    case: str = ""
    person: int | None = None
    sheet: str = ""
    household: int | None = None


type Hits = tuple[Hit, ...]

NONE: Hits = ()


def one(title: str, case: str = "", /, *, person: int | None = None, **values: object) -> Hits:
    """A single hit at the column of a title."""
    return (Hit(title, values, case, person),)


class Of(Term):
    """The subject of a check; traits are facts of a person that many people share."""

    TRAITS = "traits", N_("Person")
    PERSON = "person", N_("Person")
    HOUSEHOLD = "household", N_("Household")
    COUNTY = "county", N_("All households")
    VILLAGE = "village", N_("Village")
    CASE = "case", N_("Case")
    FAMILY = "family", N_("Household of a file")
    ROWS = "rows", N_("Rows of a file")
    DELIVERED = "delivered", N_("Household of a file")
    MATCHED = "matched", N_("Household of a file and its record")
    DELIVERY = "delivery", N_("File")


FUNCTIONS: dict[str, tuple[Of, Callable[..., object]]] = {}


class NumberTaken(Exception):
    """Two functions carry out the check of one number; the message names the next free number."""


def check[C: Callable[..., object]](number: str, of: Of) -> Callable[[C], C]:
    """Name the entry of the catalogue that a function carries out."""

    def named(function: C) -> C:
        if number in FUNCTIONS:
            raise NumberTaken(_taken(number, function.__name__))
        FUNCTIONS[number] = (of, function)
        return function

    return named


def _taken(number: str, name: str) -> str:
    """The owner of the number, and the first one after all that the files declare."""
    entry = re.compile(rf"^\[{number[0]}(\d+)", re.MULTILINE)
    files = (path.read_text("utf8") for path in (resources() / "checks").glob("*.toml"))
    last = max((int(found) for file in files for found in entry.findall(file)), default=0)
    other = FUNCTIONS[number][1].__name__
    return (
        f"{number} of {name} is already the number of {other}; the next free one is {number[0]}{last + 1:02}"
    )
