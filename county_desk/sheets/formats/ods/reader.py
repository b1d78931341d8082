"""OpenDocument spreadsheets (.ods): looked at before they are read, and read in one walk of their XML."""

import re
from collections.abc import Iterator, Mapping
from sys import getsizeof
from typing import Any

from county_desk.sheets.formats.archive import LARGEST, Archive
from county_desk.sheets.formats.book import Book, Unreadable
from county_desk.sheets.formats.markup import DEPTH, feed, parser, pieces, too_deep
from county_desk.sheets.formats.notes import Note, has_macros, holds_objects, leads_outside
from county_desk.sheets.formats.ods.content import Tables
from county_desk.sheets.formats.ods.names import MANIFEST
from county_desk.sheets.formats.ods.styles import Styles
from county_desk.sheets.formats.room import MARK
from county_desk.text import _

_CONTENT, _STYLES, _LIST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_SPREADSHEET = b"opendocument.spreadsheet"
_MACROS = re.compile(r"(Basic|Scripts)/.+/.+|Scripts/[^/]+")
_OBJECT = re.compile(r"Object \d+/?(content\.xml)?")
_CHART = "opendocument.chart"


def is_ods(archive: Archive) -> bool:
    """Whether a package says that it is a spreadsheet, or at least holds one."""
    if "mimetype" in archive and _CONTENT in archive:
        return _SPREADSHEET in archive.part("mimetype")
    return _CONTENT in archive and _LIST in archive


def read_ods(archive: Archive) -> Book:
    """The sheets of an OpenDocument spreadsheet; raises `Unreadable` with the reason."""
    kinds = _listed(archive)
    tables = Tables(Styles(archive.room), archive.room)
    read_into(tables, archive)
    for name in archive.names():
        if name not in (_CONTENT, _STYLES, _LIST, "mimetype"):
            for _block in archive.blocks(name):
                pass  # a part that nobody reads can still be a bomb for the program that opens the file
    return Book(tuple(tables.grids), archive.room, tuple(_notes(archive, tables, kinds)))


def read_into(tables: Tables, archive: Archive) -> None:
    """Walk the styles and the content of a spreadsheet; raises `Unreadable`."""
    if _STYLES in archive:
        styles = tables.styles
        parse_part(archive, _STYLES, styles.start, styles.end, styles.words)
    tables.read(archive.blocks(_CONTENT, LARGEST))


def _listed(archive: Archive) -> dict[str, str]:
    """The kind of each part as the package lists them; a locked package lists its keys."""
    kinds: dict[str, str] = {}

    def start(name: str, given: Mapping[str, str]) -> None:
        if name == f"{MANIFEST}encryption-data":
            raise Unreadable(
                "file_encrypted", _("The workbook is locked with a password; save it without one.")
            )
        if name == f"{MANIFEST}file-entry":
            archive.room.take(sum(map(getsizeof, given.values())) + MARK)
            kinds[given.get(f"{MANIFEST}full-path", "")] = given.get(f"{MANIFEST}media-type", "")

    if _LIST in archive:
        parse_part(archive, _LIST, start)
    return kinds


def parse_part(archive: Archive, name: str, start: Any, end: Any = None, words: Any = None) -> None:
    """Walk a part of a spreadsheet; raises `Unreadable` when it is nested too deep or not well-formed."""
    depth = 0

    def opened(tag: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise too_deep()
        start(tag, given)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(tag)

    made = parser()
    made.StartElementHandler, made.EndElementHandler = opened, closed
    if words is not None:
        made.CharacterDataHandler = words
    for piece in pieces(archive.blocks(name)):
        feed(made, piece)
    feed(made, b"", True)


def _notes(archive: Archive, tables: Tables, kinds: Mapping[str, str]) -> Iterator[Note]:
    names = list(archive.names())
    if tables.scripted or any(_MACROS.match(name) for name in names):
        yield has_macros()
    if tables.linked:
        yield leads_outside()
    objects = [name for name in names if _OBJECT.fullmatch(name)]
    if any(_CHART not in kinds.get(name.removesuffix("content.xml"), "") for name in objects):
        yield holds_objects()
