"""A rehearsal on paper and as a workbook: its summary, its counts, and every name."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from county_desk.fields import Table
from county_desk.progress import Progress, silent
from county_desk.reports.document import Document
from county_desk.reports.flow import Item
from county_desk.reports.hand_sheets import sheet_document, sheet_rows, sheet_setter, signed
from county_desk.reports.lists.form import ListForm
from county_desk.reports.parts import Setter
from county_desk.rules.rehearsal_words import summary
from county_desk.sheets.writing.saving import whole
from county_desk.sheets.writing.sheet import Sheet
from county_desk.sheets.writing.writer import write_sheets_to
from county_desk.tables.policy.rehearsed_rows import (
    TURNED,
    TURNED_COUNTS,
    NamedRehearsal,
    TurnedCountRow,
    TurnedRow,
)
from county_desk.text import _, current
from county_desk.text import language as speaking

_COUNTS = ("rule", "kind", "year", "township", "cause", "before", "after", "count")
_NAMES = ("name", "number", "year", "township", "village", "cause", "before", "after", "criteria")


def rehearsal_document(found: NamedRehearsal, language: str) -> Document:
    """The paper of a rehearsal: the change, its summary, the counts, and every name with its criterion."""
    with speaking(language):
        setter = sheet_setter(language, [row.name for row in found.rows])
        title = setter.title([_("Rehearsal of a rule")])
        words = (found.about, *_basis(found), *summary(found.rehearsal))
        body = [item for text in words for item in setter.paragraph(text)]
        body += _listed(setter, TURNED_COUNTS.only(*_COUNTS), found.counts)
        body += _listed(setter, TURNED.only(*_NAMES), found.rows)
        items = signed(setter, [*title, setter.blank(0.3), *body], _("Filled in by:"), _("Checked by:"))
        foot_words = _("{head}, made on {day}").format(head=found.about, day=found.day.isoformat())
        return sheet_document(found.about, found.county, "", foot_words, language, items)


def _basis(found: NamedRehearsal) -> Iterable[str]:
    """The day of the records, and that nothing is in force yet."""
    words = _("{county}: by the records of {day}. Only a rehearsal; no case, finding or paper was changed.")
    yield words.format(county=found.county, day=found.rehearsal.on)


def _listed[R](setter: Setter, table: Table[R], rows: Sequence[R]) -> list[Item]:
    """Rows under their head and the title of their list; nothing without rows."""
    if not rows:
        return []
    texts = [[column.shown(row) for column in table.columns] for row in rows]
    return [setter.blank(0.3), *setter.paragraph(_(table.title)), *sheet_rows(setter, table, texts)]


def rehearsal_sheets(found: NamedRehearsal) -> tuple[Sheet[TurnedCountRow], Sheet[TurnedRow]]:
    """The sheets of a rehearsal in the language in force: the counts with the summary, and the names."""
    facts = found.county, _("By the records of {day}").format(day=found.rehearsal.on)
    notes = (found.about, *summary(found.rehearsal))
    return (
        Sheet(TURNED_COUNTS, found.counts, title=found.about, facts=facts, notes=notes),
        Sheet(TURNED, found.rows, facts=facts),
    )


def write_rehearsal(path: Path, found: NamedRehearsal, progress: Progress = silent) -> None:
    """Write a rehearsal as a workbook, or as a PDF by the end of its name, in the language in force.

    Raises `CannotWrite` in words, and then a file that was there before is untouched.
    """
    with whole(path) as file:
        if path.suffix.lower() == f".{ListForm.PDF}":
            file.write(rehearsal_document(found, current()).as_pdf(progress))
        else:
            write_sheets_to(file, rehearsal_sheets(found), day=found.day, progress=progress)
