"""Corrections of records: a household, its members, its facts of a year, a place's contact."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar

from sqlalchemy import func, or_, select

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import IdNumber, Record, Sex, Text, YesNo
from county_desk.identity import birth_of, is_male
from county_desk.models.household import Household, HouseholdYear, Member, MemberYear, Standing
from county_desk.models.office_name import OfficeName
from county_desk.models.place import Place
from county_desk.models.user import Permission
from county_desk.rules.kinship import HEAD
from county_desk.rules.shares import a_head
from county_desk.tables.closed_years import is_reported
from county_desk.tables.history.act_words import OF_YEARS, ActWords
from county_desk.tables.monitoring.monitoring_facts import watched_of
from county_desk.text import N_, _, in_a_row
from county_desk.text_kinds import Reason
from county_desk.workflow.cases.case_facts import dropouts_trouble, member_year_of, record_facts, year_of
from county_desk.workflow.cases.filing import person_trouble, spouse_trouble
from county_desk.workflow.command import Ask, Change, Command, Work
from county_desk.workflow.declared import asked, record_of
from county_desk.workflow.fact_asks import FactCommand, given_facts
from county_desk.workflow.gate.law import OF_RETURNS, ONE_PERSON, SecondPerson
from county_desk.workflow.gate.records import withdrawn_words
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS, withdrawing
from county_desk.workflow.headcount import follow, listed_of

HOUSEHOLD = Ask(Record(), N_("Household"), of="households")
WHY_CORRECTED = Ask(
    Reason(),
    N_("Reason of the correction"),
    N_("Only where a fact on record of a year that is over changes"),
    in_history=True,
)
IN_REGISTER = (Standing.REGISTERED, Standing.EXITED, Standing.REMOVED)
OF_YEAR = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD_YEAR) if fact.edit)
OF_PERSON_YEAR = tuple(fact for fact in facts_of(FactSubject.PERSON_YEAR) if fact.edit)


class AddMember(Command):
    """List a person of a household that is on record and was not listed yet.

    The household's count of persons follows, and that of a case that only came in, where it was that of the
    members listed; where it was not, it stays and the summary says so (`SettleDuplicate` does the same). Once
    all persons of a registered household are listed, a person joins it by a birth, a marriage or an arrival.
    """

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Add a member"), N_("Added a member"), "household")
    synonyms: ClassVar = N_("family person")
    law: ClassVar = OF_HELP_BY_OTHERS
    records: ClassVar = {"members_listed": ""}

    household: Annotated[int, asked(Member.household_id)]
    name: Annotated[str, asked(Member.name)]
    relation: Annotated[str, asked(Member.relation)]
    id_number: Annotated[str, asked(Member.id_number)]
    ethnicity: Annotated[str, asked(Member.ethnicity, seldom=True)] = ""

    def problems(self, work: Work) -> Mapping[str, str]:
        if not self.name.strip():
            return {"name": _("Write the name")}
        if trouble_with_number := person_trouble(work, self.id_number):
            return {"id_number": trouble_with_number}
        return self._listed_trouble(work)

    def _listed_trouble(self, work: Work) -> Mapping[str, str]:
        """Check that a new member is no second head or spouse, and that not all persons are listed."""
        household = work.session.get_one(Household, self.household)
        heads = (one for one in household.members if one.withdrawn_on is None and one.relation == HEAD)
        if self.relation.strip() == HEAD and any(heads):
            return {"relation": _("The household has a head; change the head by the act for that")}
        if trouble := spouse_trouble(household, self.relation):
            return trouble
        if all_listed(household.standing, household.persons, listed_of(work.session, household)):
            words = _(
                "All persons of the household of {head} are listed, and it is registered; record how the "
                "person came in: a birth, a marriage or an arrival"
            )
            return {"household": words.format(head=household.head)}
        return {}

    def run(self, work: Work) -> Change:
        id_number = IdNumber().parse(self.id_number)
        household = work.session.get_one(Household, self.household)
        before, persons = listed_of(work.session, household), household.persons
        last = select(func.max(Member.position)).where(Member.household_id == self.household)
        member = record_of(
            work,
            self,
            Member,
            position=(work.session.scalar(last) or 0) + 1,
            sex=Sex.MALE if is_male(id_number) else Sex.FEMALE,
            id_number=id_number,
            born_on=birth_of(id_number),
        )
        work.session.add(member)
        work.session.flush()
        note = follow(work.session, household, before)
        stays = household.persons == persons
        undo = WithdrawMember(member=member.id, reason=_("Undone"), count_stays=stays)
        summary = _("{name} added to the household").format(name=member.name)
        return Change(in_a_row(summary, note), undo=undo, id=member.id)


def all_listed(standing: Standing, persons: int, listed: int) -> bool:
    """Whether a household of the register lists all its persons, so that another joins it by a change."""
    return standing in IN_REGISTER and listed >= persons


class WithdrawMember(Command):
    """Take a person off the list of a household again; only the inverse of `AddMember`.

    The number of persons follows as for `AddMember`, unless the person was not counted. From a registered
    household a person leaves by a death, a marriage or a departure.
    """

    permission: ClassVar = Permission.FILE
    act: ClassVar = ActWords(N_("Withdraw a member"), N_("Withdrew a member"), "member")
    law: ClassVar = withdrawing("member")
    listed: ClassVar = False

    member: Annotated[int, Ask(Record(), N_("Member"), of="members")]
    reason: Annotated[str, Ask(Text(width=40), N_("Reason"))]
    count_stays: Annotated[bool, Ask(YesNo(), N_("Was not counted; the number of persons stays"))] = False

    def problems(self, work: Work) -> Mapping[str, str]:
        member = work.session.get_one(Member, self.member)
        if member.withdrawn_on is not None:
            return {"member": withdrawn_words(work.session, member)}
        household = member.household
        counted = household.standing in IN_REGISTER and not self.count_stays
        if counted or member.relation == HEAD or listed_of(work.session, household) == 1:
            words = _("{name} belongs to the household of {head} by now; record how the person left it")
            return {"member": words.format(name=member.name, head=household.head)}
        return {}

    def run(self, work: Work) -> Change:
        member = work.session.get_one(Member, self.member)
        before = listed_of(work.session, member.household)
        member.withdrawn_on = work.today
        work.session.flush()
        note = "" if self.count_stays else follow(work.session, member.household, before)
        summary = _("{name} withdrawn from the household: {reason}").format(
            name=member.name, reason=self.reason
        )
        return Change(in_a_row(summary, note), id=member.id)


class _YearCommand(FactCommand):
    """Facts of a year. One on record for a year that is over changes for a reason alone.

    Once a return of that year is frozen, a second person puts the change in force.
    """

    permission: ClassVar = Permission.FILE
    back: ClassVar = OF_YEARS
    facts_of_year: ClassVar[tuple[Fact, ...]]

    if TYPE_CHECKING:  # asked around the facts, so each command declares them itself
        year: int
        reason: str

    def held(self, work: Work) -> HouseholdYear | MemberYear | None:
        """The facts of the year on record; None before the first."""
        raise NotImplementedError

    def figures_trouble(self, work: Work) -> Mapping[str, str]:
        """Check the figures against the household."""
        return {}

    def _corrected(self, work: Work) -> dict[str, object]:
        """The facts on record that would change, by key."""
        held, given = self.held(work), given_facts(self, self.facts_of_year)
        kept = {key: getattr(held, key) for key in given} if held else {}
        return {key: value for key, value in kept.items() if value not in (None, "", given[key])}

    def problems(self, work: Work) -> Mapping[str, str]:
        if not given_facts(self, self.facts_of_year):
            return {"": _("Nothing was filled in")}
        if trouble := self.figures_trouble(work):
            return trouble
        corrected = self._corrected(work) if self.year < work.today.year else {}
        if not corrected or self.reason.strip():
            return {}
        key, value = next(iter(corrected.items()))
        words = _("{year} is over, and “{fact}” is on record as {value}; give the reason of the correction")
        about = {"fact": _(FACTS[key].label), "value": FACTS[key].kind.show(value)}
        return {"reason": words.format(year=self.year, **about)}

    def second_person(self, work: Work) -> SecondPerson | None:
        return OF_RETURNS.second if is_reported(work.session, self.year) and self._corrected(work) else None


class RecordYear(_YearCommand, facts=OF_YEAR, before="reason"):
    """Record facts of a household for a year; blank fields leave the facts unchanged."""

    act: ClassVar = ActWords(N_("Record facts of a year"), N_("Recorded facts of a year"), "household_year")
    synonyms: ClassVar = N_("income housing facts")
    law: ClassVar = OF_HELP_BY_OTHERS
    facts_of_year: ClassVar = OF_YEAR
    records: ClassVar = {"income_per_head": "net_income", **{fact.key: fact.key for fact in OF_YEAR}}

    household: Annotated[int, asked(HouseholdYear.household_id)]
    year: Annotated[int, asked(HouseholdYear.year)]
    reason: Annotated[str, WHY_CORRECTED] = ""

    if TYPE_CHECKING:

        def __init__(self, *, household: int, year: int, reason: str = "", **facts: object) -> None: ...

    def held(self, work: Work) -> HouseholdYear | None:
        whose = HouseholdYear.household_id == self.household, HouseholdYear.year == self.year
        return work.session.scalar(select(HouseholdYear).where(*whose, HouseholdYear.withdrawn_on.is_(None)))

    def figures_trouble(self, work: Work) -> Mapping[str, str]:
        return dropouts_trouble(work.session, self.household, self.year, given_facts(self, OF_YEAR))

    def run(self, work: Work) -> Change:
        household = work.session.get_one(Household, self.household)
        record = year_of(work.session, household.id, self.year)
        facts = given_facts(self, OF_YEAR)
        if isinstance(net := facts.get("net_income"), Decimal):
            facts["income_per_head"] = a_head(net, household.persons)
        record_facts(record, facts)
        summary = _("Facts of {year} recorded for the household of {head}").format(
            year=self.year, head=household.head
        )
        return Change(summary, id=household.id)


class RecordMemberYear(_YearCommand, facts=OF_PERSON_YEAR, before="reason"):
    """Record facts of a person for a year; blank fields leave the facts unchanged."""

    act: ClassVar = ActWords(
        N_("Record facts of a person in a year"), N_("Recorded facts of a person in a year"), "member_year"
    )
    synonyms: ClassVar = N_("schooling health labour")
    law: ClassVar = OF_HELP_BY_OTHERS
    facts_of_year: ClassVar = OF_PERSON_YEAR
    records: ClassVar = {"able": "labour"}

    member: Annotated[int, asked(MemberYear.member_id)]
    year: Annotated[int, asked(MemberYear.year)]
    reason: Annotated[str, WHY_CORRECTED] = ""

    if TYPE_CHECKING:

        def __init__(self, *, member: int, year: int, reason: str = "", **facts: object) -> None: ...

    def held(self, work: Work) -> MemberYear | None:
        whose = MemberYear.member_id == self.member, MemberYear.year == self.year
        return work.session.scalar(select(MemberYear).where(*whose, MemberYear.withdrawn_on.is_(None)))

    def run(self, work: Work) -> Change:
        member = work.session.get_one(Member, self.member)
        record = member_year_of(work.session, member.id, self.year)
        record_facts(record, given_facts(self, OF_PERSON_YEAR))
        summary = _("Facts of {year} recorded for {name}").format(year=self.year, name=member.name)
        return Change(summary, id=member.id)


class SetContact(Command):
    """Record the contact of a place: the office under its notices, and the address for objections.

    A field of None stays unchanged, so that the inverse can put a blank back.
    """

    permission: ClassVar = Permission.DISCLOSE
    act: ClassVar = ActWords(
        N_("Record the contact of a place"), N_("Recorded the contact of a place"), "place"
    )
    synonyms: ClassVar = N_("telephone office")
    law: ClassVar = ONE_PERSON

    place: Annotated[int, Ask(Record(), N_("Place"), of="places")]
    telephone: Annotated[str, asked(Place.telephone)]
    contact: Annotated[str | None, asked(Place.contact)] = None
    address: Annotated[str | None, asked(Place.address)] = None
    office: Annotated[str | None, asked(Place.office)] = None
    agency_code: Annotated[str | None, asked(Place.agency_code, seldom=True)] = None

    def problems(self, work: Work) -> Mapping[str, str]:
        trouble = code_trouble(work, self.place, (self.agency_code or "").strip())
        return {"agency_code": trouble} if trouble else {}

    def run(self, work: Work) -> Change:
        place = work.session.get_one(Place, self.place)
        before = SetContact(
            place=place.id,
            telephone=place.telephone,
            contact=place.contact,
            address=place.address,
            office=place.office,
            agency_code=place.agency_code or "",
        )
        for name in ("telephone", "contact", "address", "office", "agency_code"):
            if (given := getattr(self, name)) is not None:
                setattr(place, name, given.strip())
        summary = _("Contact of {place} recorded").format(place=place.name)
        return Change(summary, undo=before, id=place.id)


def code_trouble(work: Work, place: int, code: str) -> str:
    """Check that a text can stand before an office's document numbers; blank is none."""
    if code and not re.fullmatch(r"[\u3400-\u9fff]{2,12}", code):
        return _("An agency code has 2 to 12 Chinese characters, as 青政办; “{code}” does not").format(
            code=code
        )
    renamed = select(OfficeName.place_id).where(
        OfficeName.agency_code == code, OfficeName.withdrawn_on.is_(None)
    )
    others = select(Place.name).where(
        or_(Place.agency_code == code, Place.id.in_(renamed)), Place.id != place
    )
    if code and (other := work.session.scalar(others.limit(1))):
        return _("“{code}” is the agency code of {place}; each office has its own").format(
            code=code, place=other
        )
    return ""


def removed_trouble(work: Work, number: int, field: str = "household") -> Mapping[str, str]:
    """Check that a household was not removed from the register, unless it is monitored."""
    household = work.session.get_one(Household, number)
    if household.standing is not Standing.REMOVED or watched_of(work.session, number) is not None:
        return {}
    return {field: _("The household of {head} was removed").format(head=household.head)}
