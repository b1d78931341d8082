"""Reports of misconduct: received, investigated, settled and answered. The history omits their content."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import select

from county_desk.fields import Record
from county_desk.models.misconduct import MisconductReport, ReportChannel, ReportOutcome
from county_desk.models.user import Permission
from county_desk.tables.history.act_words import CONFIDENTIAL, ActWords
from county_desk.tables.supervision.misconduct import concerns
from county_desk.text import N_, _, in_a_row
from county_desk.workflow.cases.persons import twice_trouble
from county_desk.workflow.command import REASON, Ask, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON, Law
from county_desk.workflow.gate.persons import tied_names
from county_desk.workflow.gate.taken_back import writing
from county_desk.workflow.record_acts import ChangingAct, MakingAct, WithdrawingAct

_APART = re.compile(r"[\s、，,;；]+")  # between the names of people
REPORT = Ask(Record(), N_("Report"), of="complaints")


def _concerns_actor(work: Work, command: "OfAReport") -> bool:
    return _concerns(work, command.report, work.actor.name)


# A person whom a report concerns gets the answer of a number without a report, whatever the other fields are.
OF_A_REPORT = Law(hides=_concerns_actor)


class _Silent(Command):
    """An act with nothing in the history but the number of the report."""

    permission: ClassVar = Permission.SUPERVISE

    def asked(self) -> dict[str, object]:
        """The request for the history: the number of the report, and nothing of its content."""
        return {"report": getattr(self, "report", None)}


class ReceiveReport(_Silent, MakingAct[MisconductReport]):
    """Record a report of misconduct, open or anonymous."""

    act: ClassVar = ActWords(N_("Record a report of misconduct"), CONFIDENTIAL)
    synonyms: ClassVar = N_("complaint corruption hotline")
    law: ClassVar = ONE_PERSON
    makes: ClassVar = MisconductReport
    summary: ClassVar = N_("Report of misconduct {id} recorded")
    undone_by: ClassVar = "WithdrawReport"

    received_on: Annotated[date, asked(MisconductReport.received_on)]
    channel: Annotated[ReportChannel, asked(MisconductReport.channel)]
    anonymous: Annotated[bool, asked(MisconductReport.anonymous)]
    reporter: Annotated[str, asked(MisconductReport.reporter)] = ""
    village: Annotated[int | None, asked(MisconductReport.village_id)] = None
    about: Annotated[str, asked(MisconductReport.about)]
    words: Annotated[str, asked(MisconductReport.words)]

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        return {"reporter": given.get("anonymous") is False}


class AssignReport(_Silent, ChangingAct[MisconductReport]):
    """Assign a report to investigators, with a deadline."""

    act: ClassVar = ActWords(N_("Assign a report of misconduct"), CONFIDENTIAL)
    synonyms: ClassVar = N_("investigate")
    law: ClassVar = OF_A_REPORT
    summary: ClassVar = N_("Report of misconduct {id} assigned")

    report: Annotated[int, REPORT]
    investigators: Annotated[str, asked(MisconductReport.investigators)]
    due_on: Annotated[date, asked(MisconductReport.due_on)]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := report_trouble(work, self.report, settled=False):
            return found
        if trouble := twice_trouble(self.investigators):
            return {"investigators": trouble}
        for name in filter(None, _APART.split(self.investigators)):
            if _concerns(work, self.report, name):
                words = _("The report is about {name}; name others who look into it")
                return {"investigators": words.format(name=name)}
        received = work.session.get_one(MisconductReport, self.report).received_on
        if self.due_on < received:
            return {"due_on": _("It was received on {day}").format(day=received)}
        return {}


class SettleReport(_Silent, ChangingAct[MisconductReport]):
    """Settle a report with its result, and the day of the answer to its reporter."""

    act: ClassVar = ActWords(N_("Settle a report of misconduct"), CONFIDENTIAL)
    synonyms: ClassVar = N_("answer complaint")
    law: ClassVar = OF_A_REPORT
    summary: ClassVar = N_("Report of misconduct {id} settled")
    undone_by: ClassVar = "ReopenReport"

    report: Annotated[int, REPORT]
    outcome: Annotated[ReportOutcome, asked(MisconductReport.outcome)]
    found: Annotated[str, asked(MisconductReport.found)]
    settled_on: Annotated[date, asked(MisconductReport.settled_on)]
    answered_on: Annotated[date | None, asked(MisconductReport.answered_on)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := report_trouble(work, self.report, settled=False):
            return found
        report = work.session.get_one(MisconductReport, self.report)
        if not report.investigators:
            return {"report": _("Nobody looked into this report yet; assign it first")}
        if self.settled_on < report.received_on:
            return {"settled_on": _("It was received on {day}").format(day=report.received_on)}
        return self._answer_trouble(report)

    def _answer_trouble(self, report: MisconductReport) -> Mapping[str, str]:
        """Return why the day of the answer is invalid."""
        if self.answered_on is None:
            return {}
        if report.anonymous:
            return {"answered_on": _("An anonymous reporter gets no answer; leave it blank")}
        return {}


class ReopenReport(_Silent, ChangingAct[MisconductReport]):
    """Reopen a settled report."""

    act: ClassVar = ActWords(N_("Take up a report of misconduct again"), CONFIDENTIAL)
    law: ClassVar = OF_A_REPORT
    summary: ClassVar = N_("Report of misconduct {id} taken up again")
    sets: ClassVar = {"outcome": None, "found": "", "settled_on": None, "answered_on": None}

    report: Annotated[int, REPORT]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        return report_trouble(work, self.report, settled=True)

    def own(self, work: Work, record: MisconductReport) -> Mapping[str, object]:
        return {"reason": self.reason.strip()}


class WithdrawReport(_Silent, WithdrawingAct[MisconductReport]):
    """Withdraw a report that was recorded by mistake."""

    act: ClassVar = ActWords(N_("Withdraw a report of misconduct"), CONFIDENTIAL)
    law: ClassVar = replace(OF_A_REPORT, takes_back=writing("report"))
    summary: ClassVar = N_("Report of misconduct {id} withdrawn")

    report: Annotated[int, REPORT]

    def problems(self, work: Work) -> Mapping[str, str]:
        return report_trouble(work, self.report, settled=False)


type OfAReport = AssignReport | SettleReport | ReopenReport | WithdrawReport


def report_trouble(work: Work, number: int, *, settled: bool) -> Mapping[str, str]:
    """Check that a report is settled, or is not, and that this person may deal with it.

    The days of a report are compared after this, so that no refusal gives one away.
    """
    report = work.session.get_one(MisconductReport, number)
    for name, tie in tied_names(work, work.actor):
        if name and _concerns(work, number, name):
            words = _("The report concerns {name}; another person deals with it")
            return {"report": in_a_row(words.format(name=name), tie)}
    if (report.settled_on is not None) is settled:
        return {}
    if report.settled_on is None:
        return {"report": _("This report is not settled")}
    return {"report": _("It was settled on {day}").format(day=report.settled_on)}


def _concerns(work: Work, report: int, name: str) -> bool:
    """Whether a report is about a person of this name, or names the person."""
    wanted = select(MisconductReport.id).where(MisconductReport.id == report, concerns(name))
    return work.session.scalar(wanted) is not None
