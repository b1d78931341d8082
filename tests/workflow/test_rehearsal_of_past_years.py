"""A rule that begins on a past day is rehearsed for every year that it reaches, with the papers of these."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from county_desk.models.return_ import Return
from county_desk.rules.rehearsal_words import summary
from county_desk.rules.rehearsed import Rehearsal, RehearsedKind, RestatedPapers
from county_desk.workflow.checks import each_check
from county_desk.workflow.policy.what_if import what_if
from county_desk.workflow.registry import RecordYear
from county_desk.workflow.returns import FreezeReturn
from tests.build import a_registered_household, an_exit, walk
from tests.workflow.test_rehearsal import GOOD, TODAY, a_line, in_force, names, rule_of, two

__all__ = ["two"]

LATER = date(2026, 11, 30)
BACK = date(2017, 1, 1)
AREA = {"name": "exit_housing_area", "value": "90"}


def recorded(office, household, year, **facts):
    office.at(date(year, 12, 1)).do(RecordYear(household=household, year=year, **(GOOD | facts)))


def years(found, kind=RehearsedKind.HOUSEHOLD):
    return [(each.year, each.day, each.count) for each in found.rehearsal.rules if each.kind is kind]


def test_a_figure_of_a_past_year_is_rehearsed_by_the_law_of_that_year(office, two):
    found = what_if(office.at(LATER), a_line(since=BACK))
    assert names(found) == [("张大有", "met", "not_met", "Net income a head: 5,000 yuan")]
    assert years(found) == [(2017, date(2017, 12, 31), 1)]
    assert [row.year for row in (*found.rows, *found.counts)] == [2017, 2017]


def test_a_rehearsal_turns_whom_the_exit_check_of_the_year_turns(office, two):
    def met(desk):
        return {each.id for each in each_check(desk, 2017) if each.finding.met}

    before = met(office.at(LATER))
    turned = set(rule_of(what_if(office.at(LATER), a_line(since=BACK))).numbers)
    in_force(office, a_line(since=BACK, dated_back="县里的文件补录"), LATER)
    assert before - met(office.at(LATER)) == turned != set()


def test_every_year_with_data_is_rehearsed_from_the_first_day_of_the_figure(office, two):
    for year in (2016, 2018, 2019):
        recorded(office, two[0], year, net_income=Decimal(5000))
    found = what_if(office.at(LATER), a_line(**AREA, since=BACK))
    assert years(found) == [
        (2017, date(2017, 12, 31), 2),
        (2018, date(2018, 12, 31), 1),
        (2019, date(2019, 12, 31), 1),
    ]
    from_2019 = what_if(office.at(LATER), a_line(**AREA, since=date(2019, 3, 1)))
    assert [year for year, _day, _count in years(from_2019)] == [2019]


def test_a_year_after_the_regime_is_not_rehearsed(office, two):
    recorded(office, two[0], 2022, net_income=Decimal(5000))
    found = what_if(office.at(LATER), a_line(**AREA, since=date(2021, 3, 1)))
    assert years(found) == []


def test_missing_data_is_said_and_no_answer_is_claimed(office, two):
    day = date(2019, 3, 1)
    found = what_if(office.at(day), a_line(since=day))
    rule = rule_of(found)
    assert (rule.year, rule.count, rule.missing, rule.judged) == (2019, 0, 2, 2)
    said = next(summary(found.rehearsal))
    assert said.endswith("2 households cannot be judged, the data of 2019 is missing")
    recorded(office, two[0], 2019, net_income=Decimal(5000))
    some = what_if(office.at(date(2019, 12, 2)), a_line(since=day))
    assert (rule_of(some).count, rule_of(some).missing) == (1, 1)
    words = "The result changes for 1 household (met → not met 1). Data is missing for 1 household"
    assert next(summary(some.rehearsal)).endswith(words)


@pytest.fixture
def left(office):
    """A household that left the register in 2017 with 5,000 yuan, and the number of its case."""
    household = a_registered_household(office, "张大有", persons=1)
    facts = RecordYear(household=household, year=2017, net_income=Decimal(5000), **GOOD)
    office.at(TODAY).do(facts)
    case = an_exit(office, household, received_on=date(2017, 6, 1), able=False)
    walk(office, (case,))
    return case


def test_the_issued_papers_on_which_a_decision_turns_are_named(office, left):
    found = what_if(office.at(LATER), a_line(since=BACK))
    assert rule_of(found, RehearsedKind.DECIDED).numbers == (left,)
    (row,) = found.rows
    assert (row.kind, row.name, row.record) == (RehearsedKind.DECIDED, "张大有", left)
    kinds = {papers.kind for papers in found.rehearsal.issued}
    assert "household_exit_announcement" in kinds
    assert all(papers.decisions == 1 and papers.numbers for papers in found.rehearsal.issued)
    assert found.rehearsal.frozen == ()


def test_the_frozen_returns_that_count_a_decision_which_turns_are_named(office, left):
    desk = office.at(date(2018, 3, 1))
    for name in ("R5", "R6", "R9A"):
        desk.do(FreezeReturn(name=name, period="2017"))
    assert office.read(lambda session: session.query(Return).count()) == 3
    found = what_if(office.at(LATER), a_line(since=BACK)).rehearsal
    assert found.frozen == (
        RestatedPapers("R5", 2017, ("2017",), 1),
        RestatedPapers("R6", 2017, ("2017",), 1),
    )
    words = list(summary(found))
    assert "Return R5 of 2017: 1 decision in its frozen edition would change. Periods: 2017" in words
    lower = what_if(office.at(LATER), a_line("4900", since=BACK)).rehearsal
    assert (lower.issued, lower.frozen) == ((), ())


def test_only_some_of_many_numbers_are_said():
    papers = RestatedPapers("R5", 2017, tuple(f"2017-{month:02}" for month in range(1, 13)), 30)
    whole = Rehearsal(TODAY, frozen=(papers,))
    assert Rehearsal.from_plain(whole.as_plain()) == whole
    (said,) = (words for words in summary(replace(whole, issued=())) if "R5" in words)
    assert "Periods: 2017-01, 2017-02," in said
    assert said.endswith("2017-09, 2017-10 and 2 more")
