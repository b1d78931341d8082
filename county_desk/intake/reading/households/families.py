"""A household while it is being read: its rows on the sheets of one file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from county_desk.intake.delivery import KnownPlace
from county_desk.intake.reading.columns.header import Header
from county_desk.intake.reading.rows.draft import Draft

HEAD = "户主"
_OWN = (
    *("行政村", "村民小组", "家庭人口数", "户类型", "致贫原因", "脱贫属性", "联系电话", "银行卡号"),
    *("人均纯收入", "饮水安全", "识别时间"),
)


@dataclass
class Family:
    """The rows of one household: its own row in a list of heads, its members, and its figures.

    `place` is its village. `header` stands over its first row, `figures` over its line of the ledger.
    `speaker` is the member with its facts in the row, if that is not the first. Results are cached, so all
    rows must be joined before any are used.
    """

    number: str
    rows: list[Draft] = field(default_factory=list)
    own: Draft | None = None
    ledger: Draft | None = None
    living: Draft | None = None
    place: KnownPlace | None = None
    header: Header | None = None
    figures: Header | None = None
    speaker: Draft | None = None

    @property
    def first(self) -> Draft:
        """The row that speaks for the household: its own, else one of its members or of its figures."""
        if row := self.own or self.speaker or (self.rows[0] if self.rows else self.ledger or self.living):
            return row
        raise ValueError(self.number)

    @property
    def figures_alone(self) -> bool:
        """Whether only figures were sent, for a household that the register has."""
        return self.own is None and not self.rows

    @property
    def where(self) -> str:
        """The first row as "Sheet!6", which identifies a household without a number."""
        return where_of(self.first)

    @property
    def key(self) -> str:
        """The key that the rows of the household bear: its number, else the place of its first row."""
        return self.number or self.where

    @cached_property
    def head(self) -> Draft:
        """The row of the head, or the first row when no member is marked as head."""
        for row in self.rows:
            if row.values.get("与户主关系") == HEAD:
                return row
        return self.first

    @cached_property
    def name(self) -> str:
        """The name of the head."""
        if self.figures_alone:
            return self.first.text("户主姓名")
        own = self.own.text("户主姓名") if self.own else ""
        return own or (self.head.text("姓名") if self.rows else "")

    @cached_property
    def persons(self) -> int:
        """How many people: those that are listed, else the number that the list of heads gives."""
        given = self.own.values.get("家庭人口数") if self.own else None
        return len(self.rows) or (given if isinstance(given, int) else 0)

    @cached_property
    def shared_by(self) -> int:
        """Among how many people its income is shared: its own, else as many as its figures say."""
        said = self.first.values.get("家庭人口数") if self.figures_alone else None
        return said if isinstance(said, int) else self.persons

    @property
    def people(self) -> list[Draft]:
        """The rows that describe a person; the row of the head where only heads were sent."""
        return self.rows or ([self.own] if self.own else [])

    def tells(self, sort: str) -> bool:
        """Whether its own list has columns of a sort (see `Title.of`)."""
        return self.header is not None and sort in self.header.sorts

    def drafts(self) -> Iterator[Draft]:
        """Every row that belongs to the household."""
        yield from filter(None, (self.own, *self.rows, self.ledger, self.living))


def where_of(row: Draft) -> str:
    """A row as "Sheet!6"."""
    return f"{row.sheet}!{row.row}"


def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one name; a lost character fits any."""
    if not one or not other:
        return not other
    if len(one) != len(other):
        return False
    return all(a == b or a in "?？" or b in "?？" for a, b in zip(one, other, strict=True))


def household_cells_differ(family: Family) -> Iterator[tuple[Draft, str]]:
    """Rows with facts of the household that differ from those of its first row, with the title."""
    first = family.first
    known = [(title, first.values[title]) for title in _OWN if title in first.values]
    for row in family.rows:
        if row is first:
            continue
        get = row.values.get
        for title, fact in known:
            given = get(title)
            if given is not None and given is not fact and str(given) != str(fact):
                yield row, title
