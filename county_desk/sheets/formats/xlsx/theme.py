"""The colours of a theme, which styles name by their number."""

from collections.abc import Iterable, Mapping, Sequence

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.markup import walk
from county_desk.sheets.formats.visibility import BLACK, WHITE, is_colour
from county_desk.sheets.formats.xlsx.parts import Relation

# by their numbers, which are not the order in which a theme lists them
_NAMES = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
USUAL = (WHITE, BLACK)  # paper and ink of nearly every theme; of the others only the number is known


def theme_of(archive: Archive, related: Mapping[str, Relation]) -> tuple[str, ...]:
    """The colours of a workbook's theme as RRGGBB; "" for an unknown one."""
    part = next((each.target for each in related.values() if each.kind == "theme" and not each.outside), "")
    return _read(archive.blocks(part)) if part in archive else USUAL


def _read(blocks: Iterable[bytes]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    name = ""

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal name
        if tag in _NAMES:
            name = tag
        elif tag in ("srgbClr", "sysClr") and name:
            said = given.get("lastClr", given.get("val", "")).upper()
            found[name], name = said if is_colour(said) else "", ""

    walk(blocks, start)
    return tuple(found.get(each, "") for each in _NAMES) if found else USUAL


def colour_in(theme: Sequence[str], number: int) -> str:
    """A colour by its number; one that is not known is its number, which is like itself alone."""
    return (theme[number] if number < len(theme) else "") or f"theme {number}"
