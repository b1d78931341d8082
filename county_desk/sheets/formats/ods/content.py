"""The content of an OpenDocument spreadsheet: its styles, then its tables, in one walk of its XML."""

from collections.abc import Iterable, Mapping

from county_desk.sheets.formats.archive import PART_LIMIT, too_big
from county_desk.sheets.formats.archive_entries import ENTRIES
from county_desk.sheets.formats.book import Grid, Unreadable
from county_desk.sheets.formats.grid_maker import GridMaker
from county_desk.sheets.formats.markup import DEPTH, SPACE, check_address, feed, parser, pieces, too_deep
from county_desk.sheets.formats.ods.names import OFFICE, TABLE
from county_desk.sheets.formats.ods.rows import PREFIXES, ROW, PlainRows
from county_desk.sheets.formats.ods.styles import Styles
from county_desk.sheets.formats.ods.table import OdsTable
from county_desk.sheets.formats.room import Room
from county_desk.sheets.formats.styles import Looks
from county_desk.text import _

_TABLE_NAME, _TABLE_STYLE, _FORMULA = f"{TABLE}name", f"{TABLE}style-name", f"{TABLE}formula"
_FIRST_DAY, _DAY = f"{TABLE}null-date", f"{TABLE}date-value"
_USUAL_DAY, _DAY_OF_1904 = "1899-12-30", "1904-01-01"
_LINKED = frozenset(
    {
        *(f"{TABLE}{name}" for name in ("table-source", "cell-range-source", "dde-links", "dde-link")),
        *(f"{TABLE}{name}" for name in ("database-source-sql", "database-source-query", "source-service")),
        f"{OFFICE}dde-source",
    }
)
_PASSED_OVER = frozenset({f"{TABLE}tracked-changes", f"{TABLE}shapes", f"{TABLE}content-validations"})


_BOUND = frozenset(PREFIXES)
_LONGEST = 4_000_000  # bytes of one row


class Tables:
    """Reads content.xml: its styles, its tables one after the other, and whether it leads elsewhere."""

    def __init__(self, styles: Styles, room: Room) -> None:
        self.styles = styles
        self.grids: list[Grid] = []
        self.linked = self.scripted = False
        self._looks = Looks()
        self._from_1904 = False
        self._room = room
        self._table: OdsTable | None = None
        self._plain = PlainRows(room)
        self._parsed = 0  # bytes that went through the parser
        self._quick = True  # plain rows need not go through the parser
        self._bound: set[str] = set()  # prefixes that mean what they always mean
        self._parser: object = None
        self._passed = 0  # how deep we are in what is no table
        self._depth = 0

    def read(self, blocks: Iterable[bytes]) -> None:
        """Walk the part from its first block to its last; raises `Unreadable`."""
        self._parser = made = parser()
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.CharacterDataHandler = self._words
        made.CommentHandler = made.ProcessingInstructionHandler = self._remark
        made.StartNamespaceDeclHandler, made.XmlDeclHandler = self._named, self._declared
        made.SetReparseDeferralEnabled(False)
        buffer = b""
        for piece in pieces(blocks):
            buffer = self._go_on(buffer + piece)
        self._parse(buffer)
        feed(made, b"", True)

    def _go_on(self, buffer: bytes) -> bytes:
        """Take plain rows and feed the parser what stands between them; what is left for the next block."""
        at = 0
        while self._quick:
            if self._between():
                at = self._take(buffer, at)
            following = buffer.find(ROW, at + 1)
            if following < 0:
                break
            self._feed(buffer[at:following])
            at = following
        if self._quick and len(buffer) - at < _LONGEST:
            return buffer[at:]
        self._quick = False
        self._parse(buffer[at:])
        return b""

    def _take(self, buffer: bytes, at: int) -> int:
        assert self._table is not None
        while found := self._plain.match(buffer, at):
            given, cells, at = found
            self._table.take(given, cells)
        return at

    def _feed(self, chunk: bytes) -> None:
        """Only where nothing is opened that hides markup is it sure that the next tag is one."""
        if b"<!" in chunk or chunk.find(b"<?", 1) >= 0:
            self._quick = False
        self._parse(chunk)

    def _parse(self, chunk: bytes) -> None:
        # a parser is slow: only plain rows may be as many as they like
        self._parsed += len(chunk)
        if self._parsed > PART_LIMIT:
            raise too_big()
        feed(self._parser, chunk)

    def _between(self) -> bool:
        table = self._table
        return table is not None and not self._passed and table.between and self._bound == _BOUND

    def _named(self, prefix: str | None, uri: str) -> None:
        check_address(prefix, uri)
        if prefix in PREFIXES:
            self._quick &= f"{uri}{SPACE}" == PREFIXES[prefix]
            self._bound.add(prefix)

    def _declared(self, _version: str, encoding: str | None, _alone: int) -> None:
        self._quick &= (encoding or "utf-8").casefold() == "utf-8"

    def _start(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise too_deep()
        if self._passed or name in _PASSED_OVER:
            self._passed += 1
        elif self._table is not None:
            self._table.start(name, given)
        elif name == f"{TABLE}table":
            self._begin_table(given)
        elif name == _FIRST_DAY:
            self._from_1904 = _counts_from_1904(given.get(_DAY, _USUAL_DAY))
        else:
            self.styles.start(name, given)
        if name in _LINKED or "'file:" in given.get(_FORMULA, ""):
            self.linked = True
        elif name.endswith("event-listener"):
            self.scripted = True

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._passed:
            self._passed -= 1
        elif self._table is None:
            self.styles.end(name)
        elif name == f"{TABLE}table" and not self._table.within:
            self._end_table()
        else:
            self._table.end(name)

    def _words(self, words: str) -> None:
        if self._passed:
            return
        if self._table is None:
            self.styles.words(words)
        else:
            self._table.paragraphs.words(words)

    def _remark(self, *_given: object) -> None:
        # readers take different values of <text:p>28<!-- -->50</text:p>
        if self._table is not None and self._table.within:
            raise Unreadable("file_corrupt", _("The file hides comments inside of its cells."))

    def _begin_table(self, given: Mapping[str, str]) -> None:
        if not self.grids:
            self._looks = self.styles.looks(self._from_1904)
        if len(self.grids) >= ENTRIES:
            raise Unreadable("zip_too_many", _("The file holds more parts than a workbook can have."))
        name = given.get(_TABLE_NAME, "")
        if name.casefold() in {grid.name.casefold() for grid in self.grids}:
            raise Unreadable("file_corrupt", _("Two sheets of the workbook have one name."))
        hidden = ("table", given.get(_TABLE_STYLE, "")) in self.styles.hidden
        self._table = self._new(name, hidden, GridMaker(self._looks, self._room))

    def _new(self, name: str, hidden: bool, maker: GridMaker) -> OdsTable:
        return OdsTable(name, hidden, self.styles, maker)

    def _end_table(self) -> None:
        assert self._table is not None
        self.grids.append(self._table.grid())
        self._table = None


def _counts_from_1904(day: str) -> bool:
    """Whether the numbers of days count from 1904; raises `Unreadable` when it is from neither usual day."""
    if day not in (_USUAL_DAY, _DAY_OF_1904):
        message = _("The file counts its days from {day}, as few programs do; save it as .xlsx.")
        raise Unreadable("file_corrupt", message.format(day=day[:10]))
    return day == _DAY_OF_1904
