"""The records that the rows of a block name: by number, by identity number, or by name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Executable, RowMapping, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from county_desk.fields import Invalid
from county_desk.intake.vocabulary import bare
from county_desk.models.among import among
from county_desk.models.case import Case, CaseState
from county_desk.models.household import Household, Member
from county_desk.models.place import Place, PlaceLevel
from county_desk.rules.parameters import ParameterBook
from county_desk.text import N_, _

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk

HEAD = "户主"
FOUND = "found:"  # the key prefix of a record that a row names
VILLAGE_IDS = "village_id"  # the numbers of the villages that have the name in a row, between commas
_SURE = ("household_number", "head_id")  # the columns that identify a household anywhere in the county
_HOUSEHOLD_WORDS = {
    "": N_("The row names no household; give its number, or the identity number or name of its head."),
    "household_number": N_("No household has the number {value}."),
    "head_id": N_("No member of a household on record has this identity number."),
    "person_id": N_("No member of a household on record has this identity number."),
    "head_name": N_("No household here has a head called {value}."),
    "several": N_("{count} households fit “{value}”; give the household number."),
    "else": N_("The head of this household is {name}; check which of the two is meant."),
}
_PERSON_WORDS = {
    "": N_("The row names nobody; give the identity number, or the name."),
    "person_id": N_("Nobody on record has this identity number."),
    "person_name": N_("Nobody here is called {value}."),
    "several": N_("{count} people here fit “{value}”; give the identity number."),
    "else": N_("This is the number of {name}; check which of the two is meant."),
}

type Keys = Mapping[str, str]  # the texts of one row in the columns that name a record, by key
type Scope = Mapping[str, int]  # where the block was pasted: "household", "village_id", "township_id" or none
type Shared = Mapping[str, object]  # the values of the fields that all rows share, by name
type Query = Callable[[Session, Sequence[Keys], Scope], list[Named]]
type Find = Callable[["Desk", Sequence[Keys], Scope], list[Named]]
type Known = Callable[[Session, Sequence[object], Shared], Mapping[object, Mapping[str, object]]]


@dataclass(frozen=True)
class Named:
    """The record that a row names with its label; or the reason why there is none, with the column.

    `candidates` are the records that fit equally, with the labels that distinguish them.
    """

    record: object = None
    label: str = ""
    trouble: str = ""
    column: str = ""
    candidates: tuple[tuple[object, str], ...] = ()


def by_query(query: Query) -> Find:
    """Return a search that needs only the register."""
    return lambda desk, rows, scope: desk.read(query, rows, scope)


def year_in(shared: Shared) -> int:
    """Return the year that all rows share, 0 for none."""
    return int(str(shared.get("year") or 0))


def find_households(session: Session, rows: Sequence[Keys], scope: Scope) -> list[Named]:
    """The household of each row: by its number, the identity number of a member, or the name of its head."""
    if household := scope.get("household"):
        return [Named(household) for _row in rows]
    pairs = zip(rows, in_villages(session, rows), strict=True)
    rows = [_naming(row if row.keys() & _SURE else placed) for row, placed in pairs]
    given = {*_all(rows, "head_id"), *_all(rows, "person_id")}
    someone = and_(
        Member.household_id == Household.id,
        Member.withdrawn_on.is_(None),
        or_(Member.relation == HEAD, among(Member.id_number, given)),
    )
    numbers = _all(rows, "household_number")
    wanted = select(
        Household.id,
        Household.number.label("household_number"),
        Household.earlier_number,
        func.coalesce(Member.name, Household.head).label("head_name"),
        Member.id_number.label("head_id"),
        Member.id_number.label("person_id"),
        Household.village_id,
        Place.name.label("village"),
    ).join(Place, Place.id == Household.village_id)
    wanted = wanted.join(Member, someone, isouter=True).where(
        Household.withdrawn_on.is_(None),
        or_(
            among(Household.number, numbers),
            among(Household.earlier_number, numbers),
            among(Member.id_number, given),
            among(Household.head, _all(rows, "head_name")) & _within(scope),
        ),
    )
    keys = (*_SURE, "person_id", "head_name")
    index = _Index(session, wanted, keys, also="earlier_number", within=(VILLAGE_IDS,))
    return [index.named(row, _HOUSEHOLD_WORDS) for row in rows]


def _naming(row: Keys) -> Keys:
    """The keys of a row by which a household is found; a person's number only where nothing else is there."""
    others = {key: text for key, text in row.items() if key not in ("person_id", "person_name")}
    return others if others.keys() & {*_SURE, "head_name"} else row


def find_members(session: Session, rows: Sequence[Keys], scope: Scope) -> list[Named]:
    """The person of each row: by identity number, or by name within a household or place."""
    wanted = (
        select(
            Member.id,
            Member.id_number.label("person_id"),
            Member.name.label("person_name"),
            Household.number.label("household_number"),
            Household.id.label(FOUND + "household"),
        )
        .join(Household, Household.id == Member.household_id)
        .where(Member.withdrawn_on.is_(None), Household.withdrawn_on.is_(None))
        .where(
            or_(
                among(Member.id_number, _all(rows, "person_id")),
                among(Household.number, _all(rows, "household_number")),
                among(Member.name, _all(rows, "person_name")) & _within(scope),
            )
        )
    )
    within = ("household_number", FOUND + "household")
    index = _Index(session, wanted, ("person_id", "person_name"), within=within)
    return [index.named(row, _PERSON_WORDS) for row in rows]


def find_cases(session: Session, rows: Sequence[Keys], scope: Scope) -> list[Named]:
    """The case under way of the household of each row, as the tuple of cases that a step takes."""
    households = find_households(session, rows, scope)
    wanted = select(Case.household_id, Case.id).where(
        among(Case.household_id, {each.record for each in households}), Case.state == CaseState.OPEN
    )
    cases: dict[object, list[int]] = defaultdict(list)
    for household, case in session.execute(wanted.order_by(Case.id)):
        cases[household].append(case)
    return [_case_of(each, cases[each.record]) for each in households]


def _case_of(household: Named, cases: list[int]) -> Named:
    if household.record is None or len(cases) == 1:
        return Named((cases[0],), household.label) if household.record else household
    words = _("No case of this household is in progress.")
    if cases:
        words = _("{count} cases of this household are in progress; record the visit at its case.")
    return Named(None, household.label, words.format(count=len(cases)))


def find_figures(desk: "Desk", rows: Sequence[Keys], scope: Scope) -> list[Named]:
    """The figure of policy of each row, by its title in either language or its name."""
    book = desk.policy.book
    return [_figure(row.get("figure", ""), book) for row in rows]


def _figure(text: str, book: ParameterBook) -> Named:
    if not text:
        return Named(trouble=_("Name the figure."), column="figure")
    try:
        return Named(book.named(text), text)
    except Invalid as error:
        return Named(trouble=str(error), column="figure")


def find_places(session: Session, rows: Sequence[Keys], _scope: Scope) -> list[Named]:
    """The place of each row by its name, alone or after that of the place above; none for a blank cell."""
    named = _places_named(session)
    return [_place(row, named) for row in rows]


def in_villages(session: Session, rows: Sequence[Keys]) -> list[Keys]:
    """The rows, each with the numbers of the villages that have the name in it, between commas."""
    if not any(row.get("village_name") for row in rows):
        return list(rows)
    named = _places_named(session)
    return [
        {**row, VILLAGE_IDS: ",".join(map(str, named.get(bare(name), {})))}
        if (name := row.get("village_name"))
        else row
        for row in rows
    ]


def _places_named(session: Session) -> Mapping[str, Mapping[int, str]]:
    """The names of the places of each name, by their numbers."""
    above = aliased(Place)
    wanted = select(Place.id, Place.name, Place.short, above.name).join(above, above.id == Place.parent_id)
    within = {PlaceLevel.COUNTY, PlaceLevel.TOWNSHIP, PlaceLevel.VILLAGE}
    named: dict[str, dict[int, str]] = defaultdict(dict)
    for number, name, short, upper in session.execute(wanted.where(Place.level.in_(within))):
        for each in (name, short, f"{upper}{name}", f"{upper}{short}"):
            named[bare(each)][number] = name
    return named


def _place(row: Keys, named: Mapping[str, Mapping[int, str]]) -> Named:
    column = next((key for key in ("village_name", "place_name") if row.get(key)), "")
    if not column:
        return Named()
    text = row[column]
    found = named.get(bare(text), {})
    if len(found) == 1:
        return Named(*next(iter(found.items())))
    words = _("No place of the county is called {value}.")
    if found:
        words = _("{count} places are called {value}; write the township before it.")
    return Named(trouble=words.format(value=text, count=len(found)), column=column)


class _Index:
    """Records by each column that names them; `within` distinguishes records with the same name."""

    def __init__(
        self,
        session: Session,
        wanted: Executable,
        keys: tuple[str, ...],
        also: str = "",
        within: tuple[str, ...] = (),
    ) -> None:
        self._keys, self._within = keys, within
        self._by: dict[str, dict[object, list[RowMapping]]] = {key: defaultdict(list) for key in keys}
        for record in session.execute(wanted).mappings():
            for key in keys:
                self._by[key][record[key] or ""].append(record)
            if also and record[also]:
                self._by[keys[0]][record[also]].append(record)

    def named(self, row: Keys, words: Mapping[str, str]) -> Named:
        """The record of a row: by the first column that is filled in; the others must match it."""
        key = next((key for key in self._keys if row.get(key)), "")
        if not key:
            return Named(trouble=_(words[""]))
        found = self._by[key][row[key]]
        for within in self._within:
            if within in row:
                found = [each for each in found if str(each[within]) in row[within].split(",")]
        records = {each["id"]: each for each in found}
        if len(records) != 1:
            trouble = _(words["several" if found else key]).format(value=row[key], count=len(records))
            return Named(trouble=trouble, column=key, candidates=tuple(map(_candidate, records.values())))
        agreed = [self._agreed(each, row, words) for each in found]
        return next((each for each in agreed if each.record is not None), agreed[0])

    def _agreed(self, record: RowMapping, row: Keys, words: Mapping[str, str]) -> Named:
        for key in self._keys[1:]:
            known = record[key] or ""
            if row.get(key) and known and row[key] != known:
                trouble = _(words["else"]).format(name=record[self._keys[-1]])
                return Named(trouble=trouble, column=key)
        return Named(record["id"], str(record[self._keys[-1]]))


def _candidate(record: RowMapping) -> tuple[object, str]:
    """The number of a record, and a label that distinguishes it."""
    parts = (record.get(key) for key in ("person_name", "head_name", "village", "household_number"))
    return record["id"], " · ".join(str(part) for part in parts if part)


def _all(rows: Iterable[Keys], key: str) -> set[str]:
    return {value for row in rows if (value := row.get(key))}


def _within(scope: Scope) -> ColumnElement[bool]:
    """The condition for households of the place where the block was pasted."""
    if household := scope.get("household"):
        return Household.id == household
    if village := scope.get("village_id"):
        return Household.village_id == village
    if township := scope.get("township_id"):
        return Household.village_id.in_(select(Place.id).where(Place.parent_id == township))
    return Household.id.is_not(None)
