"""Reading in a child gives the same report, and nothing that happens to the child reaches the window."""

import os
import threading
from dataclasses import replace

import pytest

from county_desk.excel import child
from county_desk.excel.child import Reader, read_in_child
from county_desk.excel.delivery import Delivery, FileVerdict, Terms
from county_desk.excel.packing import Unpackable, pack, unpack
from county_desk.excel.reading.report import read_delivery
from county_desk.progress import Cancelled
from county_desk.text import CHINESE, language
from tests.excel.villages import PLACES, ROSTER, a_workbook, line, spoil


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "石桥镇柳湾.xlsx"
    spoil(a_workbook(), ROSTER, {"G5": None, "D6": "王 秀田", "H7": 25749.0}).save(found)
    return found


def timeless(delivery):
    return replace(delivery, seconds=0)


def test_a_report_survives_the_way_through_text(path):
    delivery = read_delivery(path, Terms(PLACES, 2016))
    assert unpack(Delivery, pack(delivery)) == delivery


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"file": 1}', "nonsense", "null"],
)
def test_text_that_is_no_report_is_refused(text):
    with pytest.raises(Unpackable):
        unpack(Delivery, text)


def test_a_report_with_a_value_of_another_type_is_refused(path):
    text = pack(read_delivery(path, Terms(PLACES, 2016)))
    for right, wrong in (
        ("[2016]", '["2016"]'),
        ("[true]", "[1]"),
        ('"ask"', '"perhaps"'),
    ):
        assert right in text
        with pytest.raises(Unpackable):
            unpack(Delivery, text.replace(right, wrong))


def test_the_child_reads_what_we_would_read(path):
    told = []
    with Reader() as reader:
        found = reader.read(path, Terms(PLACES, 2016), lambda done, total: told.append((done, total)))
        assert timeless(found) == timeless(read_delivery(path, Terms(PLACES, 2016)))
        assert told[-1] == (24, 24)
        with language(CHINESE):
            chinese = reader.read(path, Terms(PLACES, 2016))
    assert "身份证号空白。" in [problem.message for problem in line(chinese, 5).problems]


def test_the_child_can_be_asked_from_any_thread(path):
    found = []
    thread = threading.Thread(target=lambda: found.append(read_in_child(path, Terms(PLACES, 2016))))
    thread.start()
    thread.join()
    assert found[0].households[1].head == "王秀田"


def test_stopping_ends_the_child_and_the_next_file_gets_a_new_one(path):
    def stop(_done, _total):
        raise Cancelled

    with Reader() as reader:
        with pytest.raises(Cancelled):
            reader.read(path, Terms(PLACES, 2016), stop)
        assert reader.read(path, Terms(PLACES, 2016)).read


def test_a_child_that_dies_makes_one_file_unreadable_and_no_more(path, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "serve", dies_once)
    monkeypatch.setenv("MARK", str(tmp_path / "died"))
    with Reader() as reader:
        first, second = reader.read(path, Terms(PLACES, 2016)), reader.read(path, Terms(PLACES, 2016))
    assert (first.verdict, first.kinds) == (FileVerdict.REJECT_FILE, ("file_corrupt",))
    assert first.digest == second.digest
    assert second.read


def test_a_child_that_takes_too_long_is_stopped(path, monkeypatch):
    monkeypatch.setattr(child, "serve", sleeps)
    with Reader(seconds=0.3) as reader:
        assert reader.read(path, Terms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


def test_an_answer_that_is_no_report_is_not_believed(path, monkeypatch):
    monkeypatch.setattr(child, "serve", lies)
    with Reader() as reader:
        assert reader.read(path, Terms(PLACES, 2016)).verdict is FileVerdict.REJECT_FILE


def test_a_fault_of_ours_is_told_with_its_place(path, monkeypatch):
    monkeypatch.setattr(child, "serve", stumbles)
    with Reader() as reader:
        found = reader.read(path, Terms(PLACES, 2016))
    assert found.verdict is FileVerdict.REJECT_FILE
    assert "KeyError" in found.problems[0].message


def dies_once(pipe, memory, seconds):
    """Die at the first request, serve from then on."""
    mark = os.environ["MARK"]
    if os.path.exists(mark):  # noqa: PTH110
        child.serve(pipe, memory, seconds)
    pipe.recv_bytes()
    open(mark, "w").close()  # noqa: PTH123
    os._exit(1)


def sleeps(pipe, memory, seconds):
    """Never answer."""
    threading.Event().wait()


def lies(pipe, memory, seconds):
    """Answer with something else than a report."""
    pipe.recv_bytes()
    pipe.send_bytes(b'D{"file": "a"}')
    threading.Event().wait()


def stumbles(pipe, memory, seconds):
    """Meet a fault of our own while reading."""
    from county_desk.excel.reading import report

    def faulty(*_given):
        raise KeyError("x")

    report.read_delivery = faulty
    child.serve(pipe, memory, seconds)
