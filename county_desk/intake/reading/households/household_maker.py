"""Turning the rows of one household into the household to store, with its facts and its living conditions."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from county_desk.facts import facts_of
from county_desk.facts.fact import Fact, FactSection, FactSubject
from county_desk.fields import Sex
from county_desk.identity import birth_of, is_male
from county_desk.intake.delivery import GuaranteesIn, HouseholdIn, IncomeIn, MemberIn, Verdict
from county_desk.intake.reading.households.families import HEAD, Family
from county_desk.intake.reading.households.income import Ledger
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.vocabulary import standard_title, titles_of


def by_title(facts: Iterable[Fact], besides: Collection[str] = ()) -> Mapping[str, Fact]:
    """The facts that workbooks deliver, by standard title, without those of the keys `besides`."""
    return {fact.title: fact for fact in facts if fact.title and fact.key not in besides}


def facts_in(values: Mapping[str, object], wanted: Mapping[str, Fact]) -> dict[str, Any]:
    """The wanted facts of a row by key, each of the type of its column; other values are left out."""
    found: dict[str, object] = {}
    for title, value in values.items():
        if value is not None and (fact := wanted.get(title)) is not None:
            if isinstance(value, fact.type):
                found[fact.key] = value
            elif fact.type is str:
                found[fact.key] = str(value)
    return found


_SEXES = {"男": Sex.MALE, "女": Sex.FEMALE}
# what a family or a row works out itself is no field to copy
_OF_HOUSEHOLD = by_title(facts_of(FactSubject.HOUSEHOLD), besides=("head", "persons"))
_OF_PERSON = by_title(
    (*facts_of(FactSubject.PERSON), *facts_of(FactSubject.PERSON_YEAR)),
    besides=("name", "relation", "sex", "id_number", "born_on"),
)


def household_of(family: Family, ledger: Ledger | None) -> HouseholdIn:
    """The household as delivered; its verdict follows when all its rows are judged."""
    values = family.first.values
    return HouseholdIn(
        number=family.number,
        head=family.name,
        persons=family.persons,
        verdict=Verdict.ACCEPT,
        village=family.place.id if family.place else None,
        filed_on=values.get("申请日期"),
        where=family.where,
        members=tuple([_member(row) for row in family.people]),
        income=_income(family, ledger),
        guarantees=living_of(family),
        erase=_erased(family),
        **facts_in(values, _OF_HOUSEHOLD),
    )


def _erased(family: Family) -> tuple[str, ...]:
    """The titles of the household's own facts with cells that ask to clear the record."""
    if not any(row.erase for row in family.drafts()):
        return ()
    found = [title for row in family.drafts() for title in row.erase if not _of_person(title)]
    return tuple(dict.fromkeys(found))


def _income(family: Family, ledger: Ledger | None) -> IncomeIn | None:
    """The income of a ledger's line, or the figure a head where a list has no other."""
    if ledger is not None:
        return ledger.income(family.shared_by) if ledger.has_figures else None
    head = family.first.amount("人均纯收入")
    return None if head is None else IncomeIn(income_per_head=head)


def _member(row: Draft) -> MemberIn:
    get = row.values.get
    number = get("身份证号") or ""
    return MemberIn(
        row.sheet,
        row.row,
        get("姓名") or get("户主姓名") or "",
        get("与户主关系") or ("" if "与户主关系" in row.columns else HEAD),
        _sex(number, get("性别")),
        number,
        _born_on(number, get("出生日期")),
        tuple([title for title in row.erase if _of_person(title)]) if row.erase else (),
        **facts_in(row.values, _OF_PERSON),
    )


def _of_person(title: str) -> bool:
    known = standard_title(title)
    return known is not None and known.of == "person"


def _born_on(number: str, written: object) -> date | None:
    born = birth_of(number) if number else None
    return born or (written if isinstance(written, date) else None)


def _sex(number: str, written: str | None) -> Sex | None:
    if number:
        return Sex.MALE if is_male(number) else Sex.FEMALE
    return _SEXES.get(written or "")


_LIVING = by_title(facts_of(FactSubject.HOUSEHOLD_YEAR, FactSection.LIVING))
_SAFE_HOUSING, _SCHOOLED = "住房安全有保障", "义务教育有保障"  # in the words of the standard


def living_row(family: Family) -> Draft | None:
    """The row that says how the household lives: that of the sheet for it, else its own where it does."""
    if family.living is not None:
        return family.living
    if not family.tells("living") or titles_of("living").isdisjoint(family.first.values):
        return None
    return family.first


def living_of(family: Family) -> GuaranteesIn | None:
    """Return the living conditions of the household in the file; None if the file gives none."""
    row = living_row(family)
    insured = [person.values.get("参加新农合") for person in family.rows]
    everyone = None if not insured or None in insured else all(insured)
    if row is None:
        return None if everyone is None else GuaranteesIn(**{"all_insured": everyone})
    facts = facts_in(row.values, _LIVING)
    return GuaranteesIn(**{"all_insured": everyone, **_by_the_standard(row), **facts})


def _by_the_standard(row: Draft) -> dict[str, object]:
    """The facts that follow from the words of the standard; how many dropped out follows only from none."""
    safe, schooled = row.values.get(_SAFE_HOUSING), row.values.get(_SCHOOLED)
    return ({} if safe is None else {"dangerous": not safe}) | ({"dropouts": 0} if schooled else {})
