"""Requests to other departments, their answers, and the decisions on the people they name."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import aliased

from county_desk.fields import Choice, Record, YesNo
from county_desk.models.case import Case
from county_desk.models.department import (
    AskedPerson,
    Department,
    DepartmentEntry,
    DepartmentList,
    DepartmentRequest,
    Persons,
)
from county_desk.models.household import Household, Member, Standing
from county_desk.models.monitored import Monitored
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.several_terms import SeveralTerms
from county_desk.tables.history.act_words import ActWords
from county_desk.text import N_, _, _n
from county_desk.workflow.command import REASON, Ask, Change, Command, Work
from county_desk.workflow.declared import asked
from county_desk.workflow.gate.law import ONE_PERSON
from county_desk.workflow.journal import insert_rows, next_number
from county_desk.workflow.record_acts import WithdrawingAct

REQUEST = Ask(Record(), N_("Request"), of="requests")
MOST_NAMED = 5  # persons that a sentence names


_STANDINGS = {
    Persons.REGISTERED: Standing.REGISTERED,
    Persons.EXITED: Standing.EXITED,
    Persons.APPLICANTS: Standing.APPLICANT,
}


class AskDepartments(Command):
    """Ask departments about people of the register: one request, with its own workbook, for each.

    With a case, the people are those of its household. `only_new` leaves out everybody whom an earlier
    request to the same department names.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(N_("Ask departments"), N_("Asked departments"), "department_request")
    synonyms: ClassVar = N_("request lists")
    law: ClassVar = ONE_PERSON

    departments: Annotated[tuple[Department, ...], Ask(SeveralTerms(terms=Department), N_("Departments"))]
    persons: Annotated[Persons, Ask(Choice(terms=Persons), N_("Persons asked about"))] = Persons.REGISTERED
    place: Annotated[int | None, asked(DepartmentRequest.place_id, N_("Blank for the whole county"))] = None
    case: Annotated[int | None, asked(DepartmentRequest.case_id, N_("Asks about its household alone"))] = None
    asked_on: Annotated[date, asked(DepartmentRequest.asked_on)]
    due_on: Annotated[date | None, asked(DepartmentRequest.due_on, after=("asked_on",))] = None
    only_new: Annotated[bool, Ask(YesNo(), N_("Only persons not asked about before"))] = False

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.departments:
            return {"departments": _("Choose at least one department")}
        if found := self._scope_trouble(work):
            return found
        if not any(self._members_to_ask(work, each) for each in self.departments):
            words = _("There is nobody to ask about; choose other persons or another place")
            return {"persons": words}
        return {}

    def _scope_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that this person may ask about these people."""
        if self.case is not None:
            case = work.session.get_one(Case, self.case)
            words = _("There is no case {number} of a household").format(number=self.case)
            return {"case": words} if case.household_id is None else {}
        if self.place is None and work.actor.place_id is not None:
            return {"place": _("Choose a place; your account acts for a part of the county")}
        return {}

    def run(self, work: Work) -> Change:
        case = work.session.get_one(Case, self.case) if self.case is not None else None
        first, told = None, []
        for department in self.departments:
            found = self._members_to_ask(work, department)
            if not found:
                continue
            request = DepartmentRequest(
                department=department,
                asked_on=self.asked_on,
                due_on=self.due_on,
                asked_about=None if case else self.persons,
                place_id=case.place_id if case else self.place,
                case_id=self.case,
                recorded_by=work.actor.id,
            )
            work.session.add(request)
            work.session.flush()
            _write(work, request.id, found)
            first = first or request.id
            name = _(Department.named(department).label)
            told.append(_("{name} ({count})").format(name=name, count=f"{len(found):,}"))
        summary = _("Departments asked, with the number of persons: {told}").format(told=_(", ").join(told))
        undo = WithdrawRequest(request=first, reason=_("Undone")) if len(told) == 1 and first else None
        return Change(summary, undo=undo, id=first)

    def _members_to_ask(self, work: Work, department: Department) -> Sequence[Row[int, int, str, str]]:
        """The members to ask a department about: household, member, name, number."""
        wanted = (
            select(Household.id, Member.id, Member.name, Member.id_number)
            .join(Household, Household.id == Member.household_id)
            .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
            .order_by(Household.village_id, Household.number, Member.position)
        )
        if self.only_new:
            wanted = wanted.where(Member.id.not_in(_asked_before(department)))
        return work.session.execute(self._within_scope(work, wanted)).all()

    def _within_scope(self, work: Work, wanted: Select[int, int, str, str]) -> Select[int, int, str, str]:
        if self.case is not None:
            return wanted.where(Household.id == work.session.get_one(Case, self.case).household_id)
        if self.place is not None:
            village = aliased(Place)
            wanted = wanted.join(village, village.id == Household.village_id)
            if not _is_county(work, self.place):
                wanted = wanted.where(or_(village.id == self.place, village.parent_id == self.place))
        if self.persons is Persons.MONITORED:
            watched = select(Monitored.household_id).where(
                Monitored.removed == "",
                Monitored.withdrawn_on.is_(None),
                Monitored.household_id.is_not(None),
            )
            return wanted.where(Household.id.in_(watched))
        standing = _STANDINGS.get(self.persons)
        return wanted if standing is None else wanted.where(Household.standing == standing)


class WithdrawRequest(WithdrawingAct[DepartmentRequest]):
    """Take back a request that no list answers."""

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Withdraw a request"), N_("Withdrew a request to a department"), "department_request"
    )
    summary: ClassVar = N_("Request {id} to {department} withdrawn: {reason}")

    request: Annotated[int, REQUEST]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _whole_trouble(work, self.request):
            return found
        answer = _answers(work, self.request)
        if not answer:
            return {}
        words = _("The list {name} answers this request; take it apart from the request first")
        return {"request": words.format(name=answer[0].name)}


class AnswerRequest(Command):
    """Take a list that a department sent as the answer to a request, or as a list of that department.

    Persons on it whom the request does not name stay on it, and the form names them first.
    """

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Take a list as the answer"), N_("Took a list as the answer of a department"), "department_list"
    )
    synonyms: ClassVar = N_("department list")
    law: ClassVar = ONE_PERSON

    request: Annotated[int, REQUEST]
    list: Annotated[int, Ask(Record(), N_("List"), of="department_lists")]

    def problems(self, work: Work) -> Mapping[str, str]:
        if found := _whole_trouble(work, self.request):
            return found
        return _free_trouble(work, self.list)

    def effect(self, work: Work) -> str:
        asked = AskedPerson.__table__.c
        named = select(asked.id).where(
            asked.request_id == self.request,
            or_(
                (DepartmentEntry.id_number != "") & (asked.id_number == DepartmentEntry.id_number),
                (DepartmentEntry.id_number == "") & (asked.name == DepartmentEntry.name),
            ),
        )
        others = work.session.scalars(
            select(DepartmentEntry.name)
            .where(
                DepartmentEntry.list_id == self.list,
                DepartmentEntry.withdrawn_on.is_(None),
                ~named.correlate(DepartmentEntry).exists(),
            )
            .order_by(DepartmentEntry.row)
        ).all()
        if not others:
            return ""
        words = _n(
            "{count} person on this list was not asked about and stays on it: {names}. Is it the answer?",
            "{count} persons on this list were not asked about and stay on it: {names}. Is it the answer?",
            len(others),
        )
        names = _(", ").join(others[:MOST_NAMED]) + ("…" if len(others) > MOST_NAMED else "")
        return words.format(count=f"{len(others):,}", names=names)

    def run(self, work: Work) -> Change:
        request = work.session.get_one(DepartmentRequest, self.request)
        listed = work.session.get_one(DepartmentList, self.list)
        listed.request_id, listed.department = request.id, request.department
        summary = _("List {name} answers request {number}").format(name=listed.name, number=request.id)
        undo = SeparateAnswer(list=listed.id, reason=_("Undone"))
        return Change(summary, undo=undo, id=request.id)


class SeparateAnswer(Command):
    """Take a list apart from the request that it was taken to answer; the list itself stays."""

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Take an answer apart from its request"),
        N_("Took an answer apart from its request"),
        "department_list",
    )
    law: ClassVar = ONE_PERSON

    list: Annotated[int, Ask(Record(), N_("List"), of="department_lists")]
    reason: Annotated[str, REASON]

    def problems(self, work: Work) -> Mapping[str, str]:
        listed = work.session.get_one(DepartmentList, self.list)
        if listed.request_id is None:
            return {"list": _("List {number} answers no request").format(number=self.list)}
        return _whole_trouble(work, listed.request_id)

    def run(self, work: Work) -> Change:
        listed = work.session.get_one(DepartmentList, self.list)
        words = _("List {name} no longer answers request {number}: {reason}")
        summary = words.format(name=listed.name, number=listed.request_id, reason=self.reason)
        listed.request_id = None
        return Change(summary, id=listed.id)


class NameDepartment(Command):
    """Say which department a list that came by itself is from."""

    permission: ClassVar = Permission.IMPORT
    act: ClassVar = ActWords(
        N_("Name the department of a list"), N_("Named the department of a list"), "department_list"
    )
    law: ClassVar = ONE_PERSON

    list: Annotated[int, Ask(Record(), N_("List"), of="department_lists")]
    department: Annotated[Department, asked(DepartmentList.department)]

    def problems(self, work: Work) -> Mapping[str, str]:
        return _free_trouble(work, self.list)

    def run(self, work: Work) -> Change:
        listed = work.session.get_one(DepartmentList, self.list)
        before, listed.department = listed.department, self.department
        words = _("List {name} is from: {department}")
        summary = words.format(name=listed.name, department=_(Department.named(self.department).label))
        undo = NameDepartment(list=listed.id, department=before) if before else None
        return Change(summary, undo=undo, id=listed.id)


def _free_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that a list answers no request."""
    request = work.session.get_one(DepartmentList, number).request_id
    words = _("This list answers request {number} already")
    return {} if request is None else {"list": words.format(number=request)}


def _whole_trouble(work: Work, number: int) -> Mapping[str, str]:
    """Check that a person who acts for a part of the county leaves a request about all of it alone."""
    request = work.session.get_one(DepartmentRequest, number)
    whole = request.place_id is None and work.actor.place_id is not None
    return {"": _("This request is about the whole county")} if whole else {}


def _answers(work: Work, request: int) -> Sequence[DepartmentList]:
    wanted = select(DepartmentList).where(
        DepartmentList.request_id == request, DepartmentList.withdrawn_on.is_(None)
    )
    return work.session.scalars(wanted).all()


def _asked_before(department: Department) -> Select[int]:
    """The members of earlier requests to a department."""
    return (
        select(AskedPerson.member_id)
        .join(DepartmentRequest, DepartmentRequest.id == AskedPerson.request_id)
        .where(DepartmentRequest.department == department, DepartmentRequest.withdrawn_on.is_(None))
    )


def _is_county(work: Work, place: int) -> bool:
    """Whether a place is above the townships, so that every village belongs to it."""
    below = select(func.count()).where(Place.parent_id == place, Place.level == "township")
    return bool(work.session.scalar(below))


def _write(work: Work, request: int, found: Sequence[Row[int, int, str, str]]) -> None:
    first = next_number(work.session, AskedPerson)
    names = ("id", "row", "household_id", "member_id", "name", "id_number")
    rows = [(first + place, place + 1, *person) for place, person in enumerate(found)]
    insert_rows(work.session, AskedPerson, names, rows, {"request_id": request}, work.progress)
