"""What desk.py finds on the machine, and how it asks for what is missing."""

import io
import os
import shutil
import subprocess
import sys

import pytest

from installer import machine

WHOLE = machine.Found("/opt/made-up/python3.13", (3, 13), True)
BARE = machine.Found("/usr/bin/made-up-python3.13", (3, 13), False)


def test_a_python_that_is_too_old_or_too_new_is_passed_over():
    old, new = (
        machine.Found("/usr/bin/python3", (3, 11), True),
        machine.Found("/usr/bin/python3.15", (3, 15), True),
    )
    assert machine.choose([old, None, new]) is None
    assert machine.choose([old, new, WHOLE]) is WHOLE


def test_a_complete_python_goes_before_one_that_needs_a_package():
    assert machine.choose([BARE, WHOLE]) is WHOLE
    assert machine.choose([BARE]) is BARE


def test_a_python_that_no_package_can_complete_is_passed_over():
    assert machine.choose([WHOLE._replace(complete=False)]) is None


def test_a_program_that_is_no_python_is_passed_over(tmp_path):
    assert machine.probe(str(tmp_path / "python3.13")) is None
    assert machine.probe("/bin/true") is None


def test_an_incomplete_python_wants_its_own_venv_package():
    assert machine.python_packages(BARE, offered=None) == ["python3.13-venv"]
    assert machine.python_packages(WHOLE, offered=None) == []


def test_without_a_python_the_offered_one_is_installed():
    assert machine.python_packages(None, lambda: "python3.12") == ["python3.12", "python3.12-venv"]


@pytest.mark.skipif(machine.WINDOWS or not shutil.which("apt-cache"), reason="needs apt")
def test_an_older_debian_is_told_which_one_is_needed(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine, "apt_has", lambda name: name == "python3.12")
    assert machine.offered_python() == "python3.12"
    monkeypatch.setattr(machine, "apt_has", lambda name: name == "python3")
    with pytest.raises(machine.Trouble, match="Debian 13"):
        machine.offered_python()
    monkeypatch.setattr(machine, "apt_has", lambda name: False)  # lists that were never fetched
    assert machine.offered_python() == "python3.13"


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("linux")
def test_only_missing_libraries_are_named():
    assert machine.library_packages(False, lambda soname: soname != "libEGL.so.1") == ["libegl1"]
    assert machine.library_packages(True, lambda soname: True) == []


@pytest.mark.usefixtures("linux")
def test_a_window_needs_more_than_the_tests():
    tests, window = (machine.library_packages(screen, lambda soname: False) for screen in (False, True))
    assert "libxcb-cursor0" in set(window) - set(tests)
    assert set(tests) < set(window)


def test_the_line_to_type_is_exact():
    assert machine.refusal(["libegl1", "libgl1"], sudo="/usr/bin/sudo").splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert machine.refusal(["libgl1"], sudo=None).splitlines()[-1].strip() == (
        "su -c 'apt-get update && apt-get install -y --no-install-recommends libgl1'"
    )


def someone(monkeypatch, *, uid, programs=("apt-get",)):
    """A person at a machine with these programs; sudo would ask for a password."""
    monkeypatch.setattr(os, "geteuid", lambda: uid)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1))


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
def test_root_installs_without_asking(monkeypatch):
    someone(monkeypatch, uid=0)
    assert machine.apt_prefix(["libgl1"]) == []


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
@pytest.mark.parametrize("programs", [("apt-get",), ("apt-get", "sudo")])
def test_who_may_not_install_and_cannot_be_asked_gets_the_line(monkeypatch, programs):
    someone(monkeypatch, uid=1000, programs=programs)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(machine.Trouble, match="apt-get install -y --no-install-recommends libgl1"):
        machine.apt_prefix(["libgl1"])


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
def test_another_system_hears_which_packages_are_missing(monkeypatch):
    someone(monkeypatch, uid=0, programs=())
    with pytest.raises(machine.Trouble, match="libgl1"):
        machine.apt_prefix(["libgl1"])


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("Reading\nE: Unable to locate package libx\nE: more\n", "E: Unable to locate package libx"),
        ("Err:1 deb\nW: Failed to fetch http://a/b  Temporary failure\n", "the network does not answer."),
        ("  ERROR: No matching distribution\n  error: exited\n", "ERROR: No matching distribution"),
        ("killed\n", "killed"),
        (
            "error: incomplete-download\n× Download failed\nhint: Consider using --resume-retries\n",
            "the download broke off. Run the same command again to go on.",
        ),
        ("× Resolution failed\nhint: See above\n", "× Resolution failed"),
        ("OSError: [Errno 28] No space left on device\nhint: x\n", "the disk is full."),
        ("", "it did not say why."),
    ],
)
def test_a_failure_is_told_in_one_line(output, said):
    assert machine.complaint(subprocess.CompletedProcess((), 1, output.encode())) == said


def test_without_a_screen_nothing_is_opened(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "WINDOWS", False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not machine.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert machine.has_screen()
