"""Findings of inspections: recorded with an owner and a deadline, rectified with evidence, and confirmed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.inspection import InspectionFinding, Severity
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import OF_MENDING, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.relations import withdrawing

FINDING = Ask(Record(), N_("Finding"), of="findings")


class RecordFinding(Command):
    """Record a problem that an inspection found, with its owner and deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Record a finding"), N_("Recorded a finding"), "inspection_finding")
    synonyms: ClassVar = N_("problem")
    law: ClassVar = ONE_PERSON

    village: Annotated[int, asked(InspectionFinding.village_id)]
    household: Annotated[int | None, asked(InspectionFinding.household_id)] = None
    round: Annotated[int | None, asked(InspectionFinding.round_id)] = None
    severity: Annotated[Severity, asked(InspectionFinding.severity)]
    words: Annotated[str, asked(InspectionFinding.words)]
    found_on: Annotated[date, asked(InspectionFinding.found_on)]
    mender: Annotated[str, asked(InspectionFinding.mender)]
    due_on: Annotated[date, asked(InspectionFinding.due_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        household = work.session.get_one(Household, self.household) if self.household is not None else None
        if household is not None and household.village_id != self.village:
            return {"household": _("This household does not live in this village")}
        return {}

    def run(self, work: Work) -> Change:
        finding = record_of(work, self, InspectionFinding)
        work.session.add(finding)
        work.session.flush()
        words = _("Finding {number} in {village} recorded; {mender} mends it by {day}")
        village = work.session.get_one(Place, self.village).name
        summary = words.format(number=finding.id, village=village, mender=finding.mender, day=finding.due_on)
        undo = WithdrawFinding(finding=finding.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=finding.id)


class MendFinding(Command):
    """Record that a finding was rectified, with the evidence."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the mending of a finding"), N_("Recorded the mending of a finding"), "inspection_finding"
    )
    synonyms: ClassVar = N_("rectify remedy")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_MENDING

    finding: Annotated[int, FINDING]
    mended_on: Annotated[date, asked(InspectionFinding.mended_on)]
    proof: Annotated[str, asked(InspectionFinding.proof)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding):
            return found
        finding = work.session.get_one(InspectionFinding, self.finding)
        if finding.mended_on is not None:
            return {"finding": _("It was mended on {day}").format(day=finding.mended_on)}
        return {}

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.mended_on = self.mended_on
        finding.proof = self.proof.strip()
        words = _("Finding {number} mended on {day}")
        summary = words.format(number=finding.id, day=finding.mended_on)
        return Change(summary, id=finding.id)


class ConfirmFinding(Command):
    """Confirm that a finding was rectified, and close it."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(
        N_("Confirm that a finding is mended"), N_("Confirmed that a finding is mended"), "inspection_finding"
    )
    synonyms: ClassVar = N_("accept rectified")
    law: ClassVar = ONE_PERSON

    finding: Annotated[int, FINDING]
    confirmed_on: Annotated[date, asked(InspectionFinding.confirmed_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding):
            return found
        finding = work.session.get_one(InspectionFinding, self.finding)
        if finding.mended_on is None:
            return {"finding": _("Nobody recorded yet that it was mended")}
        return {}

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.confirmed_on = self.confirmed_on
        summary = _("Finding {number} confirmed as mended").format(number=finding.id)
        return Change(summary, id=finding.id)


class ReturnFinding(Command):
    """Return a finding that was not rectified, with a new deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Return a finding"), N_("Returned a finding"), "inspection_finding")
    synonyms: ClassVar = N_("rectify again")
    law: ClassVar = ONE_PERSON

    finding: Annotated[int, FINDING]
    due_on: Annotated[date, asked(InspectionFinding.due_on, after=("finding.found_on",))]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := finding_trouble(work, self.finding):
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
        return Change(summary, id=finding.id)


class WithdrawFinding(Command):
    """Withdraw a finding that was recorded by mistake."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Withdraw a finding"), N_("Withdrew a finding"), "inspection_finding")
    law: ClassVar = withdrawing("finding")

    finding: Annotated[int, FINDING]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return finding_trouble(work, self.finding)

    def run(self, work: Work) -> Change:
        finding = work.session.get_one(InspectionFinding, self.finding)
        finding.withdrawn_on, finding.reason = work.today, self.reason.strip()
        words = _("Finding {number} withdrawn: {reason}")
        summary = words.format(number=finding.id, reason=finding.reason)
        return Change(summary, id=finding.id)


def finding_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that a finding is open."""
    confirmed_on = work.session.get_one(InspectionFinding, number).confirmed_on
    if confirmed_on is not None:
        return {"finding": _("It was confirmed as mended on {day}").format(day=confirmed_on)}
    return {}
