"""Backups are made, verified, listed with the findings, thinned out, and kept on a second medium too."""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from county_desk.storage.engine import file_of
from county_desk.workflow.backups import (
    BackupPlan,
    check_backup,
    keep_plan,
    list_backups,
    make_backup,
    make_daily_backup,
    plan_of,
    second_medium_trouble,
    thin_out,
)

NOW = datetime.now().astimezone()
DAY = timedelta(days=1)
FOUNDING = 10  # events of the office that every test gets


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Settings and findings of a computer of its own."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def plan(office, tmp_path):
    """A register file, and a second medium that is there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    register = file_of(str(office.sessions.kw["bind"].url))
    if register is None:
        pytest.skip("a server has backups of its own; these are of a register file")
    return BackupPlan(register, stick)


def test_a_backup_is_verified_and_lies_on_both_media(plan):
    made = make_backup(plan)
    assert made.check.trouble == ""
    assert made.check.events == FOUNDING
    listed = list_backups(plan)
    assert [(each.second, each.check.events) for each in listed] == [(False, FOUNDING), (True, FOUNDING)]
    assert {each.path.parent for each in listed} == {plan.first, plan.second}


def test_a_backup_that_was_changed_afterwards_counts_as_not_verified_and_then_as_bad(plan):
    path = make_backup(plan).path
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE place SET name = '别处' WHERE id = 1")
    (changed,) = [each for each in list_backups(plan) if not each.second]
    assert changed.check is None
    assert check_backup(path).trouble
    (changed,) = [each for each in list_backups(plan) if not each.second]
    assert changed.check.trouble


def test_the_backup_of_the_day_is_made_once(plan):
    assert make_daily_backup(plan, NOW) is not None
    assert make_daily_backup(plan, NOW) is None
    assert len([each for each in list_backups(plan) if not each.second]) == 1
    assert make_daily_backup(plan, NOW + DAY) is not None, "the next day has one of its own"
    for each in list_backups(plan):
        if not each.second:
            each.path.unlink()
    assert make_daily_backup(plan, NOW) is not None, "a copy on the second medium alone does not count"


def test_thinning_keeps_the_last_of_each_day_and_month_and_touches_nothing_else(plan):
    plan.first.mkdir()
    stem = plan.register.stem
    for days in range(70):
        day = NOW - days * DAY
        for hour in ("08", "17"):
            (plan.first / f"{stem}-{day:%Y%m%d}-{hour}0000.cdesk").touch()
    stranger = plan.first / "别县-20200101-080000.cdesk"
    stranger.touch()
    thin_out(plan.register, plan.first)
    left = sorted(path.name for path in plan.first.glob(f"{stem}-*"))
    assert all(name.endswith("170000.cdesk") for name in left)
    assert 30 <= len(left) <= 30 + 3
    assert stranger.exists()


def test_the_plan_is_kept_for_each_register_on_this_computer(plan, tmp_path):
    keep_plan(plan)
    assert plan_of(plan.register) == plan
    assert plan_of(tmp_path / "other.cdesk").second is None
    keep_plan(BackupPlan(plan.register))
    assert plan_of(plan.register).second is None


def test_a_second_medium_that_does_not_protect_is_named_with_the_reason(plan):
    assert "No second medium is chosen" in second_medium_trouble(BackupPlan(plan.register), NOW)
    assert "There is no backup on the second medium yet" in second_medium_trouble(plan, NOW)
    make_backup(plan)
    assert second_medium_trouble(plan, datetime.now().astimezone()) == ""
    late = datetime.now().astimezone() + 9 * DAY
    assert "9 days old" in second_medium_trouble(plan, late)
    shutil.rmtree(plan.second)
    assert "The second medium is not there" in second_medium_trouble(plan, NOW)
    assert make_backup(plan).check.trouble == ""
