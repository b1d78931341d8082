"""Acts of two persons: those that wait to be put in force, and those that are settled."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from county_desk.models.proposal import ProposalState
from county_desk.models.user import Permission
from county_desk.tables.cases.queue_words import PlanPart
from county_desk.tables.proposals import LISTING, ProposalRow
from county_desk.text import N_, _
from county_desk.views.acts_page import ActsPage
from county_desk.views.administration.rehearsal_view import show_rehearsal
from county_desk.views.types import Desk
from county_desk.views.widgets.banner import Banner
from county_desk.views.widgets.parts import Pairs, heading, text_box
from county_desk.views.widgets.proposed_fields import ProposedFields
from county_desk.views.widgets.record_card import RecordCard, RowAct, RowButton, RowOffer
from county_desk.views.widgets.slips import hand_out
from county_desk.views.widgets.text_format import escaped, sentences
from county_desk.workflow.cases.next_steps import plan_numbers
from county_desk.workflow.command import Change, Command
from county_desk.workflow.gate.proposals import (
    DeclineProposal,
    PutInForce,
    TakeBackProposal,
    proposed_act,
)
from county_desk.workflow.policy.check import ProposedFile, proposed_file
from county_desk.workflow.settling import declining_trouble


@dataclass(frozen=True)
class _Reading:
    """One proposal as the person at the desk may settle it: its effect if it can be done.

    `trouble` stops who would put it in force, `declining` who would decline it. `file` is the policy file
    that it imports.
    """

    trouble: str
    declining: str
    effect: str
    file: ProposedFile | None = None


class ProposalsPage(ActsPage[ProposalRow]):
    """The proposals that wait stand first; beside them one act, its effect and its fields."""

    key: ClassVar = "proposals"
    listing = LISTING
    filters: ClassVar = ("state", "act", "proposer")
    chip: ClassVar = "state"
    empty: ClassVar = N_(
        "No act waits for a second person. Acts that change rules, money or accounts, and late entries, are "
        "proposed by one person and put in force by another; they stand here."
    )
    facts: ClassVar = ("reason", "place", "settler", "settled_on", "answer")

    @classmethod
    def waiting(cls, desk: Desk) -> int:
        """The acts that the person at the desk can put in force or decline."""
        return plan_numbers(desk).get(PlanPart.SECOND, 0)

    def name_of(self, row: ProposalRow) -> str:
        """The act and the number of the proposal."""
        words = _("Number {number}: {act}")
        return words.format(number=row.id, act=LISTING.table["act"].shown(row))

    def acts(self, row: ProposalRow) -> Iterable[RowOffer]:
        """Put in force or decline the act of another person, or take back an own one."""
        fixed = {"proposal": row.id}
        if row.state is ProposalState.WAITING and self._is_own(row):
            yield RowAct(TakeBackProposal, fixed=fixed, waits=False)
        elif row.state is ProposalState.WAITING:
            yield RowAct(PutInForce, fixed=fixed)
            yield RowAct(DeclineProposal, fixed=fixed, waits=False)
        if row.rehearsed:
            yield RowButton(_("See who would turn…"), partial(show_rehearsal, self, row.id))

    def show_more(self, row: ProposalRow, card: RecordCard) -> None:
        """Add the effect of the act, or why this person cannot put it in force, and the fields of the act."""
        self.look(lambda: _read(self.desk, row), lambda found: self._show(row, card, found), "proposal", card)

    def done_with(self, command: type[Command], change: Change) -> None:
        """Show the one-time passwords of an act on accounts to the person who put it in force."""
        hand_out(self.desk, change, self.window())

    def _is_own(self, row: ProposalRow) -> bool:
        return row.proposer == self.desk.actor.name

    def _show(self, row: ProposalRow, card: RecordCard, found: _Reading) -> None:
        if found.trouble:
            own = self._is_own(row)
            card.box.addWidget(Banner("info" if own else "warn", escaped(found.trouble), card))
            for button, trouble in zip(card.acts.buttons, (found.trouble, found.declining), strict=False):
                self.permit(button, Permission.READ, "" if own else trouble)
        if found.effect:
            card.box.addWidget(heading(_("If it is put in force"), card, 1.0))
            card.box.addWidget(Banner("warn", escaped(found.effect), card))
        else:  # the effect says the same
            said = ("summary", "late_reason", "proposer", "proposed_on")
            card.box.addWidget(Pairs(self.shown(row, said), card))
        card.box.addWidget(ProposedFields(self, row.id, card))
        if found.file is not None:
            self._show_file(found.file, row.state is ProposalState.WAITING, card)

    def _show_file(self, file: ProposedFile, waits: bool, card: RecordCard) -> None:
        """Show the text of a policy file; of one that waits, first the lines that differ."""
        if waits and file.differences:
            title = _("Lines that differ from the file in force")
            card.box.addWidget(heading(title, card, 1.0))
            card.box.addWidget(text_box("\n".join(file.differences), title, card))
        card.box.addWidget(heading(_("Content"), card, 1.0))
        card.box.addWidget(text_box(file.text, _("Content of {file}").format(file=file.file), card))


def _read(desk: Desk, row: ProposalRow) -> _Reading:
    """Read one proposal; a settled one has neither trouble nor effect."""
    trouble = declining = effect = ""
    if row.state is ProposalState.WAITING:
        act = PutInForce(proposal=row.id)
        found = desk.problems(act), declining_trouble(desk, row.id)
        trouble, declining = (sentences(each.values()) for each in found)
        effect = "\n".join(desk.effects([act]))
    with suppress(LookupError):  # an act of another version of the program
        command = desk.read(proposed_act, row.id)
        return _Reading(trouble, declining, effect, proposed_file(desk, command))
    return _Reading(trouble, declining, effect)
