"""The receipt of a case: the procedure of its day, and the year by which it is judged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar

from county_desk.day_laws import COUNTED_YEAR
from county_desk.fields import Record, Text
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household
from county_desk.models.user import Permission
from county_desk.tables.closed_years import closed_trouble
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.laws import OF_A_CASE
from county_desk.workflow.cases.posted import standing_posting
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import DEPARTS

YEAR = asked(Case.year, N_("Blank: the year that the procedure gives to its day"))


def received_trouble(work: Work, kind: str, received_on: date, year: int | None = None) -> Mapping[str, str]:
    """Check that a case of a kind received that day can begin today, and that its year is that of its law."""
    if trouble := work.policy.why_not_received(kind, received_on, work.today):
        return {"received_on": trouble}
    procedure = work.policy.procedure(kind, received_on)
    own = procedure.year_of(received_on)
    if year not in (None, own):
        words = _(
            "“{title}” judges a case received on {day} by {year}; to depart from it, open the case and then "
            "use “{act}”"
        )
        act = _(JudgeByYear.act.title)
        return {"year": words.format(title=procedure.title, day=received_on, year=own, act=act)}
    return {"year": closed} if (closed := closed_trouble(work.session, own)) else {}


def identified_trouble(household: Household, year: int) -> Mapping[str, str]:
    """Check that the year of a case does not lie before the identification of its household."""
    identified = household.identified[:4]
    if not identified.isdigit() or year >= int(identified):
        return {}
    words = _("The household of {head} was identified in {identified}; {year} lies before it")
    return {"year": words.format(head=household.head, identified=identified, year=year)}


class JudgeByYear(Command):
    """Judge a case by another year than its procedure names, with the reason and the document."""

    permission: ClassVar = Permission.REVIEW
    act: ClassVar = ActWords(N_("Judge by another year"), N_("Had a case judged by another year"), "case")
    synonyms: ClassVar = N_("year standard")
    law: ClassVar = replace(OF_A_CASE, second=DEPARTS)

    case: Annotated[int, Ask(Record(), N_("Case"), of="cases")]
    year: Annotated[int, asked(Case.year, law=COUNTED_YEAR)]
    reason: Annotated[str, replace(REASON, in_history=True)]
    document: Annotated[
        str,
        Ask(
            Text(width=24),
            N_("Document number"),
            in_history=True,
            needed=N_("A departure from the rule rests on a document; name it"),
        ),
    ]

    def problems(self, work: Work) -> Mapping[str, str]:
        case = work.session.get_one(Case, self.case)
        about = {"number": case.id, "subject": case.subject}
        if case.state is not CaseState.OPEN:
            words = _("Case {number} ({subject}) is not in progress: {state}")
            return {"": words.format(**about, state=_(case.state.label))}
        if standing_posting(case) is not None:
            words = _("Case {number} ({subject}) was posted as judged by {year}; return it first")
            return {"": words.format(**about, year=case.year)}
        return self._year_trouble(case)

    def _year_trouble(self, case: Case) -> Mapping[str, str]:
        if self.year == case.year:
            words = _("Case {number} is judged by {year} already")
            return {"year": words.format(number=case.id, year=case.year)}
        if self.year > case.received_on.year:
            words = _("{year} has not begun on {day}; the year of a case is that of its facts")
            return {"year": words.format(year=self.year, day=case.received_on)}
        return identified_trouble(case.household, self.year) if case.household else {}

    def run(self, work: Work) -> Change:
        case = work.session.get_one(Case, self.case)
        words = _("Case {number} ({subject}) is judged by {year} instead of {before}: {reason}, {document}")
        grounds = {"reason": self.reason.strip(), "document": self.document.strip()}
        summary = words.format(
            number=case.id, subject=case.subject, year=self.year, before=case.year, **grounds
        )
        case.year = self.year
        return Change(summary, id=case.id)
