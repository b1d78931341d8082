"""Reading in a child gives the same report, and nothing that happens to the child reaches the window."""

import itertools
import os
import socket
import subprocess
import threading
from ctypes import c_void_p, sizeof
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from county_desk.intake.delivery import Delivery, FileVerdict, ReadingTerms
from county_desk.intake.plain import plain_delivery
from county_desk.intake.reader import Reader
from county_desk.intake.reading.report import read_delivery
from county_desk.progress import Cancelled
from county_desk.sheets import child, child_limits
from county_desk.sheets.child_task import task_of
from county_desk.sheets.packing import Unpackable, pack, unpack
from county_desk.text import CHINESE, language
from tests.intake.villages import PLACES, ROSTER, a_workbook, line, spoil


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "石桥镇柳湾.xlsx"
    spoil(a_workbook(), ROSTER, {"G5": None, "D6": "王 秀田", "H7": 25749.0}).save(found)
    return found


def timeless(delivery):
    return replace(delivery, seconds=0)


def test_a_report_survives_the_way_through_bytes(path):
    delivery = read_delivery(path, ReadingTerms(PLACES, 2016))
    assert unpack(Delivery, pack(delivery)) == delivery


@pytest.mark.parametrize(
    "told",
    ["", "[]", "{}", '{"file": 1}', "nonsense", "null", "[[],[]]", "[[1],[]]", "[[-1],[]]", '[["1"],[]]'],
)
def test_bytes_that_are_no_report_are_refused(told):
    with pytest.raises(Unpackable):
        unpack(Delivery, told.encode())
    with pytest.raises(Unpackable):
        unpack(Delivery, len(told).to_bytes(8, "big") + told.encode())


@pytest.mark.parametrize("cut", [0, 7, 8, 60, -1])
def test_a_report_that_is_not_whole_is_refused(path, cut):
    with pytest.raises(Unpackable):
        unpack(Delivery, pack(read_delivery(path, ReadingTerms(PLACES, 2016)))[:cut])


def test_a_report_with_a_value_of_another_type_is_refused(path):
    report = pack(read_delivery(path, ReadingTerms(PLACES, 2016)))
    for right, wrong in (
        (b"[2016]", b"[20.6]"),
        (b"[true]", b"[1   ]"),
        (b'"ask"', b'"axe"'),
    ):
        assert right in report
        with pytest.raises(Unpackable):
            unpack(Delivery, report.replace(right, wrong))


def test_the_child_reads_what_we_would_read(path):
    told = []
    with Reader() as reader:
        found = reader.read(path, ReadingTerms(PLACES, 2016), lambda done, total: told.append((done, total)))
        assert timeless(found) == timeless(read_delivery(path, ReadingTerms(PLACES, 2016)))
        assert told[-1] == (24, 24)
        with language(CHINESE):
            chinese = reader.read(path, ReadingTerms(PLACES, 2016))
    assert any(problem.message.startswith("身份证号空白。") for problem in line(chinese, 5).problems)


def test_the_child_can_be_asked_from_any_thread(path):
    found = []

    def read():
        with Reader() as reader:
            found.append(reader.read(path, ReadingTerms(PLACES, 2016)))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found[0].households[1].head == "王秀田"


def test_one_child_reads_lists_and_tables(path):
    with Reader() as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).read
        number = reader.pid
        (table, *_others) = reader.tables(path).tables
        assert table.data
        assert table.list == ""
        assert reader.read(path, ReadingTerms(PLACES, 2016)).read
        assert reader.pid == number


def test_tables_at_which_the_child_dies_are_not_read_and_the_next_file_is(path, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "serve", dies_once)
    monkeypatch.setenv("MARK", str(tmp_path / "died"))
    with Reader() as reader:
        assert reader.tables(path).trouble
        assert reader.read(path, ReadingTerms(PLACES, 2016)).read


def test_stopping_ends_the_child_and_the_next_file_gets_a_new_one(path):
    def stop(_done, _total):
        raise Cancelled

    with Reader() as reader:
        with pytest.raises(Cancelled):
            reader.read(path, ReadingTerms(PLACES, 2016), stop)
        assert reader.read(path, ReadingTerms(PLACES, 2016)).read


def test_a_child_that_dies_makes_one_file_unreadable_and_no_more(path, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "serve", dies_once)
    monkeypatch.setenv("MARK", str(tmp_path / "died"))
    with Reader() as reader:
        first, second = (
            reader.read(path, ReadingTerms(PLACES, 2016)),
            reader.read(path, ReadingTerms(PLACES, 2016)),
        )
    assert (first.verdict, first.kinds) == (FileVerdict.REJECT_FILE, ("file_corrupt",))
    assert first.digest == second.digest
    assert second.read


def test_a_child_that_takes_too_long_is_stopped(path, monkeypatch):
    monkeypatch.setattr(child, "serve", sleeps)
    with Reader(seconds=0.3) as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


def test_an_answer_that_breaks_off_does_not_keep_anybody_waiting(path, monkeypatch):
    monkeypatch.setattr(child, "serve", breaks_off)
    monkeypatch.setattr(child, "_GRACE", 0.2)
    monkeypatch.setattr(child, "_TOLD", 10_000)
    with Reader(seconds=0.3) as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


def test_an_answer_that_is_no_report_is_not_believed(path, monkeypatch):
    monkeypatch.setattr(child, "serve", lies)
    with Reader() as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


def test_a_fault_of_ours_is_told_with_its_place_and_not_in_the_words_for_the_person(path, monkeypatch):
    monkeypatch.setattr(child, "serve", stumbles)
    with Reader() as reader:
        found = reader.read(path, ReadingTerms(PLACES, 2016))
    assert found.verdict is FileVerdict.REJECT_FILE
    assert "KeyError" in found.fault
    assert plain_delivery(found)["fault"] == found.fault
    assert "KeyError" not in found.problems[0].message


def test_a_batch_is_read_file_by_file_in_its_order(path, tmp_path):
    other = tmp_path / "上坝.xlsx"
    a_workbook().save(other)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    with Reader() as reader:
        found = list(reader.read_each([path, broken, other, path], ReadingTerms(PLACES, 2016)))
    assert [delivery.file for delivery in found] == [str(each) for each in (path, broken, other, path)]
    assert [delivery.read for delivery in found] == [True, False, True, True]
    assert timeless(found[0]) == timeless(found[3])


def test_a_child_that_dies_in_a_batch_costs_one_file(path, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "serve", dies_once)
    monkeypatch.setenv("MARK", str(tmp_path / "died"))
    with Reader() as reader:
        found = [delivery.read for delivery in reader.read_each([path] * 3, ReadingTerms(PLACES, 2016))]
    assert found == [False, True, True]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not limit a process")
@pytest.mark.parametrize("greed", ["eats", "works", "eats_in_c"])
def test_a_greedy_file_ends_the_child_and_nothing_else(path, monkeypatch, greed):
    monkeypatch.setattr(child, "serve", globals()[greed])
    began = monotonic()
    with Reader(seconds=2.0, memory=64 << 20) as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE
    assert monotonic() - began < 20


@pytest.mark.parametrize("mischief", ["writes", "connects", "starts", "removes"])
def test_the_child_writes_nothing_and_calls_nobody(path, tmp_path, monkeypatch, mischief):
    monkeypatch.setattr(child, "serve", globals()[mischief])
    monkeypatch.setenv("MARK", str(tmp_path / "mark"))
    with Reader() as reader:
        found = reader.read(path, ReadingTerms(PLACES, 2016))
    assert "PermissionError" in found.fault
    assert path.exists()
    assert not (tmp_path / "mark").exists()


def test_a_task_that_makes_a_workbook_may_have_scratch_files():
    before = dict(child_limits._doors)
    try:
        child_limits._doors["write"] = False
        with pytest.raises(PermissionError):
            child_limits._guard("open", ("a", "wb", 0))
        child_limits._doors["write"] = True
        child_limits._guard("open", ("a", "wb", 0))
        with pytest.raises(PermissionError):
            child_limits._guard("socket.connect", ())
    finally:
        child_limits._doors.update(before)


def test_a_task_that_nobody_knows_is_refused():
    with pytest.raises(Unpackable):
        task_of("Format", "{}")


def test_an_answer_that_is_too_long_is_not_taken(path, monkeypatch):
    monkeypatch.setattr(child, "ANSWER", 1000)
    with Reader() as reader:
        assert reader.read(path, ReadingTerms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


@pytest.mark.skipif(sizeof(c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_limits_of_a_windows_job_are_laid_out_as_windows_has_them():
    limits = child_limits.limits_of(512 << 20)
    assert (sizeof(child_limits.BasicLimits), sizeof(limits)) == (64, 144)
    assert limits.BasicLimitInformation.LimitFlags == 0x2700
    assert limits.ProcessMemoryLimit == limits.JobMemoryLimit == 512 << 20
    assert child_limits.ExtendedLimits.ProcessMemoryLimit.offset == 112


def dies_once(pipe, *limits):
    """Die at the first request, serve from then on."""
    mark = os.environ["MARK"]
    if os.path.exists(mark):  # noqa: PTH110
        child.serve(pipe, *limits)
    pipe.recv_bytes()
    open(mark, "w").close()  # noqa: PTH123
    os._exit(1)


def sleeps(pipe, *limits):
    """Never answer."""
    threading.Event().wait()


def lies(pipe, *limits):
    """Answer with something else than a report."""
    pipe.recv_bytes()
    pipe.send_bytes(b"D")
    pipe.send_bytes(b'{"file": "a"}')
    threading.Event().wait()


def breaks_off(pipe, *limits):
    """Promise an answer of a thousand bytes and send one."""
    pipe.recv_bytes()
    os.write(pipe.fileno(), (1000).to_bytes(4, "big") + b"D")
    threading.Event().wait()


def stumbles(pipe, *limits):
    """Meet a fault of our own while reading."""
    from county_desk.intake.reading import report

    def faulty(*_given):
        raise KeyError("x")

    report.read_delivery = faulty
    child.serve(pipe, *limits)


def misled(work):
    """Serve with a reader that a file has led astray."""

    def serve(pipe, *limits):
        from county_desk.intake.reading import report

        report.read_delivery = lambda *_given: work()
        child.serve(pipe, *limits)

    return serve


def _mark():
    return os.environ["MARK"]


def eats(pipe, *limits):
    """Want more and more memory."""
    misled(lambda: [bytearray(1 << 20) for _megabyte in range(4000)])(pipe, *limits)


def eats_in_c(pipe, *limits):
    """Want all memory at once."""
    misled(lambda: bytearray(8 << 30))(pipe, *limits)


def works(pipe, *limits):
    """Never finish, and hear nobody."""
    misled(lambda: sum(number % 7 for number in itertools.count()))(pipe, *limits)


def writes(pipe, *limits):
    """Write a file."""
    misled(lambda: open(_mark(), "w"))(pipe, *limits)  # noqa: PTH123, SIM115


def connects(pipe, *limits):
    """Call somebody."""
    misled(lambda: socket.create_connection(("127.0.0.1", 9)))(pipe, *limits)


def starts(pipe, *limits):
    """Start a program."""
    misled(lambda: subprocess.run(["/bin/true"], check=False))(pipe, *limits)


def removes(pipe, *limits):
    """Remove the delivered file."""
    misled(lambda: os.remove(_mark()))(pipe, *limits)  # noqa: PTH107
