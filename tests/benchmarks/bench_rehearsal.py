"""Rehearsals of a figure over 60,000 households, against the exit check of the same register."""

from collections.abc import Iterator
from datetime import date

import pytest

from county_desk.rules.rehearsed import Rehearsal
from county_desk.workflow.checks import each_check
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import sit_down
from county_desk.workflow.policy.own_figures import SetParameter
from county_desk.workflow.policy.what_if import what_if
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.measure import goal, seconds, tell
from tests.benchmarks.registers import large_register
from tests.build import ADMINISTRATOR, CLERK

MOST, RUNS = 3.0, 3
EXITS, HELP = date(2016, 11, 30), date(2026, 11, 28)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at a register of 60,000 households in the year of their exits."""
    opened = large_register(tmp_path_factory.mktemp("large") / "large.cdesk")
    yield sit_down(opened, CLERK, today=EXITS)
    opened.close()


@pytest.fixture(scope="module")
def helping(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at a register with 300,000 measures and 8,000 monitored households."""
    opened = assistance_register(tmp_path_factory.mktemp("assistance") / "large.cdesk")
    yield sit_down(opened, ADMINISTRATOR, today=HELP)
    opened.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("income_line_exit", "1300"), ("income_line_exit", "3147"), ("income_line_identify", "1300")],
)
def test_a_figure(desk: Desk, name: str, value: str) -> None:
    """Every household under an old and a new line; some thousand turn, or none."""
    check = seconds(lambda: list(each_check(desk, EXITS.year)), RUNS)
    figure = SetParameter(name=name, since=EXITS, value=value, reference="")
    ours = seconds(lambda: what_if(desk, figure), RUNS)
    found = what_if(desk, figure).rehearsal
    tell(f"rehearsal of {name} {value}: {found.count:,} turn", ours, exit_check=check)
    goal(f"of the exit check, {name} {value}", ours / check, MOST)
    assert Rehearsal.from_plain(found.as_plain()) == found


@pytest.mark.parametrize(("name", "value"), [("monitor_line", "9000"), ("relocation_area", "20")])
def test_a_figure_of_monitoring_and_help(helping: Desk, name: str, value: str) -> None:
    """Households that could enter monitoring, those monitored, and running measures."""
    check = seconds(lambda: list(each_check(helping, HELP.year)), RUNS)
    figure = SetParameter(name=name, since=HELP, value=value, reference="")
    ours = seconds(lambda: what_if(helping, figure), RUNS)
    found = what_if(helping, figure).rehearsal
    judged = ", ".join(f"{each.rule} {each.judged:,}" for each in found.rules)
    tell(f"rehearsal of {name} {value}: {judged}", ours, exit_check=check)
    goal(f"of the exit check, {name}", ours / check, MOST)
