"""Taking in workbooks, against only reading them: time of both processes together, and the memory of each.

Goals of issue 3, point 10, and of performance.md. All times are CPU seconds; those of an import are of the
program and of its reading child together.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

import county_desk.__main__
from county_desk.intake.comparing.reading_terms import reading_terms
from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reader import Reader
from county_desk.intake.taking_in.arrivals import take_in_files
from county_desk.models.register import RegisterKind
from county_desk.workflow.desk import Desk
from county_desk.workflow.entry import Opened, found, sit_down
from county_desk.workflow.place_list import PlaceLine
from tests.benchmarks.bare import bare_inserts, copied
from tests.benchmarks.measure import goal, peak, sized, tell
from tests.benchmarks.workbook import write_roster
from tests.build import CLERK, FOUNDED, PEOPLE, lines

HOUSEHOLDS, VILLAGES, IN_EACH = sized(20_000), sized(240), 50
TODAY = date(2016, 11, 25)
RUNS = 3

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(autouse=True)
def nothing_but_the_reader_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child imports the module with which its parent began: the program's is light, pytest's is not."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", county_desk.__main__.__spec__)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A register with the village of the large roster and those of the batch."""
    return _desk(tmp_path / "bench.cdesk")


def _desk(path: Path) -> Desk:
    return sit_down(_register(path), CLERK, today=TODAY)


def _register(path: Path) -> Opened:
    above = (2016, "99", "青岚省", "9901", "青岚市", "990101", "青岚县")
    more = tuple(
        PlaceLine(*above, "990101300", "清水镇", f"990101300{number + 200:03}", _village(number))
        for number in range(VILLAGES)
    )
    return found(
        path,
        name="青岚县",
        code="990101",
        places=(*lines(), *more),
        people=PEOPLE,
        kind=RegisterKind.REHEARSAL,
        today=FOUNDED,
    )


def test_a_roster_of_60_000_people_in_40_columns(tmp_path: Path) -> None:
    """Reading with every check, then the same with comparing and storing as one audited act.

    Ours and calamine take turns: a machine that others use is not as quick at all times.
    """
    path = tmp_path / "大河村贫困户花名册.xlsx"
    write_roster(path, HOUSEHOLDS, wide=True)
    desks = [_desk(tmp_path / f"bench{run}.cdesk") for run in range(RUNS)]
    terms = desks[0].read(reading_terms, 2016, TODAY)
    child = _peak_of_child([path], terms)
    stored = [_of_both(lambda: _take_in(desks[0], [path], HOUSEHOLDS * 3))]
    program = peak(os.getpid())  # the other readers need more, so they come after it
    bare, read = [_of_both(lambda: _by_calamine([path]))], [_of_both(lambda: _in_child([path], terms))]
    for desk in desks[1:]:
        stored.append(_of_both(partial(_take_in, desk, [path], HOUSEHOLDS * 3)))
        bare.append(_of_both(lambda: _by_calamine([path])))
        read.append(_of_both(lambda: _in_child([path], terms)))
    slow = _of_both(lambda: _by_openpyxl(path))
    _tell_roster(median(read), median(stored), median(bare), slow)
    goal("memory of the reading child in MB", child, 400)
    goal("memory of the program in MB", program, 400)


def _tell_roster(read: float, stored: float, bare: float, slow: float) -> None:
    tell("reading 60,000 x 40 with every check", read, calamine_alone=bare, openpyxl_read_only=slow)
    tell("the same, compared and stored as one act", stored, calamine_alone=bare, openpyxl_read_only=slow)
    goal("60,000 x 40 against calamine", stored / bare, 3.0)
    goal("60,000 x 40 against openpyxl", stored / slow, 0.5)


def test_a_batch_of_240_villages(tmp_path: Path, desk: Desk) -> None:
    """240 workbooks of 50 households each, taken in one after the other."""
    paths = []
    for number in range(VILLAGES):
        name = _village(number)
        paths.append(tmp_path / f"清水镇{name}花名册.xlsx")
        write_roster(paths[-1], IN_EACH, village=name, start=number * IN_EACH)
    terms = desk.read(reading_terms, 2016, TODAY)
    copied(tmp_path / "bench.cdesk", tmp_path / "bare.cdesk")
    bare = _median(lambda: _by_calamine(paths))
    read = _median(lambda: _in_child(paths, terms))
    tell("reading 240 workbooks with every check", read, calamine_alone=bare)
    begun = time.monotonic()
    stored = _of_both(lambda: _take_in(desk, paths, IN_EACH * 3))
    print(f"\n240 workbooks: {time.monotonic() - begun:.1f} s by the clock")
    least = bare + bare_inserts(tmp_path / "bench.cdesk", tmp_path / "bare.cdesk", VILLAGES)
    slow = _of_both(lambda: [_by_openpyxl(path) for path in paths])
    others = {"calamine_alone": bare, "and_bare_inserts": least, "openpyxl_read_only": slow}
    tell("the same, compared and stored as 240 acts", stored, **others)
    goal("240 workbooks against calamine and bare inserts, a commit each", stored / least, 3.5)


def _village(number: int) -> str:
    """The name of one of the villages; none of the villages of every test is called so."""
    tens, ones = divmod(number, 16)
    return f"{'东西南北左下前后内外远小新老高'[tens]}{'河山湾坝坪沟岭坡塘桥寨庄洼梁岗泉'[ones]}村"


def _take_in(desk: Desk, paths: Sequence[Path], people: int) -> None:
    for arrival in take_in_files(desk, paths, 2016):
        counts = arrival.delivery.counts
        assert arrival.batch is not None, arrival.delivery.kinds
        assert counts["accept"] + counts["accept_warn"] == people, counts


def _in_child(paths: Sequence[Path], terms: ReadingTerms) -> None:
    with Reader() as reader:
        for delivery in reader.read_each(paths, terms):
            assert delivery.read


def _peak_of_child(paths: Sequence[Path], terms: ReadingTerms) -> float:
    with Reader() as reader:
        for _delivery in reader.read_each(paths, terms):
            pass
        return peak(reader.pid)


def _by_calamine(paths: Sequence[Path]) -> None:
    """All cells by the quickest reader there is."""
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def _by_openpyxl(path: Path) -> None:
    """All cells by the obvious reader."""
    book = load_workbook(path, read_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _median(work: Callable[[], object]) -> float:
    return median(_of_both(work) for _run in range(RUNS))


def _of_both(work: Callable[[], object]) -> float:
    """CPU seconds of this process and of the children that ended meanwhile."""
    begun = os.times()
    work()
    now = os.times()
    return sum(now[:4]) - sum(begun[:4])
