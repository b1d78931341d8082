"""The villages and monitored households of an opening balance, and its counts before it goes in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from county_desk.fields import IdNumber, Invalid, Sex
from county_desk.identity import birth_of, is_male
from county_desk.intake.comparing.cases import RELAPSED, claim_of
from county_desk.intake.comparing.list_records import watched_facts
from county_desk.intake.comparing.snapshot import village_of, villages
from county_desk.intake.delivery import STORED, Delivery, MonitoredIn, VillageIn
from county_desk.intake.taking_in.batch_records import BatchRecords
from county_desk.intake.taking_in.opening import grace_after, last_day, standing_of
from county_desk.models.among import among
from county_desk.models.household import Household, Member, Standing
from county_desk.models.monitored import Intensity, Monitored, RemovalWay
from county_desk.models.village import VillageRecord, VillageStanding
from county_desk.tables.opening_counts import OpeningCount, OpeningStanding
from county_desk.workflow.cases.filing import free_numbers
from county_desk.workflow.command import Work
from county_desk.workflow.monitoring.visit_plan import due_after

_UNSTABLE, _WAS_POOR = "脱贫不稳定户", "脱贫户"  # a kind, and the column that says yes or no to it
_LEFT = "贫困村出列时间"
_VILLAGES = {
    "贫困村": VillageStanding.POOR,
    "深度贫困村": VillageStanding.POOR,
    "脱贫村": VillageStanding.EXITED,
}
_WAYS: Mapping[object, RemovalWay] = {way.value: way for way in RemovalWay}


class OpeningLists:
    """Writes how the villages and monitored households of an existing register stand, with their days."""

    def __init__(self, work: Work, batch: int, place: int | None, written: BatchRecords) -> None:
        self._work, self._batch, self._place, self._written = work, batch, place, written

    def days_of(self, facts: Mapping[str, object], way: object) -> dict[str, object]:
        """The columns of a monitored household that follow from its ledger, with the `way` its risk went.

        One with a standing risk is visited as closely as a new one, counted from today.
        """
        today = self._work.today
        removed = facts["removed"]
        watched = None if removed else Intensity.KEY
        return {
            "entered_on": last_day(str(facts["identified"]), today),
            "released_on": last_day(str(removed), today),
            "way": _WAYS.get(way) if removed else None,
            "intensity": watched,
            "visit_due_on": due_after(self._work, today, watched),
        }

    def file(self, watched: Sequence[MonitoredIn], on_record: dict[str, int]) -> None:
        """Make the files of monitored households that were never registered and are not on record.

        `on_record` maps their numbers to them afterwards.
        """
        numbers = cache(lambda village: free_numbers(self._work.session, village, self._work.today))
        made = []
        for each in watched:
            known = on_record.get(each.number) or on_record.get(each.id_number)
            if known or each.facts.get("监测对象类别") == _UNSTABLE or each.facts.get(_WAS_POOR) == "是":
                continue
            village = each.village if each.village is not None else self._place
            assert village is not None  # a file without a village does not go in
            household = _ordinary(each, village, each.number or next(numbers(village)), self._batch)
            self._work.session.add(household)
            made.append((each, household))
        self._work.session.flush()
        for each, household in made:
            for record in (household, *household.members):
                self._written.made.append(record)
                self._written.where[record] = (each.sheet, each.row)
            on_record |= {key: household.id for key in (each.number, each.id_number) if key}

    def stand(self, villages: Iterable[VillageIn]) -> None:
        """Give the villages of a table their standing; one that has one on record keeps it."""
        session = self._work.session
        known = {each.village_id: each for each in session.scalars(select(VillageRecord))}
        for village in villages:
            said = self._standing_of(village)
            if said is None:
                continue
            record = known.get(village.village)
            if record is None:
                record = VillageRecord(village_id=village.village, **said)
                session.add(record)
                self._written.made.append(record)
            elif record.standing is VillageStanding.ORDINARY:
                self._written.set(record, said)
            self._written.where[record] = (village.sheet, village.row)

    def _standing_of(self, village: VillageIn) -> dict[str, object] | None:
        facts, today = village.facts, self._work.today
        standing = village_standing(facts)
        if standing is None:
            return None
        left = last_day(str(facts.get(_LEFT) or ""), today)
        listed = last_day(str(facts.get("贫困村识别时间") or ""), today)
        grace = grace_after(self._work, left)
        days = {"listed_on": listed, "exited_on": left, "grace_until": grace}
        return {"standing": standing, "batch_id": self._batch, **days}


def village_standing(facts: Mapping[str, object]) -> VillageStanding | None:
    """The standing of a village by its row of a table; None for an ordinary one, or where nothing says it."""
    by_kind = _VILLAGES.get(str(facts.get("行政村属性") or ""))
    return VillageStanding.EXITED if facts.get(_LEFT) else by_kind


def link_watched(work: Work, written: BatchRecords, households: Mapping[str, int]) -> None:
    """Let ledger rows that came before their household be about it; `households` are new, by number."""
    session = work.session
    waiting = select(Monitored).where(
        Monitored.household_id.is_(None),
        Monitored.withdrawn_on.is_(None),
        Monitored.number != "",
        among(Monitored.number, households),
    )
    for watched in session.scalars(waiting):
        written.set(watched, {"household_id": households[watched.number]})


def _ordinary(watched: MonitoredIn, village: int, number: str, batch: int) -> Household:
    """The file of a household that was never registered, with its head."""
    persons = watched.facts.get("家庭人口数")
    household = Household(
        number=number,
        village_id=village,
        head=watched.head,
        persons=persons if isinstance(persons, int) and persons > 0 else 1,
        standing=Standing.ORDINARY,
        batch_id=batch,
    )
    bearer: dict[str, object] = {}
    try:
        own = IdNumber().parse(watched.id_number)
    except Invalid:
        own = ""
    if own:
        sex = Sex.MALE if is_male(own) else Sex.FEMALE
        bearer = {"id_number": own, "sex": sex, "born_on": birth_of(own)}
    household.members.append(Member(position=1, name=watched.head, relation="户主", **bearer))
    return household


_VILLAGE_STANDINGS = {
    VillageStanding.POOR: OpeningStanding.POOR_VILLAGE,
    VillageStanding.EXITED: OpeningStanding.EXITED_VILLAGE,
}
type Counted = tuple[int | None, OpeningStanding, int | None]  # village, standing, persons


def opening_preview(session: Session, delivery: Delivery) -> tuple[OpeningCount, ...]:
    """The counts of the rows that can go in, by township in the order of places, and by standing."""
    towns = {place.id: place.township for place in villages(session)}
    counts: Counter[tuple[str, OpeningStanding]] = Counter()
    persons: Counter[tuple[str, OpeningStanding]] = Counter()
    for village, standing, people in _counted_rows(delivery):
        at = towns.get(village or 0, ""), standing
        counts[at] += 1
        persons[at] += people or 0
    order, names = list(OpeningStanding), list(dict.fromkeys(towns.values()))
    ranked = sorted(counts, key=lambda at: (at[0] not in names or names.index(at[0]), order.index(at[1])))
    return tuple(OpeningCount(*at, counts[at], persons[at] or None) for at in ranked)


def by_standing(counts: Sequence[OpeningCount]) -> tuple[OpeningCount, ...]:
    """The same for all townships together; their name is blank."""
    found = []
    for standing in OpeningStanding:
        some = [each for each in counts if each.standing is standing]
        if some:
            persons = sum(each.persons or 0 for each in some) or None
            found.append(OpeningCount("", standing, sum(each.count for each in some), persons))
    return tuple(found)


def _counted_rows(delivery: Delivery) -> Iterator[Counted]:
    for each in delivery.households:
        if each.verdict in STORED:
            relapsed = claim_of(each) == RELAPSED
            standing = OpeningStanding.named(standing_of(each, opening=True).value)
            people = each.persons or len(each.members) or 1
            yield village_of(delivery, each), OpeningStanding.RELAPSED if relapsed else standing, people
    stored = {(line.sheet, line.row) for line in delivery.lines if line.verdict in STORED}
    for watched in delivery.monitored:
        if (watched.sheet, watched.row) in stored:
            gone = watched_facts(watched.facts)["removed"]
            place = watched.village if watched.village is not None else delivery.place_id
            yield place, OpeningStanding.RELEASED if gone else OpeningStanding.WATCHED, None
    for village in delivery.villages:
        stands = village_standing(village.facts)
        if stands is not None and (village.sheet, village.row) in stored:
            yield village.village, _VILLAGE_STANDINGS[stands], None
