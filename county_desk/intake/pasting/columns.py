"""The columns of a block: their titles, and how their cells are read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from county_desk.fields import Code, Day, IdNumber, Invalid, Kind, Money, Text
from county_desk.intake.delivery import Level
from county_desk.intake.reading.rows.plan import reader_of
from county_desk.intake.vocabulary import Title, Unit, bare, standard_title
from county_desk.text import N_, _
from county_desk.text_kinds import PersonName

_READ: Mapping[type[Kind], str] = {
    Money: "money",
    Day: "date",
}  # read as in rosters
_NO_YEAR = re.compile(r"\d{1,2}月\d{1,2}[日号]?")


@dataclass(frozen=True)
class ReadCell:
    """One cell: its text, its value, and why it is invalid.

    `note` is a warning for the user. `meant` is the interpretation of an unusual spelling.
    """

    text: str
    value: object = None
    trouble: str = ""
    note: str = ""
    meant: str = ""


@dataclass(frozen=True)
class PasteColumn:
    """A column of a grid. `titles` are the standard titles under which workbooks have it.

    `source` is the field of the rows of lists with which a blank workbook fills the column; its guide gives
    the `help`.
    """

    key: str
    label: str
    kind: Kind
    titles: tuple[str, ...] = ()
    source: str = ""
    help: str = ""

    def names(self) -> set[str]:
        """Return its names besides the titles of workbooks, as `bare` writes them."""
        return {bare(name) for name in (self.label, _(self.label), self.key)}

    @property
    def title(self) -> Title | None:
        """The title by which the importer reads it; an amount or a day has its own where no roster does."""
        if self.titles:
            return standard_title(self.titles[0])
        kind = next((name for each, name in _READ.items() if isinstance(self.kind, each)), "")
        return Title(_(self.label), kind, "") if kind else None

    def read(self, text: str, unit: Unit | None, today: date | None, year: int = 0) -> ReadCell:
        """Read a cell as the importer reads one; a column that no workbook has, as its form does.

        A day without a year is of the `year` of the table, if it names one.
        """
        title = self.title
        if not text.strip():
            return ReadCell(text)
        if title is None:
            return self._as_typed(text)
        latest = today if self.titles else None  # the law of the act says of other days which ones can be
        dated = f"{year}年{text.strip()}" if year and _NO_YEAR.fullmatch(text.strip()) else text
        found = reader_of(title, unit, latest)(dated, title.title)
        said: dict[str, list[str]] = {"trouble": [], "note": [], "meant": []}
        for note in found.notes:
            held = note.level in (Level.ASK, Level.ERROR)
            said["trouble" if held else "meant" if note.kind == "normalized" else "note"].append(note.message)
        return ReadCell(text, found.value, **{name: "\n".join(words) for name, words in said.items()})

    def _as_typed(self, text: str) -> ReadCell:
        plain = text.strip() if isinstance(self.kind, Text) else unicodedata.normalize("NFKC", text).strip()
        try:
            value = self.kind.read(plain)
        except Invalid as error:
            return ReadCell(text, trouble=str(error))
        return ReadCell(text, value, self.kind.unfit(value))


NUMBER = PasteColumn("household_number", N_("Household number"), Code(), ("户编号",), source="number")
HEAD_ID = PasteColumn("head_id", N_("Identity number of the head"), IdNumber(), ("户主身份证号",))
HEAD = PasteColumn("head_name", N_("Head of household"), PersonName(), ("户主姓名",), source="head")
PERSON_ID = PasteColumn("person_id", N_("Identity number"), IdNumber(), ("身份证号",))
VILLAGE = PasteColumn("village_name", N_("Village"), Text(), ("行政村",), source="village")
FIGURE = PasteColumn("figure", N_("Figure"), Text())
PLACE = PasteColumn("place_name", N_("Place"), Text(), ("行政村",), source="place")
POST = PasteColumn("place_name", N_("Acts for"), Text())
PERSON = PasteColumn("person_name", N_("Name"), PersonName(), ("姓名",), source="name")
