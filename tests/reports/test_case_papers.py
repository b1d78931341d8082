"""The file of a case on paper: what is claimed, what is held, and its steps, in both languages."""

import pytest

from county_desk.reports.case_papers import case_file
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.workflow.cases.desk_case import case_now
from tests.build import REVIEWER, a_household, walk
from tests.reports.test_help_papers import read


@pytest.mark.parametrize(
    ("spoken", "held"),
    [
        (ENGLISH, ("What is claimed, and the evidence", "1 person listed")),
        (CHINESE, ("申报内容与证据", "核实情况")),
    ],
)
def test_the_file_of_a_case_holds_its_claims_its_evidence_and_its_steps(guizhou, spoken, held):
    case = a_household(guizhou, persons=3)
    day = walk(guizhou, (case,), to="county_decision")
    with language(spoken):
        now = case_now(guizhou.at(day, REVIEWER), case)
        paper = case_file(now.detail, now.procedure, now.evidence, now.finding, ("青岚县", day), spoken)
        words = read(paper)
        steps = [now.procedure.step(done.step).title for done in now.detail.steps]
    assert all(each.replace(" ", "") in words for each in held)
    assert "张大有" in words
    assert all(title.replace(" ", "")[:8] in words for title in steps)
    assert not any(one.id_number in words for one in now.detail.members)
