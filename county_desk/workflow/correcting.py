"""Corrections of the facts of a household or a person that hold until they are corrected."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar

from sqlalchemy import select

from county_desk.facts import FACTS, facts_of
from county_desk.facts.fact import Fact, FactSubject
from county_desk.fields import IdNumber, Record, Sex, Text
from county_desk.identity import birth_of, is_male
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, Member, Standing
from county_desk.models.user import Permission
from county_desk.rules.kinship import HEAD
from county_desk.tables.closed_years import is_reported
from county_desk.tables.history.act_words import OF_CORRECTIONS, ActWords
from county_desk.text import N_, _
from county_desk.workflow.cases.filing import person_trouble, spouse_trouble
from county_desk.workflow.command import REASON, Ask, Change, Work
from county_desk.workflow.fact_asks import FactChoice, FactCommand, changes_in_words, given_facts
from county_desk.workflow.gate.law import OF_RETURNS, SecondPerson
from county_desk.workflow.gate.relations import OF_HELP_BY_OTHERS

EVIDENCE = Ask(Text(width=40), N_("Evidence"), N_("The paper that proves it, as a household register"))
_NOT_LEFT = (Standing.APPLICANT, Standing.REGISTERED, Standing.ORDINARY)
_OF_HOUSEHOLD = tuple(fact for fact in facts_of(FactSubject.HOUSEHOLD) if fact.edit)
_OF_PERSON = tuple(fact for fact in facts_of(FactSubject.PERSON) if fact.edit)


def _clear(facts: tuple[Fact, ...]) -> Ask:
    keys = tuple(fact.key for fact in facts if not fact.needed and not fact.identifying)
    return Ask(FactChoice(keys=keys), N_("Clear"), N_("A field that is left blank stays as it is"))


class CorrectionCommand(FactCommand):
    """A correction of one record: it writes the filled fields, and leaves the others unchanged.

    The next delivered file overwrites neither the written nor the cleared fields without a question.
    """

    permission: ClassVar = Permission.CORRECT
    back: ClassVar = OF_CORRECTIONS

    if TYPE_CHECKING:  # asked after the facts, so each command declares them itself
        reason: str
        evidence: str

    def wanted(self, work: Work) -> dict[str, object]:
        """The facts that would differ from those on record, by key."""
        raise NotImplementedError

    def second_person(self, work: Work) -> SecondPerson | None:
        """The second person of returns, if a fact on record that changes is one of a reported year."""
        record, asks = self.record(work), self.asks()
        held = [getattr(record, key) for key in self.wanted(work) if (law := asks[key].law) and law.reported]
        years = {int(year) for value in held if (year := str(value)[:4]).isdigit()}
        return OF_RETURNS.second if any(is_reported(work.session, year) for year in years) else None

    def effect(self, work: Work) -> str:
        """Each fact before and after."""
        record, wanted = self.record(work), self.wanted(work)
        before = {key: getattr(record, key) for key in wanted}
        return "\n".join(changes_in_words(before, wanted))

    def record(self, work: Work) -> Household | Member:
        """The record that is corrected."""
        raise NotImplementedError

    def _trouble(self, wanted: Mapping[str, object]) -> Mapping[str, str]:
        if not wanted:
            return {"": _("Nothing would change")}
        if any(FACTS[key].identifying for key in wanted) and not self.evidence.strip():
            return {"evidence": _("Name the paper that proves the name or the number")}
        return {}

    def _done(self, record: Household | Member, name: str, keys: Iterable[str]) -> Change:
        """The change of some facts of a record."""
        summary = _("{name}: {facts} corrected: {reason}").format(
            name=name, facts=_(", ").join(_(FACTS[key].label) for key in keys), reason=self.reason.strip()
        )
        return Change(summary, id=record.id)


class CorrectHousehold(CorrectionCommand, facts=_OF_HOUSEHOLD, before="clear"):
    """Correct facts of a household; its head and the count of its members follow from the members."""

    act: ClassVar = ActWords(N_("Correct a household"), N_("Corrected a household"), "household")
    synonyms: ClassVar = N_("amend edit telephone account")
    law: ClassVar = OF_HELP_BY_OTHERS
    records: ClassVar = {"identified_year": "identified"}

    household: Annotated[int, Ask(Record(), N_("Household"), of="households")]
    clear: Annotated[str | None, _clear(_OF_HOUSEHOLD)] = None
    reason: Annotated[str, REASON]
    evidence: Annotated[str, EVIDENCE] = ""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            household: int,
            reason: str,
            evidence: str = "",
            clear: str | None = None,
            **facts: object,
        ) -> None: ...

    def record(self, work: Work) -> Household:
        return work.session.get_one(Household, self.household)

    def wanted(self, work: Work) -> dict[str, object]:
        return _differing(self.record(work), given_facts(self, _OF_HOUSEHOLD), self.clear)

    def problems(self, work: Work) -> Mapping[str, str]:
        record, wanted = self.record(work), self.wanted(work)
        return (
            self._trouble(wanted)
            or _clear_trouble(record, given_facts(self, _OF_HOUSEHOLD), self.clear)
            or _exit_trouble(record, wanted)
        )

    def run(self, work: Work) -> Change:
        household = self.record(work)
        wanted = self.wanted(work)
        for key, value in wanted.items():
            setattr(household, key, value)
        return self._done(household, household.head, wanted)


class CorrectMember(CorrectionCommand, facts=_OF_PERSON, before="clear"):
    """Correct facts of a person; sex and day of birth follow from an identity number.

    The name of the head is that of the household, and of its cases that only came in.
    """

    act: ClassVar = ActWords(N_("Correct a member"), N_("Corrected a member"), "member")
    synonyms: ClassVar = N_("amend edit rename identity")
    law: ClassVar = OF_HELP_BY_OTHERS

    member: Annotated[int, Ask(Record(), N_("Member"), of="members")]
    clear: Annotated[str | None, _clear(_OF_PERSON)] = None
    reason: Annotated[str, REASON]
    evidence: Annotated[str, EVIDENCE] = ""

    if TYPE_CHECKING:

        def __init__(
            self, *, member: int, reason: str, evidence: str = "", clear: str | None = None, **facts: object
        ) -> None: ...

    def record(self, work: Work) -> Member:
        return work.session.get_one(Member, self.member)

    def wanted(self, work: Work) -> dict[str, object]:
        member, given = self.record(work), given_facts(self, _OF_PERSON)
        number = given.get("id_number")
        if number and number != member.id_number:
            number = given["id_number"] = IdNumber().parse(number)
            given |= {"sex": Sex.MALE if is_male(number) else Sex.FEMALE, "born_on": birth_of(number)}
        return _differing(member, given, self.clear)

    def problems(self, work: Work) -> Mapping[str, str]:
        member = self.record(work)
        number = str(given_facts(self, _OF_PERSON).get("id_number", member.id_number))
        if number != member.id_number and (trouble := person_trouble(work, number, but=member.id)):
            return {"id_number": trouble}
        wanted = self.wanted(work)
        if found := self._trouble(wanted):
            return found
        if found := _clear_trouble(member, given_facts(self, _OF_PERSON), self.clear):
            return found
        return _number_trouble(member, wanted) or self._relation_trouble(member, wanted)

    def _relation_trouble(self, member: Member, wanted: Mapping[str, object]) -> Mapping[str, str]:
        """Check that a household gets no second head, and the head no second spouse."""
        others = (one for one in member.household.members if one.withdrawn_on is None and one is not member)
        head = next((one.name for one in others if one.relation == HEAD), "")
        if wanted.get("relation") == HEAD and head:
            return {"relation": _("{name} is the head; correct that relation first").format(name=head)}
        return spouse_trouble(member.household, wanted.get("relation"), but=member)

    def run(self, work: Work) -> Change:
        member = self.record(work)
        wanted = self.wanted(work)
        for key, value in wanted.items():
            setattr(member, key, value)
        if member.relation == HEAD and member.household.head != member.name:
            for record, name in named_after(work, member.household):
                setattr(record, name, member.name)
        return self._done(member, member.name, wanted)


def named_after(work: Work, household: Household) -> Iterator[tuple[Household | Case, str]]:
    """The columns that bear the name of the head: of the household, and of its cases that only came in."""
    yield household, "head"
    wanted = select(Case).where(Case.household_id == household.id, Case.state == CaseState.OPEN)
    yield from ((case, "subject") for case in work.session.scalars(wanted) if len(case.steps) <= 1)


def _differing(record: object, given: Mapping[str, object], clear: str | None) -> dict[str, object]:
    """The facts that differ from those on record, with the one to clear."""
    wanted = {key: value for key, value in given.items() if value != getattr(record, key)}
    if clear and getattr(record, clear) != FACTS[clear].blank:
        wanted[clear] = FACTS[clear].blank
    return wanted


def _clear_trouble(record: object, given: Mapping[str, object], clear: str | None) -> Mapping[str, str]:
    """Check that a fact to be cleared is not filled in as well."""
    if clear and clear in given and given[clear] != getattr(record, clear):
        return {"clear": _("{fact} is filled in; clear it or correct it").format(fact=_(FACTS[clear].label))}
    return {}


def _exit_trouble(household: Household, wanted: Mapping[str, object]) -> Mapping[str, str]:
    """Check that a year of exit agrees with the register, and the years of the lists with each other."""
    if left := str(wanted.get("exit_year") or ""):
        if exited := household.exited_on or household.stated_exit_on:
            if left[:4] != str(exited.year):
                words = _("The household of {head} left on {day} by the register; the year of exit is {year}")
                return {"exit_year": words.format(head=household.head, day=exited, year=exited.year)}
        elif household.standing in _NOT_LEFT and not _stated(household, wanted, "relapsed"):
            words = _(
                "The household of {head} is {standing} and has not left by the register. A case records its "
                "exit; of one that fell back since, give that year, too"
            )
            standing = _(household.standing.label).lower()
            return {"exit_year": words.format(head=household.head, standing=standing)}
    order = [key for key in ("identified", "exit_year", "relapsed") if _stated(household, wanted, key)]
    for earlier, later in pairwise(order):
        years = _stated(household, wanted, earlier), _stated(household, wanted, later)
        if wanted.keys() & {earlier, later} and years[1] < years[0][: len(years[1])]:
            words = _("“{later}” {second} lies before “{earlier}” {first}; correct one of the two")
            titles = {"earlier": _(FACTS[earlier].label), "later": _(FACTS[later].label)}
            field = later if later in wanted else earlier
            return {field: words.format(first=years[0], second=years[1], **titles)}
    return {}


def _stated(household: Household, wanted: Mapping[str, object], key: str) -> str:
    """A year of the lists as it is once the correction is done."""
    return str(wanted.get(key, getattr(household, key)) or "")


def _number_trouble(member: Member, wanted: Mapping[str, object]) -> Mapping[str, str]:
    """Check that sex and day of birth agree with the identity number."""
    number = member.id_number
    if not number or "id_number" in wanted:
        return {}
    said = {"sex": Sex.MALE if is_male(number) else Sex.FEMALE, "born_on": birth_of(number)}
    words = _("The identity number says otherwise; correct the number")
    return {key: words for key, value in said.items() if wanted.get(key, value) != value}
