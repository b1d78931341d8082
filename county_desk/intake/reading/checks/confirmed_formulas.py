"""Accepts the results of formulas that other cells of the row confirm, with a remark.

The result of a formula can be forged or out of date. It is accepted if typed cells of the row give the
same: the lines of an income, or sex and birth date from an identity number.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from county_desk.identity import birth_of, id_trouble, is_male
from county_desk.intake.delivery import Level, Problem
from county_desk.intake.reading.columns.income_columns import GROUPS
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.households.income import A_HEAD, NEAR, Ledger, ledger_of
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.rules.shares import a_head
from county_desk.sheets.formats.book import address
from county_desk.text import _

_FORMULA = "formula_cell"
_GROSS, _NET, _PERSONS, _ID, _AGE = "年总收入", "年纯收入", "家庭人口数", "身份证号", "年龄"
_EXPENSE = GROUPS[-1]


def prove(sheets: Iterable[ReadSheet], families: Iterable[Family], today: date) -> None:
    """Take what formulas come to where the row proves it; all other formulas go on refusing their rows."""
    if not any(sheet.grid.marks.formulas for sheet in sheets):
        return
    for family in families:
        for row in family.drafts():
            if any(problem.kind == _FORMULA for problem in row.problems):
                _person(row, today)
                if (ledger := ledger_of(family)) is not None and ledger.row is row:
                    _income(ledger)


def _person(row: Draft, today: date) -> None:
    number = row.text(_ID)
    if _is_computed(row, _ID) or not number or id_trouble(number) is not None:
        return
    born, age = birth_of(number), row.values.get(_AGE)
    _accept_formula(row, "性别", right=row.values.get("性别") == ("男" if is_male(number) else "女"))
    _accept_formula(row, "出生日期", right=born is not None and row.values.get("出生日期") == born)
    _accept_formula(
        row, _AGE, right=born is not None and isinstance(age, int) and today.year - born.year - age in (0, 1)
    )


def _income(ledger: Ledger) -> None:
    row = ledger.row
    if not ledger.filled() or any(_is_computed(row, title) for title in ledger.lines):
        return
    for title, group in ledger.sums.items():
        _accept_formula(row, title, right=_is_near(row.amount(title), ledger.added_up(group)))
    earned = [
        amount for group in GROUPS if group != _EXPENSE and (amount := ledger.added_up(group)) is not None
    ]
    gross = sum(earned, Decimal(0))
    net = gross - (ledger.added_up(_EXPENSE) or Decimal(0))
    _accept_formula(row, _GROSS, right=_is_near(ledger.gross, gross))
    _accept_formula(row, _NET, right=_is_near(ledger.net, net))
    persons = row.values.get(_PERSONS)
    if isinstance(persons, int) and persons > 0 and not _is_computed(row, _PERSONS):
        _accept_formula(row, A_HEAD, right=_is_near(ledger.head, a_head(net, persons)))


def _is_near(given: Decimal | None, right: Decimal | None) -> bool:
    return given is not None and right is not None and abs(given - right) <= NEAR


def _is_computed(row: Draft, title: str) -> bool:
    return _place(row, title) >= 0


def _place(row: Draft, title: str) -> int:
    """The place of the note about the formula of a cell among the notes of a row; -1 for none."""
    where = address(row.row, row.columns[title]) if title in row.columns else ""
    return _index(row.problems, where)


def _index(problems: Sequence[Problem], where: str) -> int:
    found = (place for place, each in enumerate(problems) if each.kind == _FORMULA and each.cell == where)
    return next(found, -1)


def _accept_formula(row: Draft, title: str, *, right: bool) -> None:
    place = _place(row, title)
    if right and place >= 0:
        said = row.problems[place]
        message = _(
            "The cell holds a formula; what it comes to agrees with the other cells of the row and is taken."
        )
        row.problems[place] = Problem(said.sheet, said.cell, said.kind, message, Level.WARN)
