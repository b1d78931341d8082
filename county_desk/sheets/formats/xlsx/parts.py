"""The parts of an .xlsx workbook, and how they refer to each other."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.archive_entries import ENTRIES
from county_desk.sheets.formats.book import Unreadable
from county_desk.sheets.formats.markup import SPACE, truth, walk
from county_desk.text import _

_WORKBOOK = "xl/workbook.xml"
_MOST = 66_000  # relations of a part; a sheet can have so many links
_USUAL = 10_000  # bytes of a list of relations that is remembered


@dataclass(frozen=True)
class Relation:
    """One part that another refers to: what it is to it, and its name, or an address outside of the file."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True)
class SheetPart:
    """One worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """The part that lists the sheets. `related` are the workbook's own relations by their name in it."""

    sheets: tuple[SheetPart, ...]
    related: Mapping[str, Relation]
    from_1904: bool

    def part(self, kind: str) -> str | None:
        """The one part of a kind that the workbook refers to."""
        return next((each.target for each in self.related.values() if each.kind == kind), None)


def relations_of(archive: Archive, part: str) -> Mapping[str, Relation]:
    """The relations of a part ("" for the package) by their ids; raises `Unreadable`."""
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    return relations_in(archive.part(source), folder) if source in archive else {}


def relations_in(content: bytes, folder: str) -> Mapping[str, Relation]:
    """The relations that a part of them lists, for a part of a folder; raises `Unreadable`."""
    return _known(content, folder) if len(content) <= _USUAL else _relations(content, folder)


@lru_cache(64)
def _known(content: bytes, folder: str) -> Mapping[str, Relation]:
    return _relations(content, folder)


def _relations(content: bytes, folder: str) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag != "Relationship":
            return
        if given.get("Id", "") in found or len(found) >= _MOST:
            raise _unclear()
        kind, target = given.get("Type", "").rsplit("/", 1)[-1], given.get("Target", "")
        outside = given.get("TargetMode", "").casefold() == "external"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[given.get("Id", "")] = Relation(kind, target, outside)

    walk((content,), start)
    return found


def workbook_of(archive: Archive) -> Workbook | None:
    """The workbook in a package, or None when it holds another document; raises `Unreadable`."""
    named = [each.target for each in relations_of(archive, "").values() if each.kind == "officeDocument"]
    if len(set(named)) > 1 or (named and named[0] != _WORKBOOK and _WORKBOOK in archive):
        raise _unclear()
    part = named[0] if named else _WORKBOOK
    if part not in archive or not part.startswith("xl/"):
        return None
    listed = _Listed(relations_of(archive, part))
    walk(archive.blocks(part), listed.start)
    _check(listed.sheets)
    return Workbook(tuple(listed.sheets), listed.related, listed.from_1904)


@dataclass
class _Listed:
    """Collects the sheets while the part that lists them goes by."""

    related: Mapping[str, Relation]
    sheets: list[SheetPart] = field(default_factory=list)
    from_1904: bool = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """One element begins."""
        if tag == "workbookPr":
            self.from_1904 = truth(given.get("date1904"))
        elif tag == "sheet":
            name = next((words for key, words in given.items() if key.endswith(f"{SPACE}id")), "")
            self._sheet(given, self.related.get(name, Relation("", "", False)))

    def _sheet(self, given: Mapping[str, str], relation: Relation) -> None:
        if relation.kind.endswith("Macrosheet"):
            raise macros()
        if relation.kind == "worksheet" and not relation.outside:
            hidden = given.get("state", "visible") != "visible"
            if len(self.sheets) >= ENTRIES:
                raise _unclear()
            self.sheets.append(SheetPart(given.get("name", ""), relation.target, hidden))
        elif relation.kind not in ("chartsheet", "dialogsheet"):
            raise _unclear()


def _check(sheets: list[SheetPart]) -> None:
    parts, names = {each.part for each in sheets}, {each.name.casefold() for each in sheets}
    if len(parts) < len(sheets) or len(names) < len(sheets):
        raise Unreadable(
            "file_corrupt", _("Two sheets of the workbook are one, or bear one name; readers would disagree.")
        )


def comments_of(archive: Archive, part: str) -> list[str]:
    """The parts with the remarks on a sheet."""
    kinds = ("comments", "threadedComment")
    return [each.target for each in relations_of(archive, part).values() if each.kind in kinds]


def macros() -> Unreadable:
    """The refusal of a file that brings macros where none may be."""
    return Unreadable("has_macros", _("The workbook holds macros; save it as .xlsx without them."))


def _unclear() -> Unreadable:
    return Unreadable(
        "file_corrupt", _("The parts of the workbook refer to each other in an unclear way; save it anew.")
    )
