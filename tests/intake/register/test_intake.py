"""A delivered file goes in as one audited act, says what differs, and comes out again as one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from county_desk.intake.delivery import FileVerdict, Level, Problem, Verdict
from county_desk.intake.taking_in.arrivals import look_at_files, take_in_files
from county_desk.intake.taking_in.batch_records import report_of
from county_desk.models.audit import Event
from county_desk.models.batch import Batch
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from county_desk.workflow.registry import RecordYear
from tests.build import ELSEWHERE, INSPECTOR, TOWNSHIP
from tests.intake.register.taking import DAY, NEXT_DAY, looked_at, take_in, whole_files_only
from tests.intake.register.workbooks import cases, households, reader
from tests.intake.villages import LEDGER, LIVING, PREFIX, ROSTER, a_workbook, an_id, line, spoil
from tests.workflow.deliveries import a_delivery, a_family, a_person


@pytest.fixture
def deliver(office, tmp_path):
    return reader(office, tmp_path)


def test_a_file_goes_in_as_one_act(office, deliver):
    events = office.read(lambda session: len(session.scalars(select(Event.id)).all()))
    change = take_in(office, deliver())
    assert office.read(lambda session: len(session.scalars(select(Event.id)).all())) == events + 1
    assert "3" in change.summary
    found = households(office)
    assert [(one.head, one.persons, one.standing, one.claimed) for one in found.values()] == [
        ("张大有", 3, Standing.APPLICANT, "申请"),
        ("王秀田", 1, Standing.APPLICANT, "申请"),
        ("陈阿水", 2, Standing.REGISTERED, "预脱贫"),
    ]
    assert cases(office) == [
        ("household_registration", "张大有"),
        ("household_registration", "王秀田"),
        ("household_exit", "陈阿水"),
    ]
    assert office.read(verify).ok


def test_all_that_was_delivered_is_on_record(office, deliver):
    take_in(office, deliver())
    with office.sessions() as session:
        household = session.scalars(select(Household).where(Household.head == "张大有")).one()
        people = [(one.name, one.relation, one.id_number, one.position) for one in household.members]
        assert people == [
            ("张大有", "户主", an_id(1, "19650312"), 1),
            ("李秀英", "配偶", an_id(2, "19680725"), 2),
            ("张小明", "之子", an_id(3, "20060901"), 3),
        ]
        assert household.members[2].years[0].schooling == "小学"
        year = household.years[0]
        assert (year.net_income, year.income_per_head, year.persons) == (7500, 2500, 3)
        assert year.ledger is not None
        assert year.ledger["务工收入"] == 600000
        assert (year.housing_grade, year.safe_water, year.arable_land) == ("B", True, Decimal("2.50"))
        assert household.village.name == "柳湾村"


def test_the_request_in_the_history_names_the_file_and_holds_none_of_its_people(office, deliver):
    take_in(office, deliver())
    request = office.read(lambda s: s.scalars(select(Event.request).where(Event.command == "TakeIn")).one())
    assert "城关镇柳湾花名册.xlsx" in request
    assert "张大有" not in request
    assert len(request) < 600


def test_the_same_file_again_changes_nothing(office, deliver):
    delivery = deliver()
    take_in(office, delivery)
    again = looked_at(office, delivery)
    assert {one.verdict for one in again.lines} == {Verdict.UNCHANGED, Verdict.SKIP}
    assert [problem.kind for problem in again.problems] == ["file_duplicate"]
    assert again.verdict is FileVerdict.ACCEPT
    with pytest.raises(Refused):
        take_in(office, delivery)
    assert len(households(office)) == 3


def test_the_same_file_for_another_year_brings_the_figures_of_that_year(office, deliver):
    take_in(office, deliver())
    later = replace(deliver(), year=2017)
    found = looked_at(office, later)
    assert "file_duplicate" not in found.kinds
    assert found.counts["ask"] == 12  # the very incomes of the year before
    assert "The figures of 2017 are new." in [each.message for one in found.lines for each in one.problems]
    take_in(office, later, kinds=("year_mismatch",))
    with office.sessions() as session:
        years = select(HouseholdYear.year, func.count()).group_by(HouseholdYear.year)
        assert {row[0]: row[1] for row in session.execute(years)} == {2016: 3, 2017: 3}
        ledgers = session.execute(select(HouseholdYear.year, HouseholdYear.ledger)).all()
        assert sorted(year for year, lines in ledgers if lines) == [2016, 2016, 2016, 2017, 2017, 2017]
    assert looked_at(office, later).counts["unchanged"] == 12


def test_columns_that_the_register_does_not_keep_are_named(office, deliver):
    book = a_workbook()
    sheet = book[ROSTER]
    sheet.insert_cols(5, 3)
    for row, texts in ((2, ("婚姻状况", "政治面貌", "车牌号")), (3, ("已婚", None, "青A00001"))):
        for column, text in enumerate(texts, 5):
            sheet.cell(row, column).value = text
    (said,) = [each for each in looked_at(office, deliver(book)).problems if each.kind == "column_not_kept"]
    assert said.sheet == ROSTER
    assert "婚姻状况" not in said.message  # a fact of the person
    assert "车牌号" in said.message  # as a list of a department has it
    assert "政治面貌" not in said.message  # nothing stands in it
    assert "与户主关系" not in said.message


def test_so_are_those_of_a_sheet_of_living_conditions(office, deliver):
    book = a_workbook()
    spoil(book, LIVING, {"N2": "车牌号", "N3": "青A00001"})
    (said,) = [each for each in looked_at(office, deliver(book)).problems if each.kind == "column_not_kept"]
    assert said.sheet == LIVING
    assert "车牌号" in said.message


def test_the_same_file_does_not_overwrite_what_the_office_found_since(office, deliver):
    delivery = deliver()
    take_in(office, delivery)
    first = households(office)["1"].id
    office.at(DAY).do(RecordYear(household=first, year=2016, net_income=Decimal(9000)))
    assert looked_at(office, delivery).counts["unchanged"] == 12


def test_a_newer_file_says_what_differs_and_changes_only_that(office, deliver):
    take_in(office, deliver())
    book = spoil(a_workbook(), ROSTER, {"T3": "13900000077", "J4": "小学", "V6": None})
    spoil(book, LEDGER, {"E4": 6300, "L4": 8300, "M4": 7800, "N4": 2600})
    newer = deliver(book)
    found = looked_at(office, newer)
    assert line(found, 3).kinds == ("changed",)
    assert "becomes 139****0077" in line(found, 3).problems[0].message
    assert line(found, 3).problems[0].cell == "T3"
    assert line(found, 4).kinds == ("changed",)
    assert line(found, 5).verdict is Verdict.UNCHANGED
    assert {problem.cell for problem in line(found, 4, LEDGER).problems} >= {"E4", "M4", "N4"}
    assert line(found, 6).verdict is Verdict.UNCHANGED
    assert found.households[1].verdict is Verdict.UNCHANGED
    assert "1" in take_in(office, newer).summary
    assert households(office)["1"].telephone == "13900000077"
    with office.sessions() as session:
        years = session.scalars(select(HouseholdYear).order_by(HouseholdYear.household_id)).all()
        assert [year.net_income for year in years] == [7800, 2500, 8500]
    assert office.read(verify).ok


def test_a_blank_cell_never_erases(office, deliver):
    take_in(office, deliver())
    found = looked_at(office, deliver(spoil(a_workbook(), ROSTER, {"T3": None, "R3": None, "J4": None})))
    assert {one.verdict for one in found.lines} == {Verdict.UNCHANGED, Verdict.SKIP}


def test_a_new_member_is_added_and_one_who_left_is_asked_about(office, deliver):
    take_in(office, deliver())
    book = a_workbook()
    sheet = book[ROSTER]
    for column, value in {
        "D": "张小英",
        "E": "之女",
        "F": "女",
        "G": an_id(8, "20100505"),
        "H": date(2010, 5, 5),
    }.items():
        sheet[f"{column}5"] = value
    newer = deliver(book)
    asked = looked_at(office, newer)
    assert "member_left" in line(asked, 3).kinds
    assert asked.households[0].verdict is Verdict.ASK
    take_in(office, newer, kinds=("member_left",))
    with office.sessions() as session:
        people = session.scalars(select(Member).join(Household).where(Household.number.like("%0001"))).all()
        standing = sorted(one.name for one in people if one.withdrawn_on is None)
    assert standing == sorted(["张大有", "李秀英", "张小英"])
    assert office.read(verify).ok


def test_a_person_who_is_in_another_household_is_asked_about(office, deliver):
    take_in(office, deliver())
    book = a_workbook()
    for row in (3, 6, 7):
        book[ROSTER][f"O{row}"] = f"{PREFIX}001{row}"
    for sheet in (LEDGER, LIVING):
        book.remove(book[sheet])
        book.create_sheet(sheet)
    found = looked_at(office, deliver(book))
    assert {one.verdict for one in found.households} == {Verdict.ASK}
    assert line(found, 5).kinds == ("duplicate_person",)
    assert "张大有" in line(found, 5).problems[0].message


def test_a_number_of_another_village_or_household_is_asked_about(office, deliver):
    take_in(office, deliver())
    elsewhere = deliver(spoil(a_workbook(), ROSTER, {f"B{row}": "上坝" for row in (3, 6, 7)}), "上坝.xlsx")
    assert elsewhere.place_id == office.place("上坝村")
    assert "household_number" in looked_at(office, elsewhere, kinds=AGREED).kinds
    book = a_workbook()
    for row, serial in ((3, 21), (4, 22), (5, 23)):
        book[ROSTER][f"D{row}"] = "赵" + "一二三"[row - 3]
        born = book[ROSTER][f"H{row}"].value.strftime("%Y%m%d")
        book[ROSTER][f"G{row}"] = an_id(serial, born)
    spoil(book, LEDGER, {"C4": "赵一"})
    spoil(book, LIVING, {"C3": "赵一"})
    assert "household_number" in line(looked_at(office, deliver(book)), 3).kinds


AGREED = ("village_mismatch",)


def test_an_income_that_is_not_above_the_line_is_said_of_who_is_to_leave(office, deliver):
    found = looked_at(
        office, deliver(spoil(a_workbook(), LEDGER, {"E6": 3500, "L6": 4000, "M6": 4000, "N6": 2000}))
    )
    assert line(found, 6, LEDGER).kinds == ("exit_income",)
    assert line(found, 6, LEDGER).verdict is Verdict.WARN


def test_an_income_of_the_roster_is_held_against_the_line_where_there_is_no_ledger(office, deliver):
    book = spoil(a_workbook(), ROSTER, {"X2": "人均纯收入", "X3": 2000, "X6": 2500, "X7": 2000})
    book.remove(book[LEDGER])
    book.create_sheet(LEDGER)
    found = looked_at(office, deliver(book))
    assert [(p.cell, p.kind) for p in line(found, 7).problems] == [("X7", "exit_income")]
    assert line(found, 3).kinds == ()


def test_a_file_with_a_refused_row_goes_in_partly_or_not_at_all_as_asked(office, deliver):
    delivery = deliver(spoil(a_workbook(), ROSTER, {"G5": "990101200609010030"}))
    whole_files_only(office)
    with pytest.raises(Refused):
        take_in(office, delivery)
    assert households(office) == {}
    whole_files_only(office, NEXT_DAY, value="false")
    take_in(office, delivery, day=NEXT_DAY)
    assert list(households(office)) == ["2", "3"]


def test_what_a_person_agreed_to_is_in_the_history(office, deliver):
    book = a_workbook()
    book[ROSTER].row_dimensions[6].hidden = True
    take_in(office, deliver(book), kinds=("hidden_row",))
    assert list(households(office)) == ["1", "2", "3"]
    request = office.read(lambda s: s.scalars(select(Event.request).where(Event.command == "TakeIn")).one())
    assert "hidden_row" in request


def test_who_may_not_take_in_is_refused(office, deliver):
    delivery = deliver()
    for name in (INSPECTOR, ELSEWHERE):
        with pytest.raises(Refused):
            take_in(office, delivery, by=name)
    take_in(office, delivery, by=TOWNSHIP)


def test_a_file_of_no_known_village_is_refused(office, deliver):
    delivery = deliver(spoil(a_workbook(), ROSTER, {f"B{row}": "远山" for row in (3, 6, 7)}), "远山.xlsx")
    with pytest.raises(Refused):
        take_in(office, delivery)


def test_files_go_from_the_folder_to_the_register(office, deliver, tmp_path):
    deliver(spoil(a_workbook(), ROSTER, {"G5": None}))
    path = tmp_path / "城关镇柳湾花名册.xlsx"
    damaged = tmp_path / "坏.xlsx"
    damaged.write_bytes(path.read_bytes()[:2000])
    desk = office.at(DAY)
    seen = list(look_at_files(desk, [path], 2016))
    assert seen[0].batch is None
    assert households(office) == {}
    first, second = take_in_files(desk, [path, damaged], 2016)
    assert (first.delivery.verdict, second.delivery.verdict) == (FileVerdict.PARTIAL, FileVerdict.REJECT_FILE)
    assert first.as_plain()["batch"] == first.batch is not None
    assert second.batch is None
    [again] = take_in_files(desk, [path], 2016)
    assert (again.batch, again.delivery.counts["unchanged"]) == (None, 7)
    whole_files_only(office)
    [none] = take_in_files(office.at(DAY), [path], 2016, kinds=("id_missing",))
    assert none.batch is not None


def test_a_file_that_is_held_back_as_a_whole_says_so_on_every_row(office, deliver, tmp_path):
    deliver(spoil(a_workbook(), ROSTER, {"G5": None}))
    path = tmp_path / "城关镇柳湾花名册.xlsx"
    whole_files_only(office)
    [held] = take_in_files(office.at(DAY), [path], 2016)
    assert held.batch is None
    assert held.delivery.counts["accept"] == 0
    assert held.delivery.verdict is FileVerdict.ASK
    assert held.as_plain()["message"]


def test_the_report_of_a_batch_is_kept(office, deliver):
    change = take_in(office, deliver())
    batch = office.read(lambda session: session.get_one(Batch, change.id))
    assert batch.report["batch"] == change.id
    assert batch.report["counts"] == batch.counts
    plain = batch.report["plain"]
    assert (plain[ROSTER], plain[LEDGER]) == ({"accept": "3-8"}, {"accept": "4-6"})
    assert {row["verdict"] for row in batch.report["rows"]} == {"skip"}


def test_the_history_keeps_neither_the_folder_of_a_file_nor_the_seconds_of_reading_it(office, deliver):
    delivery = deliver()
    take_in(office, delivery)
    with office.sessions() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event.command == "TakeIn"
        assert str(Path(delivery.file).parent) not in event.request + event.changes + event.summary
        assert "seconds" not in event.changes


@pytest.mark.parametrize(
    ("verdict", "level", "kept"),
    [
        (Verdict.ACCEPT, Level.NOTE, False),
        (Verdict.ACCEPT, Level.WARN, True),
        (Verdict.ASK, Level.NOTE, True),
    ],
)
def test_a_report_keeps_the_values_of_rows_with_something_to_see_to(tmp_path, office, verdict, level, kept):
    delivery = a_delivery(tmp_path, office.place("柳湾村"), a_family("9901010001", a_person()))
    problem = Problem(delivery.lines[0].sheet, "B3", "changed", "一", level)
    line = replace(delivery.lines[0], verdict=verdict, problems=(problem,))
    (row,) = report_of(replace(delivery, lines=(line,)))["rows"]
    assert ("values" in row) is kept
