"""Finds what an .xlsx workbook holds besides tables: macros, links to other files, embedded documents."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.markup import small, walk
from county_desk.sheets.formats.workbook_notes import Note, has_macros, holds_objects, leads_outside
from county_desk.sheets.formats.xlsx.parts import macros, relations_in

_LINKS = ("/externallinks/", "/querytables/", "xl/connections.xml", "/model/", "/webextensions/")
_MACROS = ("macrosheet", "vbaproject")
_OBJECTS = ("/embeddings/", "/activex/")
_CONTENT = "[Content_Types].xml"
_HARMLESS_OUTSIDE = frozenset({"hyperlink"})  # it is not followed before a person clicks


def guests(archive: Archive, may_run: bool) -> Iterator[Note]:
    """Notes about the embedded things of a workbook; none of them is opened or run.

    Raises `Unreadable` for macros on a sheet, and for any macro when the file's extension does not allow it
    (`may_run`).
    """
    names = [name.casefold() for name in archive.names()]
    types = _types(archive)
    if any("/macrosheets/" in name or "/dialogsheets/" in name for name in names) or "macrosheet" in types:
        raise macros()
    if any(name.endswith("vbaproject.bin") for name in names) or "vbaproject" in types:
        if not may_run:
            raise macros()
        yield has_macros()
    if any(mark in name for name in names for mark in _LINKS) or _leads_outside(archive):
        yield leads_outside()
    if any(mark in name for name in names for mark in _OBJECTS):
        yield holds_objects()


def _types(archive: Archive) -> frozenset[str]:
    """The kinds of macros that the package declares."""
    if _CONTENT not in archive:
        return frozenset()
    whole, blocks = small(archive.blocks(_CONTENT))
    return _known_types(whole) if whole else _types_in(blocks)


@lru_cache(64)
def _known_types(content: bytes) -> frozenset[str]:
    return _types_in((content,))


def _types_in(blocks: Iterable[bytes]) -> frozenset[str]:
    found: set[str] = set()

    def start(_tag: str, given: Mapping[str, str]) -> None:
        kind = given.get("ContentType", "").casefold()
        found.update(each for each in _MACROS if each in kind)

    walk(blocks, start)
    return frozenset(found)


def _leads_outside(archive: Archive) -> bool:
    return any(
        relation.outside and relation.kind not in _HARMLESS_OUTSIDE
        for name in archive.names()
        if name.endswith(".rels")
        for relation in relations_in(archive.part(name), posixpath.dirname(posixpath.dirname(name))).values()
    )
