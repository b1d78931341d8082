"""Runs the catalogue of checks over a delivered file, and notes each hit at its cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from county_desk.intake.delivery import ReadingTerms
from county_desk.intake.reading.households.families import Family
from county_desk.intake.reading.households.household_maker import living_row
from county_desk.intake.reading.households.income import SUMS, Ledger, fill_a_head, ledger_of, tell_unsaid
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.row_hits import LEVELS
from county_desk.intake.vocabulary import titles_of
from county_desk.rules.checks.building import LEAVING, person_of
from county_desk.rules.checks.catalogue import OF_FACTS, OF_READING, catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts, facts_from
from county_desk.rules.checks.monitoring_facts import monitoring
from county_desk.rules.checks.running import CountedHit, Running, Switch, in_force
from county_desk.rules.checks.village import VillageFacts

OF_READ = OF_FACTS + OF_READING
_RELATION, _COUNT, WATCH = "与户主关系", "家庭人口数", "monitoring"
_OF_A_ROW = frozenset(("monitoring", "income", "living"))  # what one row of a monitoring ledger can tell
_OFFICIAL = "帮扶责任人"
_GROUP_OF = {title: group for group, title in SUMS.items()}


def checks_of(terms: ReadingTerms, sheets: Iterable[ReadSheet]) -> Running:
    """The checks that hold when these sheets are read, without those for which they have no columns."""
    columns: set[str] = set()
    for sheet in sheets:
        if sheet.header is not None:
            columns.update(sheet.header.titles, (known.of for known in sheet.header.titles.values()))
    switches = tuple(switch for switch in terms.switches if switch.year in (0, terms.year))
    return _running(terms.year, switches, frozenset(columns))


@lru_cache(4)  # the files of a county are of few forms
def _running(year: int, switches: tuple[Switch, ...], columns: frozenset[str]) -> Running:
    levels = {switch.check: switch.level for switch in switches}
    return in_force(catalogue(), year, switches=levels, lists=True, columns=columns, groups=OF_READ)


@dataclass
class Checking:
    """The checks of one file: it gathers the households where they are to be held against each other."""

    running: Running
    terms: ReadingTerms
    _seen: list[tuple[Family, HouseholdFacts]] = field(default_factory=list)
    _asked: dict[int, frozenset[str]] = field(default_factory=dict)

    def family(self, family: Family) -> None:
        """Say all that is odd within one household."""
        ledger = ledger_of(family)
        if ledger is not None:
            fill_a_head(family, ledger)
            tell_unsaid(ledger)
        facts = self._household(family, ledger)
        if self.running.ready[Of.COUNTY]:
            # all people of a file at once would take more room than the file
            known = facts.people if self._officials else facts.people[:1]
            self._seen.append((family, _less(facts, family.name, known)))
        people = family.people
        for found in self.running.household(facts):
            place = found.hit.person
            if family.figures_alone and found.hit.title == _COUNT and not facts.said_persons:
                continue  # how many they are is on record
            if place is None:
                _note_hit(*_row(family, found.hit.title, found.hit.sheet), found)
            else:
                _note_hit(people[place], found.hit.title, found)

    @cached_property
    def _officials(self) -> bool:
        """Whether officials are held against the people of all households."""
        return any(_OFFICIAL in ready.check.needs for ready in self.running.ready[Of.COUNTY])

    def together(self) -> None:
        """Note oddities between the households of the file; a problem that all of them share stands once."""
        facts_from: set[tuple[str, str]] = set()
        for found in self.running.together([facts for _family, facts in self._seen]):
            assert found.hit.household is not None
            if found.level is CheckLevel.WARNING and (given := found.hit.values.get("given")):
                if (found.hit.title, given) in facts_from:
                    continue
                facts_from.add((found.hit.title, given))
            family = self._seen[found.hit.household][0]
            _note_hit(*_row(family, found.hit.title, ""), found)

    def monitored(self, row: Draft) -> None:
        """Say all that is odd in one row of a monitoring ledger."""
        facts = facts_from(
            HouseholdFacts,
            row.values,
            year=self.terms.year,
            day=self.terms.today,
            counted=_whole_number(row.values.get(_COUNT)),
            monitoring=monitoring(row.values, self._columns(row)),
            lines={},
            asked=self._columns(row),
        )
        for found in self.running.household(facts):
            if found.check.needs & _OF_A_ROW:
                _note_hit(row, found.hit.title, found)

    def village(self, row: Draft) -> None:
        """Say all that is odd in one row of a table of villages."""
        name = row.text("行政村")
        facts = VillageFacts(name, self.terms.year, row.values, self._columns(row))
        for found in self.running.village(facts):
            _note_hit(row, found.hit.title, found)

    def _household(self, family: Family, ledger: Ledger | None) -> HouseholdFacts:
        first, living = family.first, living_row(family)
        values: Mapping[str, object] = first.values
        asked = self._columns(first)
        if living is not None and living is not first:
            values, asked = {**values, **living.values}, asked | self._columns(living)
        return facts_from(
            HouseholdFacts,
            {**values, **_income(ledger)} if ledger else values,
            year=self.terms.year,
            day=self.terms.today,
            people=tuple([self._person(row) for row in family.people]),
            said_persons=_stated_counts(family),
            counted=family.persons,
            leaving=first.values.get("脱贫属性") in LEAVING,
            lines=ledger.filled() if ledger else {},
            empty_lines=ledger.blank if ledger and family.ledger else (),
            monitoring=monitoring(first.values, self._columns(first)) if _watched(family) else None,
            asked=asked,
        )

    def _person(self, row: Draft) -> object:
        asked = self._columns(row)
        called = "".join(row.original.get(_RELATION, "").split()) if row.original else ""
        values = row.values if "姓名" in row.values else {**row.values, "姓名": row.text("户主姓名")}
        return person_of(values, self.terms.year, asked, called=called)

    def _columns(self, row: Draft) -> frozenset[str]:
        """The titles of a row's sheet, made once for all of its rows, but for unread ones."""
        key = id(row.columns)
        if key not in self._asked:
            self._asked[key] = frozenset(row.columns)
        asked = self._asked[key]
        # a set for each of 60,000 people would take more room than all else that is known of them
        if row.original and (unread := [title for title in row.original if title not in row.values]):
            return asked.difference(unread)
        return asked


def _less(facts: HouseholdFacts, head: str, people: tuple[PersonFacts, ...]) -> HouseholdFacts:
    """The part of a household that is compared with others."""
    return HouseholdFacts(
        number=facts.number,
        head=head,
        telephone=facts.telephone,
        official=facts.official,
        official_phone=facts.official_phone,
        account=facts.account,
        people=people,
    )


def _watched(family: Family) -> bool:
    """Whether a list of households or persons says something of monitoring."""
    return family.tells(WATCH) and not titles_of(WATCH).isdisjoint(family.first.values)


def _income(ledger: Ledger) -> dict[str, object]:
    sums = {title: ledger.sum_of(group) for group, title in SUMS.items()}
    return {**sums, "年总收入": ledger.gross, "年纯收入": ledger.net, "人均纯收入": ledger.head}


def _stated_counts(family: Family) -> tuple[tuple[str, int], ...]:
    """The number of members as each sheet gives it."""
    rows = (("", family.first), ("ledger", family.ledger), ("living", family.living))
    given = [(sheet, row.values.get(_COUNT)) for sheet, row in rows if row is not None]
    return tuple([(sheet, count) for sheet, count in given if isinstance(count, int)])


def _whole_number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _row(family: Family, title: str, sheet: str) -> tuple[Draft, str]:
    """The row of a household that holds a fact, where several sheets were sent, and the title to point at."""
    if sheet:
        return (family.ledger if sheet == "ledger" else family.living) or family.first, title
    if title == _COUNT:
        return family.first, title
    rows: Sequence[Draft | None] = (family.ledger, family.living, family.first)
    row = next((row for row in rows if row is not None and title in row.columns), None)
    if row is None and title in _GROUP_OF and family.ledger is not None and family.figures is not None:
        lines = family.figures.incomes.groups[_GROUP_OF[title]]
        return family.ledger, next(iter(lines), title)
    return row or family.first, title


def _note_hit(row: Draft, title: str, found: CountedHit) -> None:
    row.note(title, found.kind, found.message(), LEVELS[found.level])
