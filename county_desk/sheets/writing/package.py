"""Writing a workbook's parts into one file: rows spliced in, and the same content always the same bytes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from county_desk.sheets.writing.saving import whole

_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_BLOCK = 2000  # rows that are encoded together
_NO_DAY = date(2000, 1, 1)


def save(path: Path, book: Workbook, day: date | None = None) -> None:
    """Save a workbook whole; `day` is its date.

    Raises `CannotWrite` in words; the file that was there before stays then.
    """
    with whole(path) as file:
        write_to(file, book, day=day)


def write_to(
    file: BinaryIO,
    book: Workbook,
    rows: Mapping[int, "Rows"] | None = None,
    day: date | None = None,
    changes: Mapping[int, Callable[[bytes], bytes]] | None = None,
) -> None:
    """Write a workbook as `save` does, into an open file.

    `rows` are spliced into the sheet of that place (from 0); `changes` are made to the parts of its sheets.
    """
    made = BytesIO()
    book.save(made)
    spliced = {_part_of(place): each for place, each in (rows or {}).items()}
    changed = {_part_of(place): each for place, each in (changes or {}).items()}
    with ZipFile(made) as source, ZipFile(file, "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            entry = ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            content = source.read(info)
            if change := changed.get(info.filename):
                content = change(content)
            with target.open(entry, "w") as part:
                for piece in _pieces(info.filename, content, spliced.get(info.filename), day):
                    part.write(piece)


def _part_of(place: int) -> str:
    return f"xl/worksheets/sheet{place + 1}.xml"


class Rows:
    """Rows of XML that belong after one row of a sheet; `reach` is the range that they fill with the rest."""

    def __init__(self, after: int, reach: str, xml: Iterable[str]) -> None:
        self.after, self.reach, self.xml = after, reach, xml


def _pieces(name: str, content: bytes, rows: Rows | None, day: date | None) -> Iterator[bytes]:
    if name == "docProps/core.xml":
        moment = f"{day or _NO_DAY}T00:00:00Z".encode()
        content = _MODIFIED.sub(rb"\g<1>" + moment, content)
    if rows is None:
        yield content
        return
    content = _DIMENSION.sub(f'<dimension ref="{rows.reach}"/>'.encode(), content)
    start = content.index(f'<row r="{rows.after}"'.encode())
    cut = content.index(b"</row>", start) + len(b"</row>")
    yield content[:cut]
    block: list[str] = []
    for row in rows.xml:
        block.append(row)
        if len(block) == _BLOCK:
            yield "".join(block).encode()
            block.clear()
    yield "".join(block).encode()
    yield content[cut:]
