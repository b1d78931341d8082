"""A concluded round gives the gates of the county their rates, from sheets that were entered twice."""

from datetime import date

import pytest
from sqlalchemy import select

from county_desk.models.county_exit import EvaluationParameter, EvaluationResult
from county_desk.models.inspection import RoundKind, RoundPeople
from county_desk.workflow.audit import verify
from county_desk.workflow.supervision.concluding import ConcludeEvaluation
from county_desk.workflow.supervision.rounds import CheckSheet, DrawRound, EnterSheet
from tests.build import DAY, REVIEWER, SECOND, a_household, refusal

DRAWN = date(2017, 3, 1)
CONCLUSION = {"round": 1, "found_on": DRAWN, "document": "评估报告〔2017〕1号"}


@pytest.fixture
def answered(office):
    """Two households on record that are not registered; one should be."""
    for serial, head in enumerate(("张三", "李四"), 1):
        a_household(office, head, serial=serial)
    desk = office.at(DRAWN, REVIEWER)
    desk.do(DrawRound(kind=RoundKind.SURVEY, name="评估", people=RoundPeople.ALL, drawn_on=DRAWN))
    answers = ({"decided_rightly": False, "satisfied": True}, {"decided_rightly": True, "satisfied": True})
    for sheet, given in enumerate(answers, 1):
        desk.do(EnterSheet(sheet=sheet, visited_on=DRAWN, **given))
    office.at(DRAWN, SECOND).do(CheckSheet(sheet=1, visited_on=DRAWN, **answers[0]))
    return answers


def test_a_round_is_concluded_once_every_sheet_was_entered_twice(office, answered):
    desk = office.at(DRAWN, REVIEWER)
    assert refusal(desk, ConcludeEvaluation(**CONCLUSION)) == {
        "round": "1 field sheet was entered once only; a second person enters it first"
    }
    office.at(DRAWN, SECOND).do(CheckSheet(sheet=2, visited_on=DRAWN, **answered[1]))
    change = desk.do(ConcludeEvaluation(**CONCLUSION))
    assert change.summary == "评估 concluded: Rate of the missed 1 of 2; Approval of the people 2 of 2"
    results = office.read(lambda session: session.scalars(select(EvaluationResult)).all())
    assert [(each.parameter, each.numerator, each.denominator, each.round) for each in results] == [
        (EvaluationParameter.MISSED, 1, 2, 1),
        (EvaluationParameter.APPROVAL, 2, 2, 1),
    ]
    assert office.read(verify).ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"round": 9}, "round"),
        ({"document": " "}, "document"),
        ({"found_on": DRAWN - DAY}, "found_on"),
        ({"found_on": DRAWN + DAY}, "found_on"),
    ],
)
def test_a_conclusion_that_makes_no_sense_is_refused_at_its_field(office, answered, wrong, field):
    assert list(refusal(office.at(DRAWN, REVIEWER), ConcludeEvaluation(**CONCLUSION | wrong))) == [field]
