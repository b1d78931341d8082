"""Files with all that was said of them while nothing shows them: put away, or the window is built anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from county_desk.text import _n
from county_desk.views.file_acts import SETTLED
from county_desk.views.import_files import FileRow
from county_desk.views.import_reading import Wanted


@dataclass(frozen=True)
class Carried:
    """What outlives the list: files, those not read yet, which was shown, and the batches made of them."""

    rows: tuple[FileRow, ...]
    left: tuple[Wanted, ...]
    at: Path | None
    year: int
    language: str
    batches: Mapping[int, Path] = field(default_factory=dict)


def unsaved_words(rows: Iterable[FileRow]) -> str:
    """How many corrections are in no register yet, and would be lost with the files; empty for none."""
    corrected = [row for row in rows if row.fixes and row.state not in SETTLED]
    if not corrected:
        return ""
    files = _n("{count} file", "{count} files", len(corrected)).format(count=len(corrected))
    count = sum(len(row.fixes) for row in corrected)
    words = _n(
        "{count} correction in {files} is not taken in.",
        "{count} corrections in {files} are not taken in.",
        count,
    )
    return words.format(count=count, files=files)


def put_away_words(rows: Sequence[FileRow]) -> str:
    """What was put away, for the word that offers it back."""
    words = _n("{count} file put away.", "{count} files put away.", len(rows)).format(count=len(rows))
    return " ".join(filter(None, (words, unsaved_words(rows))))
