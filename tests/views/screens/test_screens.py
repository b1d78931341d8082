"""The checks of pictures find what is wrong and nothing else, and the index shows it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTabBar, QWidget

from county_desk.demo.present.story import PRESENT
from county_desk.text import ENGLISH, speak
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.workflow.entry import open_register
from tests.views.screens.checks import findings_of
from tests.views.screens.contact_sheet import write_index
from tests.views.screens.gallery import Gallery
from tests.views.screens.shots import QUICK_LOOKS, Finding, Look, Shot

WORDS = "The answer was due and has not come"


@pytest.fixture
def window(qtbot):
    """A window of 400 x 200 px without a layout."""
    window = QWidget()
    window.resize(400, 200)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def checked(window):
    """Show a part at a place, and return the checks that it fails."""

    def check(part, *place):
        part.setGeometry(QRect(*place))
        part.show()
        return [each.check for each in findings_of(window, window.grab().toImage())]

    return check


def label(window, *, wrapped=False):
    return QLabel(WORDS, window, wordWrap=wrapped)


def test_words_in_their_place_pass(window, checked):
    assert checked(label(window), 0, 0, 390, 30) == []


@pytest.mark.parametrize(
    "place", [(0, 0, 60, 30), (0, 0, 390, 8), (300, 0, 390, 30), (-90, 0, 390, 30)], ids=str
)
def test_words_without_room_are_found(window, checked, place):
    assert "cut text" in checked(label(window), *place)


def test_words_that_need_a_second_line_are_found(window, checked):
    assert checked(label(window, wrapped=True), 0, 0, 130, 22) == ["cut text"]
    assert checked(label(window, wrapped=True), 0, 60, 130, 90) == ["cut text"]  # the first one alone


def test_cut_words_that_a_tool_tip_repeats_pass(window, checked):
    cut = label(window)
    cut.setToolTip(WORDS)
    assert checked(cut, 0, 0, 60, 30) == []


def test_a_button_without_room_is_found(window, checked):
    assert checked(QPushButton(WORDS, window), 0, 0, 60, 40) == ["cut text"]


def test_an_own_button_without_room_passes_since_its_tool_tip_has_all_words(window, checked):
    assert checked(Button(WORDS, window), 0, 0, 60, 40) == []


def test_a_tab_without_room_is_found(window, checked):
    bar = QTabBar(window, usesScrollButtons=False, expanding=False)
    bar.addTab(WORDS)
    assert checked(bar, 0, 0, 390, 40) == []
    assert checked(bar, 0, 0, 60, 40) == ["cut text"]


@pytest.mark.parametrize(("colour", "found"), [("#76828F", ["contrast"]), ("#55616E", [])])
def test_faint_words_are_found(window, checked, colour, found):
    faint = label(window)
    colours = faint.palette()
    colours.setColor(colours.ColorRole.WindowText, QColor(colour))
    faint.setPalette(colours)
    assert checked(faint, 0, 0, 390, 30) == found


def test_faint_words_of_an_inactive_part_pass(window, checked):
    faint = label(window)
    faint.setEnabled(False)
    assert checked(faint, 0, 0, 390, 30) == []


def test_a_part_without_a_name_is_found(window, checked):
    assert checked(QLineEdit(window), 0, 0, 390, 40) == ["names and roles"]
    assert checked(QLineEdit(window, accessibleName="Village"), 0, 60, 390, 40) == [
        "names and roles"
    ]  # the first


def test_a_disabled_button_without_a_reason_is_found(window, checked):
    button = Button(WORDS, window)
    button.setEnabled(False)
    assert checked(button, 0, 0, 390, 40) == ["names and roles"]
    button.setToolTip("Only a reviewer signs.")
    assert checked(button, 0, 0, 390, 40) == []


def test_a_small_target_and_parts_over_each_other_are_found(window, checked):
    assert checked(Button("+", window), 0, 0, 20, 20) == ["target size"]
    assert "overlap" in checked(Button("+", window), 10, 10, 40, 40)


def test_a_main_button_below_the_fold_is_found(window, checked):
    assert checked(PrimaryButton("Save", window), 0, 190, 90, 40) == ["cut text", "below the fold"]


def test_a_page_is_taken_in_each_size_of_window(demos, tmp_path, qapp):
    opened = open_register(demos.copy(PRESENT, tmp_path / "demo.cdesk"))
    gallery = Gallery(tmp_path / "out", {"present": opened}, ((911, 450), (1366, 768)))
    gallery.take(Look(ENGLISH, "light", "standard"), ["clues", "people"])
    gallery.close()
    speak(ENGLISH)
    assert [(shot.page, shot.window[0]) for shot in gallery.shots] == [
        ("clues", 911),
        ("clues", 1366),
        ("people", 911),
        ("people", 1366),
    ]
    assert all((tmp_path / "out" / shot.file).stat().st_size for shot in gallery.shots)


def test_forms_and_the_entrance_are_taken(demos, tmp_path, qapp):
    opened = open_register(demos.copy(PRESENT, tmp_path / "demo.cdesk"))
    gallery, look = Gallery(tmp_path / "out", {"present": opened}, ((1366, 768),)), QUICK_LOOKS[1]
    gallery.take_entrance(look, tmp_path)
    left = gallery.take_forms(look, {"RecordClue", "Close"}, ["clues"], ((911, 450),))
    gallery.close()
    speak(ENGLISH)
    taken = [(shot.page, shot.form) for shot in gallery.shots]
    assert taken[0] == ("entrance", "start")
    assert {("entrance", "slips"), ("entrance", "sign-in")} < set(taken)
    assert taken[-1] == ("clues", "RecordClue")
    assert left == {"Close"}


def test_the_index_has_each_picture_with_its_findings_and_filters(tmp_path):
    found = Finding("cut text", "Pairs > QLabel", "<b>", (91, 45, 182, 90))
    look = Look(ENGLISH, "dark", "large")
    shots = [
        Shot("clues", "", "present", look, (911, 450), "one.webp", (found,)),
        Shot("queue", "", "present", look, (911, 450), "two.webp", ()),
    ]
    page = write_index(tmp_path, shots, "2 pictures").read_text("utf8")
    assert page.count("<figure") == 2
    assert "cut text: Pairs &gt; QLabel: &lt;b&gt;" in page
    assert "left:10.0%" in page
    assert 'data-finding="any|cut text"' in page
    assert "http" not in page
