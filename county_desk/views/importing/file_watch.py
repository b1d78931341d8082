"""Changes that were made elsewhere to listed files: a batch undone, a file changed on the disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from county_desk.tables.listing import Query, page
from county_desk.tables.office import BATCHES_LISTING
from county_desk.views.importing.import_files import NOT_NOW, FileRow, FileState
from county_desk.views.importing.import_reading import looked_again, stamp_of

if TYPE_CHECKING:
    from county_desk.workflow.desk import Desk


@dataclass(frozen=True)
class Elsewhere:
    """Files whose batch was undone, each as it was and as it is now, and those to be read again."""

    undone: Sequence[tuple[FileRow, FileRow]]
    stale: Sequence[FileRow]


def seen_elsewhere(desk: "Desk", batches: Mapping[int, Path], rows: Sequence[FileRow]) -> Elsewhere:
    """Return what was done elsewhere to some files; `batches` are those made of them.

    Stale are files that are not settled and were changed on the disk, are gone from it, or are there again.
    """
    stale = [row for row in rows if waits(row) and stamp_of(row.path) != row.stamp]
    return Elsewhere(_undone(desk, batches, rows), stale)


def _undone(
    desk: "Desk", batches: Mapping[int, Path], rows: Sequence[FileRow]
) -> list[tuple[FileRow, FileRow]]:
    """Files whose batch was undone, and copies of them."""
    if not batches:
        return []
    found = desk.read(page, BATCHES_LISTING, Query(where={"id": tuple(batches)}))
    paths = {batches[batch.id] for batch in found if batch.undone_on is not None}
    digests = {row.arrival.raw.digest for row in rows if row.path in paths}
    of = [row for row in rows if row.path in paths or (waits(row) and row.arrival.raw.digest in digests)]
    return [(row, looked_again(desk, row)) for row in of if row.state is not FileState.AGAIN]


def waits(row: FileRow) -> bool:
    """Whether a file is still to be taken in, and not being read again."""
    return row.state not in NOT_NOW


def is_same(row: FileRow | None, before: FileRow) -> bool:
    """Whether a file has no new answers or acts; it may have been compared again."""
    if row is None or row.state is FileState.AGAIN or row.arrival.batch != before.arrival.batch:
        return False
    said = [(each.answers, each.fixes, each.place_id) for each in (row, before)]
    return row.arrival.raw is before.arrival.raw and said[0] == said[1]
