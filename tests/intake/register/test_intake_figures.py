"""Figures without a roster go to the households on record, by their number and name; they make none."""

import openpyxl
import pytest
from sqlalchemy import func, select

from county_desk.intake.comparing.compare import compared
from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.delivery import Level, ReadingTerms, Verdict
from county_desk.intake.reading.report import read_delivery
from county_desk.models.household import Household, HouseholdYear, Member
from county_desk.rules.policy import Policy
from county_desk.text import language
from county_desk.workflow.audit import verify
from county_desk.workflow.command import Refused
from tests.build import TOWNSHIP
from tests.intake.register.taking import DAY, looked_at, take_in
from tests.workflow.deliveries import a_family, a_person

NUMBER = "9901010001000001"
SHAANXI = Policy.load("shaanxi", "west")  # it has no line of its own for exits
LEDGER = (
    "户编号",
    "户主姓名",
    "家庭人口数",
    "务工收入",
    "养殖业",
    "低保金",
    "种植业支出",
    "年纯收入",
    "人均纯收入",
)
LINE = (NUMBER, "张大有", 2, 6000, 0, 0, 500, 5500, 2750)
LIVING = ("户编号", "户主姓名", "危房等级", "住房面积(平方米)", "是否解决安全饮用水", "是否通生活用电")


@pytest.fixture
def read(office, tmp_path):
    """What is read of a sheet of figures."""
    names = iter(f"台账{n}.xlsx" for n in range(1, 99))

    def made(*rows, name=""):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        path = tmp_path / (name or next(names))
        book.save(path)
        return read_delivery(path, ReadingTerms(office.read(villages), 2016))

    return made


@pytest.fixture
def known(office, deliver):
    """A household of two on record."""
    wife = a_person("李秀英", 2, "配偶", "19680725")
    take_in(office, deliver(a_family(NUMBER, a_person(), wife)))


def asked(office, delivery):
    """The questions of the last row, as kind and cell."""
    found = looked_at(office, delivery)
    return [(each.kind, each.cell) for each in found.lines[-1].problems if each.level is Level.ASK]


def count(office, mapped):
    """How many records of a kind stand."""
    wanted = select(func.count()).select_from(mapped).where(mapped.withdrawn_on.is_(None))
    return office.read(lambda session: session.scalar(wanted))


def test_a_ledger_alone_gives_a_household_on_record_its_income(office, read, known):
    delivery = read(LEDGER, LINE)
    assert [line.verdict for line in delivery.lines] == [Verdict.SKIP, Verdict.ACCEPT]
    assert asked(office, delivery) == []
    change = take_in(office, delivery, by=TOWNSHIP)
    assert (count(office, Household), count(office, Member)) == (1, 2)
    with office.sessions() as session:
        year = session.scalars(select(HouseholdYear)).one()
        assert (year.persons, year.net_income, year.income_per_head) == (2, 5500, 2750)
    assert looked_at(office, delivery).lines[-1].verdict is Verdict.UNCHANGED
    assert office.read(verify).ok
    office.at(DAY).do(change.undo)
    assert count(office, HouseholdYear) == 0


def test_a_year_that_comes_again_counts_those_on_record(office, read, known):
    without_count = [(*line[:2], *line[3:]) for line in (LEDGER, LINE)]
    delivery = read(*without_count)
    office.at(DAY).do(take_in(office, delivery).undo)
    take_in(office, delivery)
    year = office.read(lambda session: session.scalars(select(HouseholdYear)).one())
    assert (year.persons, year.net_income) == (2, 5500)


def test_so_does_a_sheet_on_how_it_lives(office, read, known):
    delivery = read(LIVING, (NUMBER, "张大有", "B", 80, "是", "是"))
    take_in(office, delivery)
    with office.sessions() as session:
        year = session.scalars(select(HouseholdYear)).one()
        assert (year.housing_grade, year.safe_water, year.persons) == ("B", True, 2)
    assert count(office, Member) == 2


def test_figures_of_a_household_that_is_not_on_record_are_asked_about_and_make_none(office, read, known):
    other = read(LEDGER, (NUMBER[:-1] + "2", *LINE[1:]))
    assert asked(office, other) == [("household_number", "A2")]
    with pytest.raises(Refused):
        take_in(office, other)
    assert asked(office, read(LEDGER, (NUMBER, "王秀田", *LINE[2:]))) == [("household_number", "A2")]
    assert count(office, Household) == 1


def test_so_they_are_when_nothing_is_on_record_yet(office, read):
    assert asked(office, read(LEDGER, LINE)) == [("household_number", "A2")]


def test_without_a_name_the_number_tells_and_another_count_is_asked_about(office, read, known):
    assert asked(office, read(LEDGER, (NUMBER, None, *LINE[2:]))) == []
    assert asked(office, read(LEDGER, (NUMBER, "张大有", 5, *LINE[3:-1], 1100))) == [("member_count", "C2")]


@pytest.mark.parametrize(
    ("head", "kinds"), [(2750, []), (1100, [("income_per_head", "H2")])], ids=["as many", "five"]
)
def test_without_a_count_the_figures_tell_for_how_many_they_are(office, read, known, head, kinds):
    bare = read((*LEDGER[:2], *LEDGER[3:]), (NUMBER, None, *LINE[3:-1], head))
    assert asked(office, bare) == kinds


def test_a_net_income_alone_is_shared_among_those_on_record(office, read, known):
    bare = read((*LEDGER[:2], *LEDGER[3:-1]), (NUMBER, None, *LINE[3:-1]))
    assert asked(office, bare) == []
    take_in(office, bare)
    year = office.read(lambda session: session.scalars(select(HouseholdYear)).one())
    assert (year.persons, year.net_income, year.income_per_head) == (2, 5500, 2750)
    again = looked_at(office, bare)
    assert again.lines[-1].verdict is Verdict.UNCHANGED
    more = read((*LEDGER[:2], *LEDGER[3:-1]), (NUMBER, None, 6500, 0, 0, 500, 6000))
    take_in(office, more)
    year = office.read(lambda session: session.scalars(select(HouseholdYear)).one())
    assert (year.net_income, year.income_per_head) == (6000, 3000)
    assert asked(office, read((*LEDGER[:2], *LEDGER[3:-1]), (NUMBER[:-1] + "2", None, *LINE[3:-1]))) == [
        ("household_number", "A2")
    ]


def test_a_ledger_of_a_village_that_is_not_that_of_the_household_is_asked_about(office, read, known):
    assert asked(office, read(LEDGER, LINE, name="城关镇上坝村收入台账.xlsx")) == [("household_number", "A2")]
    assert asked(office, read(LEDGER, LINE, name="城关镇柳湾村收入台账.xlsx")) == []


def test_a_line_that_is_all_blank_leaves_what_is_on_record(office, read, known):
    take_in(office, read(LEDGER, LINE))
    blank = read(LEDGER[:7], (NUMBER, "张大有", 2, None, None, None, None))
    assert asked(office, blank) == []
    found = looked_at(office, blank)
    assert found.lines[-1].verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(("persons", "kinds"), [(2, []), (3, [("member_count", "D2")])])
def test_a_list_of_heads_that_says_another_number_than_is_listed_on_record_is_asked_about(
    office, read, known, persons, kinds
):
    member = office.read(lambda session: session.scalars(select(Member).where(Member.position == 1)).one())
    titles = ("户编号", "户主姓名", "身份证号", "家庭人口数", "行政村")
    heads = read(titles, (NUMBER, "张大有", member.id_number, persons, "柳湾村"), name="城关镇柳湾村.xlsx")
    assert asked(office, heads) == kinds


@pytest.mark.parametrize("claims", [("脱贫", "预脱贫"), ("申请",)])
def test_a_check_that_lacks_a_figure_says_so_once_for_the_file(office, deliver, claims):
    people = [a_person(f"周{serial}", serial) for serial, _claim in enumerate(claims, 1)]
    families = [
        a_family(f"990101000100000{serial}", person, claimed=claim, income="2000")
        for serial, (person, claim) in enumerate(zip(people, claims, strict=True), 1)
    ]
    file = deliver(*families)

    def said(policy):
        with language("zh"):
            problems = office.read(lambda session: compared(session, file, policy)).delivery.problems
        return [problem.message for problem in problems if problem.kind == "figure_missing"]

    leaving = "脱贫" in claims
    assert [all(word in words for word in ("2016", "退出收入线", "陕西")) for words in said(SHAANXI)] == (
        [True] * leaving
    )
    assert said(office.policy) == []
