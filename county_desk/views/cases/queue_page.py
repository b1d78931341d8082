"""The work queue: tasks of the person at the desk, late ones, and those that were done today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from county_desk.models.user import Permission
from county_desk.rules.procedures import StepKind
from county_desk.tables.cases.disclosures import OBJECTIONS_LISTING
from county_desk.tables.cases.queue_row import QUEUE, QueueRow
from county_desk.tables.cases.queue_words import AWAITING, OWN, PlanPart, QueueTask
from county_desk.tables.history.acts import EVENTS, EventRow
from county_desk.tables.listing import Query, count, one
from county_desk.tables.listing import page as rows_page
from county_desk.tables.proposals import LISTING as PROPOSALS_LISTING
from county_desk.text import N_, _, _n
from county_desk.views.cases.case_page import MOST, CasePage
from county_desk.views.cases.drafts_list import DraftsList
from county_desk.views.jobs import Jobs
from county_desk.views.lists.list_view import ListView
from county_desk.views.page import IMPORTS, DraftOpening, Page
from county_desk.views.pasting.paste_place import PastePlace
from county_desk.views.pasting.paste_tool import offer_paste
from county_desk.views.types import Desk
from county_desk.views.widgets.chips import Chip
from county_desk.views.widgets.count_tabs import CountTabs
from county_desk.views.widgets.draft_rows import DraftRow, WeighedDrafts, weigh
from county_desk.views.widgets.way_card import WayCard
from county_desk.workflow.cases.next_steps import done_today, plan, plan_numbers
from county_desk.workflow.cases.steps import RecordVisit
from county_desk.workflow.command import Command

TABS = (
    ("own", N_("To do")),
    ("second", N_("To put in force")),
    ("others", N_("Waiting on others")),
    ("done", N_("Done today")),
    ("drafts", N_("Drafts")),
)
NOTHING = {
    "second": N_("No act waits for you to put it in force."),
    "others": N_("Nothing of your place waits for others."),
}
APART = ("done", "drafts")  # tabs with a list of their own
SCOPES = {"own": OWN, "second": (PlanPart.SECOND,), "others": AWAITING}
MONITORING_PAGES = ("clues", "monitored")
TOLD = ("subject", "township", "village", "entries", "persons", "kind", "age")


class QueuePage(CasePage):
    """Tabs narrow the queue; Enter goes to the place of the current task."""

    key: ClassVar = "queue"
    synonyms: ClassVar = N_("to-do tasks")
    filters: ClassVar = ("plan", "task", "village")
    takes_steps: ClassVar = True

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        self.listing = plan(desk)
        super().__init__(desk, jobs, parent)
        self.done_list = ListView(self, done_today(desk))
        self.tabs = CountTabs([(key, _(title)) for key, title in TABS], None, self)
        self.header.addWidget(self.tabs, 1)
        self.both = QStackedWidget(self)
        self.split.replaceWidget(0, self.both)
        self.both.addWidget(self.list)
        self.both.addWidget(self.done_list)
        self.drafts_list = DraftsList(self)
        self.both.addWidget(self.drafts_list)
        self.list.setVisible(True)  # it was hidden when the split let it go
        self.split.setStretchFactor(0, 1)
        if desk.actor.may(RecordVisit.permission):
            offer_paste(self, self._visits_place)
        self.tabs.picked.connect(self._change_list)
        self.done_list.told.connect(self.tell)
        self.done_list.table.chosen.connect(self._show_act)
        self.done_list.table.opened.connect(self._open_act)
        self.drafts_list.chosen.connect(self._show_draft)
        self._counts: dict[str, int] = {}

    @classmethod
    def waiting(cls, desk: Desk) -> int:
        """All that is for the person at the desk to do, as the first tab counts it."""
        return sum(plan_numbers(desk).get(part, 0) for part in OWN)

    def scope(self) -> Mapping[str, object]:
        """Return the parts of the plan that the tab shows."""
        return {"plan": SCOPES.get(self.tabs.key, OWN) if hasattr(self, "tabs") else OWN}

    def refresh(self) -> None:
        """Count first, then look at the rows."""
        desk, done = self.desk, done_today(self.desk)

        def work() -> tuple[Mapping[PlanPart, int], int]:
            return plan_numbers(desk), desk.read(count, done)

        self.look(work, lambda found: self._counted(*found), "tally")
        self.count_drafts()

    def count_drafts(self) -> None:
        """Look again at the drafts; throw away those without their object, and say so."""
        desk, drafts = self.desk, self.drafts.all()
        self.look(lambda: weigh(desk, drafts), self._weighed, "drafts")

    def show_subject(self, subject: object) -> None:
        """Bring a record into view, or the drafts."""
        if isinstance(subject, DraftOpening):
            self.tabs.choose("drafts")
        else:
            super().show_subject(subject)

    def narrow_to(self, query: Query) -> None:
        """Show the tab of the wanted parts of the plan, and of it the rows under the query."""
        wanted = set(query.where.get("plan", ()))
        self.tabs.choose(next((tab for tab, parts in SCOPES.items() if wanted & set(parts)), "own"))
        super().narrow_to(query)

    def begin(self, command: type[Command], values: Mapping[str, object]) -> None:
        """Go to the first case that waits for a step which the act takes; open the form of any other act."""
        if not command.takes:
            super().begin(command, values)
            return
        desk, listing = self.desk, self.listing
        waiting = Query({"task": tuple(kind.value for kind in command.takes), "plan": OWN})
        self.look(lambda: desk.read(rows_page, listing, waiting, 0, 1), self._go_to_step, "step")

    def _go_to_step(self, rows: Sequence[QueueRow]) -> None:
        if not rows:
            self.undoable.emit(_("No case waits for this step."), None)
            return
        self.tabs.choose("own")
        self.list.clear_filters()
        self.list.seek(rows[0].id)

    def _visits_place(self) -> PastePlace:
        """Visits of the day to the households of any cases."""
        from county_desk.intake.pasting.grids import VISITS

        return PastePlace((VISITS,), given={"done_on": self.desk.today})

    def case_of(self, row: QueueRow) -> int | None:
        """The case of a row; a disclosure has a page of its own."""
        return row.record if row.is_case else None

    def actions_for(self, menu: QMenu, row: QueueRow) -> None:
        """Add the action of Enter to the menu; a case without a usable procedure has no next step."""
        if row.task != QueueTask.MEND:
            super().actions_for(menu, row)

    def show_other(self, row: QueueRow) -> QWidget | None:
        """A disclosure to close, one with an objection to settle, or an act to put in force."""
        return hint_of(self, row)

    def open_row(self, row: QueueRow) -> None:
        """Begin the task of the row, as Enter does."""
        if row.is_case:
            super().open_row(row)
        else:
            self.go.emit(row.page, row.record)

    def to_review(self) -> list[int]:
        """The cases that wait for a signature, in the order of the queue."""
        query = self.list.query()
        wanted = replace(query, where={**query.where, "task": StepKind.DECISION.value, "plan": OWN})
        return [row.record for row in self.desk.read(rows_page, self.listing, wanted, 0, MOST)]

    def home(self) -> QWidget | None:
        """The list that is shown, or what covers it."""
        if self.tabs.key not in APART or self.cover:
            return super().home()
        table = self._own_list().table
        return table if table.isVisibleTo(self) else None

    def parts(self) -> list[QWidget]:
        """The tabs, the list that is shown, and the pane; or what covers them."""
        if self.cover:
            return super().parts()
        shown = self._own_list() if self.tabs.key in APART else self.list
        return [self.tabs, shown.table, self.pane]

    def _own_list(self) -> ListView | DraftsList:
        return self.done_list if self.tabs.key == "done" else self.drafts_list

    def _counted(self, found: Mapping[PlanPart, int], done: int) -> None:
        shown = {tab: sum(found.get(part, 0) for part in parts) for tab, parts in SCOPES.items()}
        self._count({**shown, "done": done})
        self._say_nothing(done)
        if self.tabs.key == "done":
            self.done_list.refresh()
        if self.tabs.key != "drafts":  # it would tell of its rows
            self.list.refresh()
        if self.cover:
            self.cover.load()

    def _weighed(self, found: WeighedDrafts) -> None:
        for words in self.drafts.settle(found):
            self.undoable.emit(words, None)
        self._count({"drafts": len(found.rows)})
        self.drafts_list.show_rows(found.rows)
        if self.tabs.key == "drafts":
            count = len(found.rows)
            self.tell(_n("{count} draft", "{count} drafts", count).format(count=count))

    def _count(self, counts: Mapping[str, int]) -> None:
        self._counts = {**self._counts, **counts}
        self.tabs.show_counts(self._counts)

    def _show_draft(self, row: DraftRow | None) -> None:
        if self.tabs.key == "drafts" and not self.pane.typed:
            self.pane.show_widget(None if row is None else self.drafts_list.card(row))

    def _say_nothing(self, done: int) -> None:
        """Fill the message of an empty list: acts of today, next task."""
        words = _n("{count} act today.", "{count} acts today.", done).format(count=done)
        self.done_list.nothing = (_("You have done nothing today."), "", None)
        if self.tabs.key != "own":
            self.list.nothing = (_(NOTHING.get(self.tabs.key, "")), "", None)
            return
        action = _("Look at the applications")
        place: tuple[str, str | None] = ("applications", None)
        if self.desk.actor.may(Permission.IMPORT):
            action, place = _("Take in workbooks"), IMPORTS
        words = f"{_('Nothing waits for you.')} {words}"
        self.list.nothing = (words, action, lambda: self.go.emit(*place))

    def _change_list(self, key: str) -> None:
        shown = self._own_list() if key in APART else self.list
        self.both.setCurrentWidget(shown)
        shown.table.chosen.emit(shown.table.current())  # the pane turns with the list, before it is read anew
        self.refresh()

    def _show_act(self, row: EventRow | None) -> None:
        if self.tabs.key == "done" and not self.pane.typed:
            self.pane.show_widget(None if row is None else self._act_card(row))

    def _act_card(self, row: EventRow) -> WayCard:
        ways = ((_("See it in the history"), lambda: self._open_act(row)),)
        return WayCard(self, EVENTS["summary"].shown(row), (EVENTS["at"].shown(row),), ways)

    def _open_act(self, row: EventRow) -> None:
        self.go.emit("history", row.id)

    def _choose(self, row: object) -> None:
        if self.tabs.key not in APART:
            super()._choose(row)

    def _released(self) -> None:
        super()._released()
        if self.tabs.key in APART:
            table = self._own_list().table
            table.chosen.emit(table.current())


def _hint(page: Page, row: QueueRow, sentences: Iterable[str], way: str) -> WayCard:
    """A row of the queue that waits on another page: its facts, sentences about it, and the way to it."""
    title = " · ".join(filter(None, (QUEUE["task"].shown(row), row.village)))
    state = Chip(row.urgency.shape, QUEUE["due_in"].shown(row) or _(row.urgency.label), page)
    shown = [(_(QUEUE[key].title), QUEUE[key].shown(row)) for key in TOLD if getattr(row, key)]
    ways = ((way, lambda: page.go.emit(row.page, row.record)),)
    return WayCard(page, title, (state, *sentences), ways, shown)


def hint_of(page: Page, row: QueueRow) -> WayCard:
    """The hint of a disclosure, of a clue, or of a monitored household."""
    if row.page in MONITORING_PAGES:
        way = _("Go to the clue") if row.page == "clues" else _("Go to the household")
        return _hint(page, row, (), way)
    if row.page == "proposals":
        return _hint(page, row, _words_of_proposal(page.desk, row), _("Go to the proposals"))
    words = _("Its last day has ended, and no objection is open.")
    if row.due_in is not None and row.due_in > 0:
        words = _("Its result falls due on the day after its last day.")
    if row.task == QueueTask.SETTLE:
        words = _("The list cannot go on before this objection is settled.")
    objection = page.desk.read(one, OBJECTIONS_LISTING, row.objection) if row.objection else None
    told = (words, f"“{objection.words}”") if objection else (words,)
    return _hint(page, row, told, _("Go to the disclosure"))


def _words_of_proposal(desk: Desk, row: QueueRow) -> Iterator[str]:
    """Whether a proposal can only be declined, its act, and what the act does."""
    if row.task == QueueTask.DECLINE:
        yield _("This proposal can’t be put in force any more: decline it.")
    if found := desk.read(one, PROPOSALS_LISTING, row.record):
        act = PROPOSALS_LISTING.table["act"].shown(found)
        words = _("Number {number}, “{act}”. Once in force: {summary}")
        yield words.format(number=row.record, act=act, summary=found.summary)
