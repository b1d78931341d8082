"""The forms in which a list goes out."""

from county_desk.fields import Term
from county_desk.text import N_


class ListForm(Term):
    """The form of a list that goes out; the value is the end of the file's name."""

    XLSX = "xlsx", N_("Workbook (xlsx)")
    CSV = "csv", N_("Text table (csv)")
    PDF = "pdf", N_("Printed list (pdf)")
