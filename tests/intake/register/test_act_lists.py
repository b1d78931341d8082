"""Delivered lists whose rows become acts: recognised, asked once, taken in and undone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from county_desk.intake.comparing.comparison import Answers, ListAnswer
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.delivery import FileVerdict, Verdict
from county_desk.intake.reading.report import read_delivery
from county_desk.intake.taking_in.act_rows import AS_READ, with_act_lists
from county_desk.intake.taking_in.arrivals import commands_of, look_at
from county_desk.intake.taking_in.undo_batch import UndoBatch
from county_desk.models.batch import Batch
from county_desk.models.visit import Visit, VisitPurpose
from county_desk.workflow.audit import verify
from county_desk.workflow.originals import kept_file
from tests.build import CLERK, two_households
from tests.intake.act_workbooks import VISITS, a_list
from tests.second_person import settled

DAY = date(2016, 11, 12)
CARE = {"purpose": VisitPurpose.CONTACT}


@pytest.fixture
def desk(office):
    """The clerk's desk of a county with two households."""
    two_households(office)
    return office.at(DAY, CLERK)


def looked(desk, path, **lists):
    """A file as the import page looks at it, with the answers about its tables by sheet."""
    answers = Answers(lists=lists)
    raw = read_delivery(path, desk.read(reading_terms, 2016, DAY))
    return look_at(desk, with_act_lists(raw, answers), answers), answers


def taken(desk, path, **lists):
    """The changes by which a file goes in."""
    arrival, answers = looked(desk, path, **lists)
    return [desk.do(command) for command in commands_of(arrival, answers)]


def visits(desk):
    """What visits that count found, with their day."""
    wanted = select(Visit.visited_on, Visit.found).where(Visit.withdrawn_on.is_(None)).order_by(Visit.id)
    return [tuple(row) for row in desk.read(lambda session: session.execute(wanted).all())]


def verdicts(arrival):
    """The verdicts of the rows by their numbers."""
    return {line.row: line.verdict for line in arrival.delivery.lines}


def test_a_list_of_visits_is_recognised_and_asks_once_for_what_it_lacks(desk, tmp_path):
    arrival, _answers = looked(desk, a_list(tmp_path))
    (found,) = arrival.lists
    assert (found.grid.key, found.block.lacks) == ("household_visits", ("purpose",))
    assert "走访" in found.why
    assert verdicts(arrival) == {
        **dict.fromkeys((1, 2, 6), Verdict.SKIP),
        **dict.fromkeys((3, 4), Verdict.ASK),
        5: Verdict.REJECT,
    }
    assert not arrival.delivery.households
    assert list(commands_of(arrival, Answers())) == []


def test_its_rows_go_in_as_one_batch_that_is_undone_as_one(desk, tmp_path):
    (change,) = taken(desk, a_list(tmp_path), 走访=ListAnswer("household_visits", CARE))
    assert visits(desk) == [(date(2016, 11, 8), "房屋漏雨"), (date(2016, 11, 9), "饮水不稳定")]
    batch = desk.read(lambda session: session.get_one(Batch, change.id))
    assert (batch.file_name, batch.counts["accept_warn"] + batch.counts["accept"]) == ("入户走访汇总.xlsx", 2)
    desk.do(UndoBatch(batch=change.id))
    assert visits(desk) == []
    assert desk.read(verify).ok


def test_the_same_list_again_brings_nothing_new(desk, tmp_path):
    path, told = a_list(tmp_path), ListAnswer("household_visits", CARE)
    taken(desk, path, 走访=told)
    arrival, answers = looked(desk, path, 走访=told)
    assert {row for row, verdict in verdicts(arrival).items() if verdict is Verdict.UNCHANGED} == {3, 4}
    assert list(commands_of(arrival, answers)) == []


def test_an_unknown_household_keeps_its_own_row_out_alone(desk, tmp_path):
    arrival, _answers = looked(desk, a_list(tmp_path), 走访=ListAnswer("household_visits", CARE))
    assert arrival.delivery.verdict is FileVerdict.PARTIAL
    (row,) = [line for line in arrival.delivery.lines if line.verdict is Verdict.REJECT]
    assert [(each.cell, "赵无人" in each.message) for each in row.problems] == [("C5", True), ("F5", False)]


def test_a_late_row_asks_for_the_reason_and_the_others_go_in(desk, tmp_path):
    rows = [*VISITS[:3], (2, "大河村", "王秀田", "2016-01-09", "孙干部", "饮水不稳定")]
    arrival, _answers = looked(desk, a_list(tmp_path, rows), 走访=ListAnswer("household_visits", CARE))
    assert [verdicts(arrival)[row] in (Verdict.ACCEPT, Verdict.WARN) for row in (3, 4)] == [True, False]
    assert verdicts(arrival)[4] is Verdict.ASK


def test_a_person_may_say_that_it_is_no_list_of_acts(desk, tmp_path):
    arrival, _answers = looked(desk, a_list(tmp_path), 走访=ListAnswer(AS_READ))
    assert arrival.lists == ()
    assert Verdict.ACCEPT not in verdicts(arrival).values()


def test_sheets_of_one_list_are_one_batch(desk, tmp_path):
    path = a_list(tmp_path, VISITS[:3], more={"走访二": (VISITS[1], VISITS[3])})
    told = ListAnswer("household_visits", CARE)
    (change,) = taken(desk, path, 走访=told, 走访二=told)
    assert len(visits(desk)) == 2
    assert "2 rows" in change.summary


def test_a_file_that_is_gone_is_told_in_words(desk, tmp_path):
    path = a_list(tmp_path)
    arrival, answers = looked(desk, path, 走访=ListAnswer("household_visits", CARE))
    (command,) = commands_of(arrival, answers)
    path.unlink()
    assert "There is no file" in desk.problems(command)["file"]
    assert desk.problems(replace(command, file=str(a_list(tmp_path)))) == {}


def test_what_a_title_says_is_filled_in_beforehand(desk, tmp_path):
    rows = (("大河村结对帮扶干部入户走访汇总表",), *VISITS[1:4])
    arrival, answers = looked(desk, a_list(tmp_path, rows))
    assert arrival.lists[0].given == {"purpose": VisitPurpose.CONTACT}
    assert len(list(commands_of(arrival, answers))) == 1
    cleared, answers = looked(desk, a_list(tmp_path, rows), 走访=ListAnswer("", {"purpose": None}))
    assert list(commands_of(cleared, answers)) == []


def test_a_late_list_waits_and_becomes_a_batch_in_force(office, desk, tmp_path):
    rows = [*VISITS[:2], (1, "大河村", "张大有", "2016-05-09", "孙干部", "饮水不稳定")]
    path = a_list(tmp_path, rows)
    told = ListAnswer("household_visits", CARE | {"late_reason": "村里补报"})
    (change,) = taken(desk, path, 走访=told)
    assert change.waits
    assert visits(desk) == []
    path.unlink()  # the register keeps the file
    settled(office, change, DAY)
    assert visits(desk) == [(date(2016, 5, 9), "饮水不稳定")]
    batch = desk.read(lambda session: session.scalars(select(Batch)).one())
    assert batch.file_name == "入户走访汇总.xlsx"
    assert desk.read(kept_file, batch.digest).name
    assert desk.read(verify).ok


def test_facts_that_are_on_record_go_in_once(desk, tmp_path):
    rows = (("大河村三保障排查表",), ("行政村", "户主姓名", "危房等级"), ("大河村", "张大有", "C级"))
    path, told = a_list(tmp_path, rows, "三保障.xlsx"), ListAnswer("household_years", {"year": 2016})
    assert len(taken(desk, path, 走访=told)) == 1
    again, answers = looked(desk, path, 走访=told)
    assert verdicts(again)[3] is Verdict.UNCHANGED
    assert list(commands_of(again, answers)) == []
