"""Joins the rows of several sheets into households."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import HEAD, Family, same_name
from county_desk.intake.reading.households.row_order import ask_out_of_order, tell_speakers
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.text import _


def put_together(sheets: Iterable[ReadSheet]) -> list[Family]:
    """The households of a file in their order, each with all of its rows that could be found."""
    of_kind: dict[SheetKind, list[ReadSheet]] = defaultdict(list)
    for sheet in sheets:
        of_kind[sheet.kind].append(sheet)
    families = [family for sheet in of_kind[SheetKind.PERSONS] for family in _of_persons(sheet)]
    tell_speakers(families)
    for sheet in of_kind[SheetKind.HEADS]:
        _join_heads(families, sheet)
    for family in families:
        key = family.key
        for row in family.drafts():
            row.household = key
    if sheets_of_figures := (*of_kind[SheetKind.LEDGER], *of_kind[SheetKind.LIVING]):
        figures = _Figures(families, alone=not of_kind[SheetKind.PERSONS] and not of_kind[SheetKind.HEADS])
        for sheet in sheets_of_figures:
            for row in sheet.data:
                figures.join(row, sheet)
    return families


def _of_persons(sheet: ReadSheet) -> list[Family]:
    """Follow the rows down, then bring together the households with rows that stand apart."""
    families: list[Family] = []
    known: dict[str, Family] = {}
    apart: list[tuple[Family, Draft]] = []
    carried: list[tuple[Family, Draft]] = []
    for family in _blocks(sheet, carried):
        other = known.get(family.number)
        if other is None or (_has_head(other) and _has_head(family)):
            families.append(family)
            if family.number:
                known.setdefault(family.number, family)
        else:
            apart.append((other, family.rows[0]))
            other.rows += family.rows
    if len(apart) * 2 < len(families):  # else the sheet is sorted by something else, and nothing is odd
        for family, row in apart:
            message = _("This row stands apart from the others of its household, which begins in row {row}.")
            row.warn("户编号", "household_duplicate", message.format(row=family.rows[0].row))
    ask_out_of_order(sheet.data, carried)
    return families


def _has_head(family: Family) -> bool:
    return any(row.text("与户主关系") == HEAD for row in family.rows)


def _blocks(sheet: ReadSheet, carried: list[tuple[Family, Draft]]) -> Iterator[Family]:
    """The households as they follow each other: cells that are blank or merged go on from the row above.

    Where they bear no number, another name of the head begins another household. Rows without a
    number are put down in `carried`.
    """
    data = sheet.data
    columns = data[0].columns if data else {}
    telling = "序号" in columns and "人编号" not in columns and not _counts_people(data)
    numbered = "户编号" in columns
    family: Family | None = None
    serial = called = ""
    for row in data:
        number, now = row.text("户编号"), row.text("序号") or serial
        another = bool(number) and family is not None and number != family.number
        alone = now != serial if telling else not numbered
        begins = alone and row.values.get("与户主关系") == HEAD
        if not numbered and (name := row.text("户主姓名")):
            begins = name != called or (begins and family is not None and _has_head(family))
            called = name
        if family is None or another or begins or row.row in sheet.starts:
            if family is not None:
                yield family
            family = Family(number, header=sheet.header)
        if not number:
            _carry(row, family, numbered=numbered)
            carried.append((family, row))
        serial = now
        family.rows.append(row)
    if family is not None:
        yield family


def _carry(row: Draft, family: Family, *, numbered: bool) -> None:
    """Give a row without a number that of the household in which it stands."""
    if family.number:
        row.put("户编号", family.number, family.number)
    elif numbered:
        row.ask("户编号", "missing", _("The household number is missing."))


def _counts_people(data: list[Draft]) -> bool:
    """Whether the serial numbers count the persons of a list, and so say nothing of its households."""
    others = new = 0
    serial = ""
    for row in data:
        now = row.text("序号") or serial
        if row.values.get("与户主关系") != HEAD:
            others += 1
            new += now != serial
        serial = now
    return others > 0 and new * 2 > others


def _join_heads(families: list[Family], sheet: ReadSheet) -> None:
    """Give each household its own row: by its number, where one of them has none by the identity number."""
    heads = sheet.data
    waiting: dict[str, list[Family]] = defaultdict(list)
    for family in families:
        for key in filter(None, (family.number, family.head.text("身份证号"))):
            waiting[key].append(family)
    numbered = bool(heads) and "户编号" in heads[0].columns
    for row in heads:
        number = row.text("户编号")
        if not number and numbered:
            row.ask("户编号", "missing", _("The household number is missing."))
        keys = filter(None, (number, row.text("身份证号")))
        found = (family for key in keys for family in waiting.get(key, ()))
        without = next((family for family in found if _may_own(family, number)), None)
        if without is None:
            families.append(Family(number, own=row, header=sheet.header))
        else:
            without.number = without.number or number
            without.own, without.header = row, sheet.header


def _may_own(family: Family, number: str) -> bool:
    """Whether a household has no own row yet, and no other number than that of a row."""
    return family.own is None and (not number or family.number in ("", number))


class _Figures:
    """Gives the households their rows of the ledger and of the sheet on how they live.

    Where these were sent `alone`, without any roster, they are of households that are on record.
    """

    def __init__(self, families: list[Family], *, alone: bool) -> None:
        self._families, self._alone = families, alone
        self._numbered: dict[str, list[Family]] = defaultdict(list)
        self._named: dict[str, Family] = {}
        for family in families:
            if family.number:
                self._numbered[family.number].append(family)
            self._named.setdefault(family.name, family)

    def join(self, row: Draft, sheet: ReadSheet) -> None:
        """Find the household of a row, or note why there is none."""
        place = "ledger" if sheet.kind is SheetKind.LEDGER else "living"
        found = self._numbered.get(row.household, [])
        named = [family for family in found if same_name(family.name, row.text("户主姓名"))]
        family = next(iter(named or found), None)
        if family is None and self._alone and row.household:
            family = Family(row.household)
            named = [family]
            self._families.append(family)
            self._numbered[row.household].append(family)
        if family is None:
            self._stray(row)
        elif getattr(family, place) is not None:
            row.ask("户编号", "household_duplicate", _("This household has two lines on the sheet."))
        else:
            setattr(family, place, row)
            if place == "ledger":
                family.figures = sheet.header
            if not named and row.text("户主姓名"):
                message = _("Under this number the roster has {known}, not {name}.")
                words = message.format(known=family.name, name=row.text("户主姓名"))
                row.ask("户主姓名", "household_number", words)

    def _stray(self, row: Draft) -> None:
        if not row.household:
            if "户编号" in row.columns:
                row.ask("户编号", "missing", _("The household number is missing."))
            return
        name = row.text("户主姓名")
        alike = self._named.get(name) if name else None
        if alike is None:
            message = _("The roster has no household {number}.").format(number=row.household)
        else:
            message = _("The roster has no household {number}; there {name} stands under {other}.").format(
                number=row.household, name=name, other=alike.number or "…"
            )
        row.ask("户编号", "household_number", message)
