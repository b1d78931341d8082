"""A file dialog starts where this person last was for the same purpose."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from county_desk import settings
from county_desk.views.widgets.file_dialogs import Purpose, open_file, open_files, open_folder, save_file

VIEWS = Path(__file__).resolve().parents[2] / "county_desk" / "views"


@pytest.fixture
def dialogs(monkeypatch):
    """Where dialogs started; each answers with the next path that the test puts into `answers`."""
    started, answers = [], []

    def ask(_parent, _title, start, _kinds=""):
        started.append(Path(start))
        return (answers.pop(0), "") if answers else ("", "")

    def ask_many(*given):
        name, kind = ask(*given)
        return ([name] if name else []), kind

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask_many)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: ask(*given)[0])
    return started, answers


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def folder(tmp_path, name):
    made = tmp_path / name
    made.mkdir()
    return made


def test_a_dialog_starts_where_the_last_of_its_purpose_ended(dialogs, parent, tmp_path):
    started, answers = dialogs
    villages, papers = folder(tmp_path, "villages"), folder(tmp_path, "papers")
    answers += [str(villages / "a.xlsx"), str(papers / "1.pdf")]
    assert open_files(parent, Purpose.IMPORT, "", "*.xlsx") == [villages / "a.xlsx"]
    assert save_file(parent, Purpose.NOTICE, "", "1.pdf") == papers / "1.pdf"
    open_folder(parent, Purpose.IMPORT, "")
    save_file(parent, Purpose.NOTICE, "", "2.pdf")
    assert started[2:] == [villages, papers / "2.pdf"]


def test_a_first_dialog_starts_at_the_source_or_among_the_documents(dialogs, parent, tmp_path):
    started, _answers = dialogs
    source = folder(tmp_path, "source")
    save_file(parent, Purpose.MARKED, "", "a.xlsx", usual=source)
    open_file(parent, Purpose.REGISTER, "", "*.cdesk")
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    assert started == [source / "a.xlsx", documents if documents.is_dir() else Path.home()]


def test_a_folder_that_is_gone_is_not_proposed_again(dialogs, parent, tmp_path):
    started, answers = dialogs
    gone = folder(tmp_path, "gone")
    answers.append(str(gone))
    open_folder(parent, Purpose.MARKED, "")
    gone.rmdir()
    open_folder(parent, Purpose.MARKED, "", usual=tmp_path)
    assert started[1] == tmp_path


def test_a_dialog_that_is_given_up_changes_nothing(dialogs, parent):
    assert open_file(parent, Purpose.PLACES, "", "*.csv") is None
    assert settings.load().folders == {}


def test_the_window_does_not_forget_the_folders_when_it_closes(dialogs, a_window, jobs, tmp_path):
    window = a_window(jobs)
    window.opener.remembers = True
    _started, answers = dialogs
    answers.append(str(tmp_path / "a.xlsx"))
    open_file(window, Purpose.IMPORT, "", "*.xlsx")
    window.close()
    assert settings.load().folders == {"import": str(tmp_path)}


def test_all_dialogs_are_asked_in_one_place():
    asking = [path.name for path in VIEWS.rglob("*.py") if "QFileDialog" in path.read_text("utf8")]
    assert asking == ["file_dialogs.py"]
