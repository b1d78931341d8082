"""The returns of a year, and every identity inside them and between them."""

from collections import Counter
from dataclasses import asdict

from sqlalchemy import select

from county_desk.models.measure import AssistanceMeasure
from county_desk.models.notice import Notice
from county_desk.notice_kinds import ANSWERS, NoticeKind
from county_desk.rules.balance import Movement, follows, imbalances, total, unequal
from county_desk.rules.monitoring_balance import MonitoringMovement, monitoring_imbalances
from county_desk.rules.regimes import why_not_made
from county_desk.tables.figures import Figures
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import KINDS, collected, restored

NAMES = [ReturnName(name) for name in ("R1", "R2", "R4", "R5", "R6", "R7", "R8", "R9A", "R11", "R13")]


def returns_of(session, year, on):
    """The figures of every return that a year has, by its number; each comes back from JSON as it was."""
    period = Period(year)
    found = {
        name.value: collected(session, name, period, on)
        for name in NAMES
        if not why_not_made(name.value, "", period.first)
    }
    for figures in found.values():
        assert restored(figures.as_plain()).as_plain() == figures.as_plain()
    return found


def page_of(returns, name, place=0):
    figures: Figures = returns[name]
    return figures.page(KINDS[ReturnName(name)].pages[place].table.key)


def rows_of(returns, name, place=0):
    return [line.row for line in page_of(returns, name, place).lines]


def told(returns):
    """The figures of a year that a return made again must repeat. Names and marks of today are no figures."""
    said = {name: [dict(page.totals) for page in figures.pages] for name, figures in returns.items()}
    for name in ("R4", "R5", "R6", "R8", "R13"):
        if name in returns:
            said[f"{name} rows"] = [asdict(row) for row in rows_of(returns, name)]
    for name in ("R1", "R2", "R7", "R9A"):
        if name in returns:
            of_villages = Counter((row.township, row.village, row.persons) for row in rows_of(returns, name))
            said[f"{name} rows"] = sorted(of_villages.items())
    said["R11 rows"] = [(row.notice, row.entries, row.persons) for row in rows_of(returns, "R11")]
    return said


def broken(session, year, returns, before):
    """Each identity that does not hold in the returns of a year; `before` are those of the year before."""
    return [f"{year}: {words}" for check in CHECKS for words in check(session, year, returns, before)]


def of_register(_session, year, returns, before):
    """R6 in itself and against the year before."""
    moved = page_of(returns, "R6")
    rows = [line.row for line in moved.lines]
    townships = [row for row in rows if not row.village]
    for row in rows:
        yield from (f"R6 {row.township} {row.village}: {wrong}" for wrong in imbalances(row))
    for one in townships:
        parts = total(Movement, (row for row in rows if row.village and row.township == one.township))
        yield from (f"R6 {one.township}: {wrong}" for wrong in unequal(parts, one))
    county = Movement(**moved.totals)
    yield from (f"R6 county: {wrong}" for wrong in unequal(total(Movement, townships), county))
    if county.moved_in_households:
        yield "R6 county: nobody came from another county, and yet somebody moved in"
    if before and year != 2021:  # from then on R6 counts those out of poverty, too
        kept = {line.place: line.row for line in page_of(before, "R6").lines}
        for line in moved.lines:
            yield from (f"R6 opens {line.row}: {wrong}" for wrong in follows(kept[line.place], line.row))


def of_rosters(_session, _year, returns, _before):
    """R1 has whom R6 closes with in each village, and R2 has their persons."""
    listed, persons, people = Counter(), Counter(), Counter()
    for row in rows_of(returns, "R1"):
        listed[row.township, row.village] += 1
        persons[row.township, row.village] += row.persons
    for row in rows_of(returns, "R2") if "R2" in returns else ():
        people[row.township, row.village] += 1
    for row in (each for each in rows_of(returns, "R6") if each.village):
        at, closing = (row.township, row.village), (row.closing_households, row.closing_persons)
        if (listed[at], persons[at]) != closing:
            yield f"R1 {at}: {listed[at]}, {persons[at]} and R6 {closing}"
        if "R2" in returns and people[at] != persons[at]:
            yield f"R2 {at}: {people[at]} and R1 {persons[at]}"


def of_comings(_session, _year, returns, _before):
    """R4 lists whom it sums up, and they are those of R6."""
    if "R4" not in returns:
        return
    whole, moved = page_of(returns, "R4").totals, page_of(returns, "R6").totals
    yield from _listed(returns, "R4", "came")
    for key in ("new_households", "new_persons", "returned_households", "returned_persons"):
        if whole[key] != moved[key]:
            yield f"R4 {key}: {whole[key]} and R6 {moved[key]}"


def of_exits(_session, _year, returns, _before):
    """R5 lists whom it sums up, balances in each line, and has the figures of R6."""
    if "R5" not in returns:
        return
    whole, moved = page_of(returns, "R5").totals, page_of(returns, "R6").totals
    yield from _listed(returns, "R5", "exited")
    for each in (whole, *(asdict(row) for row in rows_of(returns, "R5"))):
        for of in ("households", "persons"):
            came = each[f"opening_{of}"] + each[f"came_{of}"]
            if came - each[f"exited_{of}"] - each[f"other_{of}"] != each[f"closing_{of}"]:
                yield f"R5 {of}: {each}"
    for key in (key for key in whole if key.partition("_")[0] in ("opening", "exited", "closing")):
        if whole[key] != moved[key]:
            yield f"R5 {key}: {whole[key]} and R6 {moved[key]}"


def _listed(returns, name, what):
    whole, rows = page_of(returns, name).totals, rows_of(returns, name, 1)
    found = (len(rows), sum(row.persons for row in rows))
    if found != (whole[f"{what}_households"], whole[f"{what}_persons"]):
        yield f"{name} lists {found} and sums up {whole}"


def of_monitoring(_session, _year, returns, before):
    """R8 in itself and against the year before, and R7 against it."""
    if "R8" not in returns:
        return
    rows, page = rows_of(returns, "R8"), page_of(returns, "R8")
    for row in rows:
        yield from (f"R8 {row.township} {row.kind}: {wrong}" for wrong in monitoring_imbalances(row))
    townships = [row for row in rows if row.kind is None]
    for one in townships:
        kinds = total(MonitoringMovement, (row for row in rows if row.kind and row.township == one.township))
        yield from (f"R8 {one.township}: {wrong}" for wrong in unequal(kinds, one))
    county = MonitoringMovement(**page.totals)
    parts = total(MonitoringMovement, townships)
    yield from (f"R8 county: {wrong}" for wrong in unequal(parts, county))
    if before and "R8" in before:
        kept = {row.township: row for row in rows_of(before, "R8") if row.kind is None}
        for one in townships:
            yield from (f"R8 opens {one}: {wrong}" for wrong in follows(kept[one.township], one))
    ledger = rows_of(returns, "R7")
    standing = [row for row in ledger if not row.removed and row.gone_on is None]
    found = (len(ledger), len(standing), sum(row.persons for row in standing))
    expected = (county.identified_households, county.closing_households, county.closing_persons)
    if found != expected:
        yield f"R7 {found} and R8 {expected}"


def of_help(session, year, returns, _before):
    """The money of R9A is what was delivered in the year; what was delivered before is not listed."""
    page = page_of(returns, "R9A")
    of = AssistanceMeasure
    wanted = select(of).where(of.withdrawn_on.is_(None), of.delivered_on.is_not(None))
    delivered = [each for each in session.scalars(wanted) if each.delivered_on.year == year]
    given = sum(each.amount or 0 for each in delivered)
    money = next(iter(page.totals.values()))
    if money != given:
        yield f"R9A sums up {money}, and {given} was delivered"
    if sum(getattr(line.row, "paid", line.row.amount) or 0 for line in page.lines) != given:
        yield f"the rows of R9A do not sum up {given}"
    old = [row for row in rows_of(returns, "R9A") if row.delivered_on and row.delivered_on.year < year]
    yield from (f"R9A lists a grant of {row.delivered_on}" for row in old)


def of_notices(session, year, returns, _before):
    """Each notice of the year is on one row of R11, but for answers; only like figures are added."""
    issued = [
        each.number
        for each in session.scalars(select(Notice).where(Notice.year == year))
        if NoticeKind.named(each.kind) not in ANSWERS
    ]
    rows = [*rows_of(returns, "R11"), *rows_of(returns, "R11", 1)]
    listed = Counter(row.notice for row in rows if row.notice)
    yield from (f"R11 lists {number} {listed[number]} times" for number in issued if listed[number] != 1)
    for place in (0, 1):
        subjects = {row.kind.partition("_")[0] for row in rows_of(returns, "R11", place)}
        if len(subjects) > 1 and "entries" in page_of(returns, "R11", place).totals:
            yield f"R11 adds entries of {subjects}"


def of_plans(_session, _year, returns, _before):
    """R13 sums up each kind of plan, and never two of them."""
    page = page_of(returns, "R13")
    if page.totals:
        yield f"R13 adds unlike plans: {page.totals}"
    rows = [line.row for line in page.lines]
    for whole in (row for row in rows if row.village is None):
        alike = [row for row in rows if row.village and row.kind is whole.kind]
        for key in ("households", "proposed", "done", "done_persons", "lacking"):
            if sum(getattr(row, key) for row in alike) != getattr(whole, key):
                yield f"R13 {whole.kind} {key}"


CHECKS = (of_register, of_rosters, of_comings, of_exits, of_monitoring, of_help, of_notices, of_plans)
