"""Puts back the parts of a sheet that openpyxl drops and that the sender would miss.

These are choices taken from another sheet, newer conditional formats, small charts in cells, and the green
corners that were dismissed.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial

from county_desk.intake.marking.mark_colours import OURS_FIRST
from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.xlsx.parts import workbook_of

_URIS = (
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",  # data validations
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}",  # conditional formats
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}",  # sparklines
)
# a bar is half of a rule of which openpyxl keeps the other; what names a relation would lead nowhere
_ELSEWHERE = re.compile(rb'type="dataBar"|\br:(id|embed|link)=|\[\d+\]')
_ROOT = re.compile(rb"<worksheet\b([^>]*)>")
_SPACES = re.compile(rb"""xmlns:[\w.-]+=(?:"[^"]*"|'[^']*')""")
_EXT = re.compile(rb'<ext\b[^>]*\buri="(\{[^"]*\})".*?</ext>', re.DOTALL)
_DISMISSED = re.compile(rb"<ignoredErrors\b.*?</ignoredErrors>", re.DOTALL)
_PLACE = re.compile(rb'(<x14:cfRule\b[^>]*\spriority=")(\d{1,9})"')
_CELLS, _END = b"</sheetData>", b"</worksheet>"
_AFTER_DISMISSED = re.compile(rb"<(smartTags|drawing|legacyDrawing|tableParts)\b|</worksheet>")

type Change = Callable[[bytes], bytes]


def dropped_parts(raw: bytes) -> Mapping[str, Change]:
    """How to put them back, by the name of the sheet, into the part of it that openpyxl wrote."""
    try:
        archive = Archive(raw)
        workbook = workbook_of(archive)
        sheets = workbook.sheets if workbook else ()
        found = {sheet.name: _kept_parts(b"".join(archive.blocks(sheet.part))) for sheet in sheets}
    except Unreadable:
        return {}
    return {name: partial(_put_back, *kept) for name, kept in found.items() if any(kept)}


def _kept_parts(content: bytes) -> tuple[bytes, bytes]:
    return _dismissed(content), _newer(content)


def _dismissed(content: bytes) -> bytes:
    found = _DISMISSED.search(content, max(0, content.rfind(_CELLS)))
    return found[0] if found and b"<extLst" not in found[0] else b""


def _newer(content: bytes) -> bytes:
    root, end = _ROOT.search(content), content.rfind(b"</extLst>")
    if root is None or content[end + len(b"</extLst>") :].strip() != _END:
        return b""
    start = content.rfind(b"<extLst", 0, end)
    kept = [
        each[0]
        for each in _EXT.finditer(content, start, end)
        if each[1].decode().upper() in _URIS and not _ELSEWHERE.search(each[0])
    ]
    spaces = b" ".join(_SPACES.findall(root[1]))
    return b"<extLst " + spaces + b">" + _PLACE.sub(_behind, b"".join(kept)) + b"</extLst>" if kept else b""


def _behind(found: re.Match[bytes]) -> bytes:
    return found[1] + b'%d"' % (int(found[2]) + OURS_FIRST)


def _put_back(dismissed: bytes, newer: bytes, content: bytes) -> bytes:
    if found := _AFTER_DISMISSED.search(content, max(0, content.rfind(_CELLS))):
        content = content[: found.start()] + dismissed + content[found.start() :]
    before, end, after = content.rpartition(_END)
    return before + newer + end + after
