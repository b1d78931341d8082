"""Daily jobs are done through the accessibility tree and the keyboard, without a picture or a mouse."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from county_desk.demo.present.story import PRESENT
from county_desk.models.audit import Event
from county_desk.text import CHINESE
from county_desk.workflow.entry import open_register

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
CLERK = "李敏"


@pytest.fixture
def bus(monkeypatch):
    """A screen and an accessibility bus that nobody else uses."""
    pytest.importorskip("xa11y", reason="xa11y, which reads the accessibility tree, is not installed")
    missing = [tool for tool in ("Xvfb", "dbus-daemon") if shutil.which(tool) is None]
    if missing or not LAUNCHER.exists():
        pytest.skip(f"no accessibility bus can be started: {', '.join(missing) or LAUNCHER} is missing")
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"]
    started = [subprocess.Popen(screen, pass_fds=[write], stderr=subprocess.DEVNULL)]
    monkeypatch.setenv("DISPLAY", ":" + os.read(read, 16).decode().strip())
    session = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(session, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    started.append(daemon)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", "1")
    monkeypatch.setenv("QT_LOGGING_RULES", "qt.accessibility.atspi=false")
    yield
    daemon.stdout.close()
    for process in reversed(started):
        process.terminate()
        process.wait()
    os.close(read)
    os.close(write)


@pytest.fixture
def register(demos, tmp_path):
    """The demo of 2026; a job writes into it."""
    return demos.copy(PRESENT, tmp_path / "demo.cdesk")


@pytest.fixture
def reader(bus, register):
    """Somebody at the window of the clerk who reads its tree."""
    from tests.views.reader.reader import Reader

    command = [sys.executable, "-m", "tests.views.reader.office", str(register), CLERK, CHINESE]
    office = subprocess.Popen(command)
    yield Reader(office.pid)
    office.terminate()
    office.wait()


def look_up(reader):
    reader.search("马立军", "马立军")
    assert "9901011012030007" in reader.hear("马立军户")


def visit(reader):
    reader.press("登记入户走访…")
    reader.fill("入户人员", "罗建功、冯启山")
    reader.pick("走访事由", "监测走访")
    reader.fill("入户情况", "生活正常")
    reader.submit("登记入户走访")


def measure(reader):
    reader.press("登记帮扶措施…")
    reader.pick("措施类别", "产业帮扶")
    reader.fill("帮扶措施", "购鸡苗")
    reader.submit("登记帮扶措施")


def take_back(reader):
    reader.press("撤销")
    reader.wait("button", "登记帮扶措施…", enabled=True)


def objection(reader):
    reader.page("申请公示", "公示")
    reader.press("登记异议")
    reader.pick("反映方式", "来信")
    reader.fill("异议内容", "条件不符")
    reader.submit("登记异议")


def find_act(reader):
    reader.search("登记线索", "登记线索")
    reader.press("取消")


JOBS = (find_act, look_up, visit, measure, take_back, objection)
WRITTEN = ["RecordHouseholdVisit", "RecordMeasure", "WithdrawMeasure", "RecordObjection"]


@pytest.mark.slow
def test_daily_jobs_are_done_by_ear(reader, register):
    for job in JOBS:
        job(reader)
    with open_register(register).sessions() as session:
        done = session.scalars(select(Event.command).order_by(Event.id.desc()).limit(len(WRITTEN))).all()
    assert done[::-1] == WRITTEN
