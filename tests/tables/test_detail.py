"""What a person sees of one record, and of what one event changed."""

from datetime import date

from sqlalchemy import func, select

from county_desk.models.audit import Event
from county_desk.tables.detail import event_changes
from county_desk.workflow.registry import SetContact

TODAY = date(2016, 11, 24)


def test_an_event_shows_the_columns_that_it_changed_with_what_stood_there_before(office):
    desk = office.at(TODAY)
    place = office.place("大河村")
    desk.do(SetContact(place=place, telephone="0000-7654321", contact="李有田"))
    newest = desk.read(lambda session: session.scalar(select(func.max(Event.id))))
    lines = desk.read(event_changes, newest)
    assert [(line.record, line.column, line.new) for line in lines] == [
        (f"place {place}", "telephone", "0000-7654321")
    ]
    assert lines[0].old.startswith("0000-12345")
