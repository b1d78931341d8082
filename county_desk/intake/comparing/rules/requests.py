"""The workbook of a request against the persons whom the request names."""

from collections.abc import Iterator

from sqlalchemy import select

from county_desk.intake.comparing.comparison import FileComparison, LineHit
from county_desk.intake.comparing.list_records import request_on_record
from county_desk.intake.row_hits import RowHit
from county_desk.models.department import AskedPerson
from county_desk.rules.checks.hits import Numbers, Of, check


@check("R28", Of.DELIVERY)
def not_asked_about(comparison: FileComparison, n: Numbers) -> Iterator[LineHit]:
    """Persons in a workbook whom its request does not name, or a request that is none of ours."""
    delivery = comparison.delivery
    if delivery.request is None or comparison.same_file or not delivery.entries:
        return
    request = request_on_record(comparison.session, delivery)
    if request is None:
        yield RowHit(None, "", {"number": delivery.request}, "unknown")
        return
    asked = comparison.session.execute(
        select(AskedPerson.name, AskedPerson.id_number).where(AskedPerson.request_id == request.id)
    ).all()
    names, numbers = {each.name for each in asked}, {each.id_number for each in asked} - {""}
    for entry in delivery.entries:
        known = entry.id_number in numbers if entry.id_number else entry.name in names
        line = comparison.stored_row((entry.sheet, entry.row))
        if line is not None and not known and comparison.lists.entry(entry) is None:
            yield RowHit(line, "姓名", {"name": entry.name, "number": request.id}, "other")
