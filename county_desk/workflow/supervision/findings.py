"""Findings of inspections: recorded with an owner and a deadline, rectified with evidence, and confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Choice, Day, Record, Text
from county_desk.models.household import Household
from county_desk.models.inspection import InspectionFinding, InspectionRound, Severity
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.common import place_trouble
from county_desk.workflow.cases.filing import village_trouble
from county_desk.workflow.cases.take_back_facts import TakeBackFacts
from county_desk.workflow.changed_records import ChangedRecords
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.monitoring.clues import REASON, reason_trouble
from county_desk.workflow.supervision.rounds import round_trouble
from county_desk.written import PersonName

TOUCHES = frozenset({InspectionFinding})
FINDING = Ask(Record(), N_("Finding"), of="findings")
DUE = Ask(Day(), N_("To be mended by"))


@dataclass(frozen=True, kw_only=True)
class RecordFinding(Command):
    """Record a problem that an inspection found, with its owner and deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Record a finding"), N_("Recorded a finding"), "inspection_finding")

    village: Annotated[int, Ask(Record(), N_("Village"), of="villages")]
    household: Annotated[
        int | None, Ask(Record(), N_("Household"), N_("Blank for the village"), of="households")
    ] = None
    round: Annotated[int | None, Ask(Record(), N_("Round"), N_("Blank for none"), of="inspections")] = None
    severity: Annotated[Severity, Ask(Choice(terms=Severity), N_("Severity"))]
    words: Annotated[str, Ask(Text(lines=3, width=40), N_("What is wrong"))]
    found_on: Annotated[date, Ask(Day(), N_("Found on"), today=True)]
    mender: Annotated[str, Ask(PersonName(), N_("Who mends it"))]
    due_on: Annotated[date, DUE]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := village_trouble(work, self.village):
            return found
        if found := self._round_trouble(work):
            return found
        household = work.session.get(Household, self.household) if self.household is not None else None
        if self.household is not None and (household is None or household.village_id != self.village):
            return {"household": _("This household does not live in this village")}
        return self._said() or work.day_ahead("found_on", self.found_on)

    def _round_trouble(self, work: Work) -> Mapping[str, str]:
        """Why the finding cannot come from this round."""
        if self.round is None:
            return {}
        if found := round_trouble(work, self.round):
            return found
        drawn_on = work.session.get_one(InspectionRound, self.round).drawn_on
        if self.found_on < drawn_on:
            return {"found_on": _("The round was drawn on {day}").format(day=drawn_on)}
        return {}

    def _said(self) -> Mapping[str, str]:
        """Return the problems with the description, the owner and the deadline."""
        if not self.words.strip():
            return {"words": _("Write what is wrong")}
        if not self.mender.strip():
            return {"mender": _("Name the person who mends it")}
        if self.due_on < self.found_on:
            return {"due_on": _("It was found on {day}").format(day=self.found_on)}
        return {}

    def run(self, work: Work) -> Change:
        finding = InspectionFinding(
            round_id=self.round,
            village_id=self.village,
            household_id=self.household,
            severity=self.severity,
            words=self.words.strip(),
            found_on=self.found_on,
            mender=self.mender.strip(),
            due_on=self.due_on,
            recorded_by=work.actor.id,
        )
        work.session.add(finding)
        work.session.flush()
        words = _("Finding {number} in {village} recorded; {mender} mends it by {day}")
        village = work.session.get_one(Place, self.village).name
        summary = words.format(number=finding.id, village=village, mender=finding.mender, day=finding.due_on)
        undo = WithdrawFinding(finding=finding.id, reason=_("Undone"))
        return Change(TOUCHES, summary, undo=undo, id=finding.id)


@dataclass(frozen=True, kw_only=True)
class MendFinding(Command):
    """Record that a finding was rectified, with the evidence."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the mending of a finding"), N_("Recorded the mending of a finding"), "inspection_finding"
    )

    finding: Annotated[int, FINDING]
    mended_on: Annotated[date, Ask(Day(), N_("Mended on"), today=True)]
    proof: Annotated[str, Ask(Text(lines=2, width=40), N_("Proof"))]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding):
            return found
        finding = work.session.get_one(InspectionFinding, self.finding)
        if finding.mended_on is not None:
            return {"finding": _("It was mended on {day}").format(day=finding.mended_on)}
        if found := work.day_ahead("mended_on", self.mended_on):
            return found
        if self.mended_on < finding.found_on:
            return {"mended_on": _("It was found on {day}").format(day=finding.found_on)}
        return {} if self.proof.strip() else {"proof": _("Name the proof: a paper, a photo, a visit")}

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        made = ChangedRecords()
        made.set(finding, "mended_on", self.mended_on)
        made.set(finding, "proof", self.proof.strip())
        words = _("Finding {number} mended on {day}")
        summary = words.format(number=finding.id, day=finding.mended_on)
        return TakeBackMending.undoable(work, made, summary, finding.id)


class TakeBackMending(TakeBackFacts):
    """Take back the rectification of a finding, unless a later act depends on it."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Take back the mending of a finding"),
        N_("Took back the mending of a finding"),
        "inspection_finding",
    )
    done: ClassVar[str] = N_("The entry was taken back")
    touches: ClassVar[frozenset[type]] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ConfirmFinding(Command):
    """Confirm that a finding was rectified, and close it."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(
        N_("Confirm that a finding is mended"), N_("Confirmed that a finding is mended"), "inspection_finding"
    )

    finding: Annotated[int, FINDING]
    confirmed_on: Annotated[date, Ask(Day(), N_("Confirmed on"), today=True)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding):
            return found
        finding = work.session.get_one(InspectionFinding, self.finding)
        if finding.mended_on is None:
            return {"finding": _("Nobody recorded yet that it was mended")}
        if found := work.day_ahead("confirmed_on", self.confirmed_on):
            return found
        if self.confirmed_on < finding.mended_on:
            return {"confirmed_on": _("It was mended on {day}").format(day=finding.mended_on)}
        return {}

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.confirmed_on = self.confirmed_on
        summary = _("Finding {number} confirmed as mended").format(number=finding.id)
        return Change(TOUCHES, summary, id=finding.id)


@dataclass(frozen=True, kw_only=True)
class ReturnFinding(Command):
    """Return a finding that was not rectified, with a new deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Return a finding"), N_("Returned a finding"), "inspection_finding")

    finding: Annotated[int, FINDING]
    due_on: Annotated[date, DUE]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding) or reason_trouble(self.reason):
            return found
        finding = work.session.get_one(InspectionFinding, self.finding)
        if finding.mended_on is None:
            return {"finding": _("Nobody recorded yet that it was mended")}
        if self.due_on < work.today:
            return {"due_on": _("This day is past; today is {today}").format(today=work.today)}
        return {}

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.mended_on, finding.proof, finding.due_on = None, "", self.due_on
        words = _("Finding {number} returned: {reason}")
        summary = words.format(number=finding.id, reason=self.reason)
        return Change(TOUCHES, summary, id=finding.id)


@dataclass(frozen=True, kw_only=True)
class WithdrawFinding(Command):
    """Withdraw a finding that was recorded by mistake."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Withdraw a finding"), N_("Withdrew a finding"), "inspection_finding")

    finding: Annotated[int, FINDING]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return finding_trouble(work, self.finding) or reason_trouble(self.reason)

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.withdrawn_on, finding.reason = work.today, self.reason.strip()
        words = _("Finding {number} withdrawn: {reason}")
        summary = words.format(number=finding.id, reason=finding.reason)
        return Change(TOUCHES, summary, id=finding.id)


def finding_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Return why a number is not that of an open finding in the user's area; empty when it is."""
    finding = work.session.get(InspectionFinding, number)
    if finding is None or finding.withdrawn_on is not None:
        return {"finding": _("There is no finding {number}").format(number=number)}
    if trouble := place_trouble(work.session, work.actor, finding.village_id):
        return {"": trouble}
    if finding.confirmed_on is not None:
        return {"finding": _("It was confirmed as mended on {day}").format(day=finding.confirmed_on)}
    return {}
