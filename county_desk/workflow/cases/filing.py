"""Filing applications of households: of one that is on record, or of one that is new to the office."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Annotated, ClassVar

from sqlalchemy import Text, bindparam, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from county_desk.fields import (
    IdNumber,
    Invalid,
    Money,
    Record,
    Sex,
)
from county_desk.identity import birth_of, is_male
from county_desk.models.case import Case
from county_desk.models.household import Household, HouseholdYear, Member, Standing
from county_desk.models.place import PlaceCode
from county_desk.models.user import Permission
from county_desk.rules.kinship import SPOUSE
from county_desk.rules.monitoring_rules import MonitoringReleaseFacts
from county_desk.rules.register_outcomes import HOUSEHOLD, MONITORED, OUTCOMES
from county_desk.rules.shares import COMPONENTS, a_head, sum_of_components
from county_desk.tables.history.act_words import ActWords
from county_desk.tables.procedure_words import CaseKind, procedures
from county_desk.tables.rule_facts import rule_facts
from county_desk.text import N_, _
from county_desk.text_kinds import Reason
from county_desk.workflow.cases.common import open_case, open_case_of, opening, procedure_of
from county_desk.workflow.cases.effects import effect_of
from county_desk.workflow.cases.exit_effect import exit_effect
from county_desk.workflow.cases.laws import OF_A_CASE
from county_desk.workflow.cases.receiving import YEAR, identified_trouble, received_trouble
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import Apart, Law

REGISTRATION, EXIT = "household_registration", "household_exit"  # opened by forms of their own
MISSED_HOUSEHOLD, RELAPSE = "household_missed", "household_relapse"
REEXAMINATION = "household_reexamination"
# what a case of a household on record is opened for, unless another thing is chosen
USUAL_KIND: Mapping[Standing, str] = {
    Standing.REGISTERED: EXIT,
    Standing.EXITED: RELAPSE,
    Standing.REMOVED: REEXAMINATION,
}

# made once: they are carried out for every new household
_NUMBER = bindparam("number", type_=Text())
_CERTIFICATE = func.length(Member.id_number) > literal_column("18")  # as their index is declared
_BEARER = (  # of a number, or of a certificate that begins with it
    select(Household.head)
    .join(Member)
    .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None), Member.id != bindparam("but"))
    .where((Member.id_number == _NUMBER) | (_CERTIFICATE & Member.id_number.startswith(_NUMBER)))
    .limit(1)
)
_CODE = (  # one of a later edition rather than none
    select(PlaceCode.code)
    .where(PlaceCode.place_id == bindparam("village"))
    .order_by(PlaceCode.since > bindparam("day"), PlaceCode.since.desc())
    .limit(1)
)
_BEGINS, _H = bindparam("begins", type_=Text()), Household.__table__.c
_TAKEN = union_all(  # a number that a household has given up stands on papers, and is never that of another
    *(select(each).where(each.startswith(_BEGINS)) for each in (_H.number, _H.earlier_number))
)


_OPENED_BECAUSE = Ask(
    Reason(lines=2), N_("Reason"), needed=N_("Write the reason; it is kept with the case and never posted")
)


class OpenCase(Command):
    """Open a case for a household that is on record."""

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("Open a case for a household on record"), N_("Opened a case"), "household", "case"
    )
    synonyms: ClassVar = N_("removal relapse missed")
    law: ClassVar = OF_A_CASE
    leads_to: ClassVar = "applications"

    household: Annotated[int, asked(Case.household_id)]
    kind: Annotated[str, Ask(CaseKind(subject=HOUSEHOLD, but=MONITORED), N_("For"))]
    received_on: Annotated[date, asked(Case.received_on, after=("household.registered_on",))]
    year: Annotated[int | None, YEAR] = None
    reason: Annotated[str, _OPENED_BECAUSE] = ""

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        own = (each for each in procedures().versions() if each.subject == HOUSEHOLD)
        known = {each.outcome for each in own if each.key == given.get("kind")}
        # a kind that there is not is refused as such, with a reason or without
        given_one = bool(str(given.get("reason") or "").strip())
        return {"reason": any(OUTCOMES[outcome].reasoned for outcome in known) if known else given_one}

    def problems(self, work: Work) -> Mapping[str, str]:
        household = work.session.get_one(Household, self.household)
        if trouble := subject_trouble(work, self.kind, HOUSEHOLD):
            return {"kind": trouble}
        if found := received_trouble(work, self.kind, self.received_on, self.year):
            return found
        if found := identified_trouble(household, opening(work, self.kind, self.received_on).year):
            return found
        procedure = work.policy.procedure(self.kind, self.received_on)
        if trouble := effect_of(procedure).begins(work, household, self.received_on):
            return {"kind": trouble}
        if case := open_case_of(work.session, household=household.id):
            return {"": _("Case {number} of this household is under way").format(number=case.id)}
        return {}

    def effect(self, work: Work) -> str:
        """The criteria that stand against the case today: its rule decides at its last step."""
        procedure = work.policy.procedure(self.kind, self.received_on)
        if not procedure.rule:
            return ""
        head = work.session.get_one(Household, self.household).head
        year = procedure.year_of(self.received_on)
        facts = rule_facts(work.session, procedure.rule, self.household, year)
        if isinstance(facts, MonitoringReleaseFacts):
            facts = facts.proposed(self.received_on)
        return exit_effect(work, procedure.rule, head, facts, year)

    def run(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        case = open_case(
            work,
            self.kind,
            received_on=self.received_on,
            household=household,
            reason=self.reason.strip(),
        )
        work.session.flush()
        title = procedure_of(work, case).title
        summary = _("{kind}, {name}: case {number} opened").format(
            kind=title, name=household.head, number=case.id
        )
        return Change(summary, id=case.id)


def _applicants(_work: Work, application: "FileHousehold") -> Iterable[str]:
    """The head of the household that applies."""
    return (application.head,)


APPLIES = Apart(
    "applies",
    _applicants,
    N_("{name} has the name of the head who applies; another person enters this"),
)


class FileHousehold(Command):
    """Record a household that is new to the office and open its registration case.

    One that was missed before is added by a procedure of its own, which keeps the reason.
    """

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(
        N_("New household application"), N_("Entered a household’s application"), "household"
    )
    synonyms: ClassVar = N_("apply register")
    law: ClassVar = Law(apart=(APPLIES,))

    @property  # before the field of this name
    def kind(self) -> str:
        """The procedure of its case."""
        return MISSED_HOUSEHOLD if self.missed.strip() else REGISTRATION

    @classmethod
    def fields_wanted(cls, given: Mapping[str, object]) -> Mapping[str, bool]:
        """A form that asks why the household was missed needs the answer."""
        return {"missed": True} if given.get("missed", "") is None else {}

    village: Annotated[int, Ask(Record(), N_("Village"), of="villages")]
    head: Annotated[str, asked(Household.head)]
    id_number: Annotated[str, Ask(IdNumber(), N_("Identity number of the head"))]
    persons: Annotated[int, asked(Household.persons)]
    received_on: Annotated[date, asked(Case.received_on)]
    year: Annotated[int | None, YEAR] = None
    group_name: Annotated[str, asked(Household.group_name)] = ""
    telephone: Annotated[str, asked(Household.telephone)] = ""
    net_income: Annotated[Decimal | None, asked(HouseholdYear.net_income)] = None
    wage: Annotated[Decimal | None, asked(HouseholdYear.wage, seldom=True)] = None
    business: Annotated[Decimal | None, asked(HouseholdYear.business, seldom=True)] = None
    property: Annotated[Decimal | None, asked(HouseholdYear.property, seldom=True)] = None
    transfer: Annotated[Decimal | None, asked(HouseholdYear.transfer, seldom=True)] = None
    expense: Annotated[Decimal | None, asked(HouseholdYear.expense, seldom=True)] = None
    missed: Annotated[
        str,
        Ask(Reason(lines=2), N_("Why it was missed"), N_("Blank: it was not; it applies by itself")),
    ] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.head.strip():
            return {"head": _("Write the name of the head of household")}
        if trouble := person_trouble(work, self.id_number):
            return {"id_number": trouble}
        if self.persons < 1:
            return {"persons": _("A household has at least one member")}
        if None not in (self.net_income, found := self._sum()) and self.net_income != found:
            words = _("The components add up to {sum}; write that, or leave it blank")
            return {"net_income": words.format(sum=Money().show(found))}
        return received_trouble(work, self.kind, self.received_on, self.year)

    def run(self, work: Work) -> Change:
        head, id_number = self.head.strip(), IdNumber().parse(self.id_number)
        household = Household(
            number=new_number(work.session, self.village, self.received_on),
            village_id=self.village,
            group_name=self.group_name.strip(),
            head=head,
            persons=self.persons,
            standing=Standing.APPLICANT,
            telephone=self.telephone,
        )
        household.members.append(
            Member(
                position=1,
                name=head,
                relation="户主",
                sex=Sex.MALE if is_male(id_number) else Sex.FEMALE,
                id_number=id_number,
                born_on=birth_of(id_number),
            )
        )
        work.session.add(household)
        work.session.flush()
        case = open_case(
            work,
            self.kind,
            received_on=self.received_on,
            household=household,
            reason=self.missed.strip(),
        )
        if (income := self._sum() if self.net_income is None else self.net_income) is not None:
            work.session.add(self._income(household, case.year, income))
        work.session.flush()
        summary = _("Application of {head}: case {number} opened").format(head=head, number=case.id)
        return Change(summary, id=case.id)

    def _sum(self) -> Decimal | None:
        return sum_of_components({key: getattr(self, key) for key in COMPONENTS})

    def _income(self, household: Household, year: int, income: Decimal) -> HouseholdYear:
        return HouseholdYear(
            household_id=household.id,
            year=year,
            persons=self.persons,
            net_income=income,
            income_per_head=a_head(income, self.persons),
            **{key: getattr(self, key) for key in COMPONENTS},
        )


def person_trouble(work: Work, id_number: str, but: int = 0) -> str:
    """Check that a number can be that of a new person: it is valid, and no household has its bearer.

    `but` is the member with a number to be corrected, 0 for a new one.
    """
    try:
        number = IdNumber().parse(id_number)
    except Invalid as error:
        return str(error)
    head = work.session.scalar(_BEARER, {"number": number[:18], "but": but})
    return _("This person is already in the household of {head}").format(head=head) if head else ""


def spouse_trouble(household: Household, relation: object, but: Member | None = None) -> dict[str, str]:
    """Check that the head gets no second spouse; `but` is the member with a relation to be corrected."""
    if str(relation or "").strip() != SPOUSE:
        return {}
    others = (one for one in household.members if one.withdrawn_on is None and one is not but)
    spouse = next((one.name for one in others if one.relation == SPOUSE), "")
    words = _("{name} is on record as the spouse of the head; correct that relation, or record the departure")
    return {"relation": words.format(name=spouse)} if spouse else {}


def subject_trouble(work: Work, kind: str, subject: str) -> str:
    """Check that a procedure of a kind exists for a subject."""
    known = work.policy.procedures.keys(subject)
    if kind in known or work.policy.procedures.is_broken(kind):
        return ""
    return _("There is no procedure {key}; there are: {keys}").format(key=kind, keys=_(", ").join(known))


def new_number(session: Session, village: int, day: date) -> str:
    """A household number of our own: the village's code of that day and the next four digits."""
    return next(free_numbers(session, village, day))


def free_numbers(session: Session, village: int, day: date) -> Iterator[str]:
    """Household numbers of our own for a village, one after the other."""
    code = session.scalar(_CODE, {"village": village, "day": day}) or _without_code(village)
    taken = session.scalars(_TAKEN, {"begins": code})
    tails = [str(number).removeprefix(code) for number in taken]  # others number households their own way
    last = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
    return (f"{code}{number:04}" for number in count(last + 1))


def is_our_number(session: Session, number: str, village: int) -> bool:
    """Whether a household number can be one that we gave in a village."""
    codes = session.scalars(select(PlaceCode.code).where(PlaceCode.place_id == village))
    begins = next((code for code in (*codes, _without_code(village)) if number.startswith(code)), number)
    tail = number.removeprefix(begins)
    return tail.isdecimal() and tail == f"{int(tail):04}"


def _without_code(village: int) -> str:
    return f"V{village:011}"
