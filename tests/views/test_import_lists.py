"""Lists of acts on the import page: shown as what they are, asked once, changed by hand, taken in."""

import pytest

from county_desk.intake.taking_in.act_rows import AS_READ
from county_desk.models.visit import VisitPurpose
from county_desk.views.importing.file_fixes import Fix
from county_desk.views.importing.import_files import FileState
from tests.build import two_households
from tests.intake.act_workbooks import a_list


@pytest.fixture
def panel(office, open_page, tmp_path, qtbot):
    """The import page with a list of visits."""
    two_households(office)
    panel = open_page().imports
    panel.importing.read([a_list(tmp_path / "come in")])
    qtbot.waitUntil(lambda: panel.importing.state.look is not None)
    return panel


def bar(panel):
    """The bar of the only list."""
    (found,) = panel.view.lists.bars.values()
    return found


def test_a_list_says_what_it_is_and_why(panel):
    assert bar(panel).kind.currentText() == "Visits of officials and others"
    assert "走访" in bar(panel).kind.toolTip()
    assert list(bar(panel).given.editors) == ["purpose", "late_reason"]


def test_one_answer_lets_all_its_rows_in(panel, qtbot):
    assert panel.importing.state.chosen.state is FileState.ASK
    purpose = bar(panel).given.editors["purpose"]
    purpose.set_value(VisitPurpose.CONTACT)
    purpose.left.emit()
    qtbot.waitUntil(lambda: panel.importing.state.chosen.ready == 2)
    assert bar(panel).given.editors["purpose"] is purpose  # the person goes on in the same fields
    panel.importing.take([panel.importing.state.chosen])
    qtbot.waitUntil(lambda: panel.importing.state.chosen.state is FileState.TAKEN)


def test_a_person_may_take_it_for_another_list(panel, qtbot):
    kind = bar(panel).kind
    kind.set_value("clues")
    kind.activated.emit(kind.currentIndex())
    qtbot.waitUntil(lambda: panel.importing.state.row.arrival.lists[0].grid.key == "clues")
    assert bar(panel).kind.value() == "clues"
    kind.set_value(AS_READ)
    kind.activated.emit(kind.currentIndex())
    qtbot.waitUntil(lambda: not panel.view.lists.bars)


def test_a_file_of_rosters_shows_no_bar(panel, a_file, qtbot):
    path = a_file()
    panel.importing.read([path])
    qtbot.waitUntil(lambda: panel.importing.state.files.get(path) is not None)
    panel.importing.choose(path)
    qtbot.waitUntil(lambda: panel.importing.state.row.path == path)
    assert panel.view.lists.isHidden()


def test_the_choice_of_the_list_and_its_shared_fields_are_to_be_seen(panel):
    shown = bar(panel)
    for part in (shown.kind, shown.given.editors["purpose"]):
        assert part.visibleRegion().boundingRect().height() == part.height()


def test_a_cell_of_a_list_is_corrected_like_one_of_a_roster(panel, qtbot):
    purpose = bar(panel).given.editors["purpose"]
    purpose.set_value(VisitPurpose.CONTACT)
    purpose.left.emit()
    qtbot.waitUntil(lambda: panel.importing.state.chosen.ready == 2)
    path = panel.importing.state.current
    panel.importing.fix(path, (Fix("走访", "C5", "赵无人", "张大有"),))
    qtbot.waitUntil(lambda: panel.importing.state.chosen.ready == 3)
