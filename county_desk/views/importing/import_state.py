"""Everything that the import page shows, as plain values; `Importing` alone changes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from county_desk.intake.delivery import Layout
from county_desk.text import _
from county_desk.views.importing.file_look import FileLook
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_words import held_up_words

type Layouts = tuple[Layout, ...]
type Offer = Literal["", "batches", "rest"]


@dataclass(frozen=True)
class Outcome:
    """A message about many files, with the way that it offers; `of` are the files that it holds for."""

    tone: str
    words: str
    offer: Offer = ""
    of: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class ImportState:
    """The files of the list by path, in the order in which they came, and what is said of them.

    `current` is the file that is shown, `look` the same made ready. `before` are files that are being read
    again, as they were. `brought` are those that a person brought last, `batches` the batches made of files.
    `led` is the file that a person was led to when it was read, `awaited` that none of those brought last
    was shown yet. `year` is 0 where each file names its own. `whole` says that
    a file goes in only as a whole.
    """

    files: Mapping[Path, FileRow] = field(default_factory=dict)
    current: Path | None = None
    look: FileLook | None = None
    before: Mapping[Path, FileRow] = field(default_factory=dict)
    brought: frozenset[Path] = frozenset()
    batches: Mapping[int, Path] = field(default_factory=dict)
    layouts: Layouts | None = None
    outcome: Outcome | None = None
    led: Path | None = None
    awaited: bool = False
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
        """List files as they are now; new ones come last."""
        return replace(self, files={**self.files, **{row.path: row for row in rows}})

    def read_again(self, rows: Iterable[FileRow]) -> "ImportState":
        """List files as being read again; the current one stays as it was shown meanwhile."""
        waiting = [replace(row, state=FileState.AGAIN) for row in rows]
        before = {row.path: self.files[row.path] for row in waiting} | dict(self.before)
        state = replace(self.with_rows(waiting), before=before)
        row = state.chosen
        if row is None or row.state is not FileState.AGAIN or self.look is None or self.row is None:
            return state
        if self.row.path != row.path:
            return state
        return replace(state, look=self.look.of(row, _("This file is being read again.")))


def kept_true(state: ImportState) -> ImportState:
    """Say of files that were held up only what still does; once few are, each speaks for itself."""
    outcome = state.outcome
    if outcome is None or not outcome.of:
        return state
    left = [row for row in state.rows if row.path in outcome.of]
    words = held_up_words(left)
    if any(row.state is FileState.AGAIN for row in left) or words == outcome.words:
        return state
    now = Outcome("warn", words, of=frozenset(row.path for row in left)) if words else None
    return replace(state, outcome=now)
