"""Runs the catalogue of checks over the register, and reports the hits with their places and numbers."""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.facts import covered
from county_desk.models.check import CheckSetting
from county_desk.models.place import Place, PlaceLevel
from county_desk.progress import Progress, each, silent
from county_desk.rules.bilingual import spoken
from county_desk.rules.checks.catalogue import OF_COMPARISON, Check, catalogue
from county_desk.rules.checks.check_level import CheckLevel
from county_desk.rules.checks.hits import Of
from county_desk.rules.checks.household_facts import HouseholdFacts, PersonFacts, titles_of
from county_desk.rules.checks.procedure import CaseFacts
from county_desk.rules.checks.running import CountedHit, Running, in_force
from county_desk.rules.checks.village import VillageFacts
from county_desk.rules.policy import Policy
from county_desk.rules.policy_file import WrongFile
from county_desk.tables.checks.cases import case_facts
from county_desk.tables.checks.checked_facts import household_facts, village_facts, watched_elsewhere
from county_desk.tables.checks.checks_and_hits import CheckRow, HitRow
from county_desk.text import N_, _, _n
from county_desk.workflow.consistency_settings import switches

STEP = 500  # households between two words on how far it has come
GROUPS = {
    "D": N_("Household and persons"),
    "M": N_("Monitoring"),
    "B": N_("Village"),
    "P": N_("Course of a case"),
    "L": N_("Within a file"),
    "R": N_("File against the register"),
}


@dataclass(frozen=True)
class CheckReport:
    """The result of a run: every check with its number of hits, and the hits by township and village.

    `counts` are the numbers of hits by check, township and village. `by_check` holds the hits of each
    check. `unread` counts the cases that could not be checked, by reason.
    """

    year: int
    households: int
    persons: int
    checks: tuple[CheckRow, ...]
    hits: tuple[HitRow, ...]
    counts: Mapping[tuple[str, str, str], int]
    by_check: Mapping[str, Sequence[HitRow]]
    unread: Mapping[str, int] = field(default_factory=dict)

    def gaps(self) -> list[str]:
        """A sentence for each reason for which cases could not be checked."""
        return [
            _n(
                "{count} case was not checked: {reason}", "{count} cases were not checked: {reason}", count
            ).format(count=count, reason=reason)
            for reason, count in self.unread.items()
        ]

    def total(self, level: CheckLevel) -> int:
        """The number of hits of a level."""
        levels = {row.number: row.level for row in self.checks}
        return sum(count for (number, *_group_place), count in self.counts.items() if levels[number] is level)

    def of(self, number: str, township: str = "", village: str = "") -> list[HitRow]:
        """The hits of one check, everywhere or in one place."""
        return [hit for hit in self.by_check.get(number, ()) if _lies_in(hit, township, village)]

    def within(self, township: str = "", village: str = "") -> list[HitRow]:
        """All hits of one place, numbered anew; of the whole county without one."""
        here = (hit for hit in self.hits if _lies_in(hit, township, village))
        return [replace(hit, id=place) for place, hit in enumerate(here, 1)]


def _lies_in(hit: HitRow, township: str, village: str) -> bool:
    return (not township or hit.township == township) and (not village or hit.village == village)


def check_register(
    session: Session,
    policy: Policy,
    year: int,
    today: date,
    *,
    within: int | None = None,
    only: Collection[str] = (),
    progress: Progress = silent,
) -> CheckReport:
    """Run all checks over the facts of a year, or those of `only`.

    `within` is a village or township: hits elsewhere are left out. Raises `Cancelled` when the person
    has had enough; nothing is written.
    """
    day = min(today, date(year, 12, 31))
    running = checks_in_force(session, policy, year, only)
    places = _Places(session, within)
    progress(0, 0)
    households = household_facts(session, year, day)
    cases, unread = case_facts(session, policy, year)
    people = [len(each.people) for each in households if places.inside(each.village)]
    villages = village_facts(session, year, households, places.name)
    households += watched_elsewhere(session, year, day)
    hits = chain(
        _between_households(running, households, places),
        _household_hits(running, households, places, progress),
        _village_hits(running, villages, places),
        _case_hits(running, cases, places),
    )
    found = places.ordered(hits)
    counts = Counter((hit.number, hit.township, hit.village) for hit in found)
    by_check: dict[str, list[HitRow]] = defaultdict(list)
    for hit in found:
        by_check[hit.number].append(hit)
    numbers = {number: len(of) for number, of in by_check.items()}
    checks = list_checks(session, year, policy.province, numbers, running)
    return CheckReport(year, len(people), sum(people), checks, found, counts, by_check, unread)


def checks_in_force(session: Session, policy: Policy, year: int, only: Collection[str]) -> Running:
    """The checks in force for the figures of a year, with the county's own levels and figures."""
    terms = policy.terms(date(year, 12, 31))

    def figure(name: str) -> object:
        """A figure of policy; None when its file is wrong, so that only the checks that need it stay out."""
        try:
            return terms[name].number
        except WrongFile:
            return None

    return in_force(
        catalogue(),
        year,
        province=policy.province,
        switches={switch.check: switch.level for switch in switches(session, year)},
        figure=figure,
        only=only,
    )


def list_checks(
    session: Session,
    year: int,
    province: str,
    counted: Mapping[str, int] | None = None,
    running: Running | None = None,
) -> tuple[CheckRow, ...]:
    """Every check of the catalogue as it holds for a year, with its hits where it ran."""
    wanted = select(CheckSetting.number, CheckSetting.level, CheckSetting.reason).where(
        CheckSetting.year == year, CheckSetting.withdrawn_on.is_(None)
    )
    own = {number: (CheckLevel.named(level), reason) for number, level, reason in session.execute(wanted)}
    ran = {each.check.number for of in running.ready.values() for each in of} if running else set()
    return tuple(
        _row(
            place,
            check.on(year, province),
            year,
            own,
            (counted or {}).get(number, 0) if number in ran else None,
        )
        for place, (number, check) in enumerate(catalogue().checks.items(), 1)
    )


def _row(
    place: int, check: Check, year: int, own: Mapping[str, tuple[CheckLevel, str]], hits: int | None
) -> CheckRow:
    usual = check.level if check.holds(year) else CheckLevel.OFF
    level, reason = own.get(check.number, (usual, ""))
    return CheckRow(
        id=place,
        number=check.number,
        title=check.titled(),
        group=_(GROUPS[check.group]),
        level=level,
        hits=hits,
        usual=usual,
        at_import=level if check.number in own else check.at_import if check.holds(year) else CheckLevel.OFF,
        own=reason,
        where=_group_place(check),
        fix=spoken(check.fix),
        reference=spoken(check.reference),
        note=_("Always holds; the county cannot change it.") if check.fixed else spoken(check.note),
        fixed=check.fixed,
        watch=check.watch,
    )


def _group_place(check: Check) -> str:
    if check.group in OF_COMPARISON:
        return _("Files that are compared")
    if check.watch:
        return _("Signals of monitoring")
    if not check.register:
        return _("Lists that are read")
    return _("Register and lists") if check.lists else _("Register alone")


class _Places:
    """Villages and townships by number, and which of them a run is about."""

    def __init__(self, session: Session, within: int | None) -> None:
        rows = session.execute(select(Place.id, Place.name, Place.parent_id, Place.level))
        self._known = {row.id: row for row in rows}
        self._within = within

    def name(self, number: int) -> str:
        """The name of a place; "" for an unknown one."""
        return self._known[number].name if number in self._known else ""

    def township(self, village: int) -> str:
        """The township of a village; a township is its own."""
        row = self._known.get(village)
        if row is None or row.level is PlaceLevel.COUNTY:
            return ""
        return row.name if row.level is PlaceLevel.TOWNSHIP else self.name(row.parent_id or 0)

    def village(self, number: int) -> str:
        """The name of a village; "" for a place of another level."""
        row = self._known.get(number)
        return row.name if row is not None and row.level is PlaceLevel.VILLAGE else ""

    def inside(self, number: int | None) -> bool:
        """Whether the run is about a place."""
        if self._within is None:
            return True
        row = self._known.get(number or 0)
        return row is not None and self._within in (row.id, row.parent_id)

    def ordered(self, hits: Iterable[HitRow]) -> tuple[HitRow, ...]:
        """The hits of the run by township, village and household, numbered in this order."""
        here = (hit for hit in hits if self.inside(hit.village_id))
        ordered = deque(sorted(here, key=lambda hit: (hit.township, hit.village, hit.household, hit.number)))
        # each goes as its numbered copy comes: a county can have hundreds of thousands
        return tuple(replace(ordered.popleft(), id=place) for place in range(1, len(ordered) + 1))


def _between_households(
    running: Running, households: Sequence[HouseholdFacts], places: _Places
) -> Iterator[HitRow]:
    for found in running.together(households):
        yield _household_hit(found, households[found.hit.household or 0], places)


def _household_hits(
    running: Running, households: list[HouseholdFacts], places: _Places, progress: Progress
) -> Iterator[HitRow]:
    """The hits of each household, which leaves the list: memory holds the facts or the hits of a county."""
    total = len(households)
    households.reverse()
    leaving = (households.pop() for _each in range(total))
    for household in each(leaving, progress, total, every=STEP):
        if places.inside(household.village):
            for found in running.household(household):
                yield _household_hit(found, household, places)


def _household_hit(found: CountedHit, household: HouseholdFacts, places: _Places) -> HitRow:
    hit, village = found.hit, household.village or 0
    person = household.people[hit.person] if hit.person is not None else None
    return _hit(
        found,
        village,
        places,
        household=household.number,
        head=household.head,
        person=person.name if person else "",
        value=_value(person, hit.title) or _value(household, hit.title) or _line(household, hit.title),
        household_id=household.id,
    )


def _village_hits(running: Running, villages: Sequence[VillageFacts], places: _Places) -> Iterator[HitRow]:
    for facts in villages:
        for found in running.village(facts):
            value = facts.values.get(found.hit.title)
            yield _hit(found, facts.id or 0, places, head=facts.name, value=_text(value))


def _case_hits(running: Running, cases: Sequence[CaseFacts], places: _Places) -> Iterator[HitRow]:
    if not running.ready[Of.CASE]:
        return
    for facts in cases:
        for found in running.case(facts):
            yield _hit(found, facts.place, places, head=facts.subject, case_id=facts.id)


def _hit(found: CountedHit, village: int, places: _Places, **more: Any) -> HitRow:
    given = {"household": "", "head": "", "person": "", "value": "", "household_id": None, "case_id": None}
    return HitRow(
        id=0,
        number=found.check.number,
        level=found.level,
        title=found.check.titled(),
        township=places.township(village),
        village=places.village(village),
        field=found.hit.title,
        sentence=found.sentence(),
        fix=found.fix(),
        village_id=village or None,
        **{**given, **more},
    )


_NAMES = {
    kind: {title: name for name, title, _blank in titles_of(kind)} for kind in (PersonFacts, HouseholdFacts)
}


def _value(facts: PersonFacts | HouseholdFacts | None, title: str) -> str:
    name = _NAMES[type(facts)].get(title) if facts is not None else None
    return _text(getattr(facts, name), title) if name else ""


def _line(household: HouseholdFacts, title: str) -> str:
    if title == "家庭人口数":
        return _text(next((given for _sheet, given in household.said_persons), None))
    return _text(household.lines.get(title))


def _text(value: Any, title: str = "") -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(covered(title, value))
