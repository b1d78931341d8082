"""How one page of a return is declared: its table, the collecting of its lines, and the head of its sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from county_desk.fields import Table
from county_desk.tables.county import County
from county_desk.tables.figures import ReturnPage
from county_desk.tables.period import Period
from county_desk.text import _n


@dataclass(frozen=True)
class PageKind[R]:
    """One page of a return.

    `title` has places for {county} and {period}, and `later` is the title of periods that count those that
    left poverty. `units` names the units of its figures. `counts` is the column with the number of lines as
    its total, and the words for that, with a place for the {count}. `bands` are the heads that columns share,
    by column key. `subtotal` is the column that is empty in the sum of a township.
    """

    table: Table[R]
    collect: Callable[[Session, County, Period], ReturnPage[R]]
    title: str
    units: str
    later: str = ""
    counts: tuple[str, Callable[[int], str]] | None = None
    bands: Mapping[str, str] = field(default_factory=dict)
    subtotal: str = ""


def households(count: int) -> str:
    """The words for so many households, with a place for the {count}."""
    return _n("{count} household", "{count} households", count)


def persons(count: int) -> str:
    """The words for so many persons, with a place for the {count}."""
    return _n("{count} person", "{count} persons", count)
