"""Rows that are no data, in places where they are overlooked or taken for data."""

from functools import cache

from tests.intake.corpus.case import ASK, FREE, HELD, OK, SKIP, STORED, Row, cells_of, like
from tests.intake.corpus.features import every, feature
from tests.intake.corpus.people import (
    CARD,
    FILED,
    HEAD,
    ID,
    INCOME,
    PERSONS,
    PHONE,
    REMARK,
    TITLES,
    VILLAGE,
    the_list,
)
from tests.intake.corpus.xlsx import Sheet, Workbook


def _of_villages(listed):
    """Villages that stand over their households alone: titles between tables, bands, the first of a group."""
    titles = [title for title in TITLES if title != VILLAGE]
    told = [
        row | {VILLAGE: place} for row, place in zip(listed, ["上坝村"] * 3 + ["大河村"] * 3, strict=True)
    ]
    rows = cells_of(told, titles)
    over = ["石桥镇上坝村申请名单", *[None] * 8], ["青山镇大河村申请名单", *[None] * 8]
    apart = [over[0], *rows[:4], over[1], rows[0], *rows[4:]]
    wanted = {("申请名单", n): like(row) for n, row in zip((3, 4, 5), told[:3], strict=True)}
    below = {("申请名单", n): like(row) for n, row in zip((8, 9, 10), told[3:], strict=True)}
    wanted |= below | {("申请名单", n): Row(SKIP) for n in (1, 2, 6, 7)}
    yield feature("villages_titles", "two tables under titles", Workbook([Sheet(apart)]), wanted)
    bands = [rows[0], ["上坝村", *[None] * 8], *rows[1:4], ["大河村", *[None] * 8], *rows[4:]]
    wanted = {("申请名单", n): like(row) for n, row in zip((3, 4, 5, 7, 8, 9), told, strict=True)}
    wanted |= {("申请名单", n): Row(SKIP) for n in (1, 2, 6)}
    yield feature("villages_bands", "a village over its households", Workbook([Sheet(bands)]), wanted)
    first = [row | {VILLAGE: row[VILLAGE] if n in (0, 3) else None} for n, row in enumerate(told)]
    wanted = {
        ("申请名单", n): like(row, OK if n in (2, 5) else ASK, [] if n in (2, 5) else ["village_above"])
        for n, row in enumerate(told, 2)
    }
    yield feature(
        "villages_first",
        "a village in the first row of its households",
        Workbook([Sheet(cells_of(first))]),
        wanted,
    )


def _same_as_above(listed):
    """Cells that say the same as above: meant in some columns, asked about in others."""
    meant = [row | {REMARK: None} for row in listed]
    meant[1] |= {VILLAGE: listed[0][VILLAGE], FILED: listed[0][FILED]}
    same = [row | {VILLAGE: "同上", FILED: "〃"} if n == 1 else row for n, row in enumerate(meant)]
    wanted = {("申请名单", n): like(row) for n, row in enumerate(meant, 2)}
    wanted["申请名单", 3] = like(meant[1], STORED, ["normalized"])
    yield feature("rows_same", "同上 for a village and a day", Workbook([Sheet(cells_of(same))]), wanted)
    for title in (HEAD, ID, CARD, PHONE, INCOME):
        spoilt = [row | {title: "同上"} if n == 1 else row for n, row in enumerate(listed)]
        wanted = every(OK) | {("申请名单", 3): Row(HELD, ("missing",))}
        book = Workbook([Sheet(cells_of(spoilt))])
        yield feature(f"rows_same_{TITLES.index(title)}", f"同上 for {title}", book, wanted)


def _rows():
    """Rows that are no data, in places where they are overlooked or taken for data."""
    listed, cells = the_list(), cells_of(the_list())
    people, incomes = sum(row[PERSONS] for row in listed), sum(row[INCOME] for row in listed)
    total = ["合计", None, None, None, people, None, None, None, None, None]
    right = {("申请名单", 8): Row(SKIP, ("non_data_row",))}
    yield feature("rows_total", "a row of totals", Workbook([Sheet([*cells, total])]), every(OK) | right)
    spaced = ["合  计", "6户", None, None, people, incomes, None, None, None, None]
    yield feature(
        "rows_total_spaced",
        "a row of totals, spaced",
        Workbook([Sheet([*cells, spaced])]),
        every(STORED) | right,
    )
    in_name = [None, None, "合计", None, people, None, None, None, None, None]
    yield feature(
        "rows_total_in_name",
        "a total where the name stands",
        Workbook([Sheet([*cells, in_name])]),
        every(STORED) | right,
    )
    person = dict(listed[5], 户主姓名="合计")
    cases_of_total = every(OK) | {("申请名单", 7): Row(HELD)}
    book = Workbook([Sheet(cells_of([*listed[:5], person]))])
    yield feature(
        "rows_total_person", "合计 for the name of somebody with an identity number", book, cases_of_total
    )
    wrong = ["合计", None, None, None, people + 3, None, None, None, None, None]
    yield feature(
        "rows_total_wrong",
        "a total that is not the sum",
        Workbook([Sheet([*cells, wrong])]),
        every((*STORED, "ask")) | right,
        ["total_mismatch"],
        owner="H4",
    )
    parts = [*cells[:4], ["小计", None, None, None, 8, None, None, None, None, None], *cells[4:]]
    rows = {("申请名单", n): like(row) for n, row in zip((2, 3, 4, 6, 7, 8), listed, strict=True)} | {
        ("申请名单", 5): Row(SKIP, ("non_data_row",))
    }
    yield feature("rows_subtotal", "a subtotal in the middle", Workbook([Sheet(parts)]), rows)
    yield from _of_villages(listed)
    yield from _same_as_above(listed)
    band = [*cells[:4], ["二、青山镇", *[None] * 9], *cells[4:]]
    yield feature("rows_band", "a heading in the middle", Workbook([Sheet(band)]), rows)
    again = [*cells[:4], list(TITLES), *cells[4:]]
    yield feature("rows_header_again", "the header once more in the middle", Workbook([Sheet(again)]), rows)
    above = [cells[1], *cells[:1], *cells[2:]]
    wanted = {key: row for key, row in every((*STORED, "ask")).items() if key[1] > 2}
    wanted["申请名单", 1] = like(listed[0], HELD)
    yield feature("rows_above", "a household above the header", Workbook([Sheet(above)]), wanted)
    phones, cards = TITLES.index("联系电话"), TITLES.index("银行卡号")
    turned = [list(row) for row in (TITLES, *cells[4:])]
    for row in turned:
        row[phones], row[cards] = row[cards], row[phones]
    unread = {("申请名单", n): like(row) for n, row in zip((2, 3, 4), listed[:3], strict=True)}
    unread |= {("申请名单", 5): Row(SKIP, ("non_data_row",))}
    unread |= {("申请名单", n): Row(HELD, ("header_missing",)) for n in (6, 7, 8)}
    yield feature(
        "rows_header_turned",
        "the header in the middle with two columns exchanged",
        Workbook([Sheet([*cells[:4], *turned])]),
        unread,
        ["header_missing"],
    )
    gap = [*cells[:4], [None] * 10, *cells[4:]]
    yield feature("rows_gap", "a blank row in the middle", Workbook([Sheet(gap)]), rows)
    blanks = [*cells[:4], [" ", "\u3000", "", None, None, None, None, None, None, None], *cells[4:]]
    yield feature("rows_blanks", "a row of blanks in the middle", Workbook([Sheet(blanks)]), rows)
    footer = [
        *cells,
        [None] * 10,
        ["填表人：郑宝", None, None, "审核人：王芳", None, None, None, None, None, None],
        ["注：本表一式三份。"],
    ]
    yield feature(
        "rows_footer",
        "signatures below",
        Workbook([Sheet(footer)]),
        every(OK) | {("申请名单", n): Row(SKIP) for n in (9, 10)},
    )
    after = [*cells[:6], total, *cells[6:]]
    rows = {
        ("申请名单", n): like(row, (*STORED, "ask"))
        for n, row in zip((2, 3, 4, 5, 6, 8), listed, strict=True)
    } | {("申请名单", 7): Row(SKIP)}
    yield feature("rows_after_total", "a household after the totals", Workbook([Sheet(after)]), rows)
    numbered = [*cells, [7, *[None] * 9], [8, *[None] * 9]]
    yield feature(
        "rows_numbered",
        "rows with nothing but a number",
        Workbook([Sheet(numbered)]),
        every(OK) | {("申请名单", n): Row((*SKIP, *HELD)) for n in (8, 9)},
    )
    none = Workbook([Sheet(cells[:1])])
    yield feature("rows_none", "a header and no row", none, {("申请名单", 1): Row(SKIP)}, ["no_rows"])
    yield feature(
        "rows_none_at_all",
        "a sheet without anything",
        Workbook([Sheet([])]),
        {},
        ["no_rows|file_empty|header_missing"],
        "may",
    )
    half = [*cells, [7, "上坝村", "郑有田", *[None] * 7]]
    yield feature(
        "rows_half",
        "a row that is half filled in",
        Workbook([Sheet(half)]),
        every(OK) | {("申请名单", 8): Row(HELD, ("id_missing",))},
    )
    phone_only = [*cells, [*[None] * 8, "13900000077", None]]
    yield feature(
        "rows_one_cell",
        "a row with a telephone and nothing else",
        Workbook([Sheet(phone_only)]),
        every(OK) | {("申请名单", 8): Row((*SKIP, *HELD))},
    )
    outside = [[*row, None, "多" if n == 3 else None] for n, row in enumerate(cells)]
    yield feature(
        "rows_outside",
        "a cell far to the right of the table",
        Workbook([Sheet(outside)]),
        every((*STORED, "ask")),
        ["header_unknown"],
        owner="H3",
    )
    far = [*cells, *[[None] * 10] * 300, [7, *list(the_list()[0].values())[1:3], *[None] * 7]]
    yield feature(
        "rows_far",
        "a row three hundred rows below the table",
        Workbook([Sheet(far)]),
        every((*STORED, "ask")) | {("申请名单", 308): Row(HELD)},
    )
    notes = [[*row[:8], row[8], "同上" if n > 2 else row[9]] for n, row in enumerate(cells)]
    rows = every(STORED)
    yield feature(
        "rows_ditto",
        "同上 for a remark",
        Workbook([Sheet(notes)]),
        {
            key: Row(FREE, (), row.values | {"备注": ("危房", *row.values.get("备注", ("",)))})
            for key, row in rows.items()
        },
    )


@cache
def cases():
    """Every file of this group."""
    return [case for group in (_rows,) for case in group()]
