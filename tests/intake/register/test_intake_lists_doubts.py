"""What a list says of somebody else than is on record, or moved by a row, is asked about."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import EntryIn, MonitoredIn, VillageIn
from county_desk.models.monitored import Monitored
from county_desk.workflow.audit import verify
from tests.build import an_id_number
from tests.intake.register.taking import looked_at, take_in
from tests.workflow.deliveries import a_delivery, a_family, a_list, a_person

NUMBER = "990101000100000"
NAMES = ("张大有", "王秀田", "陈阿水")


def watched(office, place, *told):
    """Rows of a monitoring ledger: the last place of the number, a name, a serial number and facts."""
    rows = []
    for last, name, serial, born, facts in told:
        number, person = f"{NUMBER}{last}", an_id_number(serial, born)
        about = {"户编号": number, "户主姓名": name, "身份证号": person, "行政村": place, **facts}
        rows.append(MonitoredIn("", 0, number, name, person, office.place(place), about))
    return rows


ROWS = [(n, name, n, "19650312", {"监测对象类别": "边缘易致贫户"}) for n, name in enumerate(NAMES, 1)]


@pytest.fixture
def ledger(office, tmp_path):
    """A monitoring ledger of one village, each time under a name of its own."""
    names = iter(f"第{n}份.xlsx" for n in range(1, 99))

    def made(*told, place="柳湾村"):
        rows = watched(office, place, *told)
        return a_list(tmp_path, *rows, name=next(names), kind="monitoring", place=office.place(place))

    return made


def said(office, delivery, *kinds):
    """What is asked or warned of at the rows, and of the file."""
    found = looked_at(office, delivery, kinds=kinds)
    rows = [(line.row, each.kind) for line in found.lines for each in line.problems if each.level != "note"]
    return rows, [each.kind for each in found.problems]


@pytest.mark.parametrize(
    ("row", "kind", "cell"),
    [
        ((1, "刘桂兰", 8, "19701224", {}), "household_number", "A3"),
        ((1, "刘桂兰", 1, "19650312", {}), "duplicate_id_other_name", "B3"),
        ((1, "张大有", 8, "19701224", {}), "identity_changed", "D3"),
        ((1, "张大友", 1, "19650312", {}), None, ""),
        ((1, "张大有", 3, "19650312", {}), None, ""),
    ],
    ids=["another", "another name", "another number", "a slip in the name", "a slip in the number"],
)
def test_a_watched_household_is_not_turned_into_another_unasked(office, ledger, row, kind, cell):
    take_in(office, ledger(*ROWS))
    newer = ledger(row, *ROWS[1:])
    assert said(office, newer)[0] == ([(3, kind)] if kind else [])
    problems = [each for line in looked_at(office, newer).lines for each in line.problems]
    assert [each.cell for each in problems if each.level != "note"] == [cell] * bool(kind)
    if kind and kind != "household_number":  # that is for the sender to correct
        take_in(office, newer, kinds=(kind,))


def test_a_number_that_comes_corrected_is_kept(office, ledger):
    take_in(office, ledger(*ROWS))
    take_in(office, ledger((1, "张大有", 3, "19650312", {"监测对象类别": "边缘易致贫户"}), *ROWS[1:]))
    numbers = office.read(lambda session: session.scalars(select(Monitored.id_number)).all())
    assert an_id_number(3) in numbers
    assert an_id_number(1) not in numbers
    assert office.read(verify).ok


def test_nor_is_it_of_another_village(office, ledger):
    take_in(office, ledger(*ROWS))
    assert said(office, ledger(ROWS[0], place="上坝村"))[0] == [(3, "village_mismatch")]


def test_a_risk_that_was_removed_and_stands_again_is_told_of_and_stands(office, ledger):
    removed = {"风险是否消除": "是", "风险消除时间": "2016-09", "风险消除方式": "产业帮扶"}
    take_in(office, ledger((1, "张大有", 1, "19650312", removed)))
    again = ledger((1, "张大有", 1, "19650312", {"风险是否消除": "否"}))
    assert said(office, again)[0] == [(3, "several_values")]
    take_in(office, again)
    (row,) = office.read(lambda session: session.scalars(select(Monitored)).all())
    assert (row.removed, "风险消除时间" in row.facts, "风险消除方式" in row.facts) == ("", False, False)
    assert said(office, again)[0] == []


@pytest.fixture
def registered(office, tmp_path):
    """A household of 柳湾村 with a wife, on record."""
    family = a_family(f"{NUMBER}1", a_person(), a_person("李秀英", 2, "配偶", "19680725"))
    take_in(office, a_delivery(tmp_path, office.place("柳湾村"), family))


@pytest.mark.parametrize(
    ("row", "place", "kind"),
    [
        ((1, "张大有", 1, "19650312", {}), "柳湾村", None),
        ((1, "李秀英", 2, "19680725", {}), "柳湾村", None),
        ((1, "刘桂兰", 8, "19701224", {}), "柳湾村", "household_number"),
        ((7, "刘桂兰", 2, "19680725", {}), "柳湾村", "duplicate_id_other_name"),
        ((1, "张大有", 1, "19650312", {}), "上坝村", "village_mismatch"),
    ],
    ids=["the same", "its wife", "another under its number", "another under a number of hers", "elsewhere"],
)
def test_it_is_held_against_the_households_on_record(office, ledger, registered, row, place, kind):
    assert said(office, ledger(row, place=place))[0] == ([(3, kind)] if kind else [])


def test_who_is_watched_and_not_in_the_newer_ledger_is_named(office, ledger):
    gone = (4, "周兰", 4, "19650312", {"风险是否消除": "是", "风险消除时间": "2016-09"})
    take_in(office, ledger(*ROWS, gone))
    assert said(office, ledger(*ROWS[1:]))[1] == ["household_left"]
    assert said(office, ledger(*ROWS))[1] == []


def test_a_department_names_another_person_under_a_number_on_record(office, tmp_path, registered):
    rows = [
        EntryIn("", 0, "张大友", an_id_number(1), "低保", Decimal(200)),
        EntryIn("", 0, "王秀田", an_id_number(2, "19680725"), "低保", Decimal(200)),
        EntryIn("", 0, "外人", an_id_number(8, "19701224"), "低保", Decimal(200)),
    ]
    file = a_list(tmp_path, *rows, name="民政低保.xlsx")
    assert said(office, file)[0] == [(4, "duplicate_id_other_name")]
    take_in(office, file)
    assert said(office, file)[0] == []


VILLAGES = ("柳湾村", "上坝村", "大河村")


def table(office, tmp_path, name, *figures):
    """A table of three villages with their collective income."""
    rows = [
        VillageIn("", 0, office.place(village), {"总户数": 200 + n, "村集体经济收入": figure})
        for n, (village, figure) in enumerate(zip(VILLAGES, figures, strict=True))
    ]
    return a_list(tmp_path, *rows, name=name, kind="villages")


@pytest.mark.parametrize(
    ("figures", "rows"),
    [
        (("54000.00", "32000.00", "21000.00"), [3, 4, 5]),
        (("3.20", "2.10", "5.40"), [3, 4, 5]),
        (("33000.00", "21500.00", "56000.00"), []),
    ],
    ids=["moved", "in 万元", "new"],
)
def test_figures_of_villages_that_were_moved_or_are_in_another_unit_are_asked_about(
    office, tmp_path, figures, rows
):
    take_in(office, table(office, tmp_path, "一.xlsx", "32000.00", "21000.00", "54000.00"))
    newer = table(office, tmp_path, "二.xlsx", *figures)
    found, of_the_file = said(office, newer)
    assert [row for row, kind in found if kind == "changed_alike"] == rows
    assert of_the_file == (["changed_alike"] if rows else [])
