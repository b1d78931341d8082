"""The tables of a workbook for lists of acts, and the reason why it has none."""

from dataclasses import dataclass
from pathlib import Path

from county_desk.intake.text_table import TextTable
from county_desk.text import _
from county_desk.trouble import why_not_read

_MOST_BYTES = 20_000_000


@dataclass(frozen=True)
class FileTables:
    """The tables of the sheets of a workbook; `trouble` says why there are none."""

    tables: tuple[TextTable, ...] = ()
    trouble: str = ""


def read_tables(path: Path) -> FileTables:
    """Read the tables of every sheet that a person sees."""
    from county_desk.intake.reading.text_tables import tables_in  # here, so that a window begins without it
    from county_desk.sheets.formats.book import Unreadable
    from county_desk.sheets.formats.opening import open_book

    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            return FileTables(trouble=_("The file is larger than a filled form can be."))
        tables = tuple(tables_in(open_book(path.name, raw).grids))
    except Unreadable as error:
        return FileTables(trouble=str(error))
    except OSError as error:
        return FileTables(trouble=why_not_read(error))
    return FileTables(tables, "" if tables else _("The workbook has no sheet with rows."))


def unsafe_tables() -> FileTables:
    """The answer for a file at which the reading process died or ran out of time."""
    words = _("The file cannot be read safely; open it, save it under a new name and send that.")
    return FileTables(trouble=words)
