"""The acts on the import page without a page: read, corrected, taken in and put away."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

import county_desk.views.importing as package
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from county_desk.views.importing.importing import Importing
from tests.intake.villages import ROSTER
from tests.views.importing import BAD, TODAY, batches

FIX = Fix(ROSTER, "G3", BAD["G3"], "990101196503120011")
PLAIN = (
    "file_reader",
    "import_files",
    "import_reading",
    "import_state",
    "importing",
    "long_job",
    "taking_in",
)


def look(work, then, what=""):
    """Look at once."""
    then(work())


@pytest.fixture
def importing(office, jobs, quick):
    """The owner of the state, below no widget."""
    parent = QObject()
    yield Importing(office.at(TODAY), jobs, look, parent)
    parent.deleteLater()


@pytest.mark.parametrize("name", PLAIN)
def test_the_state_and_its_owner_know_no_widget(name):
    tree = ast.parse((Path(package.__path__[0]) / f"{name}.py").read_text())
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {"PySide6.QtWidgets", "county_desk.views.page"} & modules


def test_a_file_is_read_corrected_and_taken_in(office, importing, a_file):
    changes = []
    importing.done.connect(changes.append)
    path = a_file(BAD)
    importing.read([path])
    state = importing.state
    assert (state.current, state.chosen.ready, state.chosen.wrong) == (path, 7, 1)
    assert state.row is state.chosen
    importing.fix(path, (FIX,))
    assert (importing.state.chosen.ready, importing.state.chosen.fixes) == (12, (FIX,))
    importing.take([importing.state.chosen])
    assert importing.state.chosen.state is FileState.TAKEN
    assert importing.state.batches == {changes[0].id: path}
    assert importing.state.outcome.offer == "batches"
    assert batches(office) == 1


def test_files_that_are_put_away_come_back_with_what_was_answered(importing, a_file):
    path = a_file(BAD)
    importing.read([path])
    importing.fix(path, (FIX,))
    before = importing.state
    importing.clear()
    assert (importing.state.rows, importing.state.look) == ((), None)
    importing.go_on(importing.take_over(before, again=False), ())
    assert importing.state.chosen.fixes == (FIX,)
    assert importing.state.look.row.path == path


def test_a_folder_without_files_is_a_message_and_changes_nothing(importing, tmp_path):
    noted = []
    importing.noted.connect(lambda tone, words: noted.append((tone, words)))
    (tmp_path / "empty").mkdir()
    importing.read([tmp_path / "empty"])
    assert noted == [("info", "There is no file in what was chosen.")]
    assert importing.state.rows == ()


def test_a_file_that_cannot_go_in_says_why_and_is_listed_as_it_is_now(importing, a_file):
    failed = []
    importing.failed.connect(failed.append)
    path = a_file()
    importing.read([path])
    importing.take([importing.state.chosen])
    importing.take([importing.state.chosen])
    assert [str(error) for error in failed] == ["Nothing in this file is new."]
    assert importing.state.chosen.state is FileState.SAME
