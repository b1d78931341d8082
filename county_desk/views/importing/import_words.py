"""Messages about all new files: how many there are, and the obstacles that many of them share."""

from collections.abc import Iterable, Sequence

from county_desk.intake.reading.villages.placing import answered_by
from county_desk.text import _, _n
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.widgets.words import counted, sentences

MANY = 3  # files from which on a reason is told of all of them at once


def status_words(rows: Sequence[FileRow]) -> str:
    """How many files there are, and what becomes of their rows."""
    if not rows:
        return ""
    files = _n("{count} file", "{count} files", len(rows)).format(count=f"{len(rows):,}")
    ready, held = sum(row.ready for row in rows if row.can_go_in), sum(row.held for row in rows)
    said = _("{files} · rows: {ready} ready, {held} to go back")
    return said.format(files=files, ready=f"{ready:,}", held=f"{held:,}")


def keys_words(row: FileRow | None, *, may: bool) -> str:
    """The keys that matter for the shown file, for a person who may or may not take it in."""
    if row is None or not row.arrival.delivery.read:
        return ""
    if not may:
        return _("F8 next error")
    return _("F2 correct · F8 next error · Ctrl+Enter take in")


def held_up_words(rows: Sequence[FileRow]) -> str:
    """Why many files cannot be read or have no village, by reason, and once what to do; empty for a few."""
    unread = [row for row in rows if row.state is FileState.UNREAD]
    nowhere = sum(map(_wants_village, rows))
    lines = []
    if len(unread) >= MANY:
        words = _(
            "{count} of {total} files cannot be read. Take out of the folder what is no workbook, save the "
            "others as said here, and choose the folder again; what was read stays as it is."
        )
        lines.append(words.format(count=f"{len(unread):,}", total=f"{len(rows):,}"))
        lines += counted((row.name, _reason(row)) for row in unread)
    if nowhere >= MANY:
        words = _(
            "{count} files: village not clear; choose it in each, or write it into the names of those that "
            "do not tell it."
        )
        lines.append(words.format(count=f"{nowhere:,}"))
    return "\n".join(lines)


def unsaved_words(rows: Iterable[FileRow]) -> str:
    """How many corrections are in no register yet, and would be lost with the files; empty for none."""
    corrected = [row for row in rows if row.fixes and row.state is not FileState.TAKEN]
    if not corrected:
        return ""
    files = _n("{count} file", "{count} files", len(corrected)).format(count=len(corrected))
    count = sum(len(row.fixes) for row in corrected)
    words = _n(
        "{count} correction in {files} is not taken in.",
        "{count} corrections in {files} are not taken in.",
        count,
    )
    return words.format(count=f"{count:,}", files=files)


def put_away_words(rows: Sequence[FileRow]) -> str:
    """Return a description of the files that were put away, for the link that brings them back."""
    words = _n("{count} file put away.", "{count} files put away.", len(rows)).format(count=len(rows))
    return sentences((words, unsaved_words(rows)))


def _reason(row: FileRow) -> str:
    return next((problem.message for problem in row.arrival.delivery.problems), "")


def _wants_village(row: FileRow) -> bool:
    kinds = answered_by(row.arrival.delivery)
    return any(each.kind in kinds for each in row.arrival.delivery.problems)
