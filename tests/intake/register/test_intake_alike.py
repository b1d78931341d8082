"""A newer list in which a column was moved or sorted, or is in another unit, is asked about once."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from county_desk.intake.delivery import GuaranteesIn, IncomeIn, Level, Verdict
from county_desk.intake.marking.sender_problems import count_wrong
from county_desk.models.household import Household, HouseholdYear
from tests.intake.register.taking import looked_at, take_in
from tests.workflow.deliveries import a_delivery, a_family, a_person

NUMBER, ALIKE = "990101000100000", "changed_alike"
CAUSES = ("因病", "因残", "因学", "因灾", "缺土地", "缺水")
INCOMES = ("2510", "3120.50", "2800", "1990", "4000", "2650")


def families(*told):
    """Households of which each says what it is told."""
    return [a_family(f"{NUMBER}{n}", a_person(f"张大{n}", n), **about) for n, about in enumerate(told, 1)]


@pytest.fixture
def deliver(deliver):
    """A file of such households."""
    return lambda *told: deliver(*families(*told))


def asked(office, delivery):
    """The rows in which it is asked, and what is said of the file."""
    found = looked_at(office, delivery)
    rows = [
        line.row
        for line in found.lines
        if any((each.kind, each.level) == (ALIKE, Level.ASK) for each in line.problems)
    ]
    return rows, [each.message for each in found.problems if each.kind == ALIKE]


def of(name, values):
    """What each household says: a value of one column."""
    return [{name: value} for value in values]


@pytest.mark.parametrize(("name", "values"), [("cause", CAUSES), ("income", INCOMES), ("remark", CAUSES)])
@pytest.mark.parametrize(("by", "words"), [(1, "below"), (-1, "above")])
def test_a_column_that_was_moved_by_a_row_is_asked_about(office, deliver, name, values, by, words):
    take_in(office, deliver(*of(name, values)))
    rows, (said,) = asked(office, deliver(*of(name, (*values[by:], *values[:by]))))
    assert rows == [3, 4, 5, 6, 7, 8]
    assert words in said
    assert count_wrong(looked_at(office, deliver(*of(name, (*values[by:], *values[:by]))))) == 1


def test_one_answer_lets_all_of_it_in(office, deliver):
    take_in(office, deliver(*of("cause", CAUSES)))
    moved = deliver(*of("cause", (*CAUSES[1:], CAUSES[0])))
    assert looked_at(office, moved).counts["ask"] == 6
    assert looked_at(office, moved, kinds=(ALIKE,)).counts["accept_warn"] == 6
    take_in(office, moved, kinds=(ALIKE,))
    with office.sessions() as session:
        assert session.scalars(select(Household.cause)).all() == [*CAUSES[1:], CAUSES[0]]
    assert asked(office, moved) == ([], [])


def test_rows_like_their_neighbours_do_not_hide_the_move(office, deliver):
    on_record = ("因病", "因病", "因残", "因学", "因学", "因灾", "缺水", "缺水")
    take_in(office, deliver(*of("cause", on_record)))
    rows, _said = asked(office, deliver(*of("cause", ("因残", *on_record[:-1]))))
    assert rows == [3, 5, 6, 8, 9]


@pytest.mark.parametrize(("name", "values"), [("cause", CAUSES), ("income", INCOMES), ("remark", CAUSES)])
@pytest.mark.parametrize(
    "order", [lambda values: values[::-1], lambda values: values[2:] + values[:2]], ids=["turned", "by two"]
)
def test_so_is_one_that_was_sorted_alone_or_moved_further(office, deliver, name, values, order):
    take_in(office, deliver(*of(name, values)))
    rows, (said,) = asked(office, deliver(*of(name, order(values))))
    assert len(rows) >= 5
    assert "sorted or moved" in said


def test_of_amounts_three_suffice_and_one_that_is_corrected_meanwhile_does_not_hide_it(office, deliver):
    take_in(office, deliver(*of("income", INCOMES[:3])))
    assert asked(office, deliver(*of("income", (*INCOMES[1:3], INCOMES[0]))))[0] == [3, 4, 5]


def test_classes_that_all_go_up_at_once_are_no_column_that_was_sorted(office, tmp_path):
    def file(*classes):
        children = [
            a_family(
                f"{NUMBER}{n}", a_person(f"张大{n}", n), a_person("小", n, "之子", "20050101", schooling=each)
            )
            for n, each in enumerate(classes, 1)
        ]
        return a_delivery(tmp_path, office.place("柳湾村"), *children, name=f"{classes[0]}.xlsx")

    take_in(office, file("学前教育", "小学", "七年级", "八年级", "九年级", "小学"))
    assert asked(office, file("小学", "七年级", "八年级", "九年级", "高中", "七年级")) == ([], [])


def figures(office, tmp_path, *told):
    """Households with a wage, a business income and an area each."""
    homes = [
        replace(
            family,
            income=IncomeIn(wage=Decimal(wage), business=Decimal(business)),
            guarantees=GuaranteesIn(housing_area=Decimal(area), arable_land=Decimal(land)),
        )
        for family, (wage, business, area, land) in zip(families(*[{}] * len(told)), told, strict=True)
    ]
    return a_delivery(tmp_path, office.place("柳湾村"), *homes, name=f"{hash(told)}.xlsx")


ONE, TWO, THREE = (6000, 800, 80, 2), (5200, 900, 70, 3), (4100, 500, 60, 4)


def test_two_households_that_exchange_their_figures_are_asked_about(office, tmp_path):
    take_in(office, figures(office, tmp_path, ONE, TWO, THREE))
    rows, said = asked(office, figures(office, tmp_path, THREE, TWO, ONE))
    assert rows == [3, 5]
    assert "9901010001000001" in said[1]
    assert "rows exchanged" in said[0]


def test_not_so_where_one_figure_is_now_what_another_had(office, tmp_path):
    take_in(office, figures(office, tmp_path, ONE, TWO, THREE))
    assert asked(office, figures(office, tmp_path, (5200, 800, 80, 2), TWO, THREE)) == ([], [])
    assert asked(office, figures(office, tmp_path, (5200, 800, 80, 2), (6000, 900, 70, 3), THREE)) == ([], [])


@pytest.mark.parametrize("by", ["10", "12", "100", "10000", "0.1"])
def test_amounts_in_another_unit_are_asked_about(office, deliver, by):
    take_in(office, deliver(*of("income", INCOMES[:4])))
    other = [str(Decimal(amount) * Decimal(by)) for amount in INCOMES[:4]]
    rows, (said,) = asked(office, deliver(*of("income", other)))
    assert rows == [3, 4, 5, 6]
    assert ("1/10 times" if by == "0.1" else f"{by} times") in said


def test_so_are_areas_and_lines_of_the_ledger(office, tmp_path):
    def file(by):
        homes = [
            replace(
                family,
                income=IncomeIn(ledger={"低保金": Decimal(1200 * number * by)}),
                guarantees=GuaranteesIn(housing_area=Decimal(60 + number) * by),
            )
            for number, family in enumerate(families({}, {}, {}), 1)
        ]
        return a_delivery(tmp_path, office.place("柳湾村"), *homes, name=f"{by}.xlsx")

    take_in(office, file(1))
    rows, said = asked(office, file(10))
    assert (rows, len(said)) == ([3, 4, 5], 2)


@pytest.mark.parametrize(
    "changed",
    [
        ("2600", "3120.50", "2800", "1990", "4000", "2650"),
        ("2610", "3220.50", "2900", "2090", "4100", "2750"),
        ("25100", "31205", "2800", "1990", "4000", "2650"),
        ("5020", "6241", "5600", "3980", "8000", "5300"),
    ],
    ids=["one", "all by as much", "two of them", "twice as much"],
)
def test_ordinary_changes_are_not(office, deliver, changed):
    take_in(office, deliver(*of("income", INCOMES)))
    assert asked(office, deliver(*of("income", changed))) == ([], [])


def test_nor_is_one_cause_for_all_or_an_exchange_of_two(office, deliver):
    take_in(office, deliver(*of("cause", ("因病", "因残") * 3)))
    assert asked(office, deliver(*of("cause", ["因残"] * 6))) == ([], [])
    assert asked(office, deliver(*of("cause", ("因残", "因病") * 3))) == ([], [])


def test_nothing_on_record_is_no_neighbour(office, deliver):
    take_in(office, deliver(*of("remark", [""] * 6)))
    found = looked_at(office, deliver(*of("income", INCOMES)))
    assert {line.verdict for line in found.lines} == {Verdict.ACCEPT}
    with office.sessions() as session:
        assert session.scalars(select(HouseholdYear)).all() == []
