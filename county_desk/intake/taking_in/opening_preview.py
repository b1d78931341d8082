"""The counts of an opening balance before it goes in, by township and standing."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from county_desk.intake.comparing.cases import RELAPSED, claim_of
from county_desk.intake.comparing.list_records import watched_facts
from county_desk.intake.comparing.snapshot import village_of, villages
from county_desk.intake.delivery import STORED, Delivery
from county_desk.intake.taking_in.opening import standing_of
from county_desk.intake.taking_in.opening_lists import village_standing
from county_desk.models.village import VillageStanding
from county_desk.tables.opening_counts import OpeningCount, OpeningStanding

_VILLAGES = {
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
            yield village.village, _VILLAGES[stands], None
