"""Names of persons in cells: little is set right, and a doubt is a question."""

from county_desk.intake.delivery import Level
from county_desk.intake.reading.values.cell_value import BLANK, Found, Note, asked, changed, refused, tidy
from county_desk.names import doubt, hidden_words, is_usual_name, set_right, tidied
from county_desk.sheets.formats.book import Cell, text_of
from county_desk.text import _
from county_desk.unsafe_characters import HIDDEN, without_harmless


def read_name(cell: Cell, title: str = "") -> Found:
    """A person's name: no blanks inside a Chinese name, one form of the middle dot."""
    if not isinstance(cell, str):
        message = _("A name is expected here; the cell holds “{raw}”.")
        return asked("cell_type", message.format(raw=text_of(cell)))
    if is_usual_name(cell):
        return Found(cell, cell)
    if HIDDEN.search(without_harmless(cell)):
        return refused("name_bad_char", hidden_words(cell))
    raw = tidied(tidy(cell))
    value = set_right(raw)
    if not value:
        return BLANK
    found = doubt(raw, value, title)
    notes = (Note(*found, Level.ASK),) if found else ()
    return Found(value, value, (*changed(cell, value), *notes))
