"""The identities of the returns on monitoring: within R8, with the period before, and with R7."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from county_desk.models.return_ import Return
from county_desk.rules.balance import Imbalance, follows, total, unequal
from county_desk.rules.monitoring_balance import (
    MonitoringMovement,
    monitoring_imbalances,
)
from county_desk.tables.figures import Figures
from county_desk.tables.period import Period
from county_desk.tables.return_names import ReturnName
from county_desk.tables.returns import newest, restored
from county_desk.tables.returns.ledger import LEDGER
from county_desk.tables.returns.monitoring import MONITORING, MonitoringRow
from county_desk.text import N_, _


def monitoring_troubles(session: Session, figures: Figures) -> Iterator[str]:
    """Yield every identity of R8 that does not hold, as a sentence with its place."""
    page = figures.page(MONITORING.key)
    rows: list[MonitoringRow] = [line.row for line in page.lines]
    for row in rows:
        yield from (wrong.at(_named(row)) for wrong in monitoring_imbalances(row))
    for whole in (row for row in rows if row.kind is None):
        parts = total(
            MonitoringMovement, (row for row in rows if row.kind and row.township == whole.township)
        )
        yield from (wrong.at(whole.township) for wrong in unequal(parts, whole))
    townships = total(MonitoringMovement, (row for row in rows if row.kind is None))
    county = MonitoringMovement(**page.totals)
    yield from (wrong.at(_("County")) for wrong in unequal(townships, county))
    yield from _continues(session, figures, rows)


def ledger_and_report(session: Session, figures: Figures) -> Iterator[tuple[Return, str]]:
    """Yield where the rows of R7 and the figures of R8 for the same day are apart, with the other edition."""
    is_ledger = figures.name == ReturnName.LEDGER.value
    other = ReturnName.MONITORING if is_ledger else ReturnName.LEDGER
    kept = newest(session, other, Period.read(figures.period).ending_alike)
    if kept is None:
        return
    pair = (figures, restored(kept.figures))
    ledger, report = pair if is_ledger else pair[::-1]
    rows, totals = [line.row for line in ledger.page(LEDGER.key).lines], report.page(MONITORING.key).totals
    standing = [row for row in rows if not row.removed and row.gone_on is None]
    place = _("Ledger R7 against R8 of {period}").format(period=kept.period)
    for label, expected, found in (
        (N_("Households identified in all"), totals["identified_households"], len(rows)),
        (N_("Monitored households at the end"), totals["closing_households"], len(standing)),
        (
            N_("Persons monitored at the end"),
            totals["closing_persons"],
            sum(row.persons for row in standing),
        ),
    ):
        if expected != found:
            yield kept, Imbalance(label, expected, found).at(place)


def _continues(session: Session, figures: Figures, rows: list[MonitoringRow]) -> Iterator[str]:
    """Compare the opening of each township with the closing of the frozen report before it."""
    kept = newest(session, ReturnName.MONITORING, Period.read(figures.period).ending_before)
    if kept is None:
        return
    before = {line.row.township: line.row for line in restored(kept.figures).page(MONITORING.key).lines}
    for row in (row for row in rows if row.kind is None):
        last = before.get(row.township, MonitoringMovement())
        yield from (wrong.at(row.township) for wrong in follows(last, row))


def _named(row: MonitoringRow) -> str:
    return f"{row.township} {row.kind or ''}".strip()
