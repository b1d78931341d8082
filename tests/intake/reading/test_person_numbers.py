"""A person's number that is made of the number of another household is asked about."""

import pytest

from tests.intake.lists import EXPORT, exported, person_rows, read_list
from tests.intake.villages import problems

SHEET, OWN, PERSON = "已脱贫人口名单", EXPORT.index("户编号"), EXPORT.index("人编号")


def read_rows(folder, change):
    """What is said of the export's rows, 4 to 7, after a change to the one of the spouse."""
    rows = [list(row) for row in person_rows()]
    change(rows)
    return read_list(exported(rows), folder, year=2022)


def test_an_export_whose_numbers_agree_is_not_asked_about(tmp_path):
    assert problems(read_rows(tmp_path, lambda rows: None), "several_values") == []


def test_a_person_whose_number_is_of_another_household_is_asked_about(tmp_path):
    def to_the_next(rows):
        rows[1][OWN] = rows[2][OWN]

    found = read_rows(tmp_path, to_the_next)
    assert (SHEET, "H5", "several_values") in problems(found, "several_values")
    (said,) = [one.message for one in found.lines[4].problems if one.kind == "several_values"]
    assert all(row[OWN] in said for row in list(person_rows())[1:3])


@pytest.mark.parametrize(
    "numbered",
    [lambda place: f"{place:04}", lambda place: f"99010110120000{place:02}77"],
    ids=["counted", "of households that are not listed"],
)
def test_persons_who_are_numbered_otherwise_are_not_asked_about(numbered, tmp_path):
    def otherwise(rows):
        for place, row in enumerate(rows, 1):
            row[PERSON] = numbered(place)

    assert problems(read_rows(tmp_path, otherwise), "several_values") == []
