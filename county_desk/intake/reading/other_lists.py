"""Lists with other rows than households of the register: villages, monitored households, departments."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from county_desk.intake.delivery import EntryIn, KnownPlace, MonitoredIn, VillageIn
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.households.families import where_of
from county_desk.intake.reading.rows.draft import Draft, in_words
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.reading.villages.binding_sentences import Near
from county_desk.intake.reading.villages.gazetteer import Gazetteer
from county_desk.intake.reading.villages.row_village import VILLAGE, find_village, tell_groups
from county_desk.intake.vocabulary import standard_title
from county_desk.sheets.packing import Value
from county_desk.text import _

_REQUEST = re.compile(r"比对请求第\s*(\d{1,9})\s*号")
_TITLES = 3  # rows that may bear the title of a request
_PLACES = 18  # of an identity number; a certificate has more
_KINDS = ("类别", "残疾等级", "疾病名称", "企业名称", "车辆类型", "车牌号", "房产地址", "工作单位")


@dataclass(frozen=True)
class OtherLists:
    """The rows of a file that are no households of the register."""

    villages: tuple[VillageIn, ...] = ()
    monitored: tuple[MonitoredIn, ...] = ()
    entries: tuple[EntryIn, ...] = ()


def villages_of(
    sheets: Sequence[ReadSheet], known: Gazetteer, file: KnownPlace | None, near: Near
) -> Iterator[VillageIn]:
    """The villages of the tables of villages; a row with an unknown village asks."""
    seen: dict[int, Draft] = {}
    for row in _rows(sheets, SheetKind.VILLAGES):
        place = find_village(row, known, file, near=near)
        if place is None:
            continue
        if (other := seen.setdefault(place.id, row)) is not row:
            message = _("{village} stands in {where} too; say which one counts.")
            for one, twin in ((row, other), (other, row)):
                words = message.format(village=place.name, where=in_words(twin, one))
                one.ask("行政村", "duplicate_row", words)
        yield VillageIn(row.sheet, row.row, place.id, _facts(row))


def monitored_of(
    sheets: Sequence[ReadSheet],
    known: Gazetteer,
    file: KnownPlace | None,
    chosen: KnownPlace | None,
    near: Near,
) -> Iterator[MonitoredIn]:
    """The households of the monitoring ledgers; a list of their members is one of persons."""
    rows = list(_rows(sheets, SheetKind.MONITORING))
    tell_groups(rows)
    _check_twice(rows)
    if len({row.text(VILLAGE) for row in rows} - {""}) > 1:
        file = None  # a blank cell may be of any of them
    for row in rows:
        place = find_village(row, known, file, chosen, near)
        number, head = row.text("户编号"), row.text("户主姓名") or row.text("姓名")
        village = place.id if place else None
        yield MonitoredIn(row.sheet, row.row, number, head, row.text("身份证号"), village, _facts(row))


def _check_twice(rows: Sequence[Draft]) -> None:
    """Note households that stand twice, by their number, or by the head where they have none or another."""
    for title in ("户编号", "身份证号"):
        groups: dict[str, list[Draft]] = defaultdict(list)
        for row in rows:
            if told := row.text(title)[:_PLACES]:
                groups[told].append(row)
        for alike in groups.values():
            for row in alike if len(alike) > 1 else ():
                _say_twice(row, next(each for each in alike if each is not row), title)


def _say_twice(row: Draft, other: Draft, title: str) -> None:
    if title == "户编号":
        message = _("This household stands in {where} too.")
        row.ask(title, "duplicate_row", message.format(where=in_words(other, row)))
        return
    one, another = row.text("户编号"), other.text("户编号")
    if one and one == another:
        return  # the number says it
    message = _("This person is the head in {where} too, of household {number}.")
    words = message.format(where=in_words(other, row), number=another or "—")
    row.ask(title, "duplicate_row" if one == another else "duplicate_person", words)


def request_of(sheets: Sequence[ReadSheet]) -> int | None:
    """The number of the request that the title of a sheet bears; None for a list of their own."""
    for sheet in sheets:
        for row in sheet.grid.rows[:_TITLES]:
            for cell in row:
                if isinstance(cell, str) and (found := _REQUEST.search(cell)):
                    return int(found[1])
    return None


def entries_of(
    sheets: Sequence[ReadSheet], known: Gazetteer, request: int | None = None
) -> Iterator[EntryIn]:
    """Yield the persons of the lists of other departments; a repeated person gets a remark.

    In the workbook of a request, a row in which the department wrote nothing says that it has nothing.
    """
    seen: dict[tuple[object, ...], Draft] = {}
    for row in _rows(sheets, SheetKind.DEPARTMENT):
        name, number = row.text("姓名"), row.text("身份证号")
        kind = "、".join(text for title in _KINDS if (text := row.text(title)))
        if died := row.plain.get("死亡日期"):
            kind = "、".join(filter(None, (kind, f"死亡 {died}")))
        amount = row.amount("金额") if row.amount("金额") is not None else row.amount("注册资本")
        same = (number, name, kind, amount)
        if number and (other := seen.setdefault(same, row)) is not row:
            message = _("The same stands in {where}.").format(where=in_words(other, row))
            row.warn("身份证号", "duplicate_row", message)
        place = known.find(row.text(VILLAGE), row.text("乡镇")).place if row.text(VILLAGE) else None
        told = "、".join(
            str(row.plain[title]) for title in row.plain if row.plain[title] and _is_listed(title)
        )
        absent = request is not None and not told
        kind = kind or (told if request is not None and amount is None else "")
        village = place.id if place else None
        yield EntryIn(row.sheet, row.row, name, number, kind, amount, village, absent)


@cache
def _is_listed(title: str) -> bool:
    """Whether a department fills in the column of a title for a person."""
    known = standard_title(title)
    return known is not None and known.of == "department"


def _rows(sheets: Sequence[ReadSheet], kind: SheetKind) -> Iterator[Draft]:
    for sheet in sheets:
        if sheet.kind is kind:
            for row in sheet.data:
                row.household = row.household or where_of(row)
                yield row


def _facts(row: Draft) -> Mapping[str, Value]:
    return {title: value for title, value in row.plain.items() if title != "序号"}
