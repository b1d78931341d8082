"""Threads of comments on the cells of an .xlsx sheet; for older programs Excel leaves but a word of them."""

from collections.abc import Mapping

from county_desk.sheets.formats.archive import Archive
from county_desk.sheets.formats.cell_comment import CellComment, CellComments
from county_desk.sheets.formats.markup import walk
from county_desk.sheets.formats.table_limits import place_of
from county_desk.sheets.formats.xlsx.parts import relations_of, workbook_of

_PERSON, _THREAD = "person", "threadedComment"


def comments_of_threads(archive: Archive) -> Mapping[str, CellComments]:
    """Each comment thread as one comment with all its authors, by sheet and place.

    Raises `Unreadable`.
    """
    workbook = workbook_of(archive)
    if workbook is None:
        return {}
    people: dict[str, str] = {}
    for part in (each.target for each in workbook.related.values() if each.kind == _PERSON):
        walk(archive.blocks(part), lambda _tag, given: people.update(_named(given)))
    return {
        sheet.name: _remarks(archive, relation.target, people)
        for sheet in workbook.sheets
        for relation in relations_of(archive, sheet.part).values()
        if relation.kind == _THREAD
    }


def _named(given: Mapping[str, str]) -> Mapping[str, str]:
    return {given["id"]: given.get("displayName", "")} if "id" in given else {}


def _remarks(archive: Archive, part: str, people: Mapping[str, str]) -> CellComments:
    threads: dict[str, tuple[str, list[str]]] = {}  # by cell: the first author and the lines
    lines: list[str] = []
    within = False

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal lines, within
        within = tag == "text"
        if tag == _THREAD:
            who = people.get(given.get("personId", ""), "")
            lines = threads.setdefault(given.get("ref", ""), (who, []))[1]
            lines.append(f"{who}: " if who else "")

    def text(words: str) -> None:
        if within and lines:
            lines[-1] += words

    walk(archive.blocks(part), start, text)
    return {
        at: CellComment("\n".join(said), who) for ref, (who, said) in threads.items() if (at := place_of(ref))
    }
