"""The columns of a block: their titles, and how their cells are read."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from county_desk.fields import Code, IdNumber, Invalid, Kind, Money, Text
from county_desk.intake.delivery import Level
from county_desk.intake.reading.rows.plan import reader_of
from county_desk.intake.vocabulary import Title, Unit, bare, standard_title
from county_desk.text import N_, _
from county_desk.text_kinds import PersonName


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

    `also` are further titles, of tables that are taken in nowhere else. `source` is the field of the rows of
    lists with which a blank workbook fills the column; its guide gives the `help`.
    """

    key: str
    label: str
    kind: Kind
    titles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    source: str = ""
    help: str = ""

    def names(self) -> set[str]:
        """Return its names besides the titles of workbooks, as `bare` writes them."""
        return {bare(name) for name in (self.label, _(self.label), self.key, *self.also)}

    @property
    def title(self) -> Title | None:
        """The title by which the importer reads it; an amount has one of its own where no workbook has it."""
        if self.titles:
            return standard_title(self.titles[0])
        return Title(_(self.label), "money", "") if isinstance(self.kind, Money) else None

    def read(self, text: str, unit: Unit | None, today: date) -> ReadCell:
        """Read a cell as the importer reads one; a column that no workbook has, as its form does."""
        title = self.title
        if not text.strip():
            return ReadCell(text)
        if title is None:
            return self._as_typed(text)
        found = reader_of(title, unit, today)(text, title.title)
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
POST = PasteColumn("place_name", N_("Acts for"), Text(), also=("单位", "所在单位", "负责区域", "行政区划"))
PERSON = PasteColumn("person_name", N_("Name"), PersonName(), ("姓名",), source="name")
