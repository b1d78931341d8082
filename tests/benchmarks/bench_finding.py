"""Exit checks of a county: all findings with their reasons against only reading the facts."""

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from county_desk.tables.rule_facts import household_rows
from county_desk.workflow.checks import each_check, household_check
from county_desk.workflow.entry import Opened, sit_down
from tests.benchmarks.measure import goal, seconds, sized, tell
from tests.benchmarks.registers import county_lines, large_register
from tests.build import CLERK, lines


@pytest.fixture(scope="module", params=[lines, county_lines], ids=["6 villages", "300 villages"])
def register(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Opened]]:
    """A register of 20,000 households in few villages, as until November 2026, and in those of a county."""
    path = Path(tmp_path_factory.mktemp("large")) / "large.cdesk"
    opened = large_register(path, sized(20_000), places=request.param)
    yield f"{len(request.param())} villages", opened
    opened.close()


def test_a_county(register: tuple[str, Opened]) -> None:
    """Every household of the register."""
    villages, opened = register
    desk = sit_down(opened, CLERK, today=date(2016, 11, 30))
    rows = seconds(lambda: desk.read(lambda session: session.execute(household_rows(2016)).all()), 3)
    ours = seconds(lambda: list(each_check(desk, 2016)), 3)
    one = seconds(lambda: household_check(desk, 11, 2016))
    gc.collect()
    tell(f"exit checks of 20,000 households in {villages}", ours, reading_their_facts=rows)
    goal(f"findings against reading, {villages}", ours / rows, 2.0)
    print(f"   one household in {one * 1000:.2f} ms")
