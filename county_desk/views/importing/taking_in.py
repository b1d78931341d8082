"""Taking files in one after the other, each as one act with its undo; a stop leaves nothing half done."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from county_desk.progress import Progress
from county_desk.text import _, _n
from county_desk.views.garbage_collection import collection_suspended
from county_desk.views.importing.import_files import FileRow, FileState
from county_desk.views.importing.import_reading import compared_again, intake_commands
from county_desk.views.types import Desk
from county_desk.views.widgets.text_format import counted, sentences
from county_desk.workflow.command import Change, Refused


@dataclass
class Taken:
    """The outcome of some files: those that went in with their changes, and the reasons for the others.

    A file with several lists has a change for each. One that was refused may stand among both, since its
    lists before it are in. `done_rows` of `rows` are in or were refused. `fresh` are those that the window
    does not show yet.
    """

    total: int
    rows: int = 0
    done_rows: int = 0
    name: str = ""
    went: list[tuple[FileRow, tuple[Change, ...]]] = field(default_factory=list)
    stayed: list[tuple[FileRow, str]] = field(default_factory=list)
    fresh: deque[FileRow] = field(default_factory=deque)

    @property
    def done(self) -> int:
        """The number of files that went in or were refused."""
        return len({row.path for row, _outcome in (*self.went, *self.stayed)})

    @property
    def title(self) -> str:
        """The name of the job."""
        if self.total == 1:
            return _("Importing {name}").format(name=self.name)
        words = _n("Importing {count} file", "Importing {count} files", self.total)
        return words.format(count=self.total)

    @property
    def counts(self) -> tuple[int, int, int]:
        """The finished rows, all rows, and the rows that count for the pace."""
        return self.done_rows, self.rows, self.done_rows

    def words(self, pace: int) -> str:
        """The progress, at a pace of rows a second."""
        words = _("Taking in file {done} of {total}: {name} · {rows} of {every} rows, {pace} a second")
        return words.format(
            done=min(self.done + 1, self.total),
            total=self.total,
            name=self.name,
            rows=f"{self.done_rows:,}",
            every=f"{self.rows:,}",
            pace=f"{pace:,}",
        )

    @property
    def refused(self) -> Refused | None:
        """The refusal of a single file."""
        return Refused({"": self.stayed[0][1]}) if self.total == 1 and self.stayed else None

    @property
    def change(self) -> Change | None:
        """The change of the register; several are one, for the pages that look again."""
        changes = [change for _row, each in self.went for change in each]
        if len(changes) < 2:
            return changes[0] if changes else None
        touched = frozenset[type]().union(*(change.touched for change in changes))
        waiting = [change.summary for change in changes if change.waits]
        said = []
        if numbers := [change.id for change in changes if not change.waits]:
            words = _("{count} files taken in, batches {first} to {last}; each can be undone by itself.")
            said = [words.format(count=len(self.went), first=numbers[0], last=numbers[-1])]
        return Change("\n".join((*said, *waiting)), touched=touched)

    @property
    def tone(self) -> str:
        """The tone of the outcome."""
        return "warn" if self.stayed else "info" if self.done < self.total else "ok"

    @property
    def said(self) -> str:
        """The outcome of the files in words, with the reasons of those that stayed out."""
        if not self.done:
            return _("Stopped; nothing was taken in.")
        if self.total == 1:
            row, changes = self.went[0]
            words = _("{name} is batch {number}.")
            named = [
                change.summary if change.waits else words.format(name=row.name, number=change.id)
                for change in changes
            ]
            return sentences([*named, *([] if changes[0].waits else self._rows())])
        count = len(self.went)
        said = [_n("{count} file taken in.", "{count} files taken in.", count).format(count=count)]
        if count:
            said += self._rows()[:1]  # the line below counts the rows of all files that stay out
        if left := self.total - self.done:
            words = _n("Stopped; {count} was not taken in.", "Stopped; {count} were not taken in.", left)
            said.append(words.format(count=left))
        if stayed := len(self.stayed):
            said.append(_n("{count} stayed out:", "{count} stayed out:", stayed).format(count=stayed))
        return "\n".join([sentences(said), *counted((row.name, reason) for row, reason in self.stayed)])

    def _rows(self) -> list[str]:
        """The number of rows that went in, and the advice for those that did not, in words."""
        rows = [row for row, changes in self.went if not changes[0].waits]
        ready, held = sum(row.ready for row in rows), sum(row.held for row in rows)
        words = [_n("{count} row is in.", "{count} rows are in.", ready).format(count=f"{ready:,}")]
        if held:
            back = _n(
                "{count} row stays out; send it back marked.",
                "{count} rows stay out; send them back marked.",
                held,
            )
            words.append(back.format(count=f"{held:,}"))
        return words


def take_files(desk: Desk, rows: Sequence[FileRow], taken: Taken, progress: Progress) -> None:
    """Take in one file after the other."""
    with collection_suspended():
        for row in rows:
            _take_one(desk, row, taken, progress)


def _take_one(desk: Desk, row: FileRow, taken: Taken, progress: Progress) -> None:
    """Take in one file, telling of all of them how many rows are done."""
    before = taken.done_rows

    def by_row(done: int, total: int) -> None:
        taken.done_rows = before + row.ready * done // max(total, 1)
        progress(taken.done_rows, taken.rows)

    taken.name = row.name
    changes: list[Change] = []
    try:
        by_row(0, 1)
        for command in intake_commands(row):
            changes.append(desk.do(command, by_row))
        batch = next((change.id for change in changes if not change.waits), None)
        arrival = replace(row.arrival, batch=batch, found=None)
        taken.fresh.append(replace(row, state=FileState.TAKEN, arrival=arrival))
    except Refused as refusal:
        fresh = compared_again(desk, row)
        taken.stayed.append((fresh, sentences(refusal.problems.values())))
        taken.fresh.append(fresh)
    if changes:
        taken.went.append((row, tuple(changes)))
    taken.done_rows = before + row.ready
