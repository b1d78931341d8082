"""The paper of a notice beside the list: its preview, and what can be done with it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from county_desk.tables.office import NoticeRow
from county_desk.text import CHINESE, ENGLISH, N_, _, _n
from county_desk.views.notices.paper_view import STEP, PaperView
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.painted import Button, ComboBox, PrimaryButton, leave_wheel
from county_desk.views.widgets.parts import bare
from county_desk.views.widgets.style import em

STYLES = (("plain", N_("Official page")), ("poster", N_("Poster")), ("red", N_("Red header")))
SPOKEN = ((CHINESE, "中文"), (ENGLISH, "English"))


class NoticePane(QWidget):
    """Shows the paper of one notice; emits `looked(look, value)` on another style or language."""

    looked = Signal(str, str)

    def __init__(
        self, row: NoticeRow, document: QPdfDocument, looks: dict[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.print_button = PrimaryButton(parent=self)
        self.save_button = Button(parent=self)
        self.void_button = Button(_("Declare void…"), self)
        self.style_box = self._choices("style", STYLES, _("Style of the paper"), looks)
        self.language_box = self._choices("language", SPOKEN, _("Language of the paper"), looks)
        self.view = PaperView(document, self)
        self.view.setMinimumHeight(em(22))
        self.view.setAccessibleName(_("Preview of the paper"))
        self.page_box = QSpinBox(self)
        self.page_box.setAccessibleName(_("Page"))
        leave_wheel(self.page_box)
        self.pages = QLabel(self)
        self.smaller = self._zoom("−", _("Smaller"), lambda: self.view.zoom() / STEP)
        self.larger = self._zoom("+", _("Larger"), lambda: self.view.zoom() * STEP)
        self.fit_button = self._zoom(_("Fit"), _("Fit the width"), lambda: None)
        self.share = QLabel(self)
        self._lay_out(row)
        document.pageCountChanged.connect(self._show_pages)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(lambda share: self.share.setText(f"{share:.0%}"))
        self.page_box.valueChanged.connect(lambda page: self.view.show_page(page - 1))
        self._show_pages(document.pageCount())
        self.share.setText(f"{self.view.zoom():.0%}")
        self.name_buttons(1)

    def name_buttons(self, chosen: int) -> None:
        """Say how many notices are printed or saved."""
        several = chosen > 1
        count = f"{chosen:,}"
        self.print_button.setText(
            _n("Print {count}…", "Print {count}…", chosen).format(count=count) if several else _("Print…")
        )
        self.save_button.setText(
            _n("Save {count}…", "Save {count}…", chosen).format(count=count) if several else _("Save as PDF…")
        )

    def _turned(self, page: int) -> None:
        self.page_box.blockSignals(True)
        self.page_box.setValue(page + 1)
        self.page_box.blockSignals(False)

    def _show_pages(self, count: int) -> None:
        self.page_box.setRange(1, max(1, count))
        self.pages.setText(_n("of {count} page", "of {count} pages", count).format(count=count))

    def _zoom(self, text: str, name: str, wanted: Callable[[], float | None]) -> Button:
        button = Button(text, self, lambda: self.view.set_zoom(wanted()))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _choices(
        self, look: str, choices: Iterable[tuple[str, str]], name: str, looks: dict[str, str]
    ) -> ComboBox:
        box = ComboBox(self)
        for value, words in choices:
            box.addItem(_(words), value)
        box.setCurrentIndex(box.findData(looks[look]))
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.currentIndexChanged.connect(lambda place: self.looked.emit(look, box.itemData(place)))
        return box

    def _lay_out(self, row: NoticeRow) -> None:
        box = bare(QVBoxLayout(self))
        if row.voided_on is not None:
            box.addWidget(Banner("warn", _("Void since {day}").format(day=row.voided_on), self))
        for widgets in (
            (self.print_button, self.save_button, self.void_button),
            (self.style_box, self.language_box),
            (self.page_box, self.pages, self.smaller, self.share, self.larger, self.fit_button),
        ):
            line = QHBoxLayout()
            for widget in widgets:
                line.addWidget(widget)
            line.addStretch()
            box.addLayout(line)
        box.addWidget(self.view, 1)


def load(document: QPdfDocument, paper: bytes, owner: QWidget) -> QByteArray:
    """Show a finished file; returns the bytes, which must stay as long as the document does."""
    held = QByteArray(paper)
    buffer = QBuffer(held, owner)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    return held
