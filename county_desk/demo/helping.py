"""Help for households: needs, the measures that answer them with their stages, and visits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from county_desk.demo.homes import Home
from county_desk.demo.office import Office, Thread
from county_desk.demo.places import DemoVillage, town_clerk
from county_desk.models.measure import MeasureClass, NeedEnd
from county_desk.models.visit import VisitPurpose
from county_desk.rules.programmes import programmes
from county_desk.workflow.assistance.giving import GiveToMany
from county_desk.workflow.assistance.holders import PostHolders
from county_desk.workflow.assistance.measures import DeliverMeasure, RecordMeasure
from county_desk.workflow.assistance.needs import EndNeed, RecordNeed
from county_desk.workflow.assistance.stages import RecordStage
from county_desk.workflow.command import Command
from county_desk.workflow.monitoring.visits import RecordHouseholdVisit
from county_desk.workflow.pasting import PasteRows

FORESTRY = "县林业局"  # the unit of forest rangers
_EVERY = timedelta(28)  # between two visits
_UNITS: Mapping[MeasureClass, str] = {
    MeasureClass.INDUSTRY: "县农业农村局",
    MeasureClass.EMPLOYMENT: "县人力资源和社会保障局",
    MeasureClass.FINANCE: "青岚县农村商业银行",
    MeasureClass.POST: "县人力资源和社会保障局",
    MeasureClass.HOUSING: "县住房和城乡建设局",
    MeasureClass.HEALTH: "县医疗保障局",
    MeasureClass.SCHOOLING: "县教育局",
    MeasureClass.EDUCATION: "县教育局",
    MeasureClass.SUPPORT: "县民政局",
    MeasureClass.SOCIAL: "县民政局",
    MeasureClass.RELOCATION: "县发展和改革局",
}


@dataclass(frozen=True)
class Helped:
    """One need of a household by its risk or cause, and the measure that answers it.

    Without a `content` and a `programme` no measure answers the need yet. `person` is the place of the
    beneficiary on the roster, from 0. `stages` are those of the programme; their `measure` is filled in.
    `delivered` is the day on which the household had help of no programme, `met` the day on which the need
    ended, with its outcome. What was done before the register began is recorded on the day `recorded`.
    """

    place: DemoVillage
    home: Home
    since: date
    kind: MeasureClass
    content: str = ""
    risk: str = ""
    cause: str = ""
    wants: str = ""
    programme: str = ""
    person: int | None = None
    amount: int | None = None
    months: int | None = None
    unit: str = ""
    stages: Sequence[RecordStage] = ()
    delivered: date | None = None
    result: str = "已到户"
    met: tuple[date, str] | None = None
    recorded: date | None = None


def stage(
    key: str,
    day: date,
    words: str = "",
    *,
    document: str = "",
    amount: int | None = None,
    until: date | None = None,
    place: str = "",
    agreed: bool | None = None,
) -> RecordStage:
    """A stage of a programme on its day, for the table; `amount` is yuan."""
    return RecordStage(
        measure=0,
        stage=key,
        done_on=day,
        words=words,
        document=document,
        amount=None if amount is None else Decimal(amount),
        until=until,
        place=place,
        agreed=agreed,
    )


def help_out(office: Office, going: Helped) -> Thread:
    """Record the need and its measure, and each stage or the delivery on its day."""
    who, known = office.clerk(going.place), going.recorded or going.since
    yield known
    household = office.household(going.home)
    need = office.made(who, _need(household, going))
    if not going.content and not going.programme:
        return
    measure = office.made(who, _measure(office, household, need, going))
    for each in going.stages:
        yield max(each.done_on, known)
        office.do(who, _stage(office, measure, going, each))
    if going.delivered:
        yield max(going.delivered, known)
        office.do(who, DeliverMeasure(measure=measure, delivered_on=going.delivered, result=going.result))
    if going.met:
        ended, outcome = going.met
        yield max(ended, known)
        office.do(who, EndNeed(need=need, ended_as=NeedEnd.MET, ended_on=ended, outcome=outcome))


def _stage(office: Office, measure: int, going: Helped, each: RecordStage) -> Command:
    """The stage; the notice of the village where it posts a person. No notice was kept of earlier years."""
    posting = programmes()[going.programme].posting
    if posting is None or posting.key != each.stage or going.recorded:
        return replace(each, measure=measure, stage=f"{going.programme}/{each.stage}")
    village = office.place(going.place.code)
    return PostHolders(programme=going.programme, village=village, board=each.place, measures=(measure,))


def _need(household: int, going: Helped) -> RecordNeed:
    return RecordNeed(
        household=household,
        wants=going.kind,
        risk=going.risk,
        cause=going.cause,
        words=going.wants,
        found_on=going.since,
        found_by=going.place.contact,
    )


def _measure(office: Office, household: int, need: int, going: Helped) -> RecordMeasure:
    return RecordMeasure(
        household=household,
        need=need,
        kind=going.kind,
        programme=going.programme,
        content=going.content,
        since=going.since,
        responsible=going.place.contact,
        unit=going.unit or _UNITS[going.kind],
        amount=None if going.amount is None else Decimal(going.amount),
        member=None if going.person is None else office.member(going.home.people[going.person]),
        months=going.months,
    )


@dataclass(frozen=True)
class Given:
    """One measure for many households of a village; the act leaves ineligible ones out."""

    place: DemoVillage
    homes: Sequence[Home]
    act: GiveToMany


def give(office: Office, going: Given) -> Thread:
    """Record the measure on its first day."""
    yield going.act.since
    households = tuple(office.household(home) for home in going.homes)
    office.do(office.clerk(going.place), replace(going.act, households=households))


@dataclass(frozen=True)
class Visited:
    """The visits to one household, every four weeks from the first one to the last.

    `found` says what each visit found; the later visits find the last of it.
    """

    place: DemoVillage
    home: Home
    first: date
    last: date
    visitors: str
    found: Sequence[str]
    purpose: VisitPurpose = VisitPurpose.MONITORING

    def visits(self) -> Iterator[tuple[date, str]]:
        """The day of each visit, and what it found."""
        day, count = self.first, 0
        while day <= self.last:
            yield day, self.found[min(count, len(self.found) - 1)]
            day, count = day + _EVERY, count + 1


def call_on(office: Office, every: Sequence[Visited]) -> Thread:
    """Paste the visits into the register on the last Friday of each month, township by township."""
    visits = [
        (_pasted(day), each.place.town, day, found, each) for each in every for day, found in each.visits()
    ]
    visits.sort(key=lambda visit: visit[:3])
    for (pasted, town), group in groupby(visits, key=lambda visit: visit[:2]):
        yield pasted
        rows = tuple(_visit(office, day, found, each) for _pasted_on, _town, day, found, each in group)
        office.do(town_clerk(town), PasteRows(acts=rows))


def _visit(office: Office, day: date, found: str, each: Visited) -> RecordHouseholdVisit:
    return RecordHouseholdVisit(
        household=office.household(each.home),
        visited_on=day,
        visitors=each.visitors,
        purpose=each.purpose,
        found=found,
        new_risk=False,
    )


def _pasted(day: date) -> date:
    """The last Friday of the month of a day, or of the next month for a day after it."""
    month = date(day.year, day.month, 1)
    while True:
        following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        last = following - timedelta(1)
        friday = last - timedelta((last.weekday() - 4) % 7)
        if friday >= day:
            return friday
        month = following
