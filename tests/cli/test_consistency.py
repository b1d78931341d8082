"""`checks`: the catalogue and a run over the register, as a shell calls them."""

import openpyxl

from county_desk.rules.checks.catalogue import catalogue
from tests.build import CLERK, an_id_number


def a_household(shell):
    who = ("--village", "990101100001", "--head", "张大有", "--id-number", an_id_number(1), "--persons", 3)
    day = "2016-10-01"
    more = ("--net-income", 2000, "--year", 2016, "--received-on", day)
    assert shell.do(CLERK, day, "FileHousehold", *who, *more) == 0


def test_the_catalogue_is_listed_with_its_levels(shell):
    listed = shell.json("checks", "--list", "--year", 2016)
    assert [check["number"] for check in listed["checks"]] == list(catalogue().checks)
    levels = {check["number"]: check["level"] for check in listed["checks"]}
    assert (levels["D07"], levels["D72"], levels["D21"]) == ("error", "warning", "off")


def test_a_run_prints_each_hit_and_how_many_there_are(shell):
    a_household(shell)
    found = shell.json("checks", "--year", 2016, "--only", "D16")
    assert [(hit["number"], hit["field"], hit["head"]) for hit in found["hits"]] == [
        ("D16", "家庭人口数", "张大有")
    ]
    assert (found["households"], found["errors"], found["warnings"]) == (1, 1, 0)
    assert shell("checks", "--year", 2016, "--only", "d16, d10") == 0
    assert "said to have 3 members; 1 are listed" in shell.out


def test_a_run_can_be_about_one_village(shell):
    a_household(shell)
    there = shell.json("checks", "--year", 2016, "--only", "D16", "--village", "990101100001")
    elsewhere = shell.json("checks", "--year", 2016, "--only", "D16", "--village", "990101100002")
    assert (len(there["hits"]), len(elsewhere["hits"])) == (1, 0)


def test_the_hits_go_out_as_a_workbook(shell, tmp_path):
    a_household(shell)
    path = tmp_path / "整改台账.xlsx"
    assert shell("checks", "--year", 2016, "--only", "D16", "--out", path) == 0
    cells = [cell.value for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert "D16" in cells


def test_a_check_that_does_not_exist_is_refused(shell):
    assert shell("checks", "--only", "D99") == 1
    assert "D99" in shell.err


def test_a_setting_is_made_and_shows_in_the_catalogue(shell):
    day = "2016-10-01"
    given = ("--check", "D72", "--year", 2016, "--level", "error", "--reason", "省检查组要求")
    assert shell.do("周平", day, "SetCheck", *given) == 0
    assert shell.put_in_force(day) == 0, shell.err
    rows = {row["number"]: row for row in shell.json("checks", "--list", "--year", 2016)["checks"]}
    assert (rows["D72"]["level"], rows["D72"]["own"]) == ("error", "省检查组要求")
