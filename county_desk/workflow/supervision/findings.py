"""Findings of inspections: recorded with an owner and a deadline, rectified with evidence, and confirmed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from county_desk.fields import Record
from county_desk.models.household import Household
from county_desk.models.inspection import InspectionFinding, Severity
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import OF_MENDING, ActWords
from county_desk.text import N_, _
from county_desk.workflow.command import REASON, Ask, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.gate.states import Once, Unless
from county_desk.workflow.record_acts import ChangingAct, MakingAct, WithdrawingAct

FINDING = Ask(Record(), N_("Finding"), of="findings")
_CONFIRMED = Unless(InspectionFinding.confirmed_on, N_("It was confirmed as mended on {confirmed_on}"))
_MENDED = Unless(InspectionFinding.mended_on, N_("It was mended on {mended_on}"))
_NOT_MENDED = Once(InspectionFinding.mended_on, N_("Nobody recorded yet that it was mended"))


class RecordFinding(MakingAct[InspectionFinding]):
    """Record a problem that an inspection found, with its owner and deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Record a finding"), N_("Recorded a finding"), "inspection_finding")
    synonyms: ClassVar = N_("problem")
    law: ClassVar = ONE_PERSON
    makes: ClassVar = InspectionFinding
    summary: ClassVar = N_("Finding {id} in {village.name} recorded; {mender} mends it by {due_on}")
    undone_by: ClassVar = "WithdrawFinding"

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


class MendFinding(ChangingAct[InspectionFinding]):
    """Record that a finding was rectified, with the evidence."""

    permission: ClassVar = Permission.RECORD
    act: ClassVar = ActWords(
        N_("Record the mending of a finding"), N_("Recorded the mending of a finding"), "inspection_finding"
    )
    synonyms: ClassVar = N_("rectify remedy")
    law: ClassVar = ONE_PERSON
    back: ClassVar = OF_MENDING
    refused: ClassVar = (_CONFIRMED, _MENDED)
    summary: ClassVar = N_("Finding {id} mended on {mended_on}")

    finding: Annotated[int, FINDING]
    mended_on: Annotated[date, asked(InspectionFinding.mended_on)]
    proof: Annotated[str, asked(InspectionFinding.proof)]


class ConfirmFinding(ChangingAct[InspectionFinding]):
    """Confirm that a finding was rectified, and close it."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(
        N_("Confirm that a finding is mended"), N_("Confirmed that a finding is mended"), "inspection_finding"
    )
    synonyms: ClassVar = N_("accept rectified")
    law: ClassVar = ONE_PERSON
    refused: ClassVar = (_CONFIRMED, _NOT_MENDED)
    summary: ClassVar = N_("Finding {id} confirmed as mended")

    finding: Annotated[int, FINDING]
    confirmed_on: Annotated[date, asked(InspectionFinding.confirmed_on)]


class ReturnFinding(ChangingAct[InspectionFinding]):
    """Return a finding that was not rectified, with a new deadline."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Return a finding"), N_("Returned a finding"), "inspection_finding")
    synonyms: ClassVar = N_("rectify again")
    law: ClassVar = ONE_PERSON
    refused: ClassVar = (_CONFIRMED, _NOT_MENDED)
    summary: ClassVar = N_("Finding {id} returned: {act.reason}")

    finding: Annotated[int, FINDING]
    due_on: Annotated[date, asked(InspectionFinding.due_on, after=("finding.found_on",))]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        if self.due_on >= work.today:
            return {}
        return {"due_on": _("This day is past; today is {today}").format(today=work.today)}

    def own(self, work: Work, record: InspectionFinding) -> Mapping[str, object]:
        return {"mended_on": None, "proof": ""}


class WithdrawFinding(WithdrawingAct[InspectionFinding]):
    """Withdraw a finding that was recorded by mistake."""

    permission: ClassVar = Permission.SUPERVISE
    act: ClassVar = ActWords(N_("Withdraw a finding"), N_("Withdrew a finding"), "inspection_finding")
    refused: ClassVar = (_CONFIRMED,)
    summary: ClassVar = N_("Finding {id} withdrawn: {reason}")

    finding: Annotated[int, FINDING]
