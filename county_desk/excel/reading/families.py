"""Putting households together: which rows of which sheets belong to one household."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from county_desk.excel.reading.draft import Draft
from county_desk.excel.reading.headers import SheetKind
from county_desk.excel.reading.rows import Sheet
from county_desk.text import _

HEAD = "户主"
_OWN = ("村民小组", "家庭人口数", "户类型", "致贫原因", "脱贫属性", "联系电话", "银行卡号")


@dataclass
class Family:
    """The rows of one household: its own row where a list of heads was sent, its members, and its figures."""

    number: str
    rows: list[Draft] = field(default_factory=list)
    own: Draft | None = None
    ledger: Draft | None = None
    living: Draft | None = None

    @property
    def first(self) -> Draft:
        """The row that speaks for the household: its own, else the first of its members."""
        return self.own or self.rows[0]

    @property
    def head(self) -> Draft:
        """The row of the head, or the first row when nobody is marked as head."""
        return next((row for row in self.rows if row.text("与户主关系") == HEAD), self.rows[0])

    @property
    def name(self) -> str:
        """The name of the head."""
        return (self.own.text("户主姓名") if self.own else "") or (
            self.head.text("姓名") if self.rows else ""
        )

    @property
    def persons(self) -> int:
        """How many people: those that are listed, else the number that the list of heads gives."""
        given = self.own.values.get("家庭人口数") if self.own else None
        return len(self.rows) or (given if isinstance(given, int) else 0)

    @property
    def people(self) -> list[Draft]:
        """The rows that describe a person; the row of the head where only heads were sent."""
        return self.rows or ([self.own] if self.own else [])

    def drafts(self) -> Iterator[Draft]:
        """Every row that belongs to the household."""
        yield from filter(None, (self.own, *self.rows, self.ledger, self.living))


def put_together(sheets: Iterable[Sheet]) -> list[Family]:
    """The households of a file in their order, each with all of its rows that could be found."""
    families: list[Family] = []
    for sheet in sheets:
        if sheet.kind is SheetKind.PERSONS:
            families += _of_persons(sheet)
    heads = [row for sheet in sheets if sheet.kind is SheetKind.HEADS for row in sheet.data]
    _join_heads(families, heads)
    by_number: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        by_number[family.number].append(family)
    for sheet in sheets:
        if sheet.kind in (SheetKind.LEDGER, SheetKind.LIVING):
            for row in sheet.data:
                _join_figures(families, by_number, row, sheet.kind)
    return families


def _of_persons(sheet: Sheet) -> Iterator[Family]:
    """Follow the rows down: household cells that are blank or merged go on from the row above."""
    family: Family | None = None
    serial = ""
    for row in sheet.data:
        number, begins = row.text("户编号"), row.text("与户主关系") == HEAD
        new_serial = row.text("序号") not in ("", serial)
        another = bool(number) and family is not None and number != family.number
        if family is None or another or (begins and new_serial):
            if family is not None:
                yield family
            family = Family(number)
        if not number and family.number:
            row.put("户编号", family.number, family.number)
        elif not number and "户编号" in row.columns:
            row.ask("户编号", "missing", _("The household number is missing."))
        serial = row.text("序号") or serial
        row.household = family.number
        family.rows.append(row)
    if family is not None:
        yield family


def _join_heads(families: list[Family], heads: list[Draft]) -> None:
    waiting = defaultdict(list)
    for family in families:
        waiting[family.number].append(family)
    for row in heads:
        found = waiting[row.household]
        if found and found[0].own is None:
            found[0].own = row
        else:
            families.append(Family(row.household, own=row))
            if not row.household:
                row.ask("户编号", "missing", _("The household number is missing."))


def _join_figures(
    families: list[Family], by_number: dict[str, list[Family]], row: Draft, kind: SheetKind
) -> None:
    place = "ledger" if kind is SheetKind.LEDGER else "living"
    found = by_number.get(row.household, [])
    named = [family for family in found if same_name(family.name, row.text("户主姓名"))]
    family = next(iter(named or found), None)
    if family is None:
        _no_household(families, row)
    elif getattr(family, place) is not None:
        row.ask("户编号", "household_duplicate", _("This household has two lines on the sheet."))
    else:
        setattr(family, place, row)
        if not named and row.text("户主姓名"):
            message = _("Under this number the roster has {known}, not {name}.")
            row.ask(
                "户主姓名",
                "household_number",
                message.format(known=family.name, name=row.text("户主姓名")),
            )


def _no_household(families: list[Family], row: Draft) -> None:
    if not row.household:
        if "户编号" in row.columns:
            row.ask("户编号", "missing", _("The household number is missing."))
        return
    name = row.text("户主姓名")
    alike = next((family for family in families if name and family.name == name), None)
    if alike is None:
        message = _("The roster has no household {number}.").format(number=row.household)
    else:
        message = _("The roster has no household {number}; there {name} stands under {other}.").format(
            number=row.household, name=name, other=alike.number or "…"
        )
    row.ask("户编号", "household_number", message)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one name; a lost character fits any."""
    if not one or not other:
        return not other
    if len(one) != len(other):
        return False
    return all(a == b or a in "?？" or b in "?？" for a, b in zip(one, other, strict=True))


def household_cells_differ(family: Family) -> Iterator[tuple[Draft, str]]:
    """Rows whose own facts of the household differ from those of its first row, with the title."""
    first = family.first
    for row in family.rows:
        for title in _OWN:
            given, known = row.text(title), first.text(title)
            if row is not first and given and known and given != known:
                yield row, title
