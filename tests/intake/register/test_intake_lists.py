"""Tables of villages, ledgers of monitoring and departments' lists go in like any other file."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.list_records import list_name
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import EntryIn, MonitoredIn, ReadingTerms, Verdict, VillageIn
from county_desk.intake.reading.report import read_delivery
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.department import DepartmentEntry, DepartmentList
from county_desk.models.household import Household, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.village import Source, VillageYear
from county_desk.tables.batch_report import batch_report
from county_desk.tables.departments.department_lists import DEPARTMENT_LISTS_LISTING, MATCHES_LISTING, Match
from county_desk.tables.listing import ALL, page
from county_desk.tables.monitoring.monitored import MONITORED_LISTING
from county_desk.tables.rule_facts import village_year
from county_desk.workflow.audit import verify
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.command import Refused
from tests.build import ELSEWHERE, TOWNSHIP, a_registered_household, an_id_number
from tests.intake.lists import table as a_table
from tests.intake.made_up import a_card
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_delivery, a_family, a_list, a_person


def every(office, mapped):
    """The records of a kind that stand."""
    wanted = select(mapped).where(mapped.withdrawn_on.is_(None)).order_by(mapped.id)
    return office.read(lambda session: list(session.scalars(wanted)))


def rows(office, listing):
    """All rows of a list."""
    return office.read(lambda session: page(session, listing, ALL))


@pytest.fixture
def table(office, tmp_path):
    """A table of two villages."""

    def made(name="村表.xlsx", **facts):
        told = {"总人口数": 900, "贫困人口数": 300, "村集体经济收入": "12000.00", "通村硬化路": "是", **facts}
        here, there = office.place("柳湾村"), office.place("上坝村")
        return a_list(
            tmp_path,
            VillageIn("", 0, here, told),
            VillageIn("", 0, there, {"总人口数": 400}),
            name=name,
            kind="villages",
        )

    made.folder = tmp_path

    return made


def test_a_table_of_villages_gives_figures_and_keeps_all_that_it_says(office, table):
    change = take_in(office, table())
    assert "2 rows new" in change.summary
    first, second = every(office, VillageYear)
    assert (first.source, first.persons, first.poor_persons) == (Source.TABLE, 900, 300)
    assert (first.collective_income, first.facts["通村硬化路"]) == (Decimal(12000), "是")
    assert (second.persons, second.poor_persons) == (400, None)
    assert office.read(lambda session: batch_report(session, change.id)).others == 2
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert every(office, VillageYear) == []
    assert office.read(verify).ok
    take_in(office, table())
    assert len(every(office, VillageYear)) == 2


def test_a_newer_table_says_what_differs_and_changes_only_that(office, table):
    take_in(office, table())
    newer = table("新.xlsx", 贫困人口数=280)
    found = looked_at(office, newer)
    assert [line.verdict for line in found.lines] == [Verdict.ACCEPT, Verdict.UNCHANGED]
    assert [problem.message for problem in found.lines[0].problems] == ["贫困人口数: 300 becomes 280."]
    change = take_in(office, newer)
    assert every(office, VillageYear)[0].poor_persons == 280
    with pytest.raises(Refused, match="柳湾村"):
        office.at(DAY).do(UndoBatch(batch=1))
    office.at(DAY).do(change.undo)
    first = every(office, VillageYear)[0]
    assert (first.poor_persons, first.facts["贫困人口数"]) == (300, 300)
    assert looked_at(office, table()).counts["unchanged"] == 2
    assert office.read(verify).ok


def test_a_part_that_is_more_than_its_whole_is_refused_also_beside_what_is_on_record(office, table):
    wrong = looked_at(office, table(贫困人口数=901))
    assert [line.verdict for line in wrong.lines] == [Verdict.REJECT, Verdict.ACCEPT]
    assert wrong.lines[0].kinds == ("number_range",)
    assert "贫困人口数 (901) is more than 总人口数 (900)" in wrong.lines[0].problems[0].message
    take_in(office, table())
    village = VillageIn("", 0, office.place("柳湾村"), {"总人口数": 299})
    later = a_list(table.folder, village, name="新表.xlsx", kind="villages")
    assert [line.verdict for line in looked_at(office, later).lines] == [Verdict.REJECT]
    with pytest.raises(Refused):
        take_in(office, later)


def test_what_the_village_filed_itself_counts_before_the_countys_table(office, table):
    take_in(office, table())
    village = office.place("柳湾村")
    figures = {"persons": 905, "poor_persons": 310}
    office.at(DAY).do(
        FileVillage(village=village, kind="village_registration", year=2016, received_on=DAY, **figures)
    )
    assert office.read(lambda session: village_year(session, village, 2016)).persons == 905
    assert {year.source for year in every(office, VillageYear)} == {Source.FORM, Source.TABLE, Source.RECORDS}


def test_a_table_with_a_village_of_another_township_is_for_the_county(office, table):
    with pytest.raises(Refused, match="acts only for"):
        take_in(office, table(), by=ELSEWHERE)
    take_in(office, table(), by=TOWNSHIP)


def a_ledger(office, folder, name="监测.xlsx", place="大河村", number="", **facts):
    """A ledger of one watched household."""
    told = {"监测对象类别": "边缘易致贫户", "致贫返贫风险1": "因病", "致贫返贫风险2": "因学", **facts}
    watched = MonitoredIn("", 0, number, "张大有", an_id_number(1), office.place(place), told)
    return a_list(folder, watched, name=name, kind="monitoring")


def test_a_watched_household_is_kept_and_bound_to_the_register(office, tmp_path):
    household = a_registered_household(office)
    change = take_in(office, a_ledger(office, tmp_path, 识别监测时间="2016-05"))
    (row,) = rows(office, MONITORED_LISTING)
    assert (row.head, row.kind, row.risks) == ("张大有", "边缘易致贫户", "因病、因学")
    assert (row.identified, row.removed) == ("2016-05", "")
    assert (row.household_id, row.standing, row.village) == (household, Standing.REGISTERED, "大河村")
    office.at(DAY).do(change.undo)
    assert rows(office, MONITORED_LISTING) == []
    assert office.read(verify).ok


def test_several_risks_of_one_cell_stand_like_those_of_several(office, tmp_path):
    take_in(office, a_ledger(office, tmp_path, 致贫返贫风险1="因病,因残"))
    assert [one.risks for one in every(office, Monitored)] == ["因病、因残、因学"]


def test_a_newer_ledger_says_that_a_risk_was_removed(office, tmp_path):
    take_in(office, a_ledger(office, tmp_path))
    assert looked_at(office, a_ledger(office, tmp_path, "又.xlsx")).counts["unchanged"] == 1
    newer = a_ledger(office, tmp_path, "新.xlsx", 风险是否消除="是", 风险消除时间="2016-11")
    assert looked_at(office, newer).lines[0].kinds == ("changed",)
    take_in(office, newer)
    (watched,) = every(office, Monitored)
    assert (watched.removed, watched.household_id) == ("2016-11", None)
    assert watched.facts["致贫返贫风险1"] == "因病"
    assert office.read(verify).ok


def test_a_watched_household_is_found_again_by_its_number(office, tmp_path):
    take_in(office, a_ledger(office, tmp_path, number="9901010001"))
    again = a_ledger(office, tmp_path, "又.xlsx", number="9901010001")
    assert looked_at(office, again).counts["unchanged"] == 1


def test_one_of_whom_no_number_is_given_is_found_again_by_village_and_head(office, tmp_path):
    def ledger(name, village, **facts):
        watched = MonitoredIn("", 0, "", "张大有", "", office.place(village), {"监测对象类别": "x", **facts})
        return a_list(tmp_path, watched, name=name, kind="monitoring")

    take_in(office, ledger("监测.xlsx", "大河村"))
    assert looked_at(office, ledger("又.xlsx", "大河村")).counts["unchanged"] == 1
    take_in(office, ledger("新.xlsx", "大河村", 致贫返贫风险1="因病"))
    assert [one.risks for one in every(office, Monitored)] == ["因病"]
    take_in(office, ledger("他.xlsx", "柳湾村"))
    assert len(every(office, Monitored)) == 2


def test_a_ledger_of_no_known_village_does_not_go_in(office, tmp_path):
    watched = MonitoredIn("", 0, "", "张大有", an_id_number(1), None, {"监测对象类别": "x"})
    with pytest.raises(Refused, match="village of this file"):
        take_in(office, a_list(tmp_path, watched, kind="monitoring"))


LOW = (
    EntryIn("", 0, "张大有", an_id_number(1), "低保", Decimal(2400)),
    EntryIn("", 0, "王秀莲", an_id_number(2, "19680725"), "低保", Decimal(1200)),
    EntryIn("", 0, "外人", an_id_number(8, "19700101"), "低保", None),
)


def test_a_departments_list_is_compared_with_everybody_on_record(office, tmp_path):
    household = a_registered_household(office)
    wife = a_family("9901010001", a_person("王秀田", 2, born="19680725"))
    take_in(office, a_delivery(tmp_path, office.place("柳湾村"), wife))
    change = take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx"))
    same, other = rows(office, MATCHES_LISTING)
    assert (same.name, same.match, same.household_id, same.amount) == (
        "张大有",
        Match.SAME,
        household,
        Decimal(2400),
    )
    assert (other.name, other.match, other.member, other.village) == (
        "王秀莲",
        Match.OTHER_NAME,
        "王秀田",
        "柳湾村",
    )
    (sent,) = rows(office, DEPARTMENT_LISTS_LISTING)
    assert (sent.name, sent.persons, sent.matched) == ("民政低保", 3, 2)
    office.at(DAY).do(change.undo)
    assert rows(office, MATCHES_LISTING) == rows(office, DEPARTMENT_LISTS_LISTING) == []
    assert office.read(verify).ok


def test_a_corrected_list_changes_only_what_it_corrects(office, tmp_path):
    take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx"))
    dearer = EntryIn("", 0, "张大有", an_id_number(1), "低保", Decimal(2600))
    newer = a_list(tmp_path, dearer, *LOW[1:], name="民政低保_退回1处_1124.xlsx")
    assert [line.verdict for line in looked_at(office, newer).lines] == [
        Verdict.ACCEPT,
        Verdict.UNCHANGED,
        Verdict.UNCHANGED,
    ]
    change = take_in(office, newer)
    assert len(every(office, DepartmentList)) == 1
    assert sorted(str(entry.amount) for entry in every(office, DepartmentEntry)) == [
        "1200.00",
        "2600.00",
        "None",
    ]
    office.at(DAY).do(change.undo)
    assert sorted(str(entry.amount) for entry in every(office, DepartmentEntry)) == [
        "1200.00",
        "2400.00",
        "None",
    ]
    assert looked_at(office, a_list(tmp_path, *LOW, name="民政低保.xlsx")).counts["unchanged"] == 3
    assert office.read(verify).ok


def test_who_is_not_in_a_newer_list_counts_no_more_and_is_named(office, tmp_path):
    take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx"))
    newer = a_list(tmp_path, *LOW[:2], name="民政低保_退回1处_1124.xlsx")
    first, second = looked_at(office, newer).lines
    assert (first.verdict, first.kinds, second.verdict) == (Verdict.ACCEPT, ("changed",), Verdict.UNCHANGED)
    assert LOW[2].name in first.problems[0].message
    change = take_in(office, newer)
    standing = [entry.name for entry in every(office, DepartmentEntry) if entry.withdrawn_on is None]
    assert sorted(standing) == sorted(each.name for each in LOW[:2])
    office.at(DAY).do(change.undo)
    assert [entry.withdrawn_on for entry in every(office, DepartmentEntry)] == [None] * 3
    assert office.read(verify).ok


def test_a_list_without_most_of_the_earlier_one_is_asked_about_in_every_row(office, tmp_path):
    take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx"))
    newer = a_list(tmp_path, LOW[0], name="民政低保_退回1处_1124.xlsx")
    assert [(line.verdict, line.kinds) for line in looked_at(office, newer).lines] == [
        (Verdict.ASK, ("changed_alike",))
    ]


def test_a_list_of_another_year_or_name_is_another_list(office, tmp_path):
    take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx"))
    take_in(office, a_list(tmp_path, *LOW, name="民政低保.xlsx", year=2017))
    take_in(office, a_list(tmp_path, *LOW, name="残联.xlsx"))
    assert [(one.name, one.year) for one in every(office, DepartmentList)] == [
        ("民政低保", 2016),
        ("民政低保", 2017),
        ("残联", 2016),
    ]


@pytest.mark.parametrize(
    "file", ["民政低保.xlsx", "C:\\部门\\民政低保.xlsx", "部门/民政低保_退回1处_1124.xlsx"]
)
def test_a_list_is_called_as_its_file_in_whatever_folder_it_lay(tmp_path, file):
    assert list_name(replace(a_list(tmp_path, *LOW), file=file)) == "民政低保"


def test_nothing_of_a_list_touches_a_household(office, tmp_path):
    a_registered_household(office)
    before = office.read(lambda session: [one.version for one in session.scalars(select(Household))])
    take_in(office, a_list(tmp_path, *LOW))
    take_in(office, a_ledger(office, tmp_path))
    assert office.read(lambda session: [one.version for one in session.scalars(select(Household))]) == before


PAID = ("序号", "村委会", "户主姓名", "身份证号", "开户行", "一卡通账号", "发放金额(元)")
COMPARED = ("序号", "姓名", "身份证号", "低保类别", "保障金额")


def a_list_of(office, tmp_path, titles, *cells):
    """A sheet of these titles with one row, as the office reads it."""
    path = tmp_path / "名单.xlsx"
    a_table("名单", titles, cells).save(path)
    return read_delivery(path, ReadingTerms(office.read(villages), 2016))


def test_a_list_of_payments_is_not_taken_for_a_list_of_another_department_unasked(office, tmp_path):
    cells = (1, "柳湾村委会", "张大有", an_id_number(1), "农村信用社", a_card("620000990101000001"), 1500)
    file = a_list_of(office, tmp_path, PAID, *cells)
    found = looked_at(office, file)
    (line,) = [each for each in found.lines if each.values]
    assert (line.verdict, line.kinds) == (Verdict.ASK, ("payment_list",))
    assert [each.kind for each in found.problems].count("payment_list") == 1
    assert "Projects and funds > Payments" in line.problems[0].message
    with pytest.raises(Refused, match="wait for an answer"):
        take_in(office, file)
    take_in(office, file, kinds=("payment_list",))
    assert [each.name for each in every(office, DepartmentEntry)] == ["张大有"]


def test_a_list_for_comparison_with_amounts_is_no_list_of_payments(office, tmp_path):
    found = looked_at(office, a_list_of(office, tmp_path, COMPARED, 1, "张大有", an_id_number(1), "A类", 300))
    assert [each.verdict for each in found.lines if each.values] == [Verdict.ACCEPT]
