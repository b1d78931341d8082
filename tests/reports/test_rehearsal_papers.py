"""A rehearsal on paper and as a workbook: the change, the counts, and each name with its criterion."""

from datetime import date

import pytest
from openpyxl import load_workbook

from county_desk.reports.rehearsal_papers import rehearsal_document, write_rehearsal
from county_desk.rules.outcomes import Outcome
from county_desk.rules.rehearsal import RehearsedLine
from county_desk.rules.rehearsed import (
    CasesUnderWay,
    Rehearsal,
    RehearsedKind,
    RehearsedRule,
    TurnedRecords,
)
from county_desk.tables.policy.rehearsed_rows import NamedRehearsal, TurnedCountRow, TurnedRow
from county_desk.text import CHINESE, ENGLISH, speak
from tests.reports.papers import flat, pages

TODAY = date(2017, 11, 24)
TITLE = {"zh": "贫困户退出", "en": "Exit of the household"}
WAY = Outcome.MET, Outcome.NOT_MET


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak(ENGLISH)


def a_row(number):
    return TurnedRow(
        id=number,
        kind=RehearsedKind.HOUSEHOLD,
        name="张大有",
        criteria="人均纯收入：2,980 元",
        before=Outcome.MET,
        after=Outcome.NOT_MET,
        township="城关镇",
        village="大河村",
        cause="因病",
        number=f"99010110000{number:04}",
        rule="贫困户退出",
        year=2017,
        record=number,
        village_id=3,
    )


@pytest.fixture
def found():
    records = tuple((number, ("2980",)) for number in range(1, 61))
    title = {"zh": "人均纯收入", "en": "Net income a head"}
    line = RehearsedLine(title, "yuan", "2952", "3100", "Net income a head", ">")
    rule = RehearsedRule(
        kind=RehearsedKind.HOUSEHOLD,
        rule="household_exit",
        title=TITLE,
        day=TODAY,
        year=2017,
        judged=400,
        lines=(line,),
        turned=(TurnedRecords(*WAY, ("Net income a head",), records),),
    )
    cases = CasesUnderWay(TITLE, open=3, decided=1, turn=2)
    counts = (TurnedCountRow("贫困户退出", RehearsedKind.HOUSEHOLD, 2017, "城关镇", "因病", *WAY, 60),)
    rehearsal = Rehearsal(TODAY, (rule,), (cases,))
    rows = tuple(map(a_row, range(1, 61)))
    return NamedRehearsal("退出收入线自2017-11-24起为3100", "青岚县", TODAY, rehearsal, rows, counts)


def test_the_paper_has_the_change_the_counts_and_every_name(found):
    paper = rehearsal_document(found, CHINESE).as_pdf()
    said = flat(paper)
    assert "政策调整试算表" in said
    assert "共判定400户。60户结果改变" in said
    assert "尚未审定3件，其中2件审定结果会改变；已审定1件，结果不变" in said
    assert all(row.number in said for row in found.rows)
    assert len(pages(paper)) > 1


def test_the_same_rehearsal_always_gives_the_same_paper(found):
    assert rehearsal_document(found, ENGLISH).as_pdf() == rehearsal_document(found, ENGLISH).as_pdf()


def test_the_workbook_has_counts_and_names(found, tmp_path):
    speak(CHINESE)
    path = tmp_path / "试算.xlsx"
    write_rehearsal(path, found)
    counts, names = load_workbook(path).worksheets
    assert names.max_row == 3 + 60
    assert counts.max_row > 4
    assert any(
        "共判定 400 户。60 户结果改变" in str(cell.value) for row in counts.iter_rows() for cell in row
    )
