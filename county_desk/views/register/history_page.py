"""The history: who did what and when, what it changed, and the proof that nothing was falsified."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from county_desk.commands import KNOWN
from county_desk.fields import Kind
from county_desk.tables.detail import ChangeLine, event_changes, request_of
from county_desk.tables.office import EVENTS, EVENTS_LISTING, EventRow
from county_desk.text import N_, _, _n
from county_desk.views.jobs import Jobs
from county_desk.views.lists.register_page import RegisterPage
from county_desk.views.page import LOOK_UP
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.facts_table import FactsTable
from county_desk.views.widgets.icons import Icon
from county_desk.views.widgets.painted import PrimaryButton
from county_desk.views.widgets.style import em, sized
from county_desk.workflow.audit import Proof, verify

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


@dataclass(frozen=True)
class ActName(Kind):
    """A command by name, shown by its title."""

    width: int = 16

    def show(self, value: Any) -> str:
        """The title of that command; the name of one that no form offers."""
        command = KNOWN.get(value)
        return _(command.title) if command else str(value)


NAMED = replace(
    EVENTS,
    columns=tuple(
        replace(column, kind=ActName()) if column.key == "command" else column for column in EVENTS.columns
    ),
)


class HistoryPage(RegisterPage):
    """Every act, newest first; nothing on this page can be changed."""

    key: ClassVar = "history"
    title: ClassVar = N_("History")
    icon: ClassVar = Icon.HISTORY
    group: ClassVar = LOOK_UP
    listing = replace(EVENTS_LISTING, table=NAMED)
    filters: ClassVar = ("actor", "command")

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.verify_button = PrimaryButton(_("Verify the whole history"), self)
        self.header.addStretch()
        self.header.addWidget(self.verify_button)
        self.verify_button.clicked.connect(self.verify)

    def verify(self) -> None:
        """Recompute every seal and compare every record with its history, off the window."""
        desk = self.desk
        self.verify_button.setEnabled(False)
        self.jobs.start(
            lambda _progress: desk.read(verify),
            then=self._proved,
            otherwise=self._failed,
            name=_("Verify the whole history"),
        )

    def _proved(self, proof: Proof) -> None:
        self.verify_button.setEnabled(True)
        self.clear_notes()
        if proof.ok:
            words = _n(
                "{count} event; the chain is whole, and every record is what the history says. Head: {head}",
                "{count} events; the chain is whole, and every record is what the history says. Head: {head}",
                proof.events,
            )
            self.show_note(Banner("ok", words.format(count=proof.events, head=proof.head[:32]), self))
            return
        first = "\n".join((*proof.chain, *proof.replay)[:8])
        words = _("The history does not hold. Keep this file as it is and tell the administrator:\n{first}")
        self.show_note(Banner("bad", words.format(first=first), self))

    def _failed(self, error: Exception) -> None:
        self.verify_button.setEnabled(True)
        self.show_error(error)

    def show_row(self, row: Any) -> QWidget | None:
        """The act in words, what was asked, and old and new values."""
        holder = QWidget(self)
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(em(0.5))
        title = QLabel(ActName().show(row.command), holder, wordWrap=True)
        sized(title, 1.15)
        box.addWidget(title)
        box.addWidget(QLabel(row.summary, holder, wordWrap=True))
        facts = FactsTable((_("What"), _("Value")), holder)
        changes = FactsTable((_("Record"), _("Field"), _("Before"), _("After")), holder)
        box.addWidget(facts)
        box.addWidget(changes)
        desk, number = self.desk, row.id

        def work() -> tuple[dict[str, object], list[ChangeLine]]:
            return desk.read(request_of, number), desk.read(event_changes, number)

        def show(answer: tuple[dict[str, object], list[ChangeLine]]) -> None:
            facts.show_rows([*_facts(row), *((key, short(value)) for key, value in answer[0].items())])
            changes.show_rows(
                [(line.record, line.column, short(line.old), short(line.new)) for line in answer[1]]
            )

        self.look(work, show, "event")
        return holder


def short(value: object) -> str:
    """A value on one line."""
    text = "" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:80]}…"


def _facts(row: EventRow) -> Sequence[tuple[str, str]]:
    return (
        (_("Person"), f"{row.actor} · {EVENTS['role'].shown(row)}"),
        (_("Time"), EVENTS_LISTING.table["at"].kind.show(row.at)),
        (_("Seal"), row.seal),
    )
