"""The registry browser: the county's places at the left, their households, and one household in full."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from shiboken6 import isValid

from county_desk.tables.duplicates import OpenDuplicate, open_duplicates
from county_desk.tables.households import (
    LISTING,
    HouseholdRow,
)
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING, VillageRow
from county_desk.text import N_, _
from county_desk.views.finder_answers import InPlace
from county_desk.views.lists.measure_tool import offer_measure_tool
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import IMPORTS
from county_desk.views.page_button import page_button
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.places.household_place import HOUSEHOLD_ACTS, HOUSEHOLD_GRIDS
from county_desk.views.places.record_acts import ActOffer, RecordActs, act_buttons
from county_desk.views.register.household_card import HouseholdCard, show_duplicates
from county_desk.views.register.household_forms import household_panel
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.style import em
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.command import Command

SCOPE = Qt.ItemDataRole.UserRole


class RegistryPage(RegisterPage):
    """Walks from the county to a household; Enter opens its place of work."""

    key: ClassVar = "registry"
    synonyms: ClassVar = N_("roster households people")
    acts_about: ClassVar = ("household", "member", "household_year", "member_year")
    listing = LISTING
    filters: ClassVar = ("standing", "kind", "cause")
    empty: ClassVar = N_("The registry is empty.")
    empty_way: ClassVar = (N_("Take in workbooks"), *IMPORTS)

    def _build(self) -> None:
        self._place: dict[str, object] = {}  # where the person was last time, until the tree has grown
        self._recalled = False
        super()._build()
        self._acts = RecordActs(self.desk, HOUSEHOLD_ACTS)
        self._wanted: Mapping[str, object] | None = None  # to narrow to once the places are known
        self.tree = QTreeWidget(self)
        self.tree.setHeaderLabels([_("Place"), _("Households")])
        self.tree.setAccessibleName(_("Places of the county"))
        self.tree.setMinimumWidth(em(13))
        self.tree.setMaximumWidth(em(20))
        self.tree.header().setStretchLastSection(False)
        self.split.insertWidget(0, self.tree)
        self.split.setSizes([em(15), em(45), em(26)])
        self.paste_button = offer_paste(self, place=self._paste_place)
        self.giving = offer_measure_tool(self, self._give)
        self.tree.currentItemChanged.connect(self._narrow)
        QShortcut(QKeySequence("F7"), self, self._toggle_tree)

    def scope(self) -> Mapping[str, object]:
        """The place chosen in the tree."""
        item = self.tree.currentItem() if hasattr(self, "tree") else None
        return dict(item.data(0, SCOPE) or {}) if item else self._place

    def refresh(self) -> None:
        """Look again at the places and the list."""
        desk = self.desk
        if not self._recalled:
            self._recalled = True
            self._place = self.memory.watch("registry/place", self._chosen_place)
        self.look(lambda: desk.read(page, VILLAGES_LISTING), self._grow, "places")
        super().refresh()

    def fit(self, band: Band) -> None:
        """The tree gives way on narrow windows; F7 brings it back."""
        super().fit(band)
        self.tree.setVisible(band.width is not Width.NARROW)

    def show_subject(self, subject: object) -> None:
        """Seek one household, wherever it stands in the list; or narrow it to a place."""
        if isinstance(subject, InPlace):
            self._wanted = subject.scope
            self.look(lambda: self.desk.read(page, VILLAGES_LISTING), self._grow, "places")
            return
        desk = self.desk
        seek = Query(where={"id": subject})
        self.look(lambda: desk.read(page, LISTING, seek, 0, 1), self._seek, "subject")

    def _seek(self, rows: Sequence[HouseholdRow]) -> None:
        if rows and not self.list.choose(rows[0].id):
            if (county := self.tree.topLevelItem(0)) is not None:
                self.tree.blockSignals(True)
                self.tree.setCurrentItem(county)
                self.tree.blockSignals(False)
            self.list.clear_filters()
            self.list.search.setText(rows[0].number)
            self.list.refresh()

    def show_row(self, row: HouseholdRow) -> QWidget | None:
        """The household and its acts; Enter shows all of it on its place of work."""
        card = HouseholdCard(row, self, masked=not self._full(row))
        desk, number = self.desk, row.id

        def show(found: tuple[list[ActOffer], list[OpenDuplicate]]) -> None:
            offers, pairs = found
            show_duplicates(card.box, pairs, lambda pair: self.go.emit("duplicates", pair), card)
            buttons = act_buttons(self, HOUSEHOLD_ACTS, offers, lambda each: self.ask(each.command, row))
            card.acts.add(*buttons)
            put_in_order(card)

        card.acts.add(page_button(self, _("Open the household"), "household", number))
        self.look(
            lambda: (self._acts.on(number), desk.read(open_duplicates, number)), show, "household", card
        )
        return card

    def ask(self, command: type[Command], row: HouseholdRow) -> None:
        """Open the form of a command about a household, or about one of its members."""
        panel = household_panel(self, command, row, full=self._full(row))
        self.take(panel.opened_by("ask", command, row))

    def _full(self, row: HouseholdRow) -> bool:
        """Whether the personal numbers of a household are uncovered."""
        return self.list.unmask.isChecked() and not self.list.model.covers(row)

    def _give(self, rows: Sequence[object]) -> None:
        self.give([row.id for row in rows if isinstance(row, HouseholdRow)])

    def give(self, households: Sequence[int]) -> None:
        """Open the form of a measure for these households, beside them."""
        panel = CommandPanel(self, GiveToMany, values={"year": self.year}, households=tuple(households))
        self.take(panel.opened_by("give", tuple(households)))

    def _narrow(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.list.refresh()

    def _paste_place(self) -> PastePlace:
        """The place chosen in the tree as the target of pasted rows."""
        places = {key: int(str(number)) for key, number in self.scope().items()}
        return PastePlace(HOUSEHOLD_GRIDS, places, {"year": self.year})

    def _toggle_tree(self) -> None:
        self.tree.setVisible(not self.tree.isVisible())

    def _grow(self, villages: Sequence[VillageRow]) -> None:
        """Draw the county, its townships and villages, with how many households each has on record."""
        wanted, self._wanted = self._wanted, None
        chosen = self.scope() if wanted is None else wanted
        self.tree.blockSignals(True)
        self.tree.clear()
        top = _item(self.tree, _("Whole county"), sum(row.households for row in villages), {})
        towns: dict[int | None, QTreeWidgetItem] = {}
        for row in villages:
            if row.township_id not in towns:
                count = sum(each.households for each in villages if each.township_id == row.township_id)
                towns[row.township_id] = _item(top, row.township, count, {"township_id": row.township_id})
            _item(towns[row.township_id], row.name, row.households, {"village_id": row.id})
        top.setExpanded(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._choose_place(top, chosen)
        if self.tree.currentItem() is None:  # the place is gone
            self.tree.setCurrentItem(top)
            self.list.refresh()
        self._place = {}
        self.tree.blockSignals(False)
        if wanted is not None:
            self.list.clear_filters()

    def _chosen_place(self) -> dict[str, object] | None:
        return dict(self.scope()) if isValid(self) else None

    def _choose_place(self, item: QTreeWidgetItem, scope: Mapping[str, object]) -> None:
        if dict(item.data(0, SCOPE) or {}) == dict(scope):
            self.tree.setCurrentItem(item)
            return
        for place in range(item.childCount()):
            if (child := item.child(place)) is not None:
                self._choose_place(child, scope)


def _item(
    parent: QTreeWidget | QTreeWidgetItem, name: str, count: int, scope: Mapping[str, object]
) -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [name, f"{count:,}"])
    item.setData(0, SCOPE, dict(scope))
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
    return item
