"""Changes of households inside and outside the window of the year: carried out, or kept until it opens."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.household import Household, Member
from county_desk.models.user import Permission
from county_desk.models.waiting_change import WaitingAct, WaitingChange
from county_desk.rules.windows import next_opening, waits
from county_desk.tables.history.act_words import OF_CHANGES, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS
from county_desk.workflow.record_acts import WithdrawingAct


class LifeCommand(Command):
    """A change of a household. Outside the window of the year it is kept, and waits for the window.

    `whole` says that it concerns the household as a whole.
    """

    permission: ClassVar = Permission.FILE
    law: ClassVar = OF_HELP_BY_OTHERS
    back: ClassVar = OF_CHANGES
    whole: ClassVar[bool] = False

    def consequence(self, work: Work) -> str:
        """The effect of the change itself that the user confirms first; "" for an ordinary one."""
        return ""

    def carry_out(self, work: Work) -> Change:
        """Make the change in the register."""
        raise NotImplementedError

    def effect(self, work: Work) -> str:
        """The consequence of the change, and whether it waits."""
        words = waiting_words(work) if self.waits(work) else ""
        return "\n".join(filter(None, (self.consequence(work), words)))

    def waits(self, work: Work) -> bool:
        """Whether the window of the change is closed today for this person."""
        county = work.actor.may(Permission.CORRECT)
        happened_on = happened_on_of(self)
        return waits(work.terms, work.today, happened_on, whole=self.whole, county=county)

    def run(self, work: Work) -> Change:
        return self._keep(work) if self.waits(work) else self.carry_out(work)

    def _keep(self, work: Work) -> Change:
        household = household_concerned(work, self)
        kept = WaitingChange(
            household_id=household.id,
            act=WaitingAct.named(type(self).__name__),
            asked={name: value for name, value in self.asked().items() if value not in (None, "")},
            happened_on=happened_on_of(self),
            recorded_on=work.today,
            recorded_by=work.actor.id,
            opens_on=next_opening(work.terms, work.today),
        )
        work.session.add(kept)
        work.session.flush()
        words = _("{act}, household of {head}: {words}")
        summary = words.format(act=_(self.act.title), head=household.head, words=waiting_words(work))
        undo = WithdrawWaiting(waiting=kept.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=kept.id)


class WithdrawWaiting(WithdrawingAct[WaitingChange]):
    """Give up a change that waits for its window."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Give up a waiting change"), N_("Gave up a waiting change"), "household")
    summary: ClassVar = N_("Waiting change {id} given up: {reason}")

    waiting: Annotated[int, Ask(Record(), N_("Waiting change"), of="waiting_changes")]

    def problems(self, work: Work) -> Mapping[str, str]:
        return waiting_trouble(work, self.waiting)


def waiting_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that a change still waits."""
    kept = work.session.get_one(WaitingChange, number)
    if kept.entered_on is not None:
        words = _("Waiting change {number} was entered on {day}")
        return {"waiting": words.format(number=number, day=kept.entered_on)}
    return {}


def waiting_words(work: Work) -> str:
    """The words for a change that waits, with the day on which its window opens where it is known."""
    opens = next_opening(work.terms, work.today)
    if opens is None:
        return _("The adjustment window is closed; the change waits until the county enters the next one.")
    return _("The adjustment window is closed; the change waits until {day}.").format(day=opens)


def happened_on_of(command: Command) -> date:
    """The day of a change."""
    return date.fromisoformat(str(command.asked()["happened_on"]))


def household_concerned(work: Work, command: Command) -> Household:
    """The household of a change, which names it or one of its members."""
    asked: Mapping[str, object] = command.asked()
    if "household" in asked:
        return work.session.get_one(Household, asked["household"])
    return work.session.get_one(Member, asked["member"]).household
