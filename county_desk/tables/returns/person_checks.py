"""The identity of R2: it has as many persons as the households of R1 say, in each village and with R1."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy.orm import Session

from county_desk.models.return_ import Return
from county_desk.tables.county import county_of
from county_desk.tables.figures import Figures
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import newest, restored
from county_desk.tables.returns.persons import PERSONS
from county_desk.tables.returns.roster import ROSTER, RosterRow, roster_page
from county_desk.text import _

_NAMED = 3  # how many households a sentence names


def person_troubles(session: Session, figures: Figures) -> Iterator[str]:
    """Yield each village with another number of persons in its households than listed, with the households.

    People are counted by village, because a later merger of two households keeps them in their village.
    """
    period = Period.read(figures.period)
    listed = Counter(line.row.number for line in figures.page(PERSONS.key).lines)
    villages: dict[tuple[str, str], list[RosterRow]] = defaultdict(list)
    for line in roster_page(session, county_of(session, min(period.last, figures.on)), period).lines:
        villages[line.row.township, line.row.village].append(line.row)
    words = _("{place}: the households count {expected} persons, the list has {found}; look at {households}")
    for (township, village), rows in villages.items():
        expected, found = sum(row.persons for row in rows), sum(listed[row.number] for row in rows)
        if expected != found:
            apart = [row for row in rows if row.persons != listed[row.number]]
            yield words.format(
                place=f"{township} {village}",
                expected=f"{expected:,}",
                found=f"{found:,}",
                households=_(", ").join(f"{row.number} {row.head}" for row in apart[:_NAMED]),
            )


def persons_and_roster(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """Yield where the rows of R2 and the persons of R1 for the same day are apart, with the other edition."""
    are_persons = figures.name == ReturnName.PERSONS.value
    other = ReturnName.ROSTER if are_persons else ReturnName.PERSONS
    kept = newest(session, other, Period.read(figures.period).ending_alike)
    if kept is None:
        return
    pair = (figures, restored(kept.figures))
    persons, roster = pair if are_persons else pair[::-1]
    found, expected = len(persons.page(PERSONS.key).lines), roster.page(ROSTER.key).totals["persons"]
    if found != expected:
        words = _("Persons R2 and roster R1 of {period}: R1 counts {expected} persons, R2 has {found}")
        yield kept, words.format(period=kept.period, expected=f"{expected:,}", found=f"{found:,}")
