"""Memory of the command line on 15,000 and 60,000 registered households, each act in a process of its own.

The goal: a peak below 300 MB, and time that grows no faster than the register. A proof of the history takes
the same memory at both sizes.
The returns on monitoring and help are measured on 60,000 households with 300,000 measures and 8,000 watched.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from county_desk.intake.comparing.snapshot import villages
from county_desk.intake.reading.households.verdicts import OPENING
from county_desk.intake.taking_in.take_in import TakeIn
from county_desk.workflow.entry import sit_down
from tests.benchmarks.assistance_register import assistance_register
from tests.benchmarks.bench_storing import a_register
from tests.benchmarks.deliveries import a_delivery
from tests.benchmarks.measure import goal, sized
from tests.build import CLERK

pytestmark = pytest.mark.timeout(900)
SIZES = (sized(15_000), sized(60_000))
BATCHES = 12
DAY = date(2016, 11, 25)
LATER = date(2026, 11, 28)
MOST = 300  # MB
FLAT = ("verify", "backup")  # acts that hold no part of the register


def _return(name: str, year: int) -> Sequence[str]:
    return ("return", name, "--period", str(year), "--overwrite", "--out", f"{name}.xlsx")


ACTS: Mapping[str, Sequence[str]] = {
    "verify": ("verify",),
    "backup": ("backup", "backups"),
    "exit-check": ("exit-check", "--county"),
    "checks": ("checks",),
    "checks into a workbook": ("checks", "--overwrite", "--out", "checks.xlsx"),
    **{f"return {name}": _return(name, DAY.year) for name in ("R1", "R2", "R3", "R4", "R5", "R6")},
}
OF_HELP = ("R7", "R8", "R9A", "R9B", "R10", "R11", "R12", "R13")

# A process keeps the peak of the one that made it until it has more, so a small one makes those measured.
_LAUNCH = """
import json, os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_pid, status, used = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_maxrss / 1000, used.ru_utime + used.ru_stime]),
    file=sys.stderr)
"""


class Used(NamedTuple):
    """What a process took: its peak in MB, and its CPU seconds."""

    peak: float
    cpu: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register of each size, whose history knows every household."""
    made = tmp_path_factory.mktemp("memory")
    for size in SIZES:
        fill(made / f"{size}.cdesk", size)
    return made


def fill(path: Path, households: int) -> None:
    """A register whose households all came in with the opening balance, in some files."""
    opened = a_register(path)
    desk = sit_down(opened, CLERK, today=DAY)
    places = desk.read(villages)
    each = households // BATCHES
    for batch in range(BATCHES):
        numbers = range(batch * each, (batch + 1) * each)
        delivery = a_delivery(path.parent, places[batch % len(places)].id, numbers)
        standing = tuple(replace(home, claimed="未脱贫") for home in delivery.households)
        delivery = replace(delivery, households=standing)
        desk.do(TakeIn(delivery=delivery, kinds=(OPENING,)))
    opened.close()


def used_by(folder: Path, register: str, words: Sequence[str], day: date = DAY) -> Used:
    """The memory and time of one call of the command line, whose answer goes to a file."""
    ours = (sys.executable, "-m", "county_desk", "--database", register, "--as", CLERK)
    call = (*ours, "--today", day.isoformat(), *words)
    with (folder / "answer.txt").open("w") as answer:
        line = (sys.executable, "-S", "-c", _LAUNCH, *call)
        done = subprocess.run(line, cwd=folder, stdout=answer, stderr=subprocess.PIPE, text=True, check=True)
    status, peak, cpu = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return Used(peak, cpu)


@pytest.mark.parametrize("act", ACTS)
def test_an_act(act: str, folder: Path) -> None:
    """The peak of an act at both sizes, and how it grows, against a call that reads ten rows."""
    floor = used_by(folder, f"{SIZES[1]}.cdesk", ("list", "households", "--limit", "10"))
    few, many = (used_by(folder, f"{size}.cdesk", ACTS[act]) for size in SIZES)
    print(
        f"\n{act}: {few.peak:.0f} MB of 15,000, {many.peak:.0f} MB of 60,000 ({floor.peak:.0f} MB for a list)"
    )
    print(f"   {few.cpu:.1f} s and {many.cpu:.1f} s CPU ({floor.cpu:.1f} s for a list)")
    goal("MB", many.peak, MOST)
    if act in FLAT:
        goal("times the memory for four times the households", many.peak / few.peak, 1.1)
    goal("times the time for four times the households", (many.cpu - floor.cpu) / (few.cpu - floor.cpu), 4.5)


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register of monitored and helped households."""
    made = tmp_path_factory.mktemp("helped")
    assistance_register(made / "helped.cdesk").close()
    return made


@pytest.mark.parametrize("name", OF_HELP)
def test_a_return_of_help(name: str, helped: Path) -> None:
    """The peak of a return on monitoring or help for a whole year."""
    used = used_by(helped, "helped.cdesk", _return(name, LATER.year), LATER)
    print(f"\nreturn {name}: {used.peak:.0f} MB and {used.cpu:.1f} s CPU")
    goal("MB", used.peak, MOST)
