"""The painted classes, by their pixels; and the look of the whole."""

from itertools import combinations
from math import dist

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QToolTip, QWidget

from county_desk.shapes import Shape
from county_desk.text import CHINESE, ENGLISH, language
from county_desk.views.widgets import style
from county_desk.views.widgets.check_box import CheckBox
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, ComboBox, LineField, PrimaryButton
from county_desk.views.widgets.search_box import SearchBox
from county_desk.views.widgets.style import em
from county_desk.views.widgets.text_format import sentences


def picture(widget):
    return widget.grab().toImage()


def differing(one, other):
    """The share of pixels that differ."""
    points = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in points) / len(points)


def linear(part):
    """A part of a colour in linear light."""
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour):
    made = QColor(colour)
    return 0.2126 * linear(made.redF()) + 0.7152 * linear(made.greenF()) + 0.0722 * linear(made.blueF())


def contrast(one, other):
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", style.THEMES)
def test_a_window_that_is_open_takes_the_colours_of_a_theme_at_once(qtbot, qapp, theme):
    window = QWidget()
    qtbot.addWidget(window)
    style.apply(qapp, theme)
    assert style.tones(QWidget(window)) is style.THEMES[theme]


@pytest.mark.parametrize("theme", style.THEMES)
@pytest.mark.parametrize("kind", [Button, PrimaryButton])
def test_a_disabled_button_looks_disabled(qtbot, qapp, theme, kind):
    style.apply(qapp, theme)
    button = kind("Agree and sign")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    enabled = picture(button)
    button.setEnabled(False)
    assert differing(enabled, picture(button)) >= (0.05 if theme == "contrast" else 0.15)


def test_the_words_of_a_cut_button_are_its_tool_tip(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _button: told.append(words))
    button = Button("Agree && sign")
    qtbot.addWidget(button)
    button.setToolTip("You may not.")
    button.show()
    button.resize(button.sizeHint().width() - 30, button.height())
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint()))
    assert told == ["Agree & sign\nYou may not."]


@pytest.mark.parametrize("kind", [Button, PrimaryButton])
def test_every_state_of_a_button_is_drawn(qtbot, kind):
    button = kind("Agree and sign")
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.show()
    seen = {"normal": picture(button)}
    button.setDown(True)
    seen["pressed"] = picture(button)
    button.setDown(False)
    button.setEnabled(False)
    seen["disabled"] = picture(button)
    button.setEnabled(True)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    seen["hover"] = picture(button)
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    if kind is Button:  # no main act is one to switch on
        button.setChecked(True)
        seen["checked"] = picture(button)
        button.setChecked(False)
    with qtbot.waitActive(button):
        button.activateWindow()
    button.setFocus()
    seen["focus"] = picture(button)
    for (name, one), (other_name, other) in combinations(seen.items(), 2):
        assert one != other, f"{name} looks like {other_name}"


def test_a_field_says_by_its_border_that_it_has_the_focus_or_is_wrong(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    line = LineField(holder)
    holder.show()
    line.clearFocus()
    seen = [picture(line)]
    line.wrong = True
    seen.append(picture(line))
    line.wrong = False
    line.setEnabled(False)
    seen.append(picture(line))
    assert len({bytes(image.constBits()) for image in seen}) == 3


def test_buttons_and_fields_are_large_enough_to_hit(qtbot):
    for widget in (Button("+"), PrimaryButton("+"), LineField()):
        qtbot.addWidget(widget)
        least = widget.sizeHint().expandedTo(widget.minimumSize())
        assert (least.width() >= 32, least.height() >= 32) == (True, True)


@pytest.mark.parametrize("name", style.THEMES)
def test_words_can_be_read_in_every_theme(name):
    theme, least = style.THEMES[name], 7 if name == "contrast" else 4.5
    pairs = [
        (theme.text, theme.base),
        (theme.text, theme.window),
        (theme.muted, theme.window),
        (theme.on_accent, theme.accent),
        (theme.on_selection, theme.selection),
        (theme.on_bad, theme.bad),
    ]
    pairs += [
        (getattr(theme, tone), getattr(theme, f"{tone}_tint"))
        for tone in ("bad", "warn", "ok", "info", "dispute", "neutral")
    ]
    assert [pair for pair in pairs if contrast(*pair) < least] == []
    assert contrast(theme.border, theme.window) >= 3


@pytest.mark.parametrize("name", style.THEMES)
def test_borders_and_the_ring_of_the_focus_can_be_seen_in_every_theme(name):
    theme = style.THEMES[name]
    for ground in (theme.base, theme.window):
        assert min(contrast(theme.border, ground), contrast(theme.accent, ground)) >= 3
    assert contrast(theme.on_accent, theme.accent) >= 3, "the ring inside a main button"


# by Machado, Oliveira and Fernandes (2009), for colours in linear light
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "without green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "without blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def lab(colour, vision):
    """A colour as somebody with this vision sees it, in CIELAB."""

    def root(part):
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    made = QColor(colour)
    light = [linear(part) for part in (made.redF(), made.greenF(), made.blueF())]
    parts = [sum(a * b for a, b in zip(row, light, strict=True)) for row in VISIONS[vision]]
    seen = [min(1, max(0, part)) for part in parts]
    to_xyz = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))  # by its white
    x, y, z = (root(sum(a * b for a, b in zip(row, seen, strict=True))) for row in to_xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", style.THEMES)
def test_a_state_stands_out_from_its_tint_in_every_kind_of_vision(name, vision):
    theme = style.THEMES[name]
    for tone in ("bad", "warn", "ok", "info", "dispute", "neutral"):
        solid, tint = (lab(getattr(theme, f"{tone}{part}"), vision) for part in ("", "_tint"))
        assert dist(solid, tint) >= 40, tone


@pytest.mark.parametrize("theme", style.THEMES)
def test_every_state_has_a_chip_of_its_own_in_grey(qtbot, qapp, theme):
    style.apply(qapp, theme)
    seen = {}
    for shape in Shape:
        chip = Chip(shape, "State")
        qtbot.addWidget(chip)
        grey = picture(chip).convertToFormat(picture(chip).Format.Format_Grayscale8)
        seen[shape] = bytes(grey.constBits())
        assert chip.accessibleName() == "State"
    assert len(set(seen.values())) == len(Shape)


@pytest.mark.parametrize("which", Icon)
def test_every_icon_is_there_and_painted(qapp, which):
    drawn = icon(which).pixmap(20).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(20) for y in range(20))


def test_an_icon_takes_the_colour_of_the_theme(qapp):
    light = icon(Icon.QUEUE).pixmap(20).toImage()
    style.apply(qapp, "dark")
    assert icon(Icon.QUEUE).pixmap(20).toImage() != light


def test_latin_faces_come_first_in_english_and_han_faces_in_chinese(qapp):
    with language(ENGLISH):
        assert style.font(10.5).families()[0] in style.LATIN
    with language(CHINESE):
        assert style.font(10.5).families()[0] in style.HAN


def test_the_search_hears_what_is_committed_and_what_is_not(qtbot, type_text):
    box = SearchBox("Find")
    qtbot.addWidget(box)
    box.setText("大河 ")
    type_text(box, composing="l'x'y")
    assert box.sought() == "大河 lxy"
    type_text(box, committed="李秀英")
    assert box.sought() == "大河 李秀英"


def test_enter_searches_before_the_typing_pauses(qtbot):
    box, sought = SearchBox("Find"), []
    qtbot.addWidget(box)
    box.wanted.connect(sought.append)
    box.setText("大河")
    assert sought == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert sought == ["大河"]


def test_sentences_have_a_space_between_them_only_where_the_language_has_one():
    with language(ENGLISH):
        assert sentences(["One.", "", "Two."]) == "One. Two."
    with language(CHINESE):
        assert sentences(["一。", "", "二。"]) == "一。二。"


def test_enter_presses_a_button_and_ctrl_enter_is_left_to_the_form(qtbot):
    button, pressed = Button("Record…"), []
    qtbot.addWidget(button)
    button.clicked.connect(lambda checked: pressed.append(checked))
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert len(pressed) == 1
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 1


def test_a_check_box_is_a_square_of_20_pixels_and_its_words_tick_it(qtbot):
    box = CheckBox("Rehearsal")
    qtbot.addWidget(box)
    box.show()
    assert box._box().size() == QSize(20, 20)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()


@pytest.mark.parametrize("theme", style.THEMES)
def test_a_drop_down_has_the_ground_of_a_field_in_every_theme(qtbot, qapp, theme):
    style.apply(qapp, theme)
    box = ComboBox()
    qtbot.addWidget(box)
    box.resize(200, box.height())
    assert picture(box).pixelColor(100, 5) == QColor(style.THEMES[theme].base)


def test_the_wheel_passes_a_drop_down_that_has_no_focus(qtbot):
    box = ComboBox()
    qtbot.addWidget(box)
    box.addItems(["2025", "2026"])
    box.show()
    point = QPointF(5, 5)
    wheel = QWheelEvent(
        point,
        box.mapToGlobal(point),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "2025"


def test_the_buttons_in_a_search_box_have_names(qtbot):
    box = SearchBox("Find in this list")
    qtbot.addWidget(box)
    box.setText("大河")
    names = {
        QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        for each in box.findChildren(QToolButton)
    }
    assert names == {"Search now", "Clear the search"}


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", [Button, PrimaryButton])
def test_a_button_with_a_menu_shows_an_arrow_in_every_theme(qtbot, theme, kind):
    style.apply(QApplication.instance(), theme)
    try:
        plain, dropping = kind("More"), kind("More")
        dropping.setMenu(QMenu(dropping))
        pictures = []
        for button in (plain, dropping):
            qtbot.addWidget(button)
            button.resize(dropping.sizeHint())
            picture = button.grab().toImage()
            right = range(picture.width() - em(1.1), picture.width() - em(0.8))
            down = range(em(0.6), picture.height() - em(0.6))
            pictures.append({picture.pixelColor(x, y).name() for x in right for y in down})
        assert len(pictures[0]) == 1
        assert len(pictures[1]) > 1
    finally:
        style.apply(QApplication.instance(), "light")
