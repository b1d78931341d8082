"""What the files share that are odd in what the sheets of a workbook can do."""

from tests.intake.corpus.case import LIST, Case, clean_sheet, like, wanted_rows
from tests.intake.corpus.people import the_list
from tests.intake.corpus.xlsx import Workbook

NAME = "申请名单"


def feature(name, says, book, rows, kinds=(), refused="no", file=LIST, owner=""):
    """One file of the application list, odd in what its sheets can do."""
    content = book if isinstance(book, bytes) else book.packed()
    return Case(name, says, file, content, rows, tuple(kinds), refused, owner=owner)


def third(verdicts, kinds=(), **others):
    """The clean list, whose third row is treated otherwise."""
    return wanted_rows() | {(NAME, 3): like(the_list()[1], verdicts, kinds, **others)}


def every(verdicts, kinds=()):
    """The clean list, all of whose rows are treated so."""
    return wanted_rows(verdicts=verdicts, kinds=kinds)


def book_of(**more):
    """A workbook of the clean list alone, with what is odd about its sheet."""
    return Workbook([clean_sheet(**more)])


def replaced(old, new):
    """Replace a text in a part; it has to be there."""

    def change(data):
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return change
