"""A method that a widget reaches again while it is in it."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from county_desk.views.widgets.acts_box import ActsBox
from county_desk.views.widgets.painted import Button

WIDE, NARROW, MOST = 900, 120, 40


class Resizing(QObject):
    """Gives a box another width whenever one of its buttons comes or goes, as a scroll bar around it may."""

    def __init__(self, box):
        super().__init__(box)
        self.box, self.times, self.depth, self.deepest = box, 0, 0, 0

    def eventFilter(self, _watched, event):
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and self.times < MOST:
            self.times, self.depth = self.times + 1, self.depth + 1
            self.deepest = max(self.deepest, self.depth)
            self.box.resize(NARROW if self.box.width() == WIDE else WIDE, 200)
            self.depth -= 1
        return False


def test_a_box_that_is_resized_while_it_arranges_its_buttons_nests_no_deeper(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    box = ActsBox([], window)
    box.add(*(Button(f"Record the facts of year {number}", box) for number in range(6)))
    window.show()
    box.resize(WIDE, 200)
    around = Resizing(box)
    for button in box.buttons:
        button.installEventFilter(around)
    box.resize(NARROW, 200)
    assert 0 < around.deepest <= 2
    qtbot.waitUntil(lambda: around.times == MOST)
    qtbot.waitUntil(lambda: len(box.dropped()) == 6 - box.flow.fits(box.width()))
