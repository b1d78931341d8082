"""What desk.py does in a checkout: .venv, the verbs, and their words."""

import ast
import os
import subprocess
import sys
import zipfile

import pytest

from installer import desk, machine, words


@pytest.mark.parametrize("name", ["desk.py", "machine.py"])
def test_an_old_python_can_read_the_script(name):
    ast.parse((desk.ROOT / "installer" / name).read_text("utf8"), feature_version=(3, 8))


PYPROJECT = """[project]
name = "county-desk"
version = "0.1.0"
description = "A desk"
dependencies = [
    # the windows
    "PySide6-Essentials~=6.12.0",
]

[tool.ruff]
line-length = 110
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of its own, with an empty .venv that has pip."""
    (tmp_path / "pyproject.toml").write_text(PYPROJECT, "utf8")
    (tmp_path / "constraints.txt").write_text("", "utf8")
    venv = tmp_path / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    monkeypatch.setattr(desk, "ROOT", tmp_path)
    monkeypatch.setattr(desk, "CONSTRAINTS", tmp_path / "constraints.txt")
    monkeypatch.setattr(desk, "VENV", venv)
    monkeypatch.setattr(desk, "SCRIPTS", venv / "bin")
    monkeypatch.setattr(desk, "PYTHON", venv / "bin" / "python")
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ('version = "0.1.0"', 'version = "0.2.0"', True),
        ("line-length = 110", "line-length = 100", True),
        ("# the windows", "# every window", True),
        ("PySide6-Essentials~=6.12.0", "PySide6-Essentials~=6.13.0", False),
    ],
)
def test_only_a_changed_dependency_asks_for_packages(checkout, before, after, same):
    was = desk.digest()
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace(before, after), "utf8")
    assert (desk.digest() == was) is same


def test_an_office_without_a_network_starts_when_its_packages_are_there(checkout, monkeypatch):
    monkeypatch.setattr(desk, "prepare_machine", lambda screen, wanted: None)
    monkeypatch.setattr(desk, "usable", lambda was: True)
    monkeypatch.setattr(desk, "satisfied", lambda extras: True)
    monkeypatch.setattr(desk, "fill_venv", lambda extras: pytest.fail("asked the network"))
    desk.provide_packages("postgres", screen=False)
    assert (checkout / ".venv" / "stamp").read_text("utf8").splitlines() == desk.stamped(["postgres"])


@pytest.mark.skipif(not desk.PYTHON.exists(), reason="this checkout has no .venv")
def test_the_packages_of_this_checkout_are_recognised_without_a_network(tmp_path, monkeypatch):
    assert desk.satisfied({"test"})
    wanting = (desk.ROOT / "pyproject.toml").read_text("utf8").replace('"orjson~=3.13"', '"no-such-package"')
    (tmp_path / "pyproject.toml").write_text(wanting, "utf8")
    monkeypatch.setattr(desk, "ROOT", tmp_path)
    assert not desk.satisfied({"test"})


@pytest.mark.skipif(not desk.PYTHON.exists(), reason="this checkout has no .venv")
def test_a_wheel_that_only_lies_on_the_stick_is_installed_before_it_is_used(tmp_path, monkeypatch):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    about = "onlyhere-1.0.dist-info"
    with zipfile.ZipFile(wheels / "onlyhere-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: onlyhere\nVersion: 1.0\n")
        wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{about}/RECORD", "")
    wanting = (desk.ROOT / "pyproject.toml").read_text("utf8").replace('"orjson~=3.13"', '"onlyhere"')
    (tmp_path / "pyproject.toml").write_text(wanting, "utf8")
    monkeypatch.setattr(desk, "ROOT", tmp_path)
    monkeypatch.setattr(desk, "WHEELS", wheels)
    assert not desk.satisfied({"test"})
    monkeypatch.setattr(desk, "watched", lambda command: subprocess.CompletedProcess(command, 1, command))
    monkeypatch.setattr(desk, "complaint", lambda done: " ".join(done.stdout))
    with pytest.raises(machine.Trouble, match=f"--no-index --find-links {wheels} -e"):
        desk.fill_venv({"test"})


@pytest.mark.skipif(os.name == "nt", reason="the folders of .venv are named otherwise there")
def test_a_venv_that_was_interrupted_before_pip_came_is_made_anew(checkout):
    assert desk.PYTHON.exists()
    assert not desk.usable([])


@pytest.mark.skipif(os.name == "nt", reason="the folders of .venv are named otherwise there")
def test_a_finished_venv_that_lost_pip_is_made_anew_for_more_packages(checkout, monkeypatch):
    (checkout / ".venv" / "stamp").write_text("\n".join(desk.stamped(["postgres"])), "utf8")
    monkeypatch.setattr(desk, "prepare_machine", lambda screen, wanted: "python")
    made, filled = [], []
    monkeypatch.setattr(desk, "make_venv", made.append)
    monkeypatch.setattr(desk, "fill_venv", filled.append)
    desk.provide_packages("test", screen=False)
    assert (made, filled) == (["python"], [{"postgres", "test"}])


@pytest.mark.skipif(not desk.PYTHON.exists(), reason="this checkout has no .venv")
def test_set_up_compiles_the_translations(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(desk, "provide_packages", lambda extra, screen: asked.append((extra, screen)))
    desk.set_up("run", screen=True)
    assert asked == [("run", True)]
    assert words.is_current()
    monkeypatch.setattr(desk, "ROOT", tmp_path)  # a checkout without the script
    with pytest.raises(machine.Trouble, match="The translations could not be compiled"):
        desk.set_up("run")


def test_a_long_download_shows_what_runs(capsys):
    lines = "Collecting a\n  Downloading https://x/big-1.0-py3-none-any.whl (250.1 MB)\n"
    script = f"import time; print({lines!r}, flush=True); time.sleep(0.3)"
    done = desk.watched([sys.executable, "-c", script], patience=0.1)
    assert done.returncode == 0
    shown = capsys.readouterr().err
    assert "desk: downloading big-1.0 (250.1 MB)\n" in shown
    assert "still at work" in shown


@pytest.fixture
def ready(monkeypatch):
    """Nothing is set up, and what would be called is noted."""
    called = []
    monkeypatch.setattr(desk, "set_up", lambda extra, screen=False: None)
    monkeypatch.setattr(desk, "call", lambda *line: called.append(line) or line[0] == "mypy")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
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
    tool, number, workers, *rest = ready[-1]
    assert (tool, number, rest) == ("pytest", "-n", ["--dist", "loadfile", "-k", "desk"])
    assert 1 <= int(workers) <= desk.MOST_WORKERS
    assert "types" in capsys.readouterr().err


def test_without_arguments_a_failed_check_ends_it_before_the_tests(ready):
    assert desk.main(["test"]) == 1
    assert [line[0] for line in ready] == ["ruff", "ruff", "mypy", "lint-imports", "python"]


@pytest.mark.parametrize("red", [1, 2, 3, 4])
def test_the_tests_run_in_stages_up_to_the_first_red_one(ready, monkeypatch, red):
    stages = []

    def call(tool, *line):
        if tool == "pytest":
            assert line[4:6] == ("-m", "not slow")
            stages.append(line[6:])
        return int(tool == "pytest" and len(stages) == red)

    monkeypatch.setattr(desk, "call", call)
    assert desk.main(["test"]) == int(red < 4)
    assert len(stages) == min(red, 3)
    assert stages[: len(desk.STAGES)] == list(desk.STAGES[: len(stages)])
    if red >= 3:
        assert stages[2] == ("tests", *(f"--ignore={path}" for stage in desk.STAGES for path in stage))


def test_the_slowest_tests_run_by_themselves_without_the_checks(ready):
    assert desk.main(["test", "--slow"]) == 0
    assert [line[0] for line in ready] == ["python", "pytest"]
    assert ready[-1][5:] == ("-m", "slow", "tests")


def test_what_the_stages_name_is_there():
    assert [path for stage in desk.STAGES for path in stage if not (desk.ROOT / path).exists()] == []


def test_the_fast_tests_get_what_the_checks_leave_of_two_minutes(ready, monkeypatch):
    clock = iter([1000.0, 1020.5])
    monkeypatch.setattr(desk.time, "monotonic", lambda: next(clock))
    assert desk.main(["test", "--fast", "-x"]) == 1
    tool, script, seconds, workers, *rest = ready[-1]
    assert (tool, script, seconds, rest) == ("python", "installer/fast_tests.py", "99", ["-x"])
    assert 1 <= int(workers) <= desk.MOST_WORKERS


def test_trouble_is_a_sentence(monkeypatch, capsys):
    def no_network(extra, screen=False):
        raise machine.Trouble("The network does not answer.")

    monkeypatch.setattr(desk, "set_up", no_network)
    assert desk.main(["types"]) == 1
    assert capsys.readouterr().err == "desk: The network does not answer.\n"


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_an_unknown_verb_shows_the_verbs(arguments, capsys):
    assert desk.main(arguments) == 2
    assert "desk.py run" in capsys.readouterr().err
