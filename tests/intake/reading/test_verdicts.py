"""What a person agrees to goes in with a word; what is refused stays refused."""

from dataclasses import replace

import pytest

from county_desk.intake.delivery import Level, Problem, Verdict
from county_desk.intake.reading.households.verdicts import agreed, judged
from tests.intake.lists import applications, read_list


@pytest.mark.parametrize(
    ("level", "verdict"),
    [(Level.ASK, Verdict.WARN), (Level.ERROR, Verdict.REJECT), (Level.WARN, Verdict.WARN)],
)
def test_only_questions_can_be_agreed_to(level, verdict, tmp_path):
    found = read_list(applications(), tmp_path)
    *rows, last = found.lines
    said = Problem(last.sheet, f"F{last.row}", "income_sum", "", level)
    told = judged(found, [*rows, replace(last, problems=(said,))])
    assert agreed(told, ["income_sum"]).lines[-1].verdict is verdict
