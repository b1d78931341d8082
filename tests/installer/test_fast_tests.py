"""Which tests a change asks for."""

import subprocess

import grimp
import pytest

from installer import fast_tests
from tests.slow_files import SLOW

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]


@pytest.fixture(scope="module")
def graph():
    """The imports of this checkout."""
    return grimp.build_graph("county_desk", "tests", "installer", cache_dir=None)


@pytest.fixture
def far(graph):
    """The distance of each test file from changed files, without a change to the shared graph."""

    def measured(*files):
        return fast_tests.distances(graph, fast_tests.modules(files))

    return measured


def test_what_is_committed_changed_or_new_since_main_counts(tmp_path):
    def git(*words):
        subprocess.run([*GIT, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-b", "main")
    for name in ("same.py", "edited.py", "committed.py", "deleted.py"):
        (tmp_path / name).write_text("a = 1\n", "utf8")
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "work")
    (tmp_path / "committed.py").write_text("a = 2\n", "utf8")
    git("commit", "-am", "two")
    (tmp_path / "edited.py").write_text("a = 3\n", "utf8")
    (tmp_path / "deleted.py").unlink()
    (tmp_path / "新.toml").write_text("", "utf8")
    assert fast_tests.changed(tmp_path) == {"committed.py", "edited.py", "新.toml"}


def test_the_test_that_imports_the_changed_module_is_nearest(far):
    reached = far("county_desk/rules/calendar.py")
    assert reached["tests/rules/test_calendar.py"] == 1
    assert reached["tests/rules/test_calendar.py"] < reached["tests/views/test_exit_page.py"]


def test_a_changed_test_comes_before_all_others(far):
    assert far("tests/rules/test_calendar.py") == {
        "tests/rules/test_calendar.py": 0,
        **{file: 2 for file in far("tests/rules/test_calendar.py") if file != "tests/rules/test_calendar.py"},
    }


def test_tests_that_start_a_program_are_found_by_their_folder(far):
    """The shell imports its verbs by name, which no graph of imports shows."""
    assert far("county_desk/cli/doing.py")["tests/cli/test_consistency.py"] == fast_tests.MIRRORED


def test_a_data_file_stands_for_the_modules_that_read_it():
    assert fast_tests.modules(["resources/calendar/2016.toml"]) == {"county_desk.rules.calendar"}
    columns = fast_tests.modules(["resources/columns/ditto.toml"])
    assert len(columns) == 1, "not all that read another file of the folder"
    assert "county_desk.rules.examples" in fast_tests.modules(["resources/examples/household_exit.toml"])
    assert fast_tests.modules(["tests/workflow/posts.toml"]) == {"tests.workflow.test_desk"}


def test_a_file_of_no_package_asks_for_no_further_test(far):
    assert far("CHANGELOG.md") == {}


PO = "resources/locale/zh_CN/LC_MESSAGES/monitoring.po"
EXIT = "resources/procedures/national/household_exit-2016.toml"
# what a change touches, and the tests that are red when a part of it is forgotten
DRILLS = {
    "a column of a list": (
        ("county_desk/tables/assistance/stages.py", PO),
        ("tests/workflow/test_stages.py", "tests/test_words.py"),
    ),
    "a kind of step": (
        ("county_desk/rules/step_kinds.py", "county_desk/workflow/cases/steps.py", EXIT, PO),
        ("tests/rules/test_procedures.py", "tests/workflow/test_next_steps.py"),
    ),
    "a kind of notice": (
        ("county_desk/notice_kinds.py", "county_desk/reports/household_notices.py", EXIT, PO),
        ("tests/rules/test_procedures.py", "tests/reports/test_notice.py"),
    ),
    "a check": (
        ("resources/checks/person.toml", "county_desk/rules/checks/person.py", PO),
        ("tests/rules/checks/test_catalogue.py",),
    ),
    "a fact": (
        ("county_desk/facts/household_year.py", "resources/columns/titles.toml", PO),
        ("tests/storage/test_upgrade.py", "tests/intake/register/test_every_fact.py"),
    ),
    "a procedure": (
        ("resources/procedures/national/household_quiet_exit-2016.toml",),
        ("tests/rules/test_procedures.py",),
    ),
    "a word of a fixed list": (("county_desk/models/measure.py", PO), ("tests/storage/test_upgrade.py",)),
    "a signal": (
        ("resources/checks/monitoring.toml", "county_desk/rules/checks/monitoring.py", PO),
        ("tests/rules/checks/test_signals_and_measures.py", "tests/workflow/test_signals.py"),
    ),
    "a return": (
        ("county_desk/tables/returns/__init__.py", PO),
        ("tests/tables/test_return_pages.py", "tests/test_words.py"),
    ),
    "a command": (
        ("county_desk/workflow/assistance/undertakings.py", "tests/workflow/posts.toml", PO),
        (
            "tests/workflow/test_commands.py",
            "tests/workflow/test_desk.py",
        ),
    ),
}


@pytest.mark.parametrize("drill", DRILLS)
def test_a_new_clone_chooses_the_tests_that_a_forgotten_part_breaks(drill, far):
    files, red = DRILLS[drill]
    chosen, _left = fast_tests.choose(far(*files), {}, 106, workers=2)
    assert [file for file in red if file not in chosen] == []
    assert [file for file in chosen if file in SLOW] == []
    assert len(chosen) < 60


def test_a_translation_alone_needs_the_test_of_the_words_only(far):
    assert far(PO) == {}


def test_a_file_that_is_too_long_for_a_worker_is_left_out():
    far = {"tests/test_long.py": 0, "tests/test_short.py": 3}
    chosen, left = fast_tests.choose(far, {"tests/test_long.py": 50.0}, seconds=40, workers=3)
    assert (chosen[2:], left) == (["tests/test_short.py"], ["tests/test_long.py"])


def test_a_change_that_everything_rests_on_leaves_tests_out():
    far = {"tests/test_near.py": 1, "tests/test_slow.py": 1, "tests/test_far.py": 3, "tests/test_new.py": 2}
    took = {**dict.fromkeys(fast_tests.ALWAYS, 5.0), "tests/test_near.py": 10.0, "tests/test_slow.py": 25.0}
    took["tests/test_far.py"] = 2.0
    chosen, left = fast_tests.choose(far, took, 10 + 10 + fast_tests.UNMEASURED + 2)
    assert chosen == [*fast_tests.ALWAYS, "tests/test_near.py", "tests/test_new.py", "tests/test_far.py"]
    assert left == ["tests/test_slow.py"]
    said = fast_tests.report({"county_desk/text.py"}, chosen, left)
    assert "these 1 depend on the change, too, but do not fit into two minutes:\n  tests/test_slow.py" in said


def test_without_a_change_only_the_shape_and_the_words_are_tested():
    assert fast_tests.choose({}, {}, 100) == ([*fast_tests.ALWAYS], [])


def test_the_files_with_which_the_workers_begin_are_there():
    assert [file for file in SLOW if not (fast_tests.ROOT / file).is_file()] == []
