"""What is said of a whole file that is held against the register."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from county_desk.intake.comparing.assessing_columns import not_kept
from county_desk.intake.comparing.assessing_left import households_left
from county_desk.intake.comparing.known import Known
from county_desk.intake.comparing.layouts import form_change
from county_desk.intake.delivery import Delivery, Level, Problem
from county_desk.text import _


def about_the_file(session: Session, delivery: Delivery, known: Known) -> Iterator[Problem]:
    """What there is to say of a whole file in view of the register."""
    for sheet in delivery.sheets:
        if found := form_change(session, sheet, delivery.place_id):
            yield Problem(sheet.name, "", "form_changed", found.sentence(), Level.NOTE)
    yield from not_kept(delivery)
    if known.batch is not None:
        message = _("This file was taken in on {day} (batch {number}).").format(
            day=known.batch.taken_at.astimezone().date(), number=known.batch.id
        )
        yield Problem("", "", "file_duplicate", message, Level.WARN)
    yield from households_left(session, delivery, known)
