"""The figures of a return add up: one that does not is found before it is frozen."""

from dataclasses import replace
from datetime import date

from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import collected
from county_desk.tables.returns.checks import broken
from county_desk.tables.returns.exit_summary import SUMMARY
from county_desk.tables.returns.movement import MOVEMENT
from tests.registers import a_household, a_new_household, figures, inspected, leaves, village
from tests.workflow.freezing import YEAR, desk, put, refusal

__all__ = ["desk"]


def test_more_poor_people_than_people_are_refused(desk):
    with desk.sessions.begin() as session:
        for name in ("大河", "柳湾", "上坝"):
            figures(session, village(session, name), persons=1)
        a_household(session)
    words = refusal(desk, name="R5")[""]
    assert "城关镇: Persons in the rural population: 3 expected, 4 found, 1 apart" in words


def tampered(desk, name, key, line, **values):
    """Collected figures with one line changed by hand."""
    with desk.sessions() as session:
        found = collected(session, name, YEAR, date(2016, 11, 24))
        page = found.page(key)
        lines = list(page.lines)
        lines[line] = replace(lines[line], row=replace(lines[line].row, **values))
        pages = [replace(each, lines=tuple(lines)) if each is page else each for each in found.pages]
        return broken(session, replace(found, pages=tuple(pages)))


def test_a_township_that_is_not_the_sum_of_its_villages_is_found(desk):
    wrong = tampered(desk, ReturnName.MOVEMENT, MOVEMENT.key, 3, closing_households=2, closing_persons=2)
    assert "城关镇: Sum of the parts: the movements give 0, the register has 2" in wrong
    assert "County: Sum of the parts: the movements give 2, the register has 0" in wrong


def test_a_village_with_more_households_than_people_is_found(desk):
    wrong = tampered(
        desk,
        ReturnName.MOVEMENT,
        MOVEMENT.key,
        0,
        opening_households=2,
        closing_households=2,
        opening_persons=1,
        closing_persons=1,
    )
    assert any("Persons, at least one a household" in sentence for sentence in wrong)


def test_a_summary_that_does_not_add_up_is_found(desk):
    wrong = tampered(desk, ReturnName.EXITS, SUMMARY.key, 0, closing_persons=3)
    assert wrong == ["城关镇: Persons: 0 expected, 3 found, 3 apart"]


def test_a_list_that_is_shorter_than_its_summary_is_found(desk):
    with desk.sessions.begin() as session:
        leaves(session, a_household(session), date(2016, 11, 20))
    with desk.sessions() as session:
        found = collected(session, ReturnName.EXITS, YEAR, date(2016, 11, 24))
        summary, listed = found.pages
        short = replace(found, pages=(summary, replace(listed, lines=(), totals={"persons": 0})))
        assert broken(session, short) == [
            "List of exits: Households: 1 expected, 0 found, 1 apart",
            "List of exits: Persons: 4 expected, 0 found, 4 apart",
        ]


def test_a_list_of_new_households_that_is_shorter_than_its_summary_is_found(desk):
    put(desk, a_new_household, date(2016, 10, 31))
    with desk.sessions() as session:
        found = collected(session, ReturnName.NEWCOMERS, YEAR, date(2016, 11, 24))
        assert broken(session, found) == []
        summary, listed = found.pages
        short = replace(found, pages=(summary, replace(listed, lines=(), totals={"persons": 0})))
        assert broken(session, short) == [
            "List of new households, Newly identified: Households: 1 expected, 0 found, 1 apart",
            "List of new households, Newly identified: Persons: 4 expected, 0 found, 4 apart",
        ]


def test_a_detail_of_rounds_that_is_shorter_than_its_statistics_is_found(desk):
    with desk.sessions.begin() as session:
        inspected(session, a_household(session), date(2016, 5, 3))
    with desk.sessions() as session:
        found = collected(session, ReturnName.INSPECTIONS, YEAR, date(2016, 11, 24))
        assert broken(session, found) == []
        statistics, detail = found.pages
        short = replace(found, pages=(statistics, replace(detail, lines=())))
        assert broken(session, short) == ["Detail of rounds: Households drawn: 1 expected, 0 found, 1 apart"]
