"""Villages that some rows of a sheet stand under: titles of tables one below another, bands between rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from county_desk.intake.delivery import KnownPlace, Level, Problem
from county_desk.intake.reading.columns.list_kinds import SheetKind
from county_desk.intake.reading.rows.draft import Draft
from county_desk.intake.reading.rows.row_kinds import reason_in_words
from county_desk.intake.reading.rows.sheet_rows import ReadSheet
from county_desk.intake.reading.villages.gazetteer import AS_UNIT, Gazetteer, NamedPlace
from county_desk.intake.reading.villages.row_village import ABOVE, MISMATCH, VILLAGE, unknown
from county_desk.intake.vocabulary import bare
from county_desk.sheets.formats.book import Row, address, text_of
from county_desk.text import _

_OF_HOUSEHOLDS = frozenset(
    {SheetKind.PERSONS, SheetKind.HEADS, SheetKind.LEDGER, SheetKind.LIVING, SheetKind.MONITORING}
)
_FEW = 3  # filled cells of a band: the village, how many households, how many people
_COUNTED = re.compile(r"^[(第]?[一二三四五六七八九十百\d]+[)、.,:]+")
_ASIDE = re.compile(
    r"\([^()]*\)|[:,].*$|共?\d+[户人].*$|第?[一二三四五六七八九十\d]+(村民)?(小组|组|社|队|屯)$"
)
_OF_A_TABLE = re.compile(r"名册|名单|台账|登记|[贫农]户|贫困人口|表$")
_ENDS = re.compile(r"[小合总共]计")  # of the rows above, which such a row closes
_NOTE = re.compile(r"注|备注|说明")
_UNIT = re.compile(r"(村|社区|居委会|村委会|村民委员会)$")


@dataclass(frozen=True)
class SectionBand:
    """A row that names a village over those below it: its places, and whether it can only be meant so."""

    row: int
    text: str
    name: str
    places: tuple[KnownPlace, ...]
    sure: bool


@dataclass
class Sections:
    """The sheets of a file after `tell_sections`; `rows` are those that got their village from a section."""

    sheets: list[ReadSheet]
    rows: set[tuple[str, int]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def tell_sections(sheets: Sequence[ReadSheet], known: Gazetteer) -> Sections:
    """Give each row the village in the title above it, on sheets that list several villages in turn.

    If every title names the one village of the sheet, as on printed pages, no row changes.
    """
    told = Sections(list(sheets))
    for place, sheet in enumerate(told.sheets):
        if sheet.kind not in _OF_HOUSEHOLDS or not sheet.data:
            continue
        if not (bands := list(_bands(sheet, known))):
            continue
        top = _top(sheet, known)
        if any(_other(band, top) for band in bands):
            told.sheets[place] = _Teller(sheet, known, told).tell([*top, *bands])
    return told


def _other(band: SectionBand, top: Sequence[SectionBand]) -> bool:
    """Whether a band names a village that the register knows, and the title of the sheet does not."""
    meant = {place.id for each in top for place in each.places}
    return bool(band.places) and not meant & {place.id for place in band.places}


def _top(sheet: ReadSheet, known: Gazetteer) -> list[SectionBand]:
    """The title over the first table, else the name of the sheet, where it names one village."""
    header = sheet.header
    rows = sheet.grid.rows[: header.first - 1] if header else []
    for number, cells in enumerate(rows, 1):
        for text in _texts(cells):
            if len(places := _once(known.all_named_in(text, AS_UNIT))) == 1:
                return [SectionBand(number, text, places[0].name, places, sure=True)]
    named = known.called(sheet.grid.name)
    return [SectionBand(1, sheet.grid.name, named[0].name, named, sure=True)] if len(named) == 1 else []


def _bands(sheet: ReadSheet, known: Gazetteer) -> Iterator[SectionBand]:
    """The rows between those of data that name a village, or what looks like one."""
    first = sheet.header.last if sheet.header else 0
    for draft in sheet.rows:
        if draft.row > first and (draft.skip or len(draft.values) <= _FEW):
            texts = _texts(sheet.grid.rows[draft.row - 1])
            if not 0 < len(texts) <= _FEW or any(_ENDS.search(text) for text in texts):
                continue
            band = _band(draft.row, texts[0], known)
            if band and (draft.skip or (band.sure and band.places and not _is_somebodys(draft, texts))):
                _skip(draft)
                yield band


def _is_somebodys(draft: Draft, texts: Sequence[str]) -> bool:
    """Whether a row that was taken for data is one, though it begins with a village."""
    return "身份证号" in draft.values or "户编号" in draft.values or len(texts) > 1


def _skip(draft: Draft) -> None:
    """A band in a column of names or amounts was taken for data before."""
    if not draft.skip:
        draft.skip = True
        draft.problems.clear()
        draft.warn("", "non_data_row", reason_in_words("alone"))


def _band(row: int, text: str, known: Gazetteer) -> SectionBand | None:
    plain = bare(text)
    name = _ASIDE.sub("", _COUNTED.sub("", plain))
    if places := known.called(name):
        return SectionBand(row, text, name, places, sure=True)
    if found := known.all_named_in(plain, AS_UNIT):
        places = _once(found)
        several = len({place.short for place in places}) > 1
        sure = not several and bool(_OF_A_TABLE.search(plain)) and not _NOTE.match(plain)
        return SectionBand(row, text, places[0].name, places, sure)
    return (
        SectionBand(row, text, name, (), sure=True) if _UNIT.search(name) and not _NOTE.match(plain) else None
    )


def _texts(cells: Row) -> list[str]:
    return [text for cell in cells if cell != "" and (text := text_of(cell).strip())]


def _once(places: Sequence[KnownPlace]) -> tuple[KnownPlace, ...]:
    return tuple({place.id: place for place in places}.values())


class _Teller:
    """Goes down one sheet and gives each row the village of the title above it."""

    def __init__(self, sheet: ReadSheet, known: Gazetteer, told: Sections) -> None:
        self._sheet, self._known, self._told = sheet, known, told
        self._starts: set[int] = set()

    def tell(self, bands: Sequence[SectionBand]) -> ReadSheet:
        """The sheet; its rows begin anew under each band."""
        bands = list(_different(bands))
        ends = [*(band.row for band in bands[1:]), len(self._sheet.grid.rows) + 1]
        data, sure = self._sheet.data, None
        for band, end in zip(bands, ends, strict=True):
            if rows := [draft for draft in data if band.row < draft.row < end]:
                self._starts.add(rows[0].row)
                self._ask_of_band(band, rows, sure)
            sure = band if band.sure else sure
        return replace(self._sheet, starts=frozenset(self._starts))

    def _ask_of_band(self, band: SectionBand, rows: Sequence[Draft], sure: SectionBand | None) -> None:
        if not band.sure:
            message = _("Row {row} above says “{text}”; are the rows below it of another village?")
            self._ask(rows, MISMATCH, message.format(row=band.row, text=band.text))
            if sure and sure.places:
                self._give(sure, rows)
        elif band.places:
            self._give(band, rows)
        else:
            note = unknown(band.name, self._known.find(band.name))
            self._ask(rows, note.kind, note.message)

    def _ask(self, rows: Sequence[Draft], kind: str, words: str) -> None:
        for draft in rows:
            if not draft.text(VILLAGE):
                draft.ask(VILLAGE, kind, words)

    def _give(self, band: SectionBand, rows: Sequence[Draft]) -> None:
        place = band.places[0]
        name = place.name if len(band.places) == 1 else band.name
        if len(band.places) == 1 and self._known.find(name).place != place:
            name = f"{place.township}{place.name}"
        given = False
        for draft in rows:
            if not (own := draft.text(VILLAGE)):
                draft.put(VILLAGE, name, name)
                self._told.rows.add((draft.sheet, draft.row))
                given = True
            elif self._is_other(self._known.find(own, draft.text("乡镇")), band):
                message = _("The row says {name}, but it stands below the title of {place} in row {row}.")
                draft.ask(VILLAGE, MISMATCH, message.format(name=own, place=name, row=band.row))
        if given:
            message = _("Rows {first} to {last} are taken as those of {place}, under whose title they stand.")
            words = message.format(first=rows[0].row, last=rows[-1].row, place=name)
            where = address(band.row, 1)
            self._told.problems.append(Problem(self._sheet.grid.name, where, ABOVE, words, Level.WARN))

    def _is_other(self, own: NamedPlace, band: SectionBand) -> bool:
        return bool(own.candidates) and not set(own.candidates) & set(band.places)


def _different(bands: Sequence[SectionBand]) -> Iterator[SectionBand]:
    """Those after which rows are of another village, or may be."""
    running: tuple[KnownPlace, ...] = ()
    for band in bands:
        if set(running) & set(band.places) and (not band.sure or running == band.places):
            continue
        running = band.places
        yield band
