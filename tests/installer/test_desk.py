"""What desk.py decides before it touches the machine."""

import ast
import io
import os
import subprocess

import pytest

from installer import desk

WHOLE = desk.Found("/opt/made-up/python3.13", (3, 13), True)
BARE = desk.Found("/usr/bin/made-up-python3.13", (3, 13), False)


def test_an_old_python_can_read_the_script():
    ast.parse((desk.ROOT / "installer" / "desk.py").read_text("utf8"), feature_version=(3, 8))


def test_a_python_that_is_too_old_or_too_new_is_passed_over():
    old, new = desk.Found("/usr/bin/python3", (3, 11), True), desk.Found("/usr/bin/python3.15", (3, 15), True)
    assert desk.choose([old, None, new]) is None
    assert desk.choose([old, new, WHOLE]) is WHOLE


def test_a_complete_python_goes_before_one_that_needs_a_package():
    assert desk.choose([BARE, WHOLE]) is WHOLE
    assert desk.choose([BARE]) is BARE


def test_a_python_that_no_package_can_complete_is_passed_over():
    assert desk.choose([WHOLE._replace(complete=False)]) is None


def test_a_program_that_is_no_python_is_passed_over(tmp_path):
    assert desk.probe(str(tmp_path / "python3.13")) is None
    assert desk.probe("/bin/true") is None


def test_an_incomplete_python_wants_its_own_venv_package():
    assert desk.python_packages(BARE, offered=None) == ["python3.13-venv"]
    assert desk.python_packages(WHOLE, offered=None) == []


def test_without_a_python_the_offered_one_is_installed():
    assert desk.python_packages(None, lambda: "python3.12") == ["python3.12", "python3.12-venv"]


@pytest.fixture
def linux(monkeypatch):
    monkeypatch.setattr(desk.sys, "platform", "linux")


@pytest.mark.usefixtures("linux")
def test_only_missing_libraries_are_named():
    assert desk.library_packages(False, lambda soname: soname != "libEGL.so.1") == ["libegl1"]
    assert desk.library_packages(True, lambda soname: True) == []


@pytest.mark.usefixtures("linux")
def test_a_window_needs_more_than_the_tests():
    tests, window = (desk.library_packages(screen, lambda soname: False) for screen in (False, True))
    assert "libxcb-cursor0" in set(window) - set(tests)
    assert set(tests) < set(window)


def test_the_line_to_type_is_exact():
    assert desk.refusal(["libegl1", "libgl1"], sudo="/usr/bin/sudo").splitlines()[-1].strip() == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    )
    assert desk.refusal(["libgl1"], sudo=None).splitlines()[-1].strip() == (
        "su -c 'apt-get update && apt-get install -y --no-install-recommends libgl1'"
    )


def someone(monkeypatch, *, uid, programs=("apt-get",)):
    """A person at a machine with these programs; sudo would ask for a password."""
    monkeypatch.setattr(desk.os, "geteuid", lambda: uid)
    monkeypatch.setattr(desk.shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(desk.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1))


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
def test_root_installs_without_asking(monkeypatch):
    someone(monkeypatch, uid=0)
    assert desk.apt_prefix(["libgl1"]) == []


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
@pytest.mark.parametrize("programs", [("apt-get",), ("apt-get", "sudo")])
def test_who_may_not_install_and_cannot_be_asked_gets_the_line(monkeypatch, programs):
    someone(monkeypatch, uid=1000, programs=programs)
    monkeypatch.setattr(desk.sys, "stdin", io.StringIO())
    with pytest.raises(desk.Trouble, match="apt-get install -y --no-install-recommends libgl1"):
        desk.apt_prefix(["libgl1"])


@pytest.mark.skipif(os.name == "nt", reason="Debian packages are Linux's")
def test_another_system_hears_which_packages_are_missing(monkeypatch):
    someone(monkeypatch, uid=0, programs=())
    with pytest.raises(desk.Trouble, match="libgl1"):
        desk.apt_prefix(["libgl1"])


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("Reading\nE: Unable to locate package libx\nE: more\n", "E: Unable to locate package libx"),
        ("Err:1 deb\nW: Failed to fetch http://a/b  Temporary failure\n", "the network does not answer."),
        ("  ERROR: No matching distribution\n  error: exited\n", "ERROR: No matching distribution"),
        ("killed\n", "killed"),
        ("", "it did not say why."),
    ],
)
def test_a_failure_is_told_in_one_line(output, said):
    assert desk.complaint(subprocess.CompletedProcess((), 1, output.encode())) == said


def test_without_a_screen_nothing_is_opened(monkeypatch):
    monkeypatch.setattr(desk.sys, "platform", "linux")
    monkeypatch.setattr(desk, "WINDOWS", False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not desk.has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert desk.has_screen()


@pytest.fixture
def ready(monkeypatch):
    """Nothing is set up, and what would be called is noted."""
    called = []
    monkeypatch.setattr(desk, "set_up", lambda extra, screen=False: None)
    monkeypatch.setattr(desk, "call", lambda *line: called.append(line) or line[0] == "mypy")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return called


def test_without_a_screen_the_demo_job_is_done(monkeypatch, ready, capsys):
    monkeypatch.setattr(desk, "has_screen", lambda: False)
    assert desk.main(["run"]) == 0
    assert ready == [("county-desk", "demo", "--out", "build/demo")]
    assert f"everything lies in {desk.ROOT / 'build' / 'demo'}" in capsys.readouterr().err


def test_a_screen_gets_the_window(monkeypatch, ready):
    monkeypatch.setattr(desk, "has_screen", lambda: True)
    desk.main(["run"])
    desk.main(["run", "--language", "en"])
    assert ready == [("county-desk",), ("county-desk", "--language", "en")]


def test_every_check_is_made_and_a_failed_one_counts(ready, capsys):
    assert desk.main(["test", "-k", "desk"]) == 1
    assert [line[0] for line in ready] == ["ruff", "ruff", "mypy", "lint-imports", "python", "pytest"]
    assert ready[-1] == ("pytest", "-k", "desk")
    assert "types" in capsys.readouterr().err


def test_trouble_is_a_sentence(monkeypatch, capsys):
    def no_network(extra, screen=False):
        raise desk.Trouble("The network does not answer.")

    monkeypatch.setattr(desk, "set_up", no_network)
    assert desk.main(["types"]) == 1
    assert capsys.readouterr().err == "desk: The network does not answer.\n"


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_an_unknown_verb_shows_the_verbs(arguments, capsys):
    assert desk.main(arguments) == 2
    assert "desk.py run" in capsys.readouterr().err
