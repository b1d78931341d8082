"""The identities that a return must keep: within itself, with the period before, and between returns."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from county_desk.models.audit import ACCESS, Event
from county_desk.models.event_record import EventRecord
from county_desk.models.household import Household
from county_desk.models.proposal import Proposal
from county_desk.models.return_ import Return
from county_desk.rules.balance import Imbalance, Movement, follows, imbalances, total, unequal
from county_desk.rules.regimes import exited_counted
from county_desk.tables.figures import FigureLine, Figures, ReturnPage
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import newest, restored
from county_desk.tables.returns.exit_list import EXIT_LIST
from county_desk.tables.returns.exit_summary import SUMMARY
from county_desk.tables.returns.inspections import ROUND_DETAIL, ROUND_FIGURES
from county_desk.tables.returns.monitoring_checks import ledger_and_report, monitoring_troubles
from county_desk.tables.returns.movement import MOVEMENT, MovementRow
from county_desk.tables.returns.newcomers import NEWCOMER_LIST, NEWCOMER_SUMMARY, WayIn
from county_desk.tables.returns.person_checks import person_troubles, persons_and_roster
from county_desk.tables.returns.roster import ROSTER
from county_desk.text import N_, _

_NAMED = 3  # how many households a sentence names
_CAME = ("opening_households", "new_households", "returned_households")
_WENT = ("closing_households", "exited_households", "wrongly_removed_households", "whole_natural_households")


def broken(session: Session, figures: Figures) -> list[str]:
    """Every identity that does not hold, each as a sentence: the place, both figures, and where to look.

    Between returns only figures frozen on the present register make an identity; see `overtaken`.
    """
    between = [wrong for kept, wrong in _between(session, figures) if _of_now(session, kept)]
    match figures.name:
        case ReturnName.MOVEMENT.value:
            page = figures.page(MOVEMENT.key)
            checks = (_balance(session, page), _sums(page), _continues(session, figures, page))
            return [*(wrong for check in checks for wrong in check), *between]
        case ReturnName.PERSONS.value:
            return [*person_troubles(session, figures), *between]
        case ReturnName.NEWCOMERS.value:
            return [*_newcomers(figures), *between]
        case ReturnName.EXITS.value:
            return [*_exit_summary(figures), *between]
        case ReturnName.INSPECTIONS.value:
            return [*_rounds(figures), *between]
        case ReturnName.MONITORING.value:
            return [*monitoring_troubles(session, figures), *between]
    return between


def overtaken(session: Session, figures: Figures) -> list[str]:
    """Return the contradictions with returns that were frozen before the last acts.

    They can only be corrected one after the other, so this is a warning and not an error.
    """
    words = _("{wrong}; edition {edition} of {name} was frozen before later changes, correct it as well")
    return [
        words.format(wrong=wrong, name=kept.name, edition=kept.edition)
        for kept, wrong in _between(session, figures)
        if not _of_now(session, kept)
    ]


def _of_now(session: Session, kept: Return) -> bool:
    """Whether no record was changed since a return was frozen; other returns and proposals do not count."""
    before = select(Event.id).where(Event.seal == kept.anchor).scalar_subquery()
    since = Event.id > func.coalesce(before, 0), Event.command.not_in(ACCESS)
    changed = EventRecord.record.not_in((Return.__tablename__, Proposal.__tablename__))
    acts = select(Event.id).join(EventRecord, EventRecord.event_id == Event.id).where(*since, changed)
    return session.scalar(acts.limit(1)) is None


def _between(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """The differences between a return and the last frozen edition of another, with that edition."""
    match figures.name:
        case ReturnName.MOVEMENT.value:
            return _roster(session, figures)
        case ReturnName.ROSTER.value:
            return chain(_roster(session, figures), persons_and_roster(session, figures))
        case ReturnName.PERSONS.value:
            return persons_and_roster(session, figures)
        case ReturnName.NEWCOMERS.value:
            return _newcomers_elsewhere(session, figures)
        case ReturnName.EXITS.value:
            return _exits_elsewhere(session, figures)
        case ReturnName.LEDGER.value | ReturnName.MONITORING.value:
            return ledger_and_report(session, figures)
    return iter(())


def _balance(session: Session, page: ReturnPage[MovementRow]) -> Iterator[str]:
    """Opening, comings and goings of each village give its closing."""
    for line in page.lines:
        if line.row.village is None:
            continue
        for wrong in imbalances(line.row):
            yield _at_households(session, line, wrong)


def _sums(page: ReturnPage[MovementRow]) -> Iterator[str]:
    """Villages add up to their township, and townships to the county."""
    villages = [line.row for line in page.lines if line.row.village is not None]
    townships = [line.row for line in page.lines if line.row.village is None]
    for township in townships:
        inside = total(Movement, (row for row in villages if row.township == township.township))
        yield from (wrong.at(township.township) for wrong in unequal(inside, township))
    county = Movement(**page.totals)
    yield from (wrong.at(_("County")) for wrong in unequal(total(Movement, townships), county))


def _continues(session: Session, figures: Figures, page: ReturnPage[MovementRow]) -> Iterator[str]:
    """Compare the opening figures of this period with the closing figures of the frozen return before it.

    The comparison goes village by village.
    """
    period = Period.read(figures.period)
    kept = newest(session, ReturnName.MOVEMENT, period.ending_before)
    if kept is None or exited_counted(period.first) != exited_counted(Period.read(kept.period).first):
        return  # the first period that counts other households continues none
    last = {line.place: line.row for line in restored(kept.figures).page(MOVEMENT.key).lines}
    for line in page.lines:
        if line.row.village is not None:
            before = last.get(line.place, Movement())
            for wrong in follows(before, line.row):
                yield wrong.at(f"{line.row.township} {line.row.village}")


def _roster(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """The roster has as many households and persons as the dynamic table closes with."""
    other = ReturnName.ROSTER if figures.name == ReturnName.MOVEMENT.value else ReturnName.MOVEMENT
    kept = newest(session, other, Period.read(figures.period).ending_alike)
    if kept is None:
        return
    pair = (figures, restored(kept.figures))
    roster, movement = pair if other is ReturnName.MOVEMENT else pair[::-1]
    listed, closing = roster.page(ROSTER.key), movement.page(MOVEMENT.key).totals
    found = (len(listed.lines), listed.totals["persons"])
    expected = (closing["closing_households"], closing["closing_persons"])
    for label, wanted, there in zip(_COUNTED, expected, found, strict=True):
        if wanted != there:
            place = _("Roster R1 against R6 of {period}").format(period=kept.period)
            yield kept, _apart(place, label, wanted, there)


def _newcomers(figures: Figures) -> Iterator[str]:
    """The list of new households gives the figures of the summary, for each way in."""
    totals, listed = figures.page(NEWCOMER_SUMMARY.key).totals, figures.page(NEWCOMER_LIST.key)
    for way in WayIn:
        rows = [line.row for line in listed.lines if line.row.way is way]
        found = (len(rows), sum(row.persons for row in rows))
        expected = (totals[f"{way.value}_households"], totals[f"{way.value}_persons"])
        for label, wanted, there in zip(_COUNTED, expected, found, strict=True):
            if wanted != there:
                yield _apart(
                    _("List of new households, {way}").format(way=_(way.label)), label, wanted, there
                )


def _newcomers_elsewhere(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """The new households are those of the frozen dynamic table of the same period."""
    kept = newest(session, ReturnName.MOVEMENT, (Period.read(figures.period),))
    if kept is None:
        return
    expected, found = (
        restored(kept.figures).page(MOVEMENT.key).totals,
        figures.page(NEWCOMER_SUMMARY.key).totals,
    )
    place = _("New households R4 against R6 of {period}").format(period=kept.period)
    for way in WayIn:
        for of, label in zip(("households", "persons"), _COUNTED, strict=True):
            key = f"{way.value}_{of}"
            if expected[key] != found[key]:
                yield kept, _apart(f"{place}, {_(way.label)}", label, expected[key], found[key])


def _rounds(figures: Figures) -> Iterator[str]:
    """The detail has as many households as the statistics say were drawn."""
    found, expected = (
        len(figures.page(ROUND_DETAIL.key).lines),
        figures.page(ROUND_FIGURES.key).totals["drawn"],
    )
    if found != expected:
        yield _apart(_("Detail of rounds"), N_("Households drawn"), expected, found)


def _exit_summary(figures: Figures) -> Iterator[str]:
    """Each township of the summary adds up, and its exits are those of the list."""
    page, listed = figures.page(SUMMARY.key), figures.page(EXIT_LIST.key)
    for line in page.lines:
        row = line.row
        for of, label in zip(("households", "persons"), _COUNTED, strict=True):
            opening, came, exited, other, closing = (
                getattr(row, f"{what}_{of}") for what in ("opening", "came", "exited", "other", "closing")
            )
            if opening + came - exited - other != closing:
                yield _apart(row.township, label, opening + came - exited - other, closing)
        if row.population is not None and row.closing_persons > row.population:
            yield _apart(
                row.township, N_("Persons in the rural population"), row.population, row.closing_persons
            )
    found = (len(listed.lines), listed.totals["persons"])
    expected = (page.totals["exited_households"], page.totals["exited_persons"])
    for label, wanted, there in zip(_COUNTED, expected, found, strict=True):
        if wanted != there:
            yield _apart(_("List of exits"), label, wanted, there)


def _exits_elsewhere(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """The exits are those of the frozen dynamic table of the same period."""
    kept = newest(session, ReturnName.MOVEMENT, (Period.read(figures.period),))
    if kept is None:
        return
    expected, found = restored(kept.figures).page(MOVEMENT.key).totals, figures.page(SUMMARY.key).totals
    for key, label in zip(("exited_households", "exited_persons"), _COUNTED, strict=True):
        if expected[key] != found[key]:
            place = _("Exits R5 against R6 of {period}").format(period=kept.period)
            yield kept, _apart(place, label, expected[key], found[key])


_COUNTED = (N_("Households"), N_("Persons"))


def _apart(place: str, label: str, expected: int, found: int) -> str:
    return _("{place}: {label}: {expected} expected, {found} found, {difference} apart").format(
        place=place,
        label=_(label),
        expected=f"{expected:,}",
        found=f"{found:,}",
        difference=f"{abs(expected - found):,}",
    )


def _at_households(session: Session, line: FigureLine[MovementRow], wrong: Imbalance) -> str:
    """The sentence of a village, with the households where dates and acts on record disagree."""
    place, words = f"{line.row.township} {line.row.village}", wrong.sentence()
    came = Counter(number for key in _CAME for number in line.records.get(key, ()))
    went = Counter(number for key in _WENT for number in line.records.get(key, ()))
    odd = sorted({*(came - went), *(went - came)})
    if not odd:
        return wrong.at(place)
    wanted = select(Household.number, Household.head).where(Household.id.in_(odd[:_NAMED]))
    named = [f"{row.number} {row.head}" for row in session.execute(wanted.order_by(Household.number))]
    more, households = len(odd) - len(named), _(", ").join(named)
    if not more:
        return _("{place}: {words}; look at {households}").format(
            place=place, words=words, households=households
        )
    return _("{place}: {words}; look at {households} and {more} more").format(
        place=place, words=words, households=households, more=more
    )
