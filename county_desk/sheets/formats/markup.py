"""Parsing the XML of a workbook's parts: no document types, no depth, nothing that is not well-formed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any
from xml.parsers import expat

from county_desk.sheets.formats.book import Unreadable
from county_desk.text import _

DEPTH = 64
SMALL = 100_000  # bytes of a part that is remembered: the same ones come with most workbooks
_PIECE = 1 << 18  # bytes that are parsed at once
_LONGEST = 1_000_000  # bytes of a tag with all its attributes, or of a text
_NAMES = 20_000  # different names of elements and attributes; a parser keeps them all
_ADDRESS = 200  # signs of a namespace, which the parser keeps with each name
SPACE = "\x1f"  # between the namespace and the local name of an element
MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)

type Start = Callable[[str, Mapping[str, str]], None]


def parser() -> Any:
    """A parser that refuses document types in any encoding; it names elements as namespace, `SPACE`, name."""
    made = expat.ParserCreate(namespace_separator=SPACE)
    made.StartDoctypeDeclHandler = no_doctype
    made.StartNamespaceDeclHandler = check_address
    made.buffer_text = True
    return made


def no_doctype(*_given: object) -> None:
    """Refuse a document type."""
    raise Unreadable("xml_dtd", _("The file defines entities of its own, which no workbook needs."))


def check_address(_prefix: str | None, address: str | None) -> None:
    """Refuse a namespace with a longer name than any has."""
    if address and len(address) > _ADDRESS:
        raise not_well_formed()


def too_deep() -> Unreadable:
    """The refusal of a part with elements that are nested too deep."""
    return Unreadable("xml_depth", _("The file is nested deeper than any workbook."))


def not_well_formed() -> Unreadable:
    """The refusal of a part that is not XML."""
    return Unreadable("file_corrupt", _("A part of the workbook is not well-formed."))


def strange() -> Unreadable:
    """The refusal of cells or strings that stand as no workbook writes them."""
    return Unreadable(
        "file_corrupt",
        _("The cells of a sheet are not written as workbooks write them; open it and save it anew."),
    )


def no_child_of_text(path: Sequence[str]) -> None:
    """Refuse an element inside of a text, and a text outside of a string; `path` ends with the element.

    Some readers take only what stands before the element, others all of it.
    """
    if "t" in path[:-1] or (path[-1] == "t" and path[-2] not in ("si", "is", "r", "rPh")):
        raise strange()


def feed(to: Any, content: bytes, final: bool = False) -> None:
    """Give a parser some more of a part."""
    try:
        for at in range(0, len(content), _PIECE):
            to.Parse(content[at : at + _PIECE])
            if len(to.intern) > _NAMES:
                raise not_well_formed()
        if final:
            to.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise not_well_formed() from None


def pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A part in pieces of moderate size; refused when a tag or a text in it is longer than any can be."""
    since = 0  # bytes since the last end of a tag
    for block in blocks:
        for at in range(0, len(block), _PIECE):
            piece = block[at : at + _PIECE]
            first = piece.find(b">")
            since += len(piece) if first < 0 else first
            if since > _LONGEST:
                raise not_well_formed()
            if first >= 0:
                since = len(piece) - piece.rfind(b">")
            yield piece


def walk(
    blocks: Iterable[bytes], start: Start | None = None, text: Callable[[str], None] | None = None
) -> None:
    """Parse a part from its first block to its last, calling `start(local name, attributes)`.

    `text(words)` is called with the text between elements.
    """
    depth = 0

    def opened(name: str, given: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise too_deep()
        if start is not None:
            start(name.rpartition(SPACE)[2], given)

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    made = parser()
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = opened, closed, text
    for piece in pieces(blocks):
        feed(made, piece)
    feed(made, b"", True)


def small(blocks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """A small part as a whole, and nothing more; of a larger one nothing, and all its blocks."""
    first, second = next(blocks, b""), next(blocks, b"")
    if second or len(first) > SMALL:
        return b"", chain((first, second), blocks)
    return first, iter(())


def check(blocks: Iterator[bytes]) -> None:
    """Parse a part that this program ignores, because others will parse it when they open the workbook."""
    whole, blocks = small(blocks)
    if whole:
        _known_sound(whole)
    else:
        walk(blocks)


@lru_cache(64)
def _known_sound(content: bytes) -> None:
    """Parse a small part."""
    walk((content,))


def truth(said: str | None) -> bool:
    """Whether an attribute says yes."""
    return said in ("1", "true", "on")
