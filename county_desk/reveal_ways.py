"""The ways in which numbers and papers leave the program, as the history records them."""

from county_desk.fields import Term
from county_desk.text import N_


class RevealWay(Term):
    """The destination of full numbers."""

    SCREEN = "screen", N_("on the screen")
    CLIPBOARD = "clipboard", N_("to the clipboard")
    PRINTER = "printer", N_("to a printer")
    XLSX = "xlsx", N_("as a workbook")
    CSV = "csv", N_("as a CSV file")
    PDF = "pdf", N_("as a PDF file")
    JSON = "json", N_("as JSON")
    DELIVERED = "delivered", N_("as the delivered file")


class CopyWay(Term):
    """The way of copying a notice."""

    PRINTED = "printed", N_("printed")
    SAVED = "saved", N_("saved as a file")
