"""Last year's figures under this year's title are asked about."""

from dataclasses import replace
from decimal import Decimal

import pytest

from county_desk.intake.delivery import GuaranteesIn, IncomeIn, Verdict
from tests.intake.register.taking import looked_at, take_in
from tests.workflow.deliveries import a_delivery, a_family, a_person

NUMBER, KIND = "990101000100000", "year_mismatch"
WAGES = (6000, 5200, 7000, 3600, 9600)


@pytest.fixture
def file(office, tmp_path):
    """A file of a year with these wages, one for each household, and how the households live."""

    def made(year, *wages):
        homes = [
            replace(
                a_family(f"{NUMBER}{n}", a_person(f"张大{n}", n)),
                income=IncomeIn(wage=Decimal(wage), net_income=Decimal(wage)) if wage else None,
                guarantees=GuaranteesIn(housing_area=Decimal(60 + n)),
            )
            for n, wage in enumerate(wages, 1)
        ]
        return a_delivery(tmp_path, office.place("柳湾村"), *homes, name=f"{year}-{wages}.xlsx", year=year)

    return made


def asked(office, delivery, *kinds):
    """The rows in which it is asked whether the year is right, and how often the file is told."""
    found = looked_at(office, delivery, kinds=kinds)
    rows = [line.row for line in found.lines if line.verdict is Verdict.ASK and KIND in line.kinds]
    return rows, sum(each.kind == KIND for each in found.problems)


@pytest.mark.parametrize("one", [9600, 9700], ids=["all", "all but one"])
@pytest.mark.parametrize("year", [2015, 2017])
def test_the_incomes_of_another_year_are_asked_about_once(office, file, year, one):
    take_in(office, file(2016, *WAGES))
    again = file(year, *WAGES[:4], one)
    assert asked(office, again) == ([3, 4, 5, 6, 7][: 4 + (one == 9600)], 1)
    assert asked(office, again, KIND) == ([], 1)
    take_in(office, again, kinds=(KIND,))
    assert asked(office, again) == ([], 0)


@pytest.mark.parametrize(
    "wages", [(6000, 5300, 7100, 3700, 9700), (0, 0, 0, 0, 0), (6000, 5200)], ids=["new", "none", "few"]
)
def test_new_incomes_or_few_of_them_are_not_nor_that_all_live_as_before(office, file, wages):
    take_in(office, file(2016, *WAGES))
    assert asked(office, file(2017, *wages)) == ([], 0)


def test_the_same_year_again_is_not(office, file):
    take_in(office, file(2016, *WAGES))
    take_in(office, file(2015, *WAGES), kinds=(KIND,))
    assert asked(office, file(2016, *WAGES[:4], 9700)) == ([], 0)
