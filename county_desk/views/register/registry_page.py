"""The registry browser: the county's places at the left, their households, and one household in full."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget
from shiboken6 import isValid

from county_desk.facts import FACTS
from county_desk.facts.fact import FactSubject
from county_desk.intake.pasting.grids import HOUSEHOLD_YEARS, MEMBER_YEARS, NEW_MEMBERS
from county_desk.intake.pasting.subjects import Scope
from county_desk.models.household import Household, Member
from county_desk.reveal_ways import RevealWay
from county_desk.rules.register_outcomes import HOUSEHOLD
from county_desk.tables.duplicates import OpenDuplicate, open_duplicates
from county_desk.tables.household_detail import HouseholdDetail, facts_on_record, household_detail
from county_desk.tables.households import (
    HOUSEHOLDS,
    LISTING,
    MEMBERS,
    MEMBERS_LISTING,
    HouseholdRow,
    MemberRow,
)
from county_desk.tables.listing import Query, page
from county_desk.tables.places import VILLAGES_LISTING, VillageRow
from county_desk.text import N_, _
from county_desk.views.case_openings import cases_of_household, joint_opening_refusal, opening_refusal
from county_desk.views.finder_answers import InPlace
from county_desk.views.jobs import Jobs
from county_desk.views.lists.measure_tool import offer_measure_tool
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import IMPORTS
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste, open_paste
from county_desk.views.register.change_menu import CHANGES, change_button, fixed_of, follow_leaving, offers_of
from county_desk.views.register.duplicate_links import show_duplicates
from county_desk.views.register.help_section import account_acts, help_acts, show_help
from county_desk.views.register.household_card import HouseholdCard
from county_desk.views.register.official_section import show_officials
from county_desk.views.register.story_section import show_story
from county_desk.views.register.watch_section import show_watch
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.editors import Offer
from county_desk.views.widgets.focus import put_in_order
from county_desk.views.widgets.painted import Button
from county_desk.views.widgets.parts import link
from county_desk.views.widgets.style import em
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.assistance.needs import HelpDraft
from county_desk.workflow.cases.filing import REGISTRATION, USUAL_KIND, OpenCase
from county_desk.workflow.command import Change, Command
from county_desk.workflow.correcting import CorrectHousehold, CorrectMember
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from county_desk.workflow.registry import AddMember, RecordMemberYear, RecordYear, all_listed
from county_desk.workflow.revealing import reveal
from county_desk.workflow.rights import refusal

SCOPE = Qt.ItemDataRole.UserRole


class RegistryPage(RegisterPage):
    """Walks from the county to a household and shows all that is known of it."""

    key: ClassVar = "registry"
    synonyms: ClassVar = N_("roster households people")
    acts_about: ClassVar = ("household", "member", "household_year", "member_year")
    watches: ClassVar = frozenset({Household, Member})
    listing = LISTING
    filters: ClassVar = ("standing", "kind", "cause")
    empty: ClassVar = N_("The registry is empty.")
    empty_way: ClassVar = (N_("Take in workbooks"), *IMPORTS)
    chips: ClassVar = ("standing",)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self._place: dict[str, object] = {}  # where the person was last time, until the tree has grown
        self._recalled = False
        super().__init__(desk, jobs, parent)
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
        """The household, and what can be done for it."""
        full = self.list.unmask.isChecked() and not self.list.model.covers(row)
        card = HouseholdCard(row, self, masked=not full)
        desk, number, purpose = self.desk, row.id, self.list.uncovering.purpose
        self._offer_acts(card, row)
        words = _("Its history")
        card.box.addWidget(link(words, card, lambda: self.go.emit("history", ("household", number))))

        def show(found: tuple[HouseholdDetail | None, list[OpenDuplicate]]) -> None:
            detail, pairs = found
            show_duplicates(card.box, pairs, lambda pair: self.go.emit("duplicates", pair), card)
            if detail is not None:
                card.show_detail(detail, lambda case: self.go.emit("applications", case))
                self._offer_corrections(card, row, detail.members)

        def work() -> tuple[HouseholdDetail | None, list[OpenDuplicate]]:
            detail = desk.read(household_detail, number)
            if full and detail is not None:  # the numbers of the members are another look
                household = f"{_(HOUSEHOLDS['number'].title)} {row.number}"
                reveal(desk, MEMBERS.key, RevealWay.SCREEN, len(detail.members), purpose, household)
            return detail, desk.read(open_duplicates, number)

        self.look(work, show, "household")
        for section in (show_help, show_officials, show_watch, show_story):
            section(self, card.box, number)
        put_in_order(card)
        return card

    def _offer_acts(self, card: HouseholdCard, row: HouseholdRow) -> None:
        """Add a button for each act on the household, the most frequent ones first."""
        acts = [self._action(_("Record a visit…"), RecordHouseholdVisit, row), *help_acts(self, row.id)]
        for words, command in (
            (_("Record facts of a year"), RecordYear),
            (_("Correct…"), CorrectHousehold),
            (_("Open a case…"), OpenCase),
        ):
            button = self._action(words, command, row)
            if command is OpenCase:
                self.permit(button, OpenCase.permission, joint_opening_refusal(self.desk, HOUSEHOLD))
            acts.append(button)
        reason = partial(refusal, self.desk.actor)
        acts.append(change_button(reason, lambda each: self.ask(each, row), self))
        acts.extend(account_acts(self, row.id))
        paste = Button(_("Paste…"), card)
        paste.setEnabled(self.paste_button.isEnabled())
        paste.setToolTip(self.paste_button.toolTip())
        paste.clicked.connect(lambda _checked: open_paste(self, self._paste_place(row.id)))
        card.acts.add(*acts, paste)

    def _offer_corrections(
        self, card: HouseholdCard, row: HouseholdRow, members: Sequence[MemberRow]
    ) -> None:
        """Add a button for each person, and one for the facts of the person in a year."""
        for member in members:
            words = _("Correct {name}…").format(name=member.name)
            card.people_acts.addWidget(self._action(words, CorrectMember, row, member))
        if not all_listed(row.standing, row.persons, len(members)):
            card.people_acts.addWidget(self._action(_(AddMember.act.title), AddMember, row))
        if members:
            card.people_acts.addWidget(self._action(_(RecordMemberYear.act.title), RecordMemberYear, row))

    def _action(
        self, words: str, command: type[Command], row: HouseholdRow, member: MemberRow | None = None
    ) -> Button:
        return self.button(words, command.permission, lambda: self.ask(command, row, member))

    def ask(self, command: type[Command], row: HouseholdRow, member: MemberRow | None = None) -> None:
        """Open the form of a command about a household, or about one of its members."""
        desk = self.desk
        values: dict[str, object] = {"year": self.year}
        fixed: dict[str, Any] = {"household": row.id}
        offers: dict[str, Sequence[Offer]] = {}
        full = self.list.unmask.isChecked() and not self.list.model.covers(row)
        if command is CorrectHousehold:
            values = _on_record(row, FactSubject.HOUSEHOLD, full)
        elif member is not None:
            values, fixed = _on_record(member, FactSubject.PERSON, full), {"member": member.id}
        elif command is OpenCase:
            kind = USUAL_KIND.get(row.standing, REGISTRATION)
            values = {"kind": kind}
            offers = {"kind": cases_of_household(desk, row.id)}
        elif command is RecordMemberYear:
            fixed, offers = {}, {"member": [(each.id, each.name) for each in self._members(row)]}
        elif command in CHANGES:
            values, fixed = {}, dict(fixed_of(command, row.id))
            offers = offers_of(command, self._members(row))
        then = partial(self._lead, command)
        panel = CommandPanel(self, command, values=values, offers=offers, then=then, **fixed)
        if later := opening_refusal(desk, str(values.get("kind"))) if command is OpenCase else "":
            panel.add_under_heading(Banner("info", later, panel))
        follow_leaving(panel.form)
        self.take(panel.opened_by("ask", command, row, member))

    def _lead(self, command: type[Command], change: Change) -> None:
        """Go to the new record where it stands on another page."""
        if command.leads_to and change.id is not None:
            self.go.emit(command.leads_to, change.id)

    def _give(self, rows: Sequence[object]) -> None:
        """Go on to the form of a measure for many, on the page of the needs."""
        households = tuple(row.id for row in rows if isinstance(row, HouseholdRow))
        self.go.emit("needs", HelpDraft(0, GiveToMany, households))

    def _members(self, row: HouseholdRow) -> Sequence[MemberRow]:
        return self.desk.read(page, MEMBERS_LISTING, Query(where={"household_id": row.id}))

    def _narrow(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.list.refresh()

    def _paste_place(self, household: int = 0) -> PastePlace:
        """One household, or the place chosen in the tree, as the target of pasted rows."""
        places = {key: int(str(number)) for key, number in self.scope().items()}
        scope: Scope = {"household": household} if household else places
        return PastePlace((HOUSEHOLD_YEARS, MEMBER_YEARS, NEW_MEMBERS), scope, {"year": self.year})

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


def _on_record(row: HouseholdRow | MemberRow, subject: FactSubject, full: bool) -> dict[str, object]:
    """The facts with which a form of corrections opens; personal numbers only where they were uncovered."""
    known = facts_on_record(row, subject)
    return {key: value for key, value in known.items() if full or not FACTS[key].kind.personal}
