"""Remarks about the whole shown file, which unfold, and a choice of its village where it is unknown."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from county_desk.intake.delivery import Delivery, Level, Problem
from county_desk.intake.reading.checks.year_of_file import UNKNOWN as YEAR_UNKNOWN
from county_desk.intake.reading.checks.years import MISMATCH as YEAR_MISMATCH
from county_desk.intake.reading.villages.row_village import answered_by
from county_desk.models.user import Permission
from county_desk.text import _
from county_desk.views.importing.file_fixes import aside_words
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_state import Read
from county_desk.views.importing.importing import Importing
from county_desk.views.importing.sheet_rows import TONES, gravity
from county_desk.views.page import Page
from county_desk.views.widgets.banner import INFORMING, Banner, FoldedBanner
from county_desk.views.widgets.editors import ChoiceEditor
from county_desk.views.widgets.parts import bare, drop, drop_all
from county_desk.views.widgets.village_offers import own_villages

YEARS = 3  # buttons that offer a year
SHOWN = 4  # lines of remarks that are shown before somebody asks for all


class FileHead(QWidget):
    """The head of a file: its village, its year, and the remarks about it.

    `turned()` is emitted when remarks were folded or closed.
    """

    turned = Signal()

    def __init__(self, page: Page, importing: Importing) -> None:
        super().__init__(page)
        self.page, self.importing = page, importing
        self.everything = False
        self.remarks: FoldedBanner | None = None
        self.many = 0
        self._box = bare(QVBoxLayout(self), 0.4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_look(self, look: FileLook | None, *, fold: bool) -> None:
        """Show the gravest remarks first, none of them without room unless a person unfolds them.

        A village that is not known can be chosen.
        """
        drop_all(self._box)
        self.remarks, self.many = None, 0
        if look is not None and look.row.arrival.delivery.read:
            self._fill(look, look.row, fold=fold)
        self.setVisible(bool(self._box.count()))

    def _fill(self, look: FileLook, row: FileRow, *, fold: bool) -> None:
        if row.aside:
            self._box.addWidget(self._put_aside(row))
        every = (*_newer(row), *_changed(look), *row.arrival.delivery.problems)
        problems = [each for each in every if each.kind != "header_unknown" or not look.columns]
        if row.place_id is not None and row.state is not FileState.TAKEN:
            self._box.addWidget(self._chosen_village(row))
        asked = answered_by(row.arrival.delivery)
        if unknown := list(dict.fromkeys(each.message for each in problems if each.kind in asked)):
            words = unknown[0]
            if len(unknown) > 1:
                words = _("{words} And {count} more.").format(words=words, count=f"{len(unknown) - 1:,}")
            self._box.addWidget(self._village_chooser(words))
        problems = [each for each in problems if each.kind not in asked]
        raw = row.arrival.raw
        if row.state is not FileState.TAKEN and (of_year := _asked_of_year(problems, raw)):
            problems = [each for each in problems if each not in of_year]
            self._box.addWidget(self._year_chooser(of_year[-1].message, raw))
        told = frozenset(each.message for each in problems)
        if not told or (row.path, told) in self.importing.state.closed:
            return
        self.many = len(told)
        if self.everything or not fold:
            self.remarks = self._remarks(problems, (row.path, told), fold=fold)
            self._box.addWidget(self.remarks)

    def _year_chooser(self, words: str, delivery: Delivery) -> Banner:
        """One button for each year that the file or the other files name, and the year of its rows now."""
        banner = self._warning(words)
        others = (*self.importing.state.named_years, delivery.year) if delivery.assumed else (self.page.year,)
        for year in sorted({*delivery.named, *others}, reverse=True)[:YEARS]:
            use = banner.offer(_("As {year}").format(year=year), partial(self.importing.date, year))
            self.page.permit(use, Permission.IMPORT)
        return banner

    def _put_aside(self, row: FileRow) -> Banner:
        """Corrections that did not outlive a change of the file, until a person has seen it."""
        banner = self._warning(aside_words(row.aside))
        banner.offer(_("Understood"), self.importing.heed_aside)
        return banner

    def _remarks(self, problems: Sequence[Problem], read: Read, *, fold: bool) -> FoldedBanner:
        lines = "\n".join(each.message for each in sorted(problems, key=gravity))
        banner = FoldedBanner(TONES[min(problems, key=gravity).level], lines, self, 0 if fold else SHOWN)
        if banner.tone in INFORMING:
            banner.let_close()
            banner.closed.connect(lambda: self._close(read))
        if self.everything:
            banner.unfold()
        banner.turned.connect(self._unfold)
        return banner

    def _unfold(self, on: bool) -> None:
        self.everything = on
        self.turned.emit()

    def _close(self, read: Read) -> None:
        self.importing.close_remarks(read)
        self.turned.emit()

    def _chosen_village(self, row: FileRow) -> Banner:
        """The village that a person chose, and the way to another."""
        words = _("Village of this file, chosen here: {name}.").format(name=row.village)
        banner = Banner("info", words, self)
        another = banner.offer(_("Choose another…"), lambda: self._choose_again(banner))
        self.page.permit(another, Permission.IMPORT)
        return banner

    def _choose_again(self, chosen: Banner) -> None:
        chooser = self._village_chooser(_("Choose the village of this file."))
        self._box.replaceWidget(chosen, chooser)
        chooser.show()
        if (choice := chooser.findChild(ChoiceEditor)) is not None:
            choice.setFocus()
        drop(chosen)

    def _warning(self, words: str) -> Banner:
        banner = Banner("warn", words, self)
        banner.words.setTextFormat(Qt.TextFormat.PlainText)
        return banner

    def _village_chooser(self, words: str) -> Banner:
        banner = self._warning(words)
        chooser = ChoiceEditor(own_villages(self.page.desk), _("Village of this file…"), banner)
        chooser.setAccessibleName(_("Village of this file"))
        chooser.setMinimumContentsLength(16)
        banner.box.addWidget(chooser)
        use = banner.offer(_("Use this village"), lambda: self.importing.place(chooser.value()))
        may = self.page.permit(use, Permission.IMPORT)
        chooser.setEnabled(may)
        chooser.setToolTip(use.toolTip())
        chooser.setAccessibleDescription(use.toolTip())
        use.setEnabled(False)
        chooser.changed.connect(lambda: use.setEnabled(may and chooser.value() is not None))
        return banner


def _asked_of_year(problems: Iterable[Problem], delivery: Delivery) -> list[Problem]:
    """The problems of the year of a whole file that may belong to another one, the gravest last."""
    if delivery.assumed:
        return [each for each in problems if each.kind == YEAR_UNKNOWN]
    other = bool(delivery.named) and delivery.year not in delivery.named
    return [each for each in problems if other and each.kind == YEAR_MISMATCH and not each.sheet][:1]


def _newer(row: FileRow) -> tuple[Problem, ...]:
    """The problem of a newer version of a file that was taken in."""
    if not (row.unchanged and row.ready) or row.state is FileState.TAKEN:
        return ()
    words = _(
        "The register has this village's households already: {same} rows are as they stand there, "
        "{new} are new or differ."
    ).format(same=f"{row.unchanged:,}", new=f"{row.ready:,}")
    return (Problem("", "", "newer", words, Level.NOTE),)


def _changed(look: FileLook) -> tuple[Problem, ...]:
    """The changes in the form of a known sender."""
    return tuple(Problem("", "", "form", words, Level.NOTE) for words in look.changes)
