"""The way to a form is kept with its arguments as a file holds them."""

from county_desk.tables.listing import page
from county_desk.tables.own_notes import with_notes
from county_desk.views.widgets.form_ways import FormWay
from tests.build import reader_of
from tests.busy import OPENED
from tests.tables.test_lists import busy
from tests.tables.test_own_notes import EVERY

__all__ = ["busy"]


@EVERY
def test_a_row_with_its_note_leads_to_the_same_form_as_without(busy, listing):
    desk = busy.at(OPENED, reader_of(listing))
    plain, noted = (desk.read(page, each) for each in (listing, with_notes(listing, desk.actor.id)))
    assert FormWay.to("ask", noted[0], noted) == FormWay.to("ask", plain[0], plain)
