"""What the status bar says of the files that were brought."""

from collections.abc import Sequence

from county_desk.text import _, _n
from county_desk.views.import_files import FileRow


def status_words(rows: Sequence[FileRow]) -> str:
    """How many files there are, and what becomes of their rows."""
    if not rows:
        return ""
    files = _n("{count} file", "{count} files", len(rows)).format(count=f"{len(rows):,}")
    ready, held = sum(row.ready for row in rows if row.can_go_in), sum(row.held for row in rows)
    said = _("{files} · rows: {ready} ready, {held} to go back")
    return said.format(files=files, ready=f"{ready:,}", held=f"{held:,}")


def keys_words(row: FileRow | None) -> str:
    """The keys that matter for the file that is shown."""
    if row is None or row.form is not None or not row.arrival.delivery.read:
        return ""
    return _("F2 correct · F8 next error · Ctrl+Enter take in")
