"""Work off the window's thread."""

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from county_desk.progress import each
from county_desk.text import CHINESE, current, language
from county_desk.views.job_corner import JobCorner
from county_desk.views.jobs import Jobs
from tests.views.showing import PATIENCE


@pytest.fixture(params=[True, False], ids=["inline", "thread"])
def jobs(qtbot, request):
    jobs = Jobs(inline=request.param)
    yield jobs
    jobs.close()


def test_the_answer_comes_back_on_this_thread(jobs, qtbot):
    heard = []
    jobs.start(
        lambda _progress: 42,
        then=lambda answer: heard.append((answer, threading.current_thread())),
        otherwise=pytest.fail,
    )
    qtbot.waitUntil(lambda: heard == [(42, threading.main_thread())])


def test_nothing_begins_after_the_close(jobs):
    begun = []
    jobs.close()
    jobs.start(lambda _progress: begun.append(1), otherwise=pytest.fail)
    assert not begun
    assert not jobs.busy


def test_work_begins_once_the_window_is_painted(qtbot):
    jobs, begun = Jobs(), []
    jobs.paint_first()
    jobs.start(lambda _progress: begun.append(1), otherwise=pytest.fail)
    assert jobs.busy
    assert not begun
    qtbot.waitUntil(lambda: begun == [1])
    jobs.paint_first()
    jobs.start(lambda _progress: begun.append(2), otherwise=pytest.fail)
    jobs.close()  # does not wait for a paint that never comes


class Ring:
    """Something that only a search finds; it notes on which thread it went."""

    def __init__(self, gone):
        self.ring, self.gone = self, gone

    def __del__(self):
        self.gone.append(threading.current_thread())


def test_garbage_is_searched_for_on_this_thread_alone(qtbot):
    jobs, gone = Jobs(), []

    def work(_progress):
        Ring(gone)
        return [[] for _each in range(2 * gc.get_threshold()[0])]  # after so many, Python would search

    kept = []
    jobs.start(work, then=kept.append, otherwise=pytest.fail)
    qtbot.waitUntil(lambda: gone == [threading.main_thread()])
    jobs.close()
    assert gc.isenabled()


def test_an_error_comes_back_as_itself(jobs, qtbot):
    heard = []

    def work(_progress):
        raise LookupError("no such village")

    jobs.start(work, then=pytest.fail, otherwise=heard.append)
    qtbot.waitUntil(lambda: [str(error) for error in heard] == ["no such village"])


def test_stopping_ends_the_work_and_is_told_as_what_it_is(qtbot):
    jobs, begun, seen, told = Jobs(), threading.Event(), [], []

    def work(progress):
        for number in each(range(100_000_000), progress):
            seen.append(number)
            begun.set()

    job = jobs.start(work, then=pytest.fail, otherwise=pytest.fail, stopped=lambda: told.append("stopped"))
    begun.wait(PATIENCE)
    jobs.stop(job)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(seen) < 100_000_000
    assert told == ["stopped"]
    jobs.close()


def test_what_was_finished_before_the_stop_is_still_told(qtbot):
    jobs, heard, begun, release = Jobs(), [], threading.Event(), threading.Event()

    def work(_progress):
        begun.set()
        return release.wait(PATIENCE)

    job = jobs.start(work, then=heard.append, otherwise=pytest.fail)
    qtbot.waitUntil(begun.is_set)
    jobs.stop(job)
    release.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard == [True]
    jobs.close()


def test_a_forgotten_answer_is_not_told(qtbot):
    jobs, begun = Jobs(), threading.Event()
    job = jobs.start(lambda _progress: begun.wait(PATIENCE), then=pytest.fail, otherwise=pytest.fail)
    jobs.forget(job)
    begun.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


def test_an_answer_for_a_deleted_widget_is_dropped(qtbot):
    jobs, begun = Jobs(), threading.Event()
    named, part = QLabel(), QLabel()

    def wait(_progress):
        begun.wait(PATIENCE)

    jobs.start(wait, then=pytest.fail, otherwise=named.setObjectName)
    jobs.start(wait, then=pytest.fail, otherwise=pytest.fail, owner=part)
    for each_part in (named, part):
        delete(each_part)
    begun.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    jobs.close()


def test_a_reading_does_not_wait_for_long_work(qtbot):
    jobs, release, heard = Jobs(), threading.Event(), []
    jobs.start(lambda _progress: release.wait(PATIENCE), otherwise=pytest.fail)
    jobs.start(lambda _progress: "rows", then=heard.append, otherwise=pytest.fail, lane="look")
    qtbot.waitUntil(lambda: heard == ["rows"])
    release.set()
    jobs.close()


def test_progress_is_heard_but_not_for_every_step(qtbot):
    jobs, heard = Jobs(), []
    jobs.start(
        lambda progress: list(each(range(50_000), progress)),
        progressed=lambda done, total: heard.append((done, total)),
        otherwise=pytest.fail,
    )
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard[-1] == (50_000, 50_000)
    assert len(heard) < 100
    jobs.close()


def test_two_answers_at_once_are_heard_in_two_turns_of_the_window(qtbot):
    jobs, told, beats = Jobs(), [], []
    heart = QTimer(interval=1)
    heart.timeout.connect(lambda: beats.append(None))
    for lane in ("work", "look"):
        jobs.start(lambda _progress: None, then=lambda _: told.append(None), otherwise=pytest.fail, lane=lane)
    jobs.close()  # both answers and both ends wait by now
    heart.start()
    seen = []
    while jobs.busy:
        QCoreApplication.processEvents()
        seen.append(len(told))
    assert told == [None, None]
    assert 1 in seen
    assert beats


def test_work_speaks_the_language_it_was_started_in(jobs, qtbot):
    heard = []
    with language(CHINESE):
        jobs.start(lambda _progress: current(), then=heard.append, otherwise=pytest.fail)
    qtbot.waitUntil(lambda: heard == [CHINESE])


def test_the_corner_names_the_job_that_its_button_stops(qtbot):
    jobs, first, second = Jobs(), threading.Event(), threading.Event()
    corner = JobCorner(jobs)
    qtbot.addWidget(corner)
    jobs.start(lambda _progress: first.wait(PATIENCE), otherwise=pytest.fail, name="An export")
    jobs.start(lambda _progress: second.wait(PATIENCE), otherwise=pytest.fail, name="A check", lane="look")
    assert corner.words.text() == "A check"
    second.set()
    qtbot.waitUntil(lambda: len(jobs.running()) == 1)
    assert corner.words.text() == "An export"
    first.set()
    jobs.close()
