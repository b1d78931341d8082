"""Applications of households and villages: the list, each case with its steps, and the acts on them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from county_desk.fields import Invalid
from county_desk.intake.pasting.grids import NEW_MEMBERS
from county_desk.models.case import CaseState
from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.rules.register_outcomes import HOUSEHOLD, VILLAGE
from county_desk.rules.shares import COMPONENTS, sum_of_components
from county_desk.tables.cases.case_list import CASES, LISTING, CaseRow
from county_desk.tables.listing import Listing, Query, facets, one, page
from county_desk.tables.procedure_words import ProcedureName
from county_desk.text import N_, _
from county_desk.views.case_openings import joint_opening_refusal, openable_procedures, opening_refusal
from county_desk.views.cases.case_page import MOST, CasePage
from county_desk.views.cases.village_panel import VillagePanel
from county_desk.views.jobs import Jobs
from county_desk.views.page import IMPORTS
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import open_paste
from county_desk.views.types import Desk
from county_desk.views.widgets.bands import Band, Width
from county_desk.views.widgets.command_panel import CommandPanel
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.form import CommandForm
from county_desk.views.widgets.icons import Icon, icon
from county_desk.views.widgets.painted import Button, PrimaryButton
from county_desk.views.widgets.village_offers import own_villages
from county_desk.workflow.cases.filing import MISSED_HOUSEHOLD, REGISTRATION, FileHousehold, OpenCase
from county_desk.workflow.cases.village_filing import FileVillage
from county_desk.workflow.command import Change, Command

ENDED = (CaseState.DONE, CaseState.REFUSED, CaseState.STRUCK, CaseState.WITHDRAWN)
TABS: tuple[tuple[str, str, tuple[CaseState, ...]], ...] = (
    ("open", N_("In progress"), (CaseState.OPEN,)),
    ("approved", N_("Approved"), (CaseState.APPROVED,)),
    ("ended", N_("Ended"), ENDED),
    ("all", N_("All"), tuple(CaseState)),
)
COLUMNS = (
    ("id", 5),
    ("subject", 9),
    ("village", 9),
    ("step", 14),
    ("state", 15),
    ("since", 11),
    ("kind", 18),
    ("persons", 7),
    ("year", 6),
    ("township", 10),
    ("number", 20),
    ("received_on", 11),
    ("entered_by", 10),
    ("late", 8),
    ("unconfirmed", 8),
)  # the order and widths of this page, what matters most first


def _applications() -> Listing[CaseRow]:
    """The cases with the columns in the order of this page."""
    shown = [key for key, _width in COLUMNS]
    first = [
        replace(CASES[key], kind=replace(CASES[key].kind, width=width), hidden=False)
        for key, width in COLUMNS
    ]
    rest = [replace(column, hidden=True) for column in CASES.columns if column.key not in shown]
    return replace(LISTING, table=replace(CASES, columns=(*first, *rest)))


def _missed_title() -> str:
    """The procedure of a household that an earlier identification missed."""
    return ProcedureName().show(MISSED_HOUSEHOLD)


ROOMY = ("township", "year")  # filters that a narrow window leaves out while they are not on


class ApplicationsPage(CasePage):
    """Tabs narrow the cases by their state; the pane shows one with its steps and what comes next."""

    key: ClassVar = "applications"
    acts_about: ClassVar = ("case", "village_year")
    listing = _applications()
    also_made: ClassVar = (FileHousehold, FileVillage, OpenCase)
    filters: ClassVar = ("kind", "step", "township", "village", "year")

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._only = 0
        self.tabs = CountTabs([(key, _(title)) for key, title, _states in TABS], parent=self)
        self.new_button = PrimaryButton(_("New application"), self)
        self.all_button = Button(parent=self)
        self.all_button.hide()
        self.header.addWidget(self.tabs, 1)
        self.header.addWidget(self.new_button)
        self.list.tools.insertWidget(0, self.all_button)
        self._offer_new()
        self.tabs.picked.connect(lambda _key: self.refresh())
        self.all_button.clicked.connect(lambda _checked: self._show_all())
        QShortcut(QKeySequence("Ctrl+N"), self, self._open_menu)

    def scope(self) -> Mapping[str, object]:
        """Return the filter of the tab, or of the one case that was opened."""
        if not hasattr(self, "tabs"):
            return {}
        if self._only:
            return {"id": self._only}
        return {"state": next(states for key, _title, states in TABS if key == self.tabs.key)}

    def refresh(self) -> None:
        """Count by state, and look at the rows."""
        desk = self.desk
        query = self.list.query()
        where = {key: value for key, value in query.where.items() if key not in ("state", "id")}
        counting = Query(where, query.text)
        self.look(lambda: dict(desk.read(facets, LISTING, "state", counting)), self._counted, "states")

    def case_of(self, row: CaseRow) -> int | None:
        """Every row is a case."""
        return row.id

    def show_subject(self, subject: Any) -> None:
        """Bring one case into view, alone if it is not among the first rows; review it if a row is given."""
        self.end_review()
        if isinstance(subject, CaseRow):
            self.review_one(subject)
            return
        if not self.list.choose(subject):
            self._only = int(subject)
            self.all_button.setText(_("Only case {number}: show all").format(number=subject))
            self.all_button.setVisible(True)
            self.list.clear_filters()

    def narrow_to(self, query: Query) -> None:
        """Show the first tab with all wanted states, and of it the rows under the query."""
        wanted = set(query.where.get("state", CaseState))
        self.end_review()
        self._only = 0
        self.all_button.hide()
        self.tabs.choose(next(key for key, _title, states in TABS if wanted <= set(states)))
        super().narrow_to(query)

    def to_review(self) -> list[int]:
        """The cases that wait for a decision, in the order of the list."""
        steps = {
            (version.version, digest, step.key)
            for digest, version in self.desk.policy.procedures.followed()
            for step in version.steps
            if step.kind is StepKind.DECISION
        }
        query = self.list.query()
        keys = tuple({key for _version, _digest, key in steps})
        wanted = replace(query, where={**query.where, "state": CaseState.OPEN, "step": keys})
        rows = self.desk.read(page, LISTING, wanted, 0, MOST)
        return [row.id for row in rows if (row.procedure, row.procedure_digest, row.step) in steps]

    def parts(self) -> list[QWidget]:
        """The tabs, the list and the pane; or what covers them."""
        return super().parts() if self.cover else [self.tabs, self.list.table, self.pane]

    def fit(self, band: Band) -> None:
        """Filters that find no room are left out while they are not on."""
        super().fit(band)
        for button in self.list.buttons:
            if button.column.key in ROOMY:
                button.setVisible(band.width is not Width.NARROW or bool(button.values))

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Open the form of an application, or of an act on a case."""
        if (ask := self._forms().get(command)) is not None:
            ask()
        else:
            super().begin(command, values)

    @classmethod
    def begin_trouble(cls, desk: Desk, command: type[Command]) -> str:
        """Say since when no application of this kind is filed."""
        if command is FileHousehold:
            return opening_refusal(desk, REGISTRATION)
        subjects = {FileVillage: VILLAGE, OpenCase: HOUSEHOLD}
        return joint_opening_refusal(desk, subjects[command]) if command in subjects else ""

    def file_household(self) -> None:
        """Begin the application of a household that is new to the office."""
        offers = {"village": own_villages(self.desk)}
        panel = CommandPanel(self, FileHousehold, offers=offers, then=self._filed, missed="")
        _follow_components(panel.form)
        self.take(panel.opened_by("file_household"))

    def file_missed(self) -> None:
        """Begin the application of a household that an earlier identification missed."""
        offers = {"village": own_villages(self.desk)}
        panel = CommandPanel(self, FileHousehold, act=_missed_title(), offers=offers, then=self._filed)
        _follow_components(panel.form)
        self.take(panel.opened_by("file_missed"))

    def file_village(self) -> None:
        """Begin the application of a village."""
        panel = VillagePanel(self, then=lambda change: self.show_subject(change.id))
        self.take(panel.opened_by("file_village"))

    def open_case(self) -> None:
        """Open a case for a household that is on record."""
        offers = {"kind": openable_procedures(self.desk, HOUSEHOLD)}
        panel = CommandPanel(
            self,
            OpenCase,
            offers=offers,
            then=lambda change: self.show_subject(change.id),
        )
        self.take(panel.opened_by("open_case"))

    def _filed(self, change: Change) -> None:
        """The other members come next, as the rows of one grid."""
        row = self.desk.read(one, LISTING, change.id or 0)
        self.show_subject(change.id)
        if row is not None and row.household_id and row.persons > 1:
            titles = ["", *(_(column.label) for column in NEW_MEMBERS.values)]
            blank = [[str(place), *[""] * (len(titles) - 1)] for place in range(2, row.persons + 1)]
            title = _("Members of the household of {head} · {count} to fill in")
            title = title.format(head=row.subject, count=row.persons - 1)
            scope = {"household": row.household_id}
            open_paste(self, PastePlace((NEW_MEMBERS,), scope, begins=[titles, *blank], title=title))

    def _counted(self, found: Mapping[CaseState, int]) -> None:
        self.tabs.show_counts(
            {key: sum(found.get(state, 0) for state in states) for key, _title, states in TABS}
        )
        self._say_nothing(sum(found.values()))
        super().refresh()

    def _say_nothing(self, count: int) -> None:
        if count:
            words = _("No case stands under “{title}”.")
            title = next(_(title) for key, title, _states in TABS if key == self.tabs.key)
            self.list.nothing = (
                words.format(title=title),
                _("Show all"),
                lambda: self.tabs.choose("all"),
            )
        elif self.desk.actor.may(Permission.IMPORT):
            words = _("There are no applications yet.")
            self.list.nothing = (words, _("Take in workbooks"), lambda: self.go.emit(*IMPORTS))
        elif not self.desk.actor.may(Permission.FILE):
            self.list.nothing = (_("There are no applications yet."), "", None)
        elif ended := opening_refusal(self.desk, REGISTRATION):
            self.list.nothing = (_("There are no applications yet. {reason}").format(reason=ended), "", None)
        else:
            self.list.nothing = (
                _("There are no applications yet."),
                _("New household application"),
                self.file_household,
            )

    def _forms(self) -> Mapping[type[Command], Callable[[], None]]:
        """The forms that begin a case, by their commands."""
        return {FileHousehold: self.file_household, FileVillage: self.file_village, OpenCase: self.open_case}

    def _offer_new(self) -> None:
        menu = QMenu(self.new_button)
        menu.setToolTipsVisible(True)
        offers = [
            (_(command.act.title), self.begin_trouble(self.desk, command), ask)
            for command, ask in self._forms().items()
        ]
        offers.insert(1, (_missed_title(), opening_refusal(self.desk, MISSED_HOUSEHOLD), self.file_missed))
        for words, ended, ask in offers:
            action = menu.addAction(_("{act} (not at this time)").format(act=words) if ended else words, ask)
            action.setEnabled(not ended)
            action.setToolTip(ended)
        menu.addSeparator()
        menu.addAction(icon(Icon.IMPORT), _("Take in workbooks"), lambda: self.go.emit(*IMPORTS))
        self.new_button.setMenu(menu)
        self.permit(self.new_button, Permission.FILE)

    def _open_menu(self) -> None:
        if self.new_button.isEnabled():
            self.new_button.showMenu()

    def _show_all(self) -> None:
        self._only = 0
        self.all_button.hide()
        self.refresh()


def _follow_components(form: CommandForm[FileHousehold]) -> None:
    """Fill the net income in from its components while they are typed."""
    components = [form.editors[key] for key in COMPONENTS]

    def follow() -> None:
        with suppress(Invalid):  # a figure that is being typed is none yet
            known = {key: form.editors[key].value() for key in COMPONENTS}
            if (found := sum_of_components(known)) is not None:
                form.editors["net_income"].set_value(found)

    for editor in components:
        editor.changed.connect(follow)
