"""Describes, for the sender, the parts of the sent sheets that a copy lacks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from county_desk.intake.delivery import Level, Problem
from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.book import Grid, Unreadable, address
from county_desk.sheets.formats.xlsx.parts import relations_of, workbook_of
from county_desk.text import N_, _

_KIND = "left_out"
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp|contentPart)[\s>]")
_PICTURE = re.compile(rb"<(?:\w+:)?(?:pic|graphicFrame)[\s>]")
_OLD_CONTROL = re.compile(rb'ObjectType="(?!Note")')
_SHAPES, _CONTROLS = N_("text boxes and drawn shapes"), N_("buttons and boxes to tick or choose from")
_PICTURES, _DOCUMENTS = N_("pictures or charts"), N_("embedded documents")
_PARTS = {
    **{"control": _CONTROLS, "ctrlProp": _CONTROLS, "oleObject": _DOCUMENTS, "package": _DOCUMENTS},
    **{"slicer": N_("buttons that filter"), "timeline": N_("buttons that filter")},
    "image": N_("a picture behind the cells"),
}
_DRAWN = ("drawing", "vmlDrawing")
# parts of a sheet of a newer kind, which openpyxl drops
_NEWER = {
    b":dataValidation ": N_("choices from another sheet"),
    b":cfRule ": N_("colours by rules of a newer kind"),
}
_NAMED = 10  # cells that a sentence names


def left_out(raw: bytes, grids: Sequence[Grid], parts: Mapping[str, Worksheet]) -> Iterator[Problem]:
    """Yield a problem for each missing part, by sheet: drawings and the like first, then remarks."""
    for name, things in _things(raw, parts).items():
        words = _("The sheet had more than this copy keeps: {things}. They are in the file as it was sent.")
        said = words.format(things=_(", ").join(map(_, things)))
        yield Problem(name, "", _KIND, said, Level.WARN)
    for grid in grids:
        lost = [at for at in sorted(grid.marks.comments) if not _is_remarked(parts.get(grid.name), at)]
        if lost:
            words = _("Remarks on cells are not in this copy but in the file as it was sent: {cells}.")
            cells = [address(*at) for at in lost[:_NAMED]] + ["…"] * (len(lost) > _NAMED)
            yield Problem(grid.name, "", _KIND, words.format(cells=_(", ").join(cells)), Level.WARN)


def _is_remarked(part: Any, at: tuple[int, int]) -> bool:
    return part is not None and at in part._cells and part._cells[at].comment is not None


def _things(raw: bytes, parts: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    """The kinds of things on each sheet of an .xlsx workbook that openpyxl does not write again."""
    try:
        archive = Archive(raw)
        workbook = workbook_of(archive)
        sheets = workbook.sheets if workbook else ()
        found = {each.name: _of_sheet(archive, each.part, parts.get(each.name)) for each in sheets}
    except Unreadable:
        return {}
    return {name: things for name, things in found.items() if things}


def _of_sheet(archive: Archive, part: str, made: Any) -> list[str]:
    relations = [each for each in relations_of(archive, part).values() if not each.outside]
    found = [words for each in relations if (words := _PARTS.get(each.kind))]
    content = b"".join(archive.blocks(part))
    found += [words for tag, words in _NEWER.items() if tag in content]
    controls = found.count(_CONTROLS)  # each has a shape, too
    kept = len(made._images) + len(made._charts) if made is not None else 0
    for relation in relations:
        content = b"".join(archive.blocks(relation.target)) if relation.kind in _DRAWN else b""
        if relation.kind == "drawing":
            found += [_SHAPES] * (len(_SHAPE.findall(content)) > controls)
            found += [_PICTURES] * (len(_PICTURE.findall(content)) > kept)
        elif _OLD_CONTROL.search(content):
            found.append(_CONTROLS)
        elif b"<v:imagedata" in content:
            found.append(N_("pictures in the head or foot of the page"))
    return list(dict.fromkeys(found))
