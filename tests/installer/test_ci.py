"""CI tries both installers: what a machine lacks is left out in a line, what does not work is a failure."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
USED = ("bash", "cat", "dirname", "env", "mktemp", "sed", "tail", "timeout")
TOOLS = ("debootstrap", "Xvfb", "xdotool", "import", "pgrep", "makensis", "osslsigncode", "wine", "wineboot")
MINGW = "x86_64-w64-mingw32-gcc"
UNTRIED = 77


@pytest.fixture
def machine(tmp_path):
    """A machine on which root has every tool, and everything works; a test changes one thing of it."""
    for folder in ("bin", "dist", "installer", ".ci"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / ".ci" / "installers", tmp_path / ".ci" / "installers")
    for tool in USED:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    answers(tmp_path, "bin/dpkg", "echo amd64")
    answers(tmp_path, "bin/id", "echo 0")
    answers(tmp_path, "bin/rm", "exit 0")
    (tmp_path / "dist" / "county-desk-setup.exe").touch()
    for name in (*(f"bin/{tool}" for tool in (*TOOLS, MINGW, "apt-get", "python3")), *tries()):
        answers(tmp_path, name, "exit 0")
    return tmp_path


def tries():
    return ("installer/try_deb.sh", "installer/try_windows.sh")


def answers(machine, name, words):
    """Let a command of the machine do what these words of a shell do."""
    path = machine / name
    path.write_text(f"#!/bin/bash\n{words}\n", "utf8")
    path.chmod(0o755)


def run(machine, *parts):
    """The exit status and the lines of CI's part."""
    environment = {"PATH": str(machine / "bin"), "TMPDIR": str(machine)}
    command = [machine / ".ci" / "installers", *parts]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_both_are_built_and_tried(machine):
    status, said = run(machine)
    assert status == 0
    assert said.count("works; tried in") == 2
    assert "left out" not in said


@pytest.mark.parametrize("name", tries())
def test_what_does_not_work_is_a_failure_and_the_other_is_tried_all_the_same(machine, name):
    answers(machine, name, "exit 1")
    status, said = run(machine)
    assert (status, said.count("does not work"), said.count("works; tried in")) == (1, 1, 1)


def test_a_machine_that_is_too_slow_leaves_a_part_out(machine):
    answers(machine, "installer/try_windows.sh", "exit 124")
    status, said = run(machine)
    assert status == 0
    assert "left out: Windows' set-up program under Wine: it was not through within 1200 s" in said


def test_a_package_that_cannot_be_built_is_a_failure(machine):
    answers(machine, "bin/python3", "echo 'build: the list is wrong'; exit 1")
    status, said = run(machine)
    assert status == 1
    assert said.count("build: the list is wrong") == 2


def test_a_download_that_cannot_be_had_leaves_a_package_out(machine):
    answers(machine, "bin/python3", f"echo 'build: the network does not answer'; exit {UNTRIED}")
    status, said = run(machine)
    assert status == 0
    assert said.count("the network does not answer") == 2
    assert "left out: windows: build: the network does not answer" in said


def test_wine_that_cannot_be_installed_leaves_its_part_out(machine):
    (machine / "bin" / "wine").unlink()
    answers(machine, "bin/apt-get", "echo 'E: no such package'; exit 100")
    status, said = run(machine)
    assert status == 0
    assert "left out: Windows' set-up program under Wine: apt-get could not install wine: E: no such" in said
    assert said.count("works; tried in") == 1


def test_wine_that_does_not_start_leaves_its_part_out(machine):
    answers(machine, "installer/try_windows.sh", f"echo 'try_windows: Wine does not start'; exit {UNTRIED}")
    status, said = run(machine)
    assert status == 0
    assert "Wine does not start" in said


def test_a_part_can_be_asked_for_by_its_name(machine):
    status, said = run(machine, "deb")
    assert (status, said.count("works; tried in")) == (0, 1)


def test_wine_tries_nothing_where_nothing_was_built(machine):
    (machine / "dist" / "county-desk-setup.exe").unlink()
    assert "left out: Windows' set-up program under Wine: there is none" in run(machine)[1]


def test_who_is_not_root_tries_no_deb(machine):
    answers(machine, "bin/id", "echo 1000")
    status, said = run(machine)
    assert status == 0
    assert "left out: the .deb: only root installs it" in said


def test_another_architecture_leaves_both_out(machine):
    answers(machine, "bin/dpkg", "echo arm64")
    assert run(machine) == (0, "ci: left out: both installers: they are built on a Debian of amd64\n")
