"""Files with one odd cell: in the third row of the application list, the household of 李秀英."""

from functools import cache

from tests.intake.corpus.case import HELD, LEFT, LIST, STORED, Case, cells_of, like, wanted_rows
from tests.intake.corpus.cells_amounts import AMOUNTS
from tests.intake.corpus.cells_days import DAYS
from tests.intake.corpus.cells_names import NAMES
from tests.intake.corpus.cells_numbers import ACCOUNTS, GOOD, IDENTITY
from tests.intake.corpus.people import ENDS_IN_X, HEAD, ID, SERIAL, the_list
from tests.intake.corpus.xlsx import Sheet, Workbook

GROUPS = {"identity": IDENTITY, "account": ACCOUNTS, "amount": AMOUNTS, "day": DAYS, "name": NAMES}


@cache
def cases():
    """One file for each odd cell, and those in which two rows are about one person."""
    found = []
    for group, table in GROUPS.items():
        for name, says, title, cell, verdicts, kinds, allowed in table:
            cell = ENDS_IN_X.lower() if name == "lower_x" else cell
            found.append(_one(f"{group}_{name}", says, title, cell, verdicts, kinds, allowed))
    return [*found, *_twice()]


def _one(name, says, title, cell, verdicts, kinds, allowed):
    rows = the_list()[:5]  # the sixth bears the number that ends in X, which is put into the third row here
    rows[1][title] = cell
    clean = the_list()[1]
    wanted = wanted_rows(the_list()[:5])
    others = {title: tuple(allowed)} if allowed else {}
    wanted["申请名单", 3] = like(clean, verdicts, kinds, **others)
    return Case(name, f"{title}: {says}", LIST, Workbook([Sheet(cells_of(rows))]).packed(), wanted)


def _twice():
    """Files in which two rows are about one person: not both may be stored."""
    again = the_list()[1]
    named = again | {HEAD: "李秀兰"}
    spaced = again | {HEAD: "李 秀 英", ID: f" {GOOD}"}
    six = the_list()[5]
    lower = six | {ID: ENDS_IN_X.lower()}
    both = ("duplicate_row|duplicate_person",)
    yield _repeated("twice_row", "a row stands twice", the_list(), again, 3, both)
    yield _repeated("twice_spaced", "a row stands twice, once spaced", the_list(), spaced, 3, both)
    yield _repeated("twice_x", "one number once with x and once with X", the_list(), lower, 7, both)
    rows = the_list()
    case = _repeated("twice_other_name", "one number under two names", rows, named, 3, ())
    two = {
        key: like(rows[1], HELD, ["duplicate_id_other_name"]) for key in (("申请名单", 3), ("申请名单", 8))
    }
    yield Case(case.name, case.says, LIST, case.content, {**case.rows, **two})


def _repeated(name, says, rows, again, number, kinds):
    cells = cells_of([*rows, again | {SERIAL: 7}])
    wanted = wanted_rows(rows)
    wanted["申请名单", number] = like(rows[number - 2], (*STORED, "ask"))
    wanted["申请名单", 8] = like(again, LEFT, kinds)
    return Case(name, says, LIST, Workbook([Sheet(cells)]).packed(), wanted, kinds)


@cache
def known_spellings():
    """What may be stored of a text in a column, for texts whose value is sure but not plain to see."""
    found = {}
    for table in GROUPS.values():
        for _name, _says, title, cell, _verdicts, _kinds, allowed in table:
            if isinstance(cell, str):
                found[title, cell] = tuple(value for value in allowed if value != "")
    return found
