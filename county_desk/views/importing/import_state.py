"""Everything that the import page shows, as plain values; `Importing` alone changes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from county_desk.intake.delivery import Layout
from county_desk.text import _
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_words import held_up_words

type Layouts = tuple[Layout, ...]
type Read = tuple[Path, frozenset[str]]
type Offer = Literal["", "batches", "rest"]


@dataclass(frozen=True)
class FilesOutcome:
    """A message about many files, with the way that it offers; `of` are the files that it holds for."""

    tone: str
    words: str
    offer: Offer = ""
    of: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class ImportState:
    """The files of the list, the one that is shown, and the message about many of them.

    `files` are by path, in the order in which they came. `look` is the `current` file made ready. `before`
    are files that are being read again, as they were. `brought` are those that a person brought last;
    `awaited` says that none of them was shown yet, and `led` is the one that was. `opening` says that the
    files to come are an opening balance. `batches` are those made
    of files. `closed` are the remarks on a file that a person has read. `year` is 0 where each file names
    its own. `whole` says that files go in only as a whole.
    """

    files: Mapping[Path, FileRow] = field(default_factory=dict)
    current: Path | None = None
    look: FileLook | None = None
    before: Mapping[Path, FileRow] = field(default_factory=dict)
    brought: frozenset[Path] = frozenset()
    batches: Mapping[int, Path] = field(default_factory=dict)
    layouts: Layouts | None = None
    closed: frozenset[Read] = frozenset()
    outcome: FilesOutcome | None = None
    led: Path | None = None
    awaited: bool = False
    opening: bool = False
    year: int = 0
    whole: bool = False

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """The files in their order."""
        return tuple(self.files.values())

    @property
    def row(self) -> FileRow | None:
        """The file that is shown."""
        return self.look.row if self.look else None

    @property
    def chosen(self) -> FileRow | None:
        """The current file as it is listed; it is shown once it is compared."""
        return self.files.get(self.current) if self.current else None

    @property
    def named_years(self) -> set[int]:
        """The years that the files name."""
        raw = (row.arrival.raw for row in self.rows)
        return {delivery.year for delivery in raw if delivery.named and not delivery.assumed}

    def with_rows(self, rows: Iterable[FileRow]) -> "ImportState":
        """List files as they are now; new ones come last. The message about many files stays true."""
        files = {**self.files, **{row.path: row for row in rows}}
        return replace(self, files=files, outcome=_kept_true(self.outcome, files.values()))

    def brought_in(self, rows: Sequence[FileRow], *, leads: bool) -> "ImportState":
        """List files that were just read.

        The first of those that a person brought becomes the current one, but only once, and only if it
        `leads` the person there.
        """
        paths = {row.path for row in rows}
        brought = [row for row in rows if row.path in self.brought]
        lead = brought if self.awaited else []
        wanted = next(iter(lead if self.chosen is not None else brought or rows), None)
        before = {path: row for path, row in self.before.items() if path not in paths}
        state = replace(self.with_rows(rows), before=before, awaited=self.awaited and wanted is None)
        return replace(state, led=wanted.path, current=wanted.path) if wanted and leads else state

    def read_again(self, rows: Iterable[FileRow]) -> "ImportState":
        """List files as being read again; the current one stays as it was shown meanwhile."""
        waiting = [replace(row, state=FileState.AGAIN) for row in rows]
        before = {row.path: self.files[row.path] for row in waiting} | dict(self.before)
        state = replace(self.with_rows(waiting), before=before)
        row, look = state.chosen, self.look
        if row is None or row.state is not FileState.AGAIN or look is None or look.row.path != row.path:
            return state
        return replace(state, look=look.of(row, _("This file is being read again.")))

    @property
    def worst(self) -> Path | None:
        """The first file with a problem, while the person is where the reading has led to."""
        row = self.chosen
        if row is None or row.path != self.led or row.held:
            return None
        return next((each.path for each in self.lately if each.held), None)

    @property
    def lately(self) -> list[FileRow]:
        """The files that a person brought last."""
        return [row for row in self.rows if row.path in self.brought]

    def put_away(self) -> "ImportState":
        """Leave out the files and all answers about them."""
        kept = ImportState(year=self.year, whole=self.whole)
        return replace(kept, batches=self.batches, layouts=self.layouts, closed=self.closed)

    def joined_by(self, other: "ImportState") -> "ImportState":
        """List the files of another state, too; those that are listed already stay as they are."""
        state = self.with_rows(row for row in other.rows if row.path not in self.files)
        current = other.current if other.current in state.files else self.current
        look = self.look if other.current in self.files else other.look
        batches = {**self.batches, **other.batches}
        state = replace(state, batches=batches, closed=self.closed | other.closed, year=other.year)
        return replace(state, current=current, look=look)


def _kept_true(outcome: FilesOutcome | None, rows: Iterable[FileRow]) -> FilesOutcome | None:
    """Say of files that were held up only what still does; once few are, each speaks for itself."""
    if outcome is None or not outcome.of:
        return outcome
    left = [row for row in rows if row.path in outcome.of]
    words = held_up_words(left)
    if any(row.state is FileState.AGAIN for row in left) or words == outcome.words:
        return outcome
    return FilesOutcome("warn", words, of=frozenset(row.path for row in left)) if words else None
